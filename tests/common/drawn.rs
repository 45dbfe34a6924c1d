//! What was drawn, as far as anybody asks.

use std::rc::Rc;

use handcart::engine::cart::Cart;
use handcart::engine::view::{Ask, Entry, EntryId, Freshness, Kind, Panel, View};

#[derive(Clone, Debug)]
pub struct Drawn {
    pub panel: Panel,
    pub cart: Option<Rc<Cart>>,
    pub freshness: Option<Freshness>,
    pub busy: bool,
    pub asks: Vec<Ask>,
    /// Entries of the conversation.
    pub rows: usize,
    pub toasts: usize,
    /// The newest entry with products.
    pub products: Option<EntryId>,
}

impl Drawn {
    pub fn of(view: &View) -> Self {
        let ask = |entry: &Rc<Entry>| if let Kind::Ask(ask) = &entry.kind { Some((**ask).clone()) } else { None };
        let asks = view.feed.iter().filter_map(ask).chain(view.dialog.as_deref().cloned());
        let side = view.cart.as_ref();
        Self {
            panel: view.panel,
            cart: side.and_then(|side| side.cart.clone()),
            freshness: side.map(|side| side.freshness),
            busy: side.is_some_and(|side| !side.pending.is_empty() || side.clearing || side.country.is_some()),
            asks: asks.collect(),
            rows: view.feed.len(),
            toasts: view.toasts.len(),
            products: view
                .feed
                .iter()
                .rev()
                .find(|entry| matches!(entry.kind, Kind::Products(_)))
                .map(|entry| entry.id),
        }
    }
}
