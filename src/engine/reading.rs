//! Reading the cart: when it may start, and what is done with what comes back (laws I5 to I7).

use alloc::rc::Rc;

use super::cart::{Cart, Text};
use super::clock::Millis;
use super::effect::{Effect, Warning};
use super::event::Ticket;
use super::outcome::Code;
use super::planted::{Fault, planted};
use super::propose::Review;
use super::refresh::{Cause, Why};
use super::view::{Freshness, Spoken};
use super::{Engine, Reader};

impl Engine {
    /// Whether a read goes before the next change: one that a change put off, and any while the cart is not known, because
    /// without a cart from before there is nothing to compare with.
    pub(super) fn awaits_read(&self) -> bool {
        match self.freshness {
            Freshness::Reading => true,
            Freshness::Current => self.refresh.goes_first(),
            Freshness::Old | Freshness::Failed => self.refresh.is_reading(),
        }
    }

    pub(super) fn start_read(&mut self, now: Millis) {
        if self.mutate.is_running() && !planted(Fault::ReadMeanwhile) {
            return;
        }
        let ticket = Ticket(self.ids.ticket.wrapping_add(1));
        if self.refresh.start(now, ticket, self.mutate.has_waiting(), &self.setup.policy) {
            self.ids.ticket = ticket.0;
            self.served = self.readers.len();
            self.emit(Effect::ReadCart(ticket));
        }
    }

    pub(super) fn want(&mut self, now: Millis, cause: Cause) {
        self.refresh.want(now, cause, &self.setup.policy);
    }

    pub(super) fn doubt(&mut self, now: Millis) {
        self.want(now, Cause::Doubt);
    }

    pub(super) fn cart_read(&mut self, now: Millis, ticket: Ticket, result: Result<Rc<Cart>, (Code, Text)>) {
        let Some(why) = self.refresh.settle(now, ticket) else { return };
        let Ok(cart) = result else { return self.read_failed(now, why) };
        let changed = self.accept(now, cart);
        if self.refresh.succeeded(why, changed, &self.setup.policy) {
            self.warn(Warning::EventLoop);
        }
        if let Some((begun, word)) = self.mutate.checked() {
            let after = self.cart.clone();
            self.conclude(begun, word, after);
        }
        self.answer_readers();
    }

    pub(super) fn read_failed(&mut self, now: Millis, why: Why) {
        if self.refresh.failed(now, why, &self.setup.policy) {
            self.warn(Warning::EventLoop);
        }
        self.warn(Warning::ReadFailed);
        self.freshness = if self.cart.is_some() { Freshness::Old } else { Freshness::Failed };
        if let Some((begun, word)) = self.mutate.checked() {
            self.conclude(begun, word, None);
        }
        self.answer_readers();
    }

    pub(super) fn answer_readers(&mut self) {
        let fresh = if self.freshness == Freshness::Current { self.cart.clone() } else { None };
        let served = core::mem::take(&mut self.served);
        for (at, reader) in core::mem::take(&mut self.readers).into_iter().enumerate() {
            match reader {
                _ if at >= served => self.readers.push(reader),
                Reader::Promise(reader) => self.emit(Effect::ReadEnded(reader, fresh.clone())),
                Reader::Retry(outcome) => self.retry(outcome, fresh.as_ref()),
            }
        }
    }

    /// Shows a cart that the host told. An unchanged one comes as the very same value, and changes nothing. Returns whether it was another one.
    pub(super) fn accept(&mut self, now: Millis, cart: Rc<Cart>) -> bool {
        self.freshness = Freshness::Current;
        if self.cart.as_ref().is_some_and(|known| Rc::ptr_eq(known, &cart)) {
            return false;
        }
        if cart.has_double_keys() {
            self.warn(Warning::DoubleKeys);
        }
        self.cart = Some(cart.clone());
        self.refresh.calm_down(now, &self.setup.policy);
        for (id, review) in self.propose.review(now, &cart, &self.undoable, &self.setup.policy) {
            match review {
                Review::Same => {}
                Review::Changed => {
                    let deed = self.propose.get_mut(id).map(|open| open.deed.clone());
                    if let Some(deed) = deed {
                        self.announce(Spoken::Changed(deed), false);
                    }
                }
                Review::Gone => self.withdraw(now, id),
            }
        }
        true
    }
}
