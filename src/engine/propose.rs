//! Proposals that wait for the shopper (laws I1 to I3). A card is bound to one action, one set of facts and one
//! revision; a press counts only for exactly what was drawn.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

use super::action::{Action, Proposed, Source};
use super::cart::{Cart, Text};
use super::clock::{Millis, Policy, sooner};
use super::deed::describe;
use super::event::ProposalId;
use super::list::take;
use super::outcome::{Code, Deed, OutcomeId};
use super::planted::{Fault, planted};
use super::product::{Picked, Product};
use super::retry::Retry;
use super::undo::Undoable;
use super::view::{Ask, Difference, EntryId, Stage};

/// Where a card is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Life {
    /// It can be answered until then.
    Asked {
        /// The deed does not react before.
        armed: Millis,
        /// It lapses.
        expires: Millis,
    },
    /// It was confirmed; its job is under way or waits.
    Working,
}

/// One open proposal.
#[derive(Debug, Clone, Hash)]
pub struct Open {
    /// Its name.
    pub id: ProposalId,
    /// Its revision: one more each time anything on the card changes.
    pub rev: u32,
    /// As it came in, so that it can be shown again.
    pub proposed: Rc<Proposed>,
    /// Names the promise that waits.
    pub reply: Option<u32>,
    /// What would be done now: the proposal's action with the values that the shopper chose.
    pub action: Action,
    /// The facts on the card.
    pub deed: Rc<Deed>,
    /// For a product with options: the values chosen.
    pub choosing: Option<(Rc<Product>, Vec<Option<u8>>)>,
    /// What changed since it was first shown.
    pub changed: Option<Difference>,
    /// Where it is in its life.
    pub life: Life,
    /// Its entry in the conversation; a clear has none, it is a dialog.
    pub entry: Option<EntryId>,
    /// The change that it takes back, if it is an undo.
    pub undoes: Option<OutcomeId>,
    /// The call that it repeats, if the shopper tries again.
    pub retry: Option<Retry>,
}

impl Open {
    /// What stands in the way of the deed at this moment.
    #[must_use]
    pub fn stage(&self, now: Millis) -> Stage {
        let armed = match self.life {
            Life::Working => return Stage::Working,
            Life::Asked { armed, .. } => armed,
        };
        match self.choosing.as_ref().map(|(product, chosen)| product.pick(chosen)) {
            Some(Picked::Missing(option)) => Stage::Missing(option),
            Some(Picked::Gone) => Stage::Gone,
            _ if now < armed => Stage::Arming,
            _ => Stage::Ready,
        }
    }

    /// The card.
    #[must_use]
    pub fn ask(&self, now: Millis) -> Rc<Ask> {
        Rc::new(Ask {
            id: self.id,
            rev: self.rev,
            source: self.proposed.source.clone(),
            words: self.proposed.words.clone(),
            deed: self.deed.clone(),
            choosing: self.choosing.clone(),
            stage: self.stage(now),
            changed: self.changed.clone(),
        })
    }
}

/// What a newly read cart means for a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Review {
    /// Nothing.
    Same,
    /// It was offered again with the difference marked.
    Changed,
    /// It does not apply any longer.
    Gone,
}

/// All open proposals, and the memory that keeps one from being taken twice.
#[derive(Debug, Clone, Hash, Default)]
pub struct Propose {
    /// The cards, oldest first.
    pub open: Vec<Box<Open>>,
    /// The ids of all that was ever offered: none is offered twice.
    seen: Vec<Text>,
    refusals: u8,
    rest_until: Option<Millis>,
    last: u32,
}

impl Propose {
    /// Whether a proposal may be offered at all: an id once, and not while the agent is to rest.
    pub fn admit(&self, now: Millis, proposed: &Proposed) -> Result<(), Code> {
        let known = proposed.id.as_ref().is_some_and(|id| self.seen.contains(id));
        let resting = proposed.source == Source::Agent && self.rest_until.is_some_and(|until| now < until);
        if known && !planted(Fault::Replay) || resting { Err(Code::Policy) } else { Ok(()) }
    }

    /// It was offered: its id is used up.
    pub fn remember(&mut self, proposed: &Proposed) {
        self.seen.extend(proposed.id.clone());
    }

    /// These were taken before.
    pub fn recall(&mut self, ids: Vec<Text>) {
        self.seen = ids;
    }

    /// Whether there is room for one more card: a few at a time, and one alert dialog.
    fn has_room(&self, action: &Action, policy: &Policy) -> bool {
        let asked = self.open.iter().filter(|open| open.life != Life::Working).count();
        let clears = |action: &Action| matches!(action, Action::Clear);
        let second_clear = clears(action) && self.open.iter().any(|open| clears(&open.action));
        asked < policy.open && !second_clear
    }

    /// Takes a proposal in, or says why it is not offered.
    pub fn take(
        &mut self,
        now: Millis,
        proposed: Rc<Proposed>,
        reply: Option<u32>,
        cart: Option<&Cart>,
        policy: &Policy,
    ) -> Result<ProposalId, Code> {
        let action = proposed.action.as_ref().map_err(|refusal| refusal.code)?.clone();
        if !self.has_room(&action, policy) {
            return Err(Code::Policy);
        }
        let deed = describe(&action, cart, policy)?;
        let choosing = match &action {
            // A proposal that names its variant is a proposal of exactly that one.
            Action::Add { product, variant: None, .. } if !product.options.is_empty() => {
                Some((product.clone(), product.start(None)))
            }
            _ => None,
        };
        self.last = self.last.wrapping_add(1);
        let id = ProposalId(self.last);
        let prompt = if planted(Fault::NeverLapses) { Millis(u64::MAX) } else { policy.prompt };
        let life = Life::Asked { armed: now + policy.arming, expires: now + prompt };
        let mut open = Open {
            id,
            rev: 1,
            proposed,
            reply,
            action,
            deed,
            choosing,
            changed: None,
            life,
            entry: None,
            undoes: None,
            retry: None,
        };
        settle_choice(&mut open, cart, policy);
        self.open.push(Box::new(open));
        Ok(id)
    }

    /// Shows an ended proposal again because the shopper asked for it. Its proposer has had the answer.
    pub fn take_again(
        &mut self,
        now: Millis,
        proposed: Rc<Proposed>,
        retry: Option<Retry>,
        cart: Option<&Cart>,
        policy: &Policy,
    ) -> Result<ProposalId, Code> {
        let id = self.take(now, proposed, None, cart, policy)?;
        if let Some(open) = self.get_mut(id) {
            open.retry = retry;
        }
        self.refusals = 0;
        self.rest_until = None;
        Ok(id)
    }

    /// The card with this name.
    pub fn get_mut(&mut self, id: ProposalId) -> Option<&mut Open> {
        self.open.iter_mut().find(|open| open.id == id).map(|open| &mut **open)
    }

    /// The shopper chose a value inside a card.
    pub fn choose(&mut self, id: ProposalId, option: u32, value: u8, cart: Option<&Cart>, policy: &Policy) {
        let Some(open) = self.get_mut(id).filter(|open| open.life != Life::Working) else { return };
        let Some((_, chosen)) = &mut open.choosing else { return };
        let Some(slot) = usize::try_from(option).ok().and_then(|at| chosen.get_mut(at)) else { return };
        *slot = Some(value);
        open.rev = open.rev.wrapping_add(1);
        // The shopper's own choice changed the card, so it need not be armed anew.
        settle_choice(open, cart, policy);
    }

    /// A press on the deed. The card is now working, if the press counts: drawn as it is now, by a person, armed, in time
    /// and with nothing left to choose.
    pub fn confirm(&mut self, now: Millis, id: ProposalId, rev: u32, trusted: bool) -> Option<&Open> {
        let open = self.open.iter_mut().find(|open| open.id == id)?;
        let Life::Asked { expires, .. } = open.life else {
            return if planted(Fault::PressedTwice) { Some(open) } else { None };
        };
        let drawn = open.rev == rev || planted(Fault::AnyRevision);
        let ready = open.stage(now) == Stage::Ready || planted(Fault::NotArmed) && open.stage(now) == Stage::Arming;
        if !drawn || !ready || now >= expires || !trusted && !planted(Fault::AnyPress) {
            return None;
        }
        open.life = Life::Working;
        open.rev = open.rev.wrapping_add(1);
        self.refusals = 0;
        Some(open)
    }

    /// Takes a card away.
    pub fn remove(&mut self, id: ProposalId) -> Option<Box<Open>> {
        let at = self.open.iter().position(|open| open.id == id)?;
        take(&mut self.open, at)
    }

    /// Nobody agreed to it: after three of them in a row the agent rests.
    pub fn refused(&mut self, now: Millis, source: &Source, policy: &Policy) {
        if *source == Source::Agent {
            self.refusals = self.refusals.saturating_add(1);
            if self.refusals >= 3 {
                self.refusals = 0;
                self.rest_until = Some(now + policy.rest);
            }
        }
    }

    /// Cards that would take back a change in another way than they say.
    #[must_use]
    pub fn undone(&self, undoable: &[Undoable], cart: &Cart) -> Vec<ProposalId> {
        let mut other = Vec::new();
        for open in self.open.iter().filter(|open| open.life != Life::Working) {
            let Some(outcome) = open.undoes else { continue };
            let undoable = undoable.iter().find(|undoable| undoable.outcome == outcome);
            if !undoable.is_some_and(|undoable| undoable.still_is(&open.action, cart)) {
                other.push(open.id);
            }
        }
        other
    }

    /// A cart was read: each card is compared with it. Whatever changed is marked, and the card must be looked at anew.
    pub fn review(&mut self, now: Millis, cart: &Cart, policy: &Policy) -> Vec<(ProposalId, Review)> {
        let mut found = Vec::new();
        for open in self.open.iter_mut().filter(|open| open.life != Life::Working) {
            let review = match describe(&open.action, Some(cart), policy) {
                Err(_) => Review::Gone,
                Ok(deed) if deed.says_the_same(&open.deed) || planted(Fault::OldFacts) => Review::Same,
                // The line now holds another article.
                Ok(deed) if deed.name != open.deed.name || deed.variant != open.deed.variant => Review::Gone,
                Ok(deed) => {
                    open.changed = Some(difference(open.changed.take(), &open.deed, &deed));
                    open.deed = deed;
                    open.rev = open.rev.wrapping_add(1);
                    if let Life::Asked { armed, .. } = &mut open.life {
                        *armed = now + policy.arming;
                    }
                    Review::Changed
                }
            };
            found.push((open.id, review));
        }
        found
    }

    /// Something moved: no card can be pressed for a moment.
    pub fn moved(&mut self, now: Millis, policy: &Policy) {
        for open in &mut self.open {
            if let Life::Asked { armed, .. } = &mut open.life {
                *armed = now + policy.arming;
            }
        }
    }

    /// Cards whose time is over.
    #[must_use]
    pub fn expired(&self, now: Millis) -> Vec<ProposalId> {
        let mut over = Vec::new();
        for open in &self.open {
            if matches!(open.life, Life::Asked { expires, .. } if expires <= now) {
                over.push(open.id);
            }
        }
        over
    }

    /// The nearest moment at which a card changes by itself.
    #[must_use]
    pub fn deadline(&self, now: Millis) -> Option<Millis> {
        let mut next = None;
        for open in &self.open {
            if let Life::Asked { armed, expires } = open.life {
                next = sooner(next, Some(if armed > now { armed.min(expires) } else { expires }));
            }
        }
        next
    }
}

/// Brings the action and the facts of a card in line with the values chosen on it.
fn settle_choice(open: &mut Open, cart: Option<&Cart>, policy: &Policy) {
    let Some((product, chosen)) = &open.choosing else { return };
    let Action::Add { variant, .. } = &mut open.action else { return };
    *variant = match product.pick(chosen) {
        Picked::Variant(at) => Some(at),
        _ => None,
    };
    if let Ok(deed) = describe(&open.action, cart, policy) {
        open.deed = deed;
    }
}

/// What differs, told against what was shown first.
fn difference(earlier: Option<Difference>, before: &Deed, now: &Deed) -> Difference {
    let earlier = earlier.unwrap_or_default();
    let text = |first: Option<Text>, old: &Option<Text>, new: &Option<Text>| {
        first.or_else(|| old.clone()).filter(|value| Some(value) != new.as_ref())
    };
    Difference {
        price: text(earlier.price, &before.price, &now.price),
        before: earlier.before.or(Some(before.before)).filter(|count| *count != now.before),
        total: text(earlier.total, &before.total_now, &now.total_now),
    }
}
