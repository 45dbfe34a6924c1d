//! Neuroon's search protocol: the JSON of `POST {endpoint}/api/widget/search`.
//!
//! These are the wire types. The browser writes [`SearchRequest`] and reads the answer field by field; a native
//! server reads the request and writes [`SearchResponse`].

mod reader;
#[cfg(not(target_arch = "wasm32"))]
mod told;

use crate::contract::atom::atom;
use alloc::rc::Rc;

#[cfg(not(target_arch = "wasm32"))]
use serde::{Deserialize, Serialize};

use crate::contract::sink::Sink;
use crate::contract::snapshot;
use crate::engine::cart::Cart;
use crate::engine::product::Product;

pub use reader::{Read, read};
#[cfg(not(target_arch = "wasm32"))]
pub use told::{Change, Ending, Shown, Told, ToldAction};

/// Most products that the agent is told it showed.
const SHOWN: usize = 20;

/// Writes a [`SearchRequest`]. `cart` comes with the time of its read; `shown` are the products of the newest answer that
/// had any. The language and what ended since the last message are the page's to add.
pub fn ask<S: Sink>(
    to: &S,
    query: &str,
    conversation: Option<&str>,
    cart: Option<(&Cart, &str)>,
    shown: &[Rc<Product>],
) {
    to.text(atom!("query"), query);
    to.word(atom!("conversationId"), conversation);
    if let Some((cart, read_at)) = cart {
        snapshot::write(&to.object(atom!("cartSnapshot")), cart, read_at);
    }
    let list = to.list(atom!("shown"));
    for product in shown.iter().take(SHOWN) {
        let each = list.object(atom!(""));
        each.text(atom!("id"), &product.id);
        each.maybe(atom!("externalId"), &product.external);
        each.text(atom!("name"), &product.name);
    }
}

/// What the widget sends with every message of the shopper.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchRequest {
    /// The shopper's words, at most 2,000 characters.
    pub query: String,
    /// The conversation this belongs to, as the last answer named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<String>,
    /// BCP 47 language of the widget.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The cart as the shop last told it; absent when the host has not enabled the cart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cart_snapshot: Option<CartSnapshot>,
    /// The products of the newest answer that had any, in the order shown; the first 20 are kept.
    #[serde(default, deserialize_with = "told::shown", skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<Shown>,
    /// What ended since the last message, oldest first; the newest 20 are kept.
    #[serde(default, deserialize_with = "told::outcomes", skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Told>,
}

/// The cart as the agent sees it. An empty cart is sent as an empty cart.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CartSnapshot {
    /// ISO 4217.
    pub currency: String,
    /// Number of pieces, as the host counts them.
    pub total_items: u32,
    /// Decimal amount; absent when the host's text can be read in two ways.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtotal: Option<f64>,
    /// Decimal amount; absent when the host's text can be read in two ways.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<f64>,
    /// The host's own text.
    pub formatted_subtotal: String,
    /// The host's own text.
    pub formatted_total: String,
    /// The first 50 lines.
    pub items: Vec<CartSnapshotItem>,
    /// Whether there are more than 50 lines.
    pub truncated: bool,
    /// Changes when anything changes that a shopper would notice.
    pub hash: String,
    /// When the cart was read, ISO 8601 in UTC.
    pub updated_at: String,
}

/// One line of [`CartSnapshot`].
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CartSnapshotItem {
    /// The line's key: what a `REMOVE` or `UPDATE_QUANTITY` names as `itemKey`.
    pub key: String,
    /// Product id.
    pub id: String,
    /// The host platform's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Name as the shop shows it.
    pub name: String,
    /// For example `Size: 42`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Pieces.
    pub quantity: u32,
    /// The host's own text.
    pub formatted_price: String,
}

/// The answer of the search endpoint. Fields of Neuroon's that Handcart does not use are left out.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchResponse {
    /// The words that were understood.
    pub query: String,
    /// Products to show, best first.
    pub results: Vec<SearchProduct>,
    /// How many there are in all.
    pub total: u32,
    /// Send it back with the next message.
    pub conversation_id: String,
    /// What the assistant says: plain text, paragraphs separated by an empty line.
    pub ai_response: String,
    /// What the assistant proposes. Neuroon sends one object; a list is an extension of ours.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cart_action: Vec<WireProposal>,
    /// Short answers to offer as buttons.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quick_replies: Vec<String>,
}

/// A product as the catalogue has it.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchProduct {
    /// Product id: what `onAddToCart` gets first.
    pub id: String,
    /// The host platform's id: what `onAddToCart` gets third.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Name.
    pub name: String,
    /// Decimal regular price.
    pub price: f64,
    /// Decimal price today, when it is lower than `price`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sale_price: Option<f64>,
    /// An extension of ours: `price` as the shop prints it. Absent: the widget prints it in its own language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatted_price: Option<String>,
    /// An extension of ours: `sale_price` as the shop prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatted_sale_price: Option<String>,
    /// ISO 4217.
    pub currency: String,
    /// Product page.
    pub url: String,
    /// Picture, square.
    pub image_url: String,
    /// Whether it can be bought at all.
    pub in_stock: bool,
    /// Pieces left; up to 5 is shown as low.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock_count: Option<u32>,
    /// 0 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<f64>,
    /// How many reviews the rating comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_count: Option<u32>,
    /// An extension of ours: what can be bought, when the product itself cannot. Every variant names the same options.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<SearchVariant>,
}

/// One buyable variant of a product.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchVariant {
    /// What `onAddToCart` gets first, in the place of the product's id.
    pub id: String,
    /// What `onAddToCart` gets third.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Values in the order of the product's options: `[("Size", "42"), ("Colour", "Pine green")]`, sent as a list of pairs.
    pub options: Vec<(String, String)>,
    /// Whether this one can be bought.
    pub in_stock: bool,
    /// Pieces left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock_count: Option<u32>,
    /// Picture of this variant, when it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
}

/// An action under the name that the assistant gave it, so that its outcome can be told apart from others.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WireProposal {
    /// Never used twice: the widget refuses a replay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What is proposed.
    #[serde(flatten)]
    pub action: WireAction,
}

/// A cart action that the assistant proposes.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum WireAction {
    /// Add a product: shown as a card, confirmed by the shopper.
    AddSuggestion {
        /// A product of `results`, of an earlier answer, or [`WireAction::AddSuggestion::product`].
        product_id: String,
        /// The variant, when it is known. Absent and needed: the card asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        variant_id: Option<String>,
        /// Pieces, 1 or more.
        quantity: u32,
        /// The assistant's words; quoted as the assistant's.
        #[serde(skip_serializing_if = "Option::is_none")]
        confirmation_prompt: Option<String>,
        /// The catalogue's facts, when the product is not among `results`.
        #[serde(skip_serializing_if = "Option::is_none")]
        product: Option<Box<SearchProduct>>,
    },
    /// Remove a line.
    Remove {
        /// A key of the snapshot.
        item_key: String,
        /// The assistant's words.
        #[serde(skip_serializing_if = "Option::is_none")]
        confirmation_prompt: Option<String>,
    },
    /// Change the quantity of a line.
    UpdateQuantity {
        /// A key of the snapshot.
        item_key: String,
        /// The new quantity.
        quantity: u32,
        /// The assistant's words.
        #[serde(skip_serializing_if = "Option::is_none")]
        confirmation_prompt: Option<String>,
    },
    /// Empty the cart.
    Clear {
        /// The assistant's words.
        #[serde(skip_serializing_if = "Option::is_none")]
        confirmation_prompt: Option<String>,
    },
    /// Set the country of delivery, without asking but visibly.
    SetDestinationCountry {
        /// ISO 3166-1 alpha-2.
        country_code: String,
    },
    /// An extension of ours: show the cart. Changes nothing.
    ViewCart,
    /// An extension of ours: offer the way to the shop's checkout.
    Checkout {
        /// The assistant's words.
        #[serde(skip_serializing_if = "Option::is_none")]
        confirmation_prompt: Option<String>,
    },
}
