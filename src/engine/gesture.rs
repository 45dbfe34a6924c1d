//! What a person does on the widget itself. A press on its own +, -, remove, Add or undo is the consent to exactly that.

use alloc::boxed::Box;
use alloc::rc::Rc;

use super::action::{Action, Source};
use super::carry::outcome;
use super::cart::Key;
use super::clock::Millis;
use super::effect::Effect;
use super::event::{Gesture, ProposalId};
use super::list::take;
use super::mutate::{Job, Origin};
use super::outcome::{Code, Outcome, OutcomeId, Undo, Verdict};
use super::planted::{Fault, planted};
use super::product::Picked;
use super::refresh::Cause;
use super::undo::Undoable;
use super::view::{CheckoutButton, EntryId, Face, Kind, Notice, Panel, Spoken, Spot, Toast};
use super::{Checkout, Engine};

impl Engine {
    pub(super) fn did(&mut self, now: Millis, gesture: Gesture) {
        self.refresh.calm_down(now, &self.setup.policy);
        match gesture {
            Gesture::Open => self.open_panel(),
            Gesture::Close => {
                self.panel = Panel::Closed;
                self.emit(Effect::Focus(Spot::Launcher));
            }
            Gesture::ShowCart if self.setup.abilities.cart => {
                self.panel = Panel::Open(Face::Cart);
                self.emit(Effect::Focus(Spot::Cart));
            }
            Gesture::ShowCart => {}
            Gesture::ShowTalk => {
                self.panel = Panel::Open(Face::Talk);
                self.emit(Effect::Focus(Spot::Composer));
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
            Gesture::Edit(id, row, edit) => {
                self.propose.edit(id, row, edit, self.cart.as_deref(), &self.setup.policy);
            }
            Gesture::Confirm(id, rev, trusted) => self.confirm(now, id, rev, trusted),
            Gesture::Keep(id) => {
                if self.propose.keep(now, id, &self.setup.policy) {
                    self.emit(Effect::Focus(Spot::Proposal(id)));
                }
            }
            Gesture::Decline(id) => self.decline(now, id),
            Gesture::OfferAgain(outcome) => self.offer_again(outcome),
            Gesture::SetLine(key, 0) | Gesture::RemoveLine(key) => self.change_line(key, None),
            Gesture::SetLine(key, quantity) => self.change_line(key, Some(quantity)),
            Gesture::ChooseCountry(country) => {
                let known =
                    self.mutate.pending().country.or_else(|| self.cart.as_ref().and_then(|cart| cart.country()));
                if self.setup.abilities.country && known != Some(country) {
                    // A country that is not on the list cannot be chosen on the widget.
                    let set = Action::SetCountry(country);
                    let _listed = self.act(&set, Source::Shopper, Origin::Country, (None, None), None);
                }
            }
            Gesture::Checkout => drop(self.check_out()),
            Gesture::Undo(outcome) => self.undo(outcome),
            Gesture::Reread => self.want(now, Cause::Wish),
            Gesture::Dismiss(id) => self.drop_toast(|toast| toast.id == id),
            Gesture::HoldToasts(held) => self.hold_toasts(now, held),
        }
    }

    fn open_panel(&mut self) {
        if self.panel == Panel::Closed {
            self.panel = Panel::Open(self.setup.abilities.face());
        }
        self.emit(Effect::Focus(Spot::Composer));
    }

    fn drop_toast(&mut self, is: impl Fn(&Toast) -> bool) {
        if let Some(at) = self.toasts.iter().position(|toast| is(toast)) {
            take(&mut self.toasts, at);
        }
    }

    fn hold_toasts(&mut self, now: Millis, held: bool) {
        self.toasts_held = held;
        if !held {
            // Whoever looked at a toast gets a moment more.
            for toast in &mut self.toasts {
                let until = toast.until.max(now + self.setup.policy.checkout);
                *toast = Rc::new(Toast { id: toast.id, outcome: toast.outcome.clone(), until });
            }
        }
    }

    fn choose(&mut self, entry: EntryId, product: u32, option: u32, value: u8) {
        self.feed.edit(entry, product, |offer| {
            if let Some(slot) = offer.chosen.get_mut(option as usize) {
                *slot = Some(value);
            }
        });
    }

    fn add_product(&mut self, entry: EntryId, at: u32) {
        let Some(offer) = self.feed.product(entry, at) else { return };
        let variant = match offer.product.pick(&offer.chosen) {
            Picked::Whole => None,
            Picked::Variant(at) => Some(at),
            Picked::Missing(_) | Picked::Gone => return,
        };
        if offer.adding || !self.setup.abilities.cart {
            return;
        }
        let action = Action::Add { product: offer.product.clone(), variant, quantity: 1 };
        // What does not apply changes nothing.
        let _applies = self.act(&action, Source::Shopper, Origin::Card(entry, at), (None, None), None);
    }

    /// Marks a product card while its Add is under way.
    pub(super) fn mark_adding(&mut self, entry: EntryId, at: u32, adding: bool) {
        self.feed.edit(entry, at, |offer| offer.adding = adding);
    }

    fn confirm(&mut self, now: Millis, id: ProposalId, rev: u32, trusted: bool) {
        if self.panel == Panel::Closed {
            return;
        }
        let Some(open) = self.propose.confirm(now, id, rev, trusted) else { return };
        let mut job = Box::new(Job {
            deed: open.deed.clone(),
            source: open.proposed.source.clone(),
            origin: Origin::Proposal(id),
            reply: open.reply,
            proposal: open.proposed.id.clone(),
            undoes: None,
            retries: open.repeats(),
        });
        if matches!(job.deed.action, Action::Checkout) {
            return self.confirm_checkout(id);
        }
        match open.undoes {
            None => self.enqueue(job),
            Some(outcome) => match self.take_undoable(outcome) {
                undoes @ Some(_) => {
                    job.undoes = undoes;
                    self.enqueue(job);
                }
                None => self.reject(job, Code::Conflict),
            },
        }
    }

    /// The card goes, the checkout opens. Whether anything is bought there is not the widget's to say.
    fn confirm_checkout(&mut self, id: ProposalId) {
        let opened = self.check_out();
        let Some(open) = self.propose.remove(id) else { return };
        let verdict = if opened { Verdict::Applied } else { Verdict::Rejected(Code::NotSupported) };
        let id = self.outcome_id();
        let by = (&open.proposed.source, &open.proposed.id);
        let outcome = Rc::new(outcome(id, &open.deed, verdict, by, self.cart.as_deref()));
        match open.entry {
            Some(entry) if opened => self.feed.remove(entry),
            Some(entry) => self.feed.set(entry, Kind::Done(outcome.clone())),
            None => {}
        }
        self.announce(Spoken::Outcome(outcome.clone()), !opened);
        self.emit(Effect::Report(open.reply, outcome));
    }

    /// Hands over to the shop's checkout, inside the click. One call a press.
    fn check_out(&mut self) -> bool {
        if self.checkout_button() != CheckoutButton::Ready {
            return false;
        }
        self.checkout = Checkout::Opening { until: self.now + self.setup.policy.checkout };
        self.note(Kind::Notice(Notice::CheckoutOpening));
        self.emit(Effect::Checkout);
        self.announce(Spoken::Notice(Notice::CheckoutOpening), false);
        true
    }

    /// The checkout callback ended; when it failed, the shopper is told and can press again.
    pub(super) fn checkout_ended(&mut self, worked: bool) {
        if !worked {
            self.checkout = Checkout::Shut;
            self.note(Kind::Notice(Notice::CheckoutFailed));
            self.announce(Spoken::Notice(Notice::CheckoutFailed), true);
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
        let _applies = self.act(&action, Source::Shopper, Origin::Line, (None, None), None);
    }

    fn undo(&mut self, outcome: OutcomeId) {
        let Ok(action) = self.undo_action(outcome) else { return };
        let _applies = self.act(&action, Source::Shopper, Origin::Undo, (None, None), Some(outcome));
    }

    /// The action that takes a change back, while that is possible.
    pub(super) fn undo_action(&self, outcome: OutcomeId) -> Result<Action, Code> {
        let undoable = self.undoable.iter().find(|undoable| undoable.outcome == outcome).ok_or(Code::NotSupported)?;
        undoable.action(self.cart.as_deref().ok_or(Code::Conflict)?, &self.setup.policy)
    }

    /// Takes a change out of those that can be taken back: from now on it is being taken back, once.
    pub(super) fn take_undoable(&mut self, outcome: OutcomeId) -> Option<Undoable> {
        let at = self.undoable.iter().position(|undoable| undoable.outcome == outcome)?;
        self.set_undo(outcome, Undo::Used);
        self.drop_toast(|toast| toast.outcome.id == outcome);
        if planted(Fault::UndoAgain) {
            return self.undoable.get(at).cloned();
        }
        take(&mut self.undoable, at)
    }

    pub(super) fn remember_undo(&mut self, undoable: Undoable) {
        if self.undoable.len() >= 50
            && let Some(oldest) = take(&mut self.undoable, 0)
        {
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
            let mut outcome = Outcome::clone(&outcome);
            outcome.undo = undo;
            self.feed.set(entry, Kind::Done(Rc::new(outcome)));
        }
    }
}
