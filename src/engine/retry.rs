//! "Try again": never by itself, only after a read, under the same operation id (law I2). A shop that did carry the change
//! out, unseen, can then know it by its id; and if the cart shows it by now, nothing is sent at all.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

use super::Engine;
use super::action::{Action, Proposed, Source};
use super::cart::Cart;
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
    /// The deed and the cart before it, where it is not known whether the shop has carried it out.
    pub unsure: Option<(Rc<Deed>, Rc<Cart>)>,
}

impl Retry {
    /// What the next call has to know, if the host was called.
    #[must_use]
    pub fn of(outcome: &Outcome, attempt: u32, before: Option<&Rc<Cart>>) -> Option<Self> {
        let operation = outcome.operation?;
        let unsure = before.filter(|_| outcome.verdict == Verdict::Unknown);
        let unsure = unsure.map(|before| (outcome.deed.clone(), before.clone()));
        Some(Self { operation, attempt: attempt.saturating_add(1), unsure })
    }
}

/// A proposal that ended without effect, and can be shown again.
#[derive(Debug, Clone, Hash)]
pub struct Lapsed {
    /// How it ended.
    pub outcome: OutcomeId,
    /// As it came in.
    pub proposed: Rc<Proposed>,
    /// Set when the host was called for it: then the cart is read first.
    pub retry: Option<Retry>,
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
        if lapsed.retry.is_none() || planted(Fault::BlindRetry) {
            return self.offer_lapsed(outcome);
        }
        self.readers.push(super::Reader::Retry(outcome));
        self.want(self.now, Cause::Wish);
    }

    /// The read that a "Try again" waited for has ended.
    pub(super) fn retry(&mut self, outcome: OutcomeId, cart: Option<&Rc<Cart>>) {
        let Some(cart) = cart else { return self.not_tried(Notice::Unread) };
        let Some(retry) = self.lapses.get(outcome).and_then(|lapsed| lapsed.retry.clone()) else { return };
        let word = Word { said: Said::Nothing, code: None, late: true };
        let arrived =
            |(deed, before): &(Rc<Deed>, Rc<Cart>)| judge(&deed.action, before, cart, word).verdict == Verdict::Applied;
        // Whether the shop has done it since can be told as long as nothing else was asked of it.
        match retry.unsure.filter(|unsure| retry.operation == self.ids.operation && arrived(unsure)) {
            Some((deed, before)) => self.arrived(outcome, deed, before, retry.operation, cart),
            None => self.offer_lapsed(outcome),
        }
    }

    /// The shop has carried it out by now: nothing is sent.
    fn arrived(&mut self, outcome: OutcomeId, deed: Rc<Deed>, before: Rc<Cart>, operation: u32, cart: &Rc<Cart>) {
        let Some(lapsed) = self.lapses.take(outcome) else { return };
        let source = lapsed.proposed.source.clone();
        let job = Box::new(Job { deed, source, origin: Origin::Arrived, reply: None, undoes: None, retry: None });
        let begun = Begun::of(job, Some(before), operation, lapsed.retry.map_or(1, |retry| retry.attempt));
        let word = Word { said: Said::Nothing, code: None, late: true };
        self.conclude(Box::new(begun), word, Some(cart.clone()));
    }

    fn offer_lapsed(&mut self, outcome: OutcomeId) {
        let Some(lapsed) = self.lapses.get(outcome) else { return };
        let (proposed, retry) = (lapsed.proposed.clone(), lapsed.retry.clone());
        let cart = self.cart.clone();
        match self.propose.take_again(self.now, proposed, retry, cart.as_deref(), &self.setup.policy) {
            Ok(id) => {
                self.lapses.take(outcome);
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
    pub(super) fn keep_failed(&mut self, outcome: &Outcome, words: Option<super::cart::Text>, retry: Option<Retry>) {
        let action: Result<Action, _> = Ok(outcome.deed.action.clone());
        let source: Source = outcome.source.clone();
        let proposed = Rc::new(Proposed { action, words, source, reply: None, id: None });
        self.lapses.keep(Lapsed { outcome: outcome.id, proposed, retry });
    }
}
