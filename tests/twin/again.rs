//! Ended proposals that the shopper wants back, and "Try again" (I2): never by itself, only after a read, under the same
//! operation id.

use std::rc::Rc;

use handcart::engine::action::{Action, Source};
use handcart::engine::cart::{Cart, Text};
use handcart::engine::effect::{Effect, Operation};
use handcart::engine::outcome::{Code, Deed, Outcome, OutcomeId, Verdict};
use handcart::engine::view::{Notice, Spoken};

use super::changes::{Begun, Job, Origin};
use super::talk::Row;
use super::{Twin, facts};

/// The one call of an action that ended without effect, as far as is known.
#[derive(Clone)]
pub struct Repeats {
    pub operation: u32,
    /// Which call the next one is.
    pub attempt: u32,
    /// How many calls there had been, of anything.
    calls: usize,
    /// The deed and the cart before it, where the shop may have done it unseen.
    unsure: Option<(Rc<Deed>, Rc<Cart>)>,
}

/// Something that ended without effect, as it was proposed.
#[derive(Clone)]
pub struct Again {
    pub outcome: OutcomeId,
    pub action: Action,
    pub source: Source,
    pub words: Option<Text>,
    /// The proposer's id of it.
    pub named: Option<Text>,
    /// The call of each row of a plan, else one.
    pub repeats: Vec<Option<Repeats>>,
}

impl Twin {
    /// The last twenty can be had back.
    pub fn keep(&mut self, again: Again) {
        self.again.push(again);
        let many = self.again.len().saturating_sub(20);
        self.again.drain(..many);
    }

    /// The call of an action, if the host was called once for it. A clear line by line is begun anew.
    pub fn repeats(&self, job: &Job, outcome: &Outcome) -> Option<Repeats> {
        let begun = job.begun.as_ref()?;
        let Operation { id, attempt, .. } = begun.operation.clone()?;
        let before = begun.before.clone().filter(|_| outcome.verdict == Verdict::Unknown);
        let unsure = before.map(|before| (outcome.deed.clone(), before));
        let whole = self.can.clear || outcome.deed.action != Action::Clear;
        let repeats = Repeats { operation: id, attempt: attempt + 1, calls: self.calls.len(), unsure };
        (whole && begun.answers.len() == 1).then_some(repeats)
    }

    fn kept(&self, id: OutcomeId) -> Option<Again> {
        self.again.iter().find(|again| again.outcome == id).cloned()
    }

    pub fn offer_again(&mut self, id: OutcomeId) {
        match self.kept(id) {
            Some(again) if again.repeats.iter().flatten().count() > 0 => self.read_for(id),
            Some(again) => self.put_up_again(again),
            None => {}
        }
    }

    /// The read for it has ended. Whether the shop has done it since can be told as long as nothing else was asked of it.
    pub fn try_again(&mut self, id: OutcomeId, cart: Option<&Rc<Cart>>) {
        let Some(cart) = cart else { return self.not_tried(Notice::Unread) };
        let Some(again) = self.kept(id) else { return };
        if let [Some(repeats)] = again.repeats.as_slice()
            && repeats.calls == self.calls.len()
            && let Some((deed, before)) = repeats.unsure.clone()
        {
            let (source, name, variant) = (again.source.clone(), deed.name.clone(), deed.variant.clone());
            let operation =
                Operation { id: repeats.operation, attempt: repeats.attempt, source, reply: None, name, variant };
            let begun = Begun { operation: Some(operation), ..Begun::with(Some(before), Vec::new()) };
            let job = Job::new(deed, again.source.clone(), Origin::Arrived, None);
            let job = Job { begun: Some(begun), id: again.named.clone(), ..job };
            let (verdict, delta) = facts::verdict(&job, Some(cart));
            if verdict == Verdict::Applied {
                self.again.retain(|again| again.outcome != id);
                return self.end(&job, verdict, delta, Some(cart.clone()));
            }
        }
        self.put_up_again(again);
    }

    fn put_up_again(&mut self, again: Again) {
        let id = again.outcome;
        let capped = again.source != Source::Shopper && self.is_above(&again.action);
        if capped {
            return self.not_tried(Notice::Gone);
        }
        match self.put_up(&again.action, again.source, again.words, None, None) {
            Ok(card) => {
                (card.repeats, card.named) = (again.repeats, again.named);
                self.again.retain(|again| again.outcome != id);
                // Whoever wants something back has not had enough of the agent.
                self.refusals = 0;
                self.rest = None;
            }
            Err(Code::Policy) => {} // No room: the wish is not lost.
            Err(_) => self.not_tried(Notice::Gone),
        }
    }

    fn not_tried(&mut self, why: Notice) {
        self.write_row(Row::Notice(why.clone()));
        self.out.push(Effect::Announce(Spoken::Notice(why), true));
    }
}
