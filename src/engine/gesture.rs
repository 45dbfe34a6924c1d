//! What a person does on the widget itself. A press on its own +, -, remove, Add or undo is the consent to exactly that.

use std::rc::Rc;

use super::action::{Action, Source};
use super::cart::Key;
use super::clock::Millis;
use super::deed::describe;
use super::effect::Effect;
use super::event::{Gesture, ProposalId};
use super::mutate::{Job, Origin};
use super::outcome::{Code, Outcome, OutcomeId, Undo, Verdict};
use super::planted::{Fault, planted};
use super::product::{Permit, Picked};
use super::refresh::Cause;
use super::undo::Undoable;
use super::view::{CheckoutButton, EntryId, Face, Kind, Notice, Panel, Spoken, Spot};
use super::{Checkout, Engine};

impl Engine {
    pub(super) fn did(&mut self, now: Millis, gesture: Gesture) {
        self.refresh.calm_down(now, &self.setup.policy);
        match gesture {
            Gesture::Open => self.open_panel(),
            Gesture::Close => {
                self.panel = Panel::Closed;
                self.out.push(Effect::Focus(Spot::Launcher));
            }
            Gesture::ShowCart if self.setup.abilities.cart => {
                self.panel = Panel::Open(Face::Cart);
                self.out.push(Effect::Focus(Spot::Cart));
            }
            Gesture::ShowCart => {}
            Gesture::ShowTalk => {
                self.panel = Panel::Open(Face::Talk);
                self.out.push(Effect::Focus(Spot::Composer));
            }
            Gesture::Say(words) => self.say(words),
            Gesture::StopAnswer => self.stop_answer(),
            Gesture::SayAgain(entry) => {
                if let Some(words) = self.feed.unsent(entry) {
                    self.say(words);
                }
            }
            Gesture::Choose(entry, product, option, value) => self.choose(entry, product, option, value),
            Gesture::AddProduct(entry, product) => self.add_product(entry, product),
            Gesture::ChooseIn(id, option, value) => {
                self.propose.choose(id, option, value, self.cart.as_deref(), &self.setup.policy);
            }
            Gesture::Confirm(id, rev, trusted) => self.confirm(now, id, rev, trusted),
            Gesture::Decline(id) => self.decline(now, id),
            Gesture::OfferAgain(outcome) => self.offer_again(now, outcome),
            Gesture::SetLine(key, 0) | Gesture::RemoveLine(key) => self.change_line(key, None),
            Gesture::SetLine(key, quantity) => self.change_line(key, Some(quantity)),
            Gesture::ChooseCountry(country) => {
                let known = self.mutate.country().or_else(|| self.cart.as_ref().and_then(|cart| cart.country()));
                if self.setup.abilities.country && known != Some(country) {
                    // A country that is not on the list cannot be chosen on the widget.
                    let _listed = self.set_country(country, Source::Shopper, None);
                }
            }
            Gesture::Checkout => drop(self.check_out()),
            Gesture::Undo(outcome) => self.undo(outcome),
            Gesture::Reread => self.want(now, Cause::Wish),
            Gesture::Dismiss(id) => self.toasts.retain(|toast| toast.id != id),
            Gesture::HoldToasts(held) => self.hold_toasts(now, held),
        }
    }

    fn open_panel(&mut self) {
        if self.panel == Panel::Closed {
            let face = if self.setup.abilities.agent || !self.setup.abilities.cart { Face::Talk } else { Face::Cart };
            self.panel = Panel::Open(face);
        }
        self.out.push(Effect::Focus(Spot::Composer));
    }

    fn hold_toasts(&mut self, now: Millis, held: bool) {
        self.toasts_held = held;
        if !held {
            // Whoever looked at a toast gets a moment more.
            for toast in &mut self.toasts {
                let until = toast.until.max(now + self.setup.policy.checkout);
                *toast = Rc::new(super::view::Toast { until, ..(**toast).clone() });
            }
        }
    }

    fn choose(&mut self, entry: EntryId, product: u32, option: u32, value: u8) {
        self.feed.edit(entry, |kind| {
            let Kind::Products(offers) = kind else { return };
            let offer = usize::try_from(product).ok().and_then(|at| offers.get_mut(at));
            let slot = offer.and_then(|offer| usize::try_from(option).ok().and_then(|at| offer.chosen.get_mut(at)));
            if let Some(slot) = slot {
                *slot = Some(value);
            }
        });
    }

    fn add_product(&mut self, entry: EntryId, at: u32) {
        let Some(Kind::Products(offers)) = self.feed.get(entry).map(|entry| entry.kind.clone()) else { return };
        let Some(offer) = usize::try_from(at).ok().and_then(|at| offers.get(at)) else { return };
        let variant = match offer.product.pick(&offer.chosen) {
            Picked::Whole => None,
            Picked::Variant(at) => Some(at),
            Picked::Missing(_) | Picked::Gone => return,
        };
        if offer.adding || offer.product.permit != Permit::Allowed || !self.setup.abilities.cart {
            return;
        }
        let action = Action::Add { product: offer.product.clone(), variant, quantity: 1 };
        if let Ok(deed) = describe(&action, self.cart.as_deref(), &self.setup.policy) {
            self.mark_adding(entry, at, true);
            let origin = Origin::Card(entry, at);
            self.enqueue(Job { deed: Rc::new(deed), source: Source::Shopper, origin, reply: None, undoes: None });
        }
    }

    /// Marks a product card while its Add is under way.
    pub(super) fn mark_adding(&mut self, entry: EntryId, at: u32, adding: bool) {
        self.feed.edit(entry, |kind| {
            let Kind::Products(offers) = kind else { return };
            if let Some(offer) = usize::try_from(at).ok().and_then(|at| offers.get_mut(at)) {
                offer.adding = adding;
            }
        });
    }

    fn confirm(&mut self, now: Millis, id: ProposalId, rev: u32, trusted: bool) {
        if self.panel == Panel::Closed {
            return;
        }
        let Some(open) = self.propose.confirm(now, id, rev, trusted) else { return };
        let job = Job {
            deed: open.deed.clone(),
            source: open.proposed.source.clone(),
            origin: Origin::Proposal(id),
            reply: open.proposed.reply,
            undoes: None,
        };
        if job.deed.action == Action::Checkout {
            return self.confirm_checkout(id);
        }
        match open.undoes {
            None => self.enqueue(job),
            Some(outcome) => match self.take_undoable(outcome) {
                undoes @ Some(_) => self.enqueue(Job { undoes, ..job }),
                None => self.reject(job, Code::Conflict),
            },
        }
    }

    /// The card goes, the checkout opens. Whether anything is bought there is not the widget's to say.
    fn confirm_checkout(&mut self, id: ProposalId) {
        let opened = self.check_out();
        let Some(open) = self.propose.remove(id) else { return };
        let verdict = if opened { Verdict::Applied } else { Verdict::Rejected(Code::NotSupported) };
        let outcome = Rc::new(Outcome {
            id: self.outcome_id(),
            deed: open.deed,
            verdict,
            source: open.proposed.source,
            operation: None,
            delta: 0,
            count: self.cart.as_ref().map(|cart| cart.count),
            total: self.cart.as_ref().map(|cart| cart.total.clone()),
            said: None,
            available: None,
            undo: Undo::Never,
            undoes: None,
        });
        match open.entry {
            Some(entry) if opened => self.feed.remove(entry),
            Some(entry) => self.feed.set(entry, Kind::Done(outcome.clone())),
            None => {}
        }
        self.out.push(Effect::Announce(Spoken::Outcome(outcome.clone()), !opened));
        self.out.push(Effect::Report(open.proposed.reply, outcome));
    }

    /// Hands over to the shop's checkout, inside the click. One call a press.
    fn check_out(&mut self) -> bool {
        if self.checkout_button() != CheckoutButton::Ready {
            return false;
        }
        self.checkout = Checkout::Opening { until: self.now + self.setup.policy.checkout };
        self.feed.push(Kind::Notice(Notice::CheckoutOpening), self.setup.policy.feed);
        self.out.push(Effect::Checkout);
        self.out.push(Effect::Announce(Spoken::Notice(Notice::CheckoutOpening), false));
        true
    }

    /// The checkout callback ended; when it failed, the shopper is told and can press again.
    pub(super) fn checkout_ended(&mut self, worked: bool) {
        if !worked {
            self.checkout = Checkout::Shut;
            self.feed.push(Kind::Notice(Notice::CheckoutFailed), self.setup.policy.feed);
            self.out.push(Effect::Announce(Spoken::Notice(Notice::CheckoutFailed), true));
        }
    }

    fn offer_again(&mut self, now: Millis, ended: OutcomeId) {
        if let Ok(id) = self.propose.take_again(now, ended, self.cart.as_deref(), &self.setup.policy) {
            self.show_card(id);
        }
    }

    fn change_line(&mut self, key: Key, quantity: Option<u32>) {
        let Some(cart) = self.cart.clone() else { return };
        let action = match quantity {
            Some(quantity) => {
                let most = cart.line(key).and_then(|line| line.max).unwrap_or(u32::MAX).min(self.setup.policy.most);
                let had = cart.line(key).and_then(|line| line.quantity).unwrap_or(0);
                Action::SetQuantity { key, quantity: quantity.min(most.max(had)) }
            }
            None => Action::Remove { key },
        };
        let Ok(deed) = describe(&action, Some(&cart), &self.setup.policy) else { return };
        self.enqueue(Job {
            deed: Rc::new(deed),
            source: Source::Shopper,
            origin: Origin::Line,
            reply: None,
            undoes: None,
        });
    }

    fn undo(&mut self, outcome: OutcomeId) {
        let Ok(action) = self.undo_action(outcome) else { return };
        let Ok(deed) = describe(&action, self.cart.as_deref(), &self.setup.policy) else { return };
        let undoes = self.take_undoable(outcome);
        self.enqueue(Job { deed: Rc::new(deed), source: Source::Shopper, origin: Origin::Undo, reply: None, undoes });
    }

    /// The action that takes a change back, while that is possible.
    pub(super) fn undo_action(&self, outcome: OutcomeId) -> Result<Action, Code> {
        let undoable = self.undoable.iter().find(|undoable| undoable.outcome == outcome).ok_or(Code::NotSupported)?;
        undoable.action(self.cart.as_deref().ok_or(Code::Conflict)?)
    }

    /// Takes a change out of those that can be taken back: from now on it is being taken back, once.
    pub(super) fn take_undoable(&mut self, outcome: OutcomeId) -> Option<Undoable> {
        let at = self.undoable.iter().position(|undoable| undoable.outcome == outcome)?;
        self.set_undo(outcome, Undo::Used);
        self.toasts.retain(|toast| toast.outcome.id != outcome);
        if planted(Fault::UndoAgain) {
            return self.undoable.get(at).cloned();
        }
        Some(self.undoable.remove(at))
    }

    pub(super) fn remember_undo(&mut self, undoable: Undoable) {
        if self.undoable.len() >= 50 {
            let oldest = self.undoable.remove(0);
            self.set_undo(oldest.outcome, Undo::Never);
        }
        self.set_undo(undoable.outcome, Undo::Ready);
        self.undoable.push(undoable);
    }

    /// Marks whether an outcome can be taken back, wherever it is shown.
    pub(super) fn set_undo(&mut self, id: OutcomeId, undo: Undo) {
        let entry = self.feed.entries().iter().find_map(|entry| match &entry.kind {
            Kind::Done(outcome) if outcome.id == id && outcome.undo != undo => Some((entry.id, outcome.clone())),
            _ => None,
        });
        if let Some((entry, outcome)) = entry {
            self.feed.set(entry, Kind::Done(Rc::new(Outcome { undo, ..(*outcome).clone() })));
        }
    }
}
