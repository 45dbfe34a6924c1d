//! What outlives a lost instance (law I11). An engine that is lost in a trap cannot be asked any more: what the next one
//! must know is what crossed the border before, and the outside kept it.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

use super::action::Action;
use super::cart::Text;
use super::effect::Operation;
use super::event::Said;
use super::mutate::{Begun, Job, Origin, Phase};
use super::outcome::{Code, Deed};
use super::planted::{Fault, planted};
use super::verify::Word;
use super::view::{Kind, Notice, Spoken};
use super::{Engine, Ids};

/// What the outside kept of an engine that was lost.
#[derive(Debug, Clone, PartialEq, Hash, Default)]
pub struct Memory {
    /// The largest number that a ticket, an operation or an outcome had: new ones go on from there.
    pub last: u32,
    /// The ids of the proposals that were taken.
    pub proposals: Vec<Text>,
    /// The change that the host was asked for, if its end was not reported.
    pub unsettled: Option<(Action, Operation)>,
}

impl Engine {
    /// Goes on after a loss: with no card and no queue, and with the cart to be read. A change whose end nobody knows waits
    /// for that read and is reported as unknown then; it is not made again.
    #[allow(clippy::boxed_local, reason = "it moves as one word")]
    pub(super) fn recall(&mut self, memory: Box<Memory>) {
        if !planted(Fault::ForgetsIds) {
            let last = memory.last;
            self.ids = Ids { before: last, ticket: last, operation: last, call: 0, outcome: last, toast: 0 };
            self.propose.recall(&memory.proposals);
        }
        self.note(Kind::Notice(Notice::Restarted));
        self.announce(Spoken::Notice(Notice::Restarted), false);
        let Some((action, Operation { id, attempt, source, reply, name, variant })) = memory.unsettled else { return };
        let mut deed = Deed::of(action, None);
        (deed.name, deed.variant) = (name, variant);
        let deed = Rc::new(deed);
        let job = Box::new(Job {
            deed,
            source,
            origin: Origin::Line,
            reply,
            proposal: None,
            undoes: None,
            retries: Vec::new(),
        });
        if planted(Fault::ReissuesUnsettled) {
            return self.enqueue(job);
        }
        let begun = Box::new(Begun { calls: 1, ..Begun::of(job, None, id, attempt) });
        let word = Word { said: Said::Nothing, code: Some(Code::Timeout), late: true };
        self.mutate.phase = Phase::Checking { begun, word };
    }
}
