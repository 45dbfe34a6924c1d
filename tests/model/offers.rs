//! Proposals with their promises: each has one end (I8), and of all with the same id at most one is not refused (I2).

use handcart::engine::action::Proposed;
use handcart::engine::cart::Text;

/// What was proposed.
#[derive(Clone, Hash, Default, Debug)]
pub struct Offers {
    /// Promises that wait for their end.
    open: Vec<u32>,
    /// The ids of what was not refused, each with its promise.
    taken: Vec<(Text, u32)>,
}

impl Offers {
    /// Something is proposed. Returns whether its id was there before.
    pub fn proposed(&mut self, one: &Proposed) -> bool {
        self.open.extend(one.reply);
        let Some((id, reply)) = one.id.clone().zip(one.reply) else { return false };
        let again = self.taken.iter().any(|(known, _)| *known == id);
        self.taken.push((id, reply));
        again
    }

    /// A promise is made.
    pub fn promised(&mut self, reply: Option<u32>) {
        self.open.extend(reply);
    }

    /// A promise is kept; `false`: there is none, or it was kept before.
    pub fn ended(&mut self, reply: u32) -> bool {
        let at = self.open.iter().position(|open| *open == reply);
        at.map(|at| self.open.remove(at)).is_some()
    }

    /// A proposal was not offered.
    pub fn refused(&mut self, reply: u32) -> bool {
        self.taken.retain(|(_, other)| *other != reply);
        self.ended(reply)
    }

    /// Whether every promise was kept.
    pub fn all_ended(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether an id was taken twice.
    pub fn twice(&self) -> bool {
        let ids = || self.taken.iter().map(|(id, _)| id);
        ids().enumerate().any(|(at, id)| ids().skip(at + 1).any(|other| other == id))
    }
}
