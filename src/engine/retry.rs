//! "Try again": never by itself, only after a read, under the same operation id (law I2). A shop that did carry the change
//! out, unseen, can then know it by its id; and if the cart shows it by now, nothing is sent at all.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

use super::Engine;
use super::action::{Action, Proposed, Source};
use super::caps::{KNOWN, hold};
use super::cart::{Cart, Text};
use super::deed::describe;
use super::event::Said;
use super::list::take;
use super::mutate::{Begun, Job, Origin};
use super::outcome::{Code, Deed, Outcome, OutcomeId, Verdict};
use super::planted::{Fault, planted};
use super::refresh::Cause;
use super::verify::{Word, judge};
use super::view::{Kind, Notice, Spoken};

/// The call of an action that ended without effect, as far as is known.
#[derive(Debug, Clone, Hash)]
pub struct Retry {
    /// Its operation id, which the next one keeps.
    pub operation: u32,
    /// Which call the next one is: 2 or more.
    pub attempt: u32,
    /// How many calls there had been by then, of this action and of others.
    pub calls: u32,
    /// The deed and the cart before it, where it is not known whether the shop has carried it out.
    pub unsure: Option<(Rc<Deed>, Rc<Cart>)>,
}

impl Retry {
    /// What the next call has to know, if the host was called.
    #[must_use]
    pub fn of(outcome: &Outcome, attempt: u32, calls: u32, before: Option<&Rc<Cart>>) -> Option<Self> {
        let operation = outcome.operation?;
        let unsure = before.filter(|_| outcome.verdict == Verdict::Unknown);
        let unsure = unsure.map(|before| (outcome.deed.clone(), before.clone()));
        Some(Self { operation, attempt: attempt.saturating_add(1), calls, unsure })
    }
}

/// What can be tried again: the action, the calls of its rows, or its one call, and the proposer's id of it.
pub type Again = (Action, Vec<Option<Retry>>, Option<Text>);

/// A proposal that ended without effect, and can be shown again.
#[derive(Debug, Clone, Hash)]
pub struct Lapsed {
    /// How it ended.
    pub outcome: OutcomeId,
    /// As it came in.
    pub proposed: Rc<Proposed>,
    /// The calls that were made for it, of each row of a plan, else one: where there are any the cart is read first.
    pub retries: Vec<Option<Retry>>,
}

/// What ended without effect, the latest last.
#[derive(Debug, Default, Clone, Hash)]
pub struct Lapses(Vec<Lapsed>);

impl Lapses {
    /// Keeps one; beyond twenty the oldest goes.
    pub fn keep(&mut self, lapsed: Lapsed) {
        if self.0.len() >= 20 {
            take(&mut self.0, 0);
        }
        self.0.push(lapsed);
    }

    /// The one that ended so.
    #[must_use]
    pub fn get(&self, outcome: OutcomeId) -> Option<&Lapsed> {
        self.0.iter().find(|lapsed| lapsed.outcome == outcome)
    }

    /// Takes it out.
    pub fn take(&mut self, outcome: OutcomeId) -> Option<Lapsed> {
        let at = self.0.iter().position(|lapsed| lapsed.outcome == outcome)?;
        take(&mut self.0, at)
    }
}

impl Engine {
    /// The shopper wants an ended proposal back. What the host was called for is not offered before the cart was read.
    pub(super) fn offer_again(&mut self, outcome: OutcomeId) {
        let Some(lapsed) = self.lapses.get(outcome) else { return };
        if lapsed.retries.iter().all(Option::is_none) || planted(Fault::BlindRetry) {
            return self.offer_lapsed(outcome);
        }
        self.readers.push(super::Reader::Retry(outcome));
        self.want(self.now, Cause::Wish);
    }

    /// The read that a "Try again" waited for has ended.
    pub(super) fn retry(&mut self, outcome: OutcomeId, cart: Option<&Rc<Cart>>) {
        let Some(cart) = cart else { return self.not_tried(Notice::Unread) };
        let Some(lapsed) = self.lapses.get(outcome) else { return };
        let one = if let [Some(retry)] = lapsed.retries.as_slice() { Some(retry.clone()) } else { None };
        let word = Word { said: Said::Nothing, code: None, late: true };
        let arrived =
            |(deed, before): &(Rc<Deed>, Rc<Cart>)| judge(&deed.action, before, cart, word).verdict == Verdict::Applied;
        // Whether the shop has done it since can be told as long as nothing else was asked of it.
        if let Some(retry) = &one
            && retry.calls == self.ids.call
            && retry.unsure.as_ref().is_some_and(arrived)
        {
            return self.arrived(outcome, retry, cart);
        }
        self.offer_lapsed(outcome);
    }

    /// The shop has carried it out by now: nothing is sent.
    fn arrived(&mut self, outcome: OutcomeId, retry: &Retry, cart: &Rc<Cart>) {
        let (Some(lapsed), Some((deed, before))) = (self.lapses.take(outcome), retry.unsure.clone()) else { return };
        let (source, proposal) = (lapsed.proposed.source.clone(), lapsed.proposed.id.clone());
        let job = Box::new(Job {
            deed,
            source,
            origin: Origin::Arrived,
            reply: None,
            proposal,
            undoes: None,
            retries: Vec::new(),
        });
        let begun = Begun::of(job, Some(before), retry.operation, retry.attempt);
        let word = Word { said: Said::Nothing, code: None, late: true };
        self.conclude(Box::new(begun), word, Some(cart.clone()));
    }

    fn offer_lapsed(&mut self, outcome: OutcomeId) {
        let Some(proposed) = self.lapses.get(outcome).map(|lapsed| lapsed.proposed.clone()) else { return };
        let capped = match (&proposed.action, &proposed.source) {
            (Ok(action), Source::Agent | Source::Seller(_)) if KNOWN => {
                let deed = describe(action, self.cart.as_deref(), &self.setup.policy);
                deed.is_ok_and(|deed| hold(&deed, self.known_cart(), &self.setup.policy).is_err())
            }
            _ => false,
        };
        if capped {
            return self.not_tried(Notice::Gone);
        }
        match self.propose.take_again(self.now, proposed, self.cart.as_deref(), &self.setup.policy) {
            Ok(id) => {
                if let (Some(lapsed), Some(open)) = (self.lapses.take(outcome), self.propose.get_mut(id)) {
                    open.retries = lapsed.retries;
                }
                self.show_card(id);
            }
            Err(Code::Policy) => {} // No room: the wish is not lost.
            Err(_) => self.not_tried(Notice::Gone),
        }
    }

    fn not_tried(&mut self, why: Notice) {
        self.note(Kind::Notice(why.clone()));
        self.announce(Spoken::Notice(why), true);
    }

    /// Keeps an action that the shop did not carry out, as far as is known, so that it can be tried again.
    pub(super) fn keep_failed(&mut self, outcome: &Outcome, words: Option<Text>, (action, retries, id): Again) {
        let source: Source = outcome.source.clone();
        let proposed = Rc::new(Proposed { action: Ok(action), words, source, reply: None, id });
        self.lapses.keep(Lapsed { outcome: outcome.id, proposed, retries });
    }
}
