//! What the page keeps for the case that the instance is lost: only what crossed the border.

use handcart::engine::effect::Effect;
use handcart::engine::memory::Memory;

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
                memory.unsettled = Some((call.clone(), operation.clone()));
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
