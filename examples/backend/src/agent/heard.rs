//! One message of the shopper, with all that came along.

use handcart::contract::dialect::neuroon::{CartSnapshot, Shown, Told};

/// One message, as the agent hears it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Heard<'a> {
    /// The shopper's words.
    pub sentence: &'a str,
    /// BCP 47; absent: English.
    pub language: Option<&'a str>,
    /// The cart; absent when the host has not enabled it.
    pub cart: Option<&'a CartSnapshot>,
    /// What the shopper was shown last, when the widget told it.
    pub shown: &'a [Shown],
    /// What ended since the last message, oldest first.
    pub outcomes: &'a [Told],
}
