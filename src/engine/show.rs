//! The view: what to draw, computed from the state and nothing else.

use super::cart::Stock;
use super::view::{CartView, CheckoutButton, Kind, Talk as Composer, View};
use super::{Checkout, Engine, Talk};

impl Engine {
    /// What to draw now.
    #[must_use]
    pub fn view(&self) -> View {
        let abilities = self.setup.abilities;
        let waits = self.mutate.pending();
        let cart = abilities.cart.then(|| CartView {
            freshness: self.freshness,
            cart: self.cart.clone(),
            pending: waits.lines,
            clearing: waits.clearing,
            country: waits.country,
            checkout: self.checkout_button(),
            countries: abilities.country,
        });
        let talk = match &self.talk {
            _ if !abilities.agent => Composer::Absent,
            Talk::Quiet => Composer::Ready,
            Talk::Waiting { .. } => Composer::Waiting,
        };
        let status = if let Talk::Waiting { status, .. } = &self.talk { Some(status.clone()) } else { None };
        View {
            panel: self.panel,
            badge: self.cart.as_ref().map_or(self.setup.initial_count, |cart| cart.count),
            online: self.online,
            cart,
            talk,
            status,
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

    /// Brings the cards and the dialog in line with the open proposals: a card is drawn anew when its revision or its stage
    /// is another one.
    pub(super) fn draw_cards(&mut self) {
        let now = self.now;
        let mut dialog = None;
        for open in &self.propose.open {
            if open.entry.is_none() && dialog.is_some() {
                continue;
            }
            let drawn = match open.entry {
                Some(entry) => self.feed.ask(entry),
                None => self.dialog.as_ref(),
            };
            let same = drawn.filter(|ask| {
                let known = (ask.id, ask.rev, ask.stage, ask.soon);
                known == (open.id, open.rev, open.stage(now), open.life.lapses_soon())
            });
            match open.entry {
                Some(entry) if same.is_none() => self.feed.set(entry, Kind::Ask(open.ask(now))),
                Some(_) => {}
                None => dialog = Some(same.cloned().unwrap_or_else(|| open.ask(now))),
            }
        }
        self.dialog = dialog;
    }
}
