//! Short words for proposals and presses.

use std::rc::Rc;

use handcart::engine::action::{Action, Proposed, Source};
use handcart::engine::cart::{Key, Text};
use handcart::engine::event::{Event, Gesture};
use handcart::engine::product::Product;

/// An agent's proposal.
pub fn by_agent(action: Action, reply: Option<u32>, id: Option<&str>) -> Proposed {
    let (words, source) = (Some(Text::from("trust me")), Source::Agent);
    Proposed { action: Ok(action), words, source, reply, id: id.map(Text::from) }
}

pub fn add(product: &Rc<Product>, quantity: u32) -> Action {
    Action::Add { product: product.clone(), variant: None, quantity }
}

pub fn set(key: Key, quantity: u32) -> Action {
    Action::SetQuantity { key, quantity }
}

pub fn remove(key: Key) -> Action {
    Action::Remove { key }
}

pub fn did(gesture: Gesture) -> Event {
    Event::Did(gesture)
}

/// The cart-update event of the host.
pub const CHANGED: Event = Event::CartChanged { operation: None };
