// The driver of person.mjs in Chromium, over a page of Playwright's.

/** `page`: a page of its own. */
export const chromiumDriver = (page) => ({
  engine: 'Chromium',
  visit: (url) => page.goto(url),
  press: (keys) => page.keyboard.press(keys),
  type: (text) => page.keyboard.type(text),
  ask: (fn, argument) => page.evaluate(fn, argument),
})
