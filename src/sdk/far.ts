/** So many pixels above or below the end of the window: it is not the window that the widget is fixed to. */
export const FAR = 150
