//! Proposals that wait for the shopper (laws I1 to I3). A card is bound to one action, one set of facts and one
//! revision; a press counts only for exactly what was drawn.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

use super::action::{Action, Proposed, Source};
use super::caps::{KNOWN, Pace, hold};
use super::cart::{Cart, Text};
use super::clock::{Millis, Policy};
use super::deed::describe;
use super::event::ProposalId;
use super::life::Life;
use super::list::take;
use super::outcome::{Code, Deed, OutcomeId};
use super::planted::{Fault, planted};
use super::product::Picked;
use super::retry::Retry;
use super::row::{self, Choosing, Edit};
use super::undo::Undoable;
use super::view::{Ask, Difference, EntryId, Stage};

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
    pub choosing: Choosing,
    /// What changed since it was first shown.
    pub changed: Option<Difference>,
    /// Where it is in its life.
    pub life: Life,
    /// Its entry in the conversation; a clear has none, it is a dialog.
    pub entry: Option<EntryId>,
    /// The change that it takes back, if it is an undo.
    pub undoes: Option<OutcomeId>,
    /// The calls that it repeats, if the shopper tries again: of each row of a plan, else one.
    pub retries: Vec<Option<Retry>>,
}

impl Open {
    /// What stands in the way of the deed at this moment.
    #[must_use]
    pub fn stage(&self, now: Millis) -> Stage {
        let armed = match self.life {
            Life::Working => return Stage::Working,
            Life::Asked { armed, .. } => armed,
        };
        if matches!(self.action, Action::Plan(_))
            && let Some(stage) = row::missing(&self.deed.rows)
        {
            return stage;
        }
        match self.choosing.as_ref().map(|(product, chosen)| product.pick(chosen)) {
            Some(Picked::Missing(option)) => Stage::Missing(option),
            Some(Picked::Gone) => Stage::Gone,
            _ if now < armed => Stage::Arming,
            _ => Stage::Ready,
        }
    }

    /// Whether it would lead above a cap, which is none for what the shopper wanted.
    #[must_use]
    pub fn is_above(&self, cart: Option<&Cart>, policy: &Policy) -> bool {
        KNOWN && self.proposed.source != Source::Shopper && hold(&self.deed, cart, policy).is_err()
    }

    /// The calls that it repeats: only of what is still as it was proposed.
    #[must_use]
    pub fn repeats(&mut self) -> Vec<Option<Retry>> {
        let mut all = core::mem::take(&mut self.retries);
        if let Ok(Action::Plan(steps)) = &self.proposed.action {
            for (at, retry) in all.iter_mut().enumerate() {
                let (row, step) = (self.deed.rows.get(at), steps.get(at));
                if !row.zip(step).is_some_and(|(row, step)| row.deed.action.is_still(step)) {
                    *retry = None;
                }
            }
        }
        all
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
            soon: self.life.lapses_soon(),
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
    seen: Vec<Box<[u8]>>,
    /// How many are taken.
    pub pace: Pace,
    refusals: u8,
    rest_until: Option<Millis>,
    last: u32,
}

impl Propose {
    /// Whether a proposal may be offered at all: an id once, and not while the agent is to rest.
    pub fn admit(&self, now: Millis, proposed: &Proposed) -> Result<(), Code> {
        let known = ids(proposed).any(|id| self.seen.iter().any(|seen| **seen == *id));
        let resting = proposed.source == Source::Agent && self.rest_until.is_some_and(|until| now < until);
        if known && !planted(Fault::Replay) || resting { Err(Code::Policy) } else { Ok(()) }
    }

    /// It was offered: its id is used up.
    pub fn remember(&mut self, now: Millis, proposed: &Proposed) {
        self.pace.note(now);
        self.seen.extend(ids(proposed).map(Box::from));
    }

    /// These were taken before.
    pub fn recall(&mut self, taken: &[Text]) {
        for text in taken {
            self.seen.extend(each_id(text).map(Box::from));
        }
    }

    /// Whether there is room for one more card: a few at a time, and one alert dialog.
    fn has_room(&self, action: &Action, policy: &Policy) -> bool {
        let asked = self.open.iter().filter(|open| open.life != Life::Working).count();
        let clears = |action: &Action| matches!(action, Action::Clear);
        let second_clear = clears(action) && self.open.iter().any(|open| clears(&open.action));
        asked < policy.open && !second_clear
    }

    /// Takes a proposal in, or says why it is not offered. `undoes`: the change that it would take back.
    pub fn take(
        &mut self,
        now: Millis,
        proposed: Rc<Proposed>,
        (reply, undoes): (Option<u32>, Option<OutcomeId>),
        cart: Option<&Cart>,
        policy: &Policy,
    ) -> Result<ProposalId, Code> {
        let action = proposed.action.as_ref().map_err(|refusal| refusal.code)?.clone();
        if !self.has_room(&action, policy) {
            return Err(Code::Policy);
        }
        if let (Action::Plan(steps), None) = (&action, undoes) {
            row::admit(steps, cart, policy)?;
        }
        let mut deed = describe(&action, cart, policy)?;
        if undoes.is_some() {
            // What takes a change back takes back just that.
            if let Some(deed) = Rc::get_mut(&mut deed) {
                deed.rows.iter_mut().for_each(|row| row.most = 0);
            }
        }
        let choosing = row::choosing(&action);
        self.last = self.last.wrapping_add(1);
        let id = ProposalId(self.last);
        let mut open = Open {
            id,
            rev: 1,
            proposed,
            reply,
            action,
            deed,
            choosing,
            changed: None,
            life: Life::begin(now, policy),
            entry: None,
            undoes,
            retries: Vec::new(),
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
        cart: Option<&Cart>,
        policy: &Policy,
    ) -> Result<ProposalId, Code> {
        let id = self.take(now, proposed, (None, None), cart, policy)?;
        self.refusals = 0;
        self.rest_until = None;
        Ok(id)
    }

    /// The card with this name.
    pub fn get_mut(&mut self, id: ProposalId) -> Option<&mut Open> {
        self.open.iter_mut().find(|open| open.id == id).map(|open| &mut **open)
    }

    /// The shopper changed something inside a card.
    pub fn edit(&mut self, id: ProposalId, at: u32, edit: Edit, cart: Option<&Cart>, policy: &Policy) {
        let Some(open) = self.get_mut(id).filter(|open| open.life != Life::Working) else { return };
        if matches!(open.action, Action::Plan(_)) {
            if !row::edit(open, at as usize, edit, cart, policy) {
                return;
            }
        } else {
            let (Some((_, chosen)), Edit::Choose(option, value)) = (&mut open.choosing, edit) else { return };
            let Some(slot) = chosen.get_mut(option as usize) else { return };
            let before = slot.replace(value);
            settle_choice(open, cart, policy);
            if open.is_above(cart, policy) {
                if let Some(slot) = open.choosing.as_mut().and_then(|(_, chosen)| chosen.get_mut(option as usize)) {
                    *slot = before;
                }
                return settle_choice(open, cart, policy);
            }
        }
        // The shopper's own choice changed the card, so it need not be armed anew.
        open.rev = open.rev.wrapping_add(1);
    }

    /// A press on the deed. The card is now working, if the press counts: drawn as it is now, by a person, armed, in time
    /// and with nothing left to choose.
    pub fn confirm(&mut self, now: Millis, id: ProposalId, rev: u32, trusted: bool) -> Option<&mut Open> {
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

    /// A cart was read: each card is compared with it. Whatever changed is marked, and the card must be looked at anew. A
    /// card that would take back a change in another way than it says is gone.
    pub fn review(
        &mut self,
        now: Millis,
        cart: &Cart,
        undoable: &[Undoable],
        policy: &Policy,
    ) -> Vec<(ProposalId, Review)> {
        let mut found = Vec::new();
        for open in self.open.iter_mut().filter(|open| open.life != Life::Working) {
            let shown = KNOWN.then(|| open.deed.clone());
            let back = open.undoes.map(|outcome| undoable.iter().find(|undoable| undoable.outcome == outcome));
            let review = match (back, &open.action) {
                (Some(None), _) => Review::Gone,
                (back, Action::Plan(_)) => row::review(open, back.flatten(), cart, policy),
                (Some(Some(back)), action) if !back.still_is(action, cart, policy) => Review::Gone,
                _ => compare(open, cart, policy),
            };
            let capped = !planted(Fault::OldFacts) && !planted(Fault::CappedOnce) && open.is_above(Some(cart), policy);
            let review = if capped { Review::Gone } else { review };
            if let Some(shown) = shown.filter(|_| capped) {
                open.deed = shown;
            }
            if review == Review::Changed {
                open.rev = open.rev.wrapping_add(1);
                if let Life::Asked { armed, .. } = &mut open.life {
                    *armed = now + policy.arming;
                }
            }
            found.push((open.id, review));
        }
        found
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

/// Compares a card with a cart.
fn compare(open: &mut Open, cart: &Cart, policy: &Policy) -> Review {
    match describe(&open.action, Some(cart), policy) {
        Err(_) => Review::Gone,
        Ok(deed) if deed.says_the_same(&open.deed) || planted(Fault::OldFacts) => Review::Same,
        // The line now holds another article.
        Ok(deed) if deed.name != open.deed.name || deed.variant != open.deed.variant => Review::Gone,
        Ok(deed) => {
            open.changed = Some(difference(open.changed.take(), &open.deed, &deed));
            open.deed = deed;
            Review::Changed
        }
    }
}
/// The ids of a proposal: a plan has those of its rows, each on a line of its own.
fn ids(proposed: &Proposed) -> impl Iterator<Item = &[u8]> {
    proposed.id.as_deref().into_iter().flat_map(each_id)
}

fn each_id(all: &str) -> impl Iterator<Item = &[u8]> {
    all.as_bytes().split(|byte| *byte == b'\n').filter(|id| !id.is_empty())
}

/// What differs, told against what was shown first.
pub fn difference(earlier: Option<Difference>, before: &Deed, now: &Deed) -> Difference {
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
