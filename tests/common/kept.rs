//! What the page keeps for the case that the instance is lost: only what crossed the border.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::effect::{Call, Effect, Operation};
use handcart::engine::memory::Memory;
use handcart::engine::product::Product;

/// It, and when the instance is to be lost.
#[derive(Default)]
pub struct Kept {
    pub memory: Memory,
    /// It is lost in the place of doing the thing after so many.
    pub lost_in: Option<u32>,
}

impl Kept {
    /// Counts what is done until the instance is lost; whether that is now.
    pub fn comes_to_its_end(&mut self) -> bool {
        let Some(left) = self.lost_in else { return false };
        self.lost_in = left.checked_sub(1);
        left == 0
    }

    /// Something crosses the border.
    pub fn note(&mut self, effect: &Effect) {
        let memory = &mut self.memory;
        match effect {
            Effect::ReadCart(ticket) | Effect::Ask(ticket, ..) => memory.last = memory.last.max(ticket.0),
            Effect::Mutate(ticket, call, operation) => {
                memory.last = memory.last.max(ticket.0);
                memory.unsettled = Some((action(call, operation), operation.clone()));
            }
            Effect::Report(_, outcome) => {
                memory.last = memory.last.max(outcome.id.0);
                memory.unsettled.take_if(|(_, known)| outcome.operation == Some(known.id));
            }
            Effect::Keep(id) => memory.proposals.push(id.clone()),
            _ => {}
        }
    }
}

/// What a call does.
fn action(call: &Call, operation: &Operation) -> Action {
    match call {
        Call::Add { product, external, quantity } => {
            let product = Product::bare(product.clone(), external.clone(), operation.name.clone());
            Action::Add { product: Rc::new(product), variant: None, quantity: *quantity }
        }
        Call::Remove { key, .. } => Action::Remove { key: *key },
        Call::SetQuantity { key, quantity, .. } => Action::SetQuantity { key: *key, quantity: *quantity },
        Call::Clear => Action::Clear,
        Call::SetCountry(country) => Action::SetCountry(*country),
    }
}
