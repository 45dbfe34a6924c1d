//! What a conversation remembers; small, so that it can be kept as one row.

use handcart::contract::dialect::neuroon::Told;
use serde::{Deserialize, Serialize};

use super::filter::Filter;

/// A question that is still open: a product whose variant is not known yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The product.
    pub product: String,
    /// Pieces.
    pub quantity: u32,
    /// The choices that are known: name and value.
    pub chosen: Vec<(String, String)>,
}

/// A line of the cart, to be put back when its removal is undone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The line's key.
    pub key: String,
    /// Id of the product or the variant.
    pub id: String,
    /// Name.
    pub name: String,
    /// The variant in the shop's words.
    pub variant: Option<String>,
    /// Pieces.
    pub quantity: u32,
}

/// What was said and shown before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// Products last shown, in order.
    pub shown: Vec<String>,
    /// The product last talked about.
    pub focus: Option<String>,
    /// The variant last proposed.
    pub variant: Option<String>,
    /// What was last looked for.
    pub filter: Option<Filter>,
    /// How many of its results were shown.
    pub offset: usize,
    /// A variant that was asked for.
    pub pending: Option<Pending>,
    /// Whether a proposal stands in the conversation.
    pub proposed: bool,
    /// How the last changes ended.
    pub ended: Vec<Told>,
    /// The cart of the last message.
    pub lines: Vec<Line>,
    /// The cart before those changes.
    pub before: Vec<Line>,
    /// What a model was told and answered, in its provider's form.
    pub talk: Vec<serde_json::Value>,
}

impl Memory {
    /// Remembers a list.
    pub fn show(&mut self, products: &[String]) {
        self.shown = products.iter().take(12).cloned().collect();
        self.focus = if let [only] = products { Some(only.clone()) } else { None };
        self.variant = None;
        self.pending = None;
        self.proposed = false;
    }
}
