//! What a person does on the widget's own controls: each is the consent to exactly that.

use std::rc::Rc;

use handcart::engine::action::{Action, Proposed, Source};
use handcart::engine::cart::{Country, Key, Stock};
use handcart::engine::effect::Effect;
use handcart::engine::outcome::{OutcomeId, Refusal};
use handcart::engine::product::{Permit, Product};
use handcart::engine::view::{EntryId, Notice, Spoken};

use super::changes::{Job, Origin};
use super::talk::Row;
use super::{Twin, facts};

impl Twin {
    fn step(&mut self, action: &Action, origin: Origin) {
        // What does not apply changes nothing.
        let _applies = self.act(action, |deed| Job::new(deed, Source::Shopper, origin, None));
    }

    pub fn remove_line(&mut self, key: Key) {
        self.step(&Action::Remove { key }, Origin::Line);
    }

    /// A step beyond the shop's maximum asks for the maximum.
    pub fn set_line(&mut self, key: Key, quantity: u32) {
        let Some(line) = facts::line(self.cart.as_ref(), key) else { return };
        let most = line.max.unwrap_or(self.rules.most).min(self.rules.most).max(line.quantity.unwrap_or(0));
        self.step(&Action::SetQuantity { key, quantity: quantity.min(most) }, Origin::Line);
    }

    /// Not what is set, or on its way, already.
    pub fn choose_country(&mut self, country: Country) {
        let wanted = self.jobs.iter().rev().find_map(|job| match job.deed.action {
            Action::SetCountry(country) => Some(country),
            _ => None,
        });
        let known = wanted.or_else(|| self.cart.as_ref().and_then(|cart| cart.country()));
        if self.can.country && known != Some(country) {
            self.step(&Action::SetCountry(country), Origin::Country);
        }
    }

    fn product_card(&mut self, entry: EntryId, at: u32) -> Option<&mut (Rc<Product>, Vec<Option<u8>>)> {
        let row = self.rows.iter_mut().find(|(id, _)| *id == entry)?;
        if let (_, Row::Products(all)) = row { all.get_mut(at as usize) } else { None }
    }

    pub fn choose(&mut self, entry: EntryId, at: u32, option: u32, value: u8) {
        if let Some((_, chosen)) = self.product_card(entry, at)
            && let Some(place) = chosen.get_mut(option as usize)
        {
            *place = Some(value);
        }
    }

    /// Add on a product card; not once more while it is being added.
    pub fn add_product(&mut self, entry: EntryId, at: u32) {
        let origin = Origin::Offer(entry, at);
        let adding = self.jobs.iter().any(|job| job.origin == origin);
        let Some((product, chosen)) = self.product_card(entry, at).cloned() else { return };
        let Ok(variant) = facts::variant_of(&product, &chosen) else { return };
        if !adding && product.permit == Permit::Allowed && self.can.cart {
            self.step(&Action::Add { product, variant, quantity: 1 }, origin);
        }
    }

    pub fn undo(&mut self, id: OutcomeId) {
        let Ok(action) = self.inverse(id) else { return };
        let undo = |deed| Job { undoes: Some(id), ..Job::new(deed, Source::Shopper, Origin::Undo, None) };
        let _applies = self.act(&action, undo);
    }

    /// Code wants a change taken back: the shopper is asked, but for a country.
    pub fn code_wants_undo(&mut self, id: OutcomeId, reply: Option<u32>) {
        let action = match self.inverse(id) {
            Ok(action) => action,
            Err(code) => return self.out.push(Effect::Refuse(reply, Refusal { code, detail: "".into() })),
        };
        if matches!(action, Action::SetCountry(_)) {
            let undo = |deed| Job { undoes: Some(id), ..Job::new(deed, Source::Agent, Origin::Country, reply) };
            if self.act(&action, undo).is_ok() {
                return;
            }
        }
        let wish = Proposed { action: Ok(action), words: None, source: Source::Agent, reply, id: None };
        self.offer(&wish, true, Some(id));
    }

    /// Hands over to the shop's checkout, if there is something to buy, and not twice within three seconds.
    pub fn check_out(&mut self) -> bool {
        let lines = self.cart.as_ref().map_or(&[][..], |cart| &cart.lines);
        let blocked = lines.is_empty() || lines.iter().any(|line| line.stock == Stock::Out);
        if blocked || self.opening.is_some() || !self.can.checkout || !self.can.cart {
            return false;
        }
        self.opening = Some(self.now);
        self.write_row(Row::Notice(Notice::CheckoutOpening));
        self.out.push(Effect::Checkout);
        self.out.push(Effect::Announce(Spoken::Notice(Notice::CheckoutOpening), false));
        true
    }

    pub fn checkout_ended(&mut self, well: bool) {
        if !well {
            self.opening = None;
            self.write_row(Row::Notice(Notice::CheckoutFailed));
            self.out.push(Effect::Announce(Spoken::Notice(Notice::CheckoutFailed), true));
        }
    }
}
