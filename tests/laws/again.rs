//! "Try again" as the observer of consent sees it (I2): which cards it brought, and which ids it may use once more.

use std::collections::{BTreeMap, BTreeSet};

use handcart::engine::action::Action;
use handcart::engine::effect::{Call, Operation};
use handcart::engine::event::{Event, Gesture, ProposalId};
use handcart::engine::view::Ask;

use super::record::{ReadEnd, Record};
use crate::common::sim::{Drawn, Moment};

/// What is known of "Try again".
#[derive(Default)]
pub struct Again {
    /// The last call under each id: where, which, the attempt.
    calls: BTreeMap<u32, (usize, Call, u32)>,
    /// Whether since the last drawing a read ended, and whether anything came that may bring a card by itself.
    read: bool,
    other: bool,
    /// Cards that came out of a read: only "Try again" makes such. A clear by lines is always begun anew, and so is a row
    /// of a plan that never ran.
    pub brought: BTreeSet<ProposalId>,
}

impl Again {
    /// The instance was lost: only the calls are still known.
    pub fn lose(&mut self) {
        *self = Self { calls: std::mem::take(&mut self.calls), ..Self::default() };
    }

    pub fn hear(&mut self, moment: &Moment) {
        match moment {
            Moment::In(Event::CartRead(..)) => self.read = true,
            Moment::In(Event::Proposals(_) | Event::Answered(..) | Event::Told(_) | Event::UndoWanted(..)) => {
                self.other = true
            }
            Moment::In(Event::Did(Gesture::OfferAgain(_))) => self.other = true,
            _ => {}
        }
    }

    /// `known`: the cards that were drawn before.
    pub fn draw(&mut self, drawn: &Drawn, known: &BTreeMap<ProposalId, u64>) {
        let (read, other) = (std::mem::take(&mut self.read), std::mem::take(&mut self.other));
        let anew = |ask: &Ask| matches!(ask.deed.action, Action::Clear | Action::Plan(_));
        let new = |ask: &&Ask| !known.contains_key(&ask.id) && !anew(ask);
        if read && !other {
            self.brought.extend(drawn.asks.iter().filter(new).map(|ask| ask.id));
        }
    }

    pub fn call(&mut self, record: &Record, place: usize, call: &Call, named: &Operation) -> Result<(), String> {
        let newest = self.calls.last_key_value().is_none_or(|(last, _)| named.id > *last);
        let right = match self.calls.get(&named.id) {
            None => newest && named.attempt == 1,
            Some((before, earlier, attempt)) => {
                let pressed = |(at, (_, moment)): (usize, &(u64, Moment))| {
                    matches!(moment, Moment::In(Event::Did(Gesture::OfferAgain(_)))).then_some(before + at)
                };
                let pressed = record.trace[*before..place].iter().enumerate().find_map(pressed);
                let read = |read: &super::record::Read| {
                    pressed.is_some_and(|pressed| read.start.place > pressed)
                        && matches!(&read.end, Some((end, ReadEnd::Cart(_))) if end.place < place)
                };
                named.attempt == attempt + 1 && is_the_same(earlier, call) && record.reads.iter().any(read)
            }
        };
        if !right {
            return Err(format!("operation {} was there before, or not yet: attempt {}", named.id, named.attempt));
        }
        self.calls.insert(named.id, (place, call.clone(), named.attempt));
        Ok(())
    }
}

/// Whether both ask the same of the host; what the line held before may have changed.
fn is_the_same(a: &Call, b: &Call) -> bool {
    match (a, b) {
        (Call::Remove { key, .. }, Call::Remove { key: other, .. }) => key == other,
        (Call::SetQuantity { key, quantity, .. }, Call::SetQuantity { key: other, quantity: pieces, .. }) => {
            key == other && quantity == pieces
        }
        _ => a == b,
    }
}
