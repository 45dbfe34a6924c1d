//! The view: what to draw, computed from the state and nothing else.

use std::rc::Rc;

use super::action::Action;
use super::cart::Stock;
use super::view::{CartView, CheckoutButton, Kind, Talk as Composer, View};
use super::{Checkout, Engine, Talk};

impl Engine {
    /// What to draw now.
    #[must_use]
    pub fn view(&self) -> View {
        let abilities = self.setup.abilities;
        let cart = abilities.cart.then(|| CartView {
            freshness: self.freshness,
            cart: self.cart.clone(),
            pending: self.mutate.pending(),
            clearing: self.mutate.jobs().any(|job| job.deed.action == Action::Clear),
            country: self.mutate.country(),
            checkout: self.checkout_button(),
            countries: abilities.country,
        });
        let talk = match self.talk {
            _ if !abilities.agent => Composer::Absent,
            Talk::Quiet => Composer::Ready,
            Talk::Waiting { .. } => Composer::Waiting,
        };
        View {
            panel: self.panel,
            badge: self.cart.as_ref().map_or(self.setup.initial_count, |cart| cart.count),
            online: self.online,
            cart,
            talk,
            feed: self.feed.entries().to_vec(),
            dialog: self.dialog.clone(),
            toasts: self.toasts.clone(),
        }
    }

    /// The checkout button: absent without `onCheckout`, blocked by an empty cart or a sold-out line.
    pub(super) fn checkout_button(&self) -> CheckoutButton {
        if !self.setup.abilities.checkout || !self.setup.abilities.cart {
            return CheckoutButton::Absent;
        }
        let Some(cart) = &self.cart else { return CheckoutButton::Blocked };
        if cart.lines.is_empty() || cart.lines.iter().any(|line| line.stock == Stock::Out) {
            return CheckoutButton::Blocked;
        }
        match self.checkout {
            Checkout::Opening { .. } => CheckoutButton::Opening,
            Checkout::Shut => CheckoutButton::Ready,
        }
    }

    /// Brings the cards and the dialog in line with the open proposals.
    pub(super) fn draw_cards(&mut self) {
        let now = self.now;
        let mut dialog = None;
        for open in &self.propose.open {
            match open.entry {
                Some(entry) => self.feed.set(entry, Kind::Ask(open.ask(now))),
                None if dialog.is_none() => dialog = Some(open.ask(now)),
                None => {}
            }
        }
        if self.dialog.as_deref() != dialog.as_ref() {
            self.dialog = dialog.map(Rc::new);
        }
    }
}
