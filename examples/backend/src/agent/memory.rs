//! What a conversation remembers; small, so that it can be kept as one row.

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
