//! Names that others rely on: events, elements, stored things.

/// The window event after which the cart is read, unless the host names others.
pub const CART_UPDATE: &str = "handcart:cart-update";
/// The custom element.
pub const ELEMENT: &str = "hand-cart";
/// The global of the script tag.
pub const GLOBAL: &str = "Handcart";
/// The channel on which open tabs tell each other that the cart changed.
pub const CHANNEL: &str = "handcart";
/// Where the conversation's id lives for the life of the tab (`sessionStorage`).
pub const CONVERSATION: &str = "handcart:conversation";
/// The field of an update event's `detail` that names an operation of ours, so that it is not taken for a foreign change.
pub const OPERATION: &str = "operation";

/// What `on()` can listen to.
pub const EVENTS: [&str; 5] = [OUTCOME, CART, OPEN, CLOSE, ERROR];
/// An action ended.
pub const OUTCOME: &str = "outcome";
/// The cart on display is another.
pub const CART: &str = "cart";
/// The panel opened.
pub const OPEN: &str = "open";
/// The panel closed.
pub const CLOSE: &str = "close";
/// Something failed that a developer should know.
pub const ERROR: &str = "error";
