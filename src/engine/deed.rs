//! An action in the shop's own facts, for a card before and an outcome after. Nothing here comes from an agent.

use alloc::rc::Rc;
use alloc::vec::Vec;

use super::action::Action;
use super::cart::{Cart, Line, Stock, Text};
use super::clock::Policy;
use super::outcome::{Code, Deed, Goes};
use super::product::{Permit, Product};
use super::row::plan;
use super::verify::holds;

/// The facts of an action against a cart, or why it does not apply to it (law I4).
pub fn describe(action: &Action, cart: Option<&Cart>, policy: &Policy) -> Result<Rc<Deed>, Code> {
    if let Action::Plan(steps) = action {
        return plan(steps, cart, policy);
    }
    let mut deed = Deed::of(action.clone(), cart);
    match action {
        Action::Add { product, variant, quantity } => {
            if let Permit::Refused(_) = product.permit {
                return Err(Code::NotSupported);
            }
            if *quantity == 0 || *quantity > policy.most {
                return Err(Code::Policy);
            }
            let chosen = variant.and_then(|at| product.variants.get(at));
            if chosen.is_none() && variant.is_some() {
                return Err(Code::VariantRequired);
            }
            deed.name = product.name.clone();
            deed.variant = chosen.map(|variant| variant.label.clone());
            deed.image = chosen.and_then(|variant| variant.image.clone()).or_else(|| product.image.clone());
            deed.url = product.url.clone();
            deed.stock = chosen.map_or(product.stock, |variant| variant.stock);
            deed.price = product.price.clone();
            deed.was = product.was.clone();
            let lines = cart.map_or(&[][..], |cart| &cart.lines);
            for line in lines {
                if holds(line, product, chosen) {
                    deed.before = deed.before.saturating_add(line.quantity.unwrap_or(0));
                }
            }
            deed.after = deed.before.saturating_add(*quantity);
            deed.unusual = *quantity > 10;
        }
        Action::SetQuantity { key, quantity } => {
            let line = cart.and_then(|cart| cart.line(*key)).ok_or(Code::LineNotFound)?;
            let before = line.quantity.ok_or(Code::LineNotFound)?;
            if *quantity == 0 || *quantity > policy.most.max(before) {
                return Err(Code::Policy);
            }
            if *quantity > before && line.max.is_some_and(|max| *quantity > max) {
                return Err(Code::QuantityExceeded);
            }
            from_line(&mut deed, line);
            deed.after = *quantity;
            deed.unusual = *quantity > before && (*quantity > 10 || *quantity > before.saturating_mul(2).max(3));
        }
        Action::Remove { key } => {
            let line = cart.and_then(|cart| cart.line(*key)).ok_or(Code::LineNotFound)?;
            from_line(&mut deed, line);
        }
        Action::Clear => {
            let cart = cart.filter(|cart| !cart.lines.is_empty()).ok_or(Code::LineNotFound)?;
            deed.before = cart.count;
            for line in &cart.lines {
                deed.goes.push(goes(line));
            }
        }
        Action::SetCountry(country) => {
            let known = cart.and_then(|cart| cart.shipping.as_ref());
            let listed = known.is_none_or(|shipping| {
                shipping.countries.is_empty() || shipping.countries.iter().any(|(code, _)| code == country)
            });
            if !listed {
                return Err(Code::InvalidCountry);
            }
        }
        Action::Plan(_) | Action::Checkout => {}
    }
    Ok(Rc::new(deed))
}

impl Deed {
    /// An action of which nothing is known but the cart as a whole.
    #[inline(never)]
    pub fn of(action: Action, cart: Option<&Cart>) -> Self {
        Self {
            action,
            name: Text::from(""),
            variant: None,
            image: None,
            url: None,
            line: None,
            stock: Stock::Unknown,
            price: None,
            was: None,
            before: 0,
            after: 0,
            unusual: false,
            total_now: cart.map(|cart| cart.total.clone()),
            count_now: cart.map_or(0, |cart| cart.count),
            goes: Vec::new(),
            country_before: cart.and_then(Cart::country),
            rows: Vec::new(),
        }
    }

    /// Whether this deed, described anew, is still what was shown as that one: the line holds the same article, and a
    /// clear takes exactly what was listed.
    #[must_use]
    pub fn means_the_same(&self, shown: &Self) -> bool {
        self.name == shown.name && self.variant == shown.variant && self.goes == shown.goes
    }

    /// Whether the facts of the same action, described anew, are still those that were shown.
    #[must_use]
    pub fn says_the_same(&self, shown: &Self) -> bool {
        let texts = [
            (&self.image, &shown.image),
            (&self.url, &shown.url),
            (&self.price, &shown.price),
            (&self.was, &shown.was),
            (&self.total_now, &shown.total_now),
        ];
        self.means_the_same(shown)
            && self.stock == shown.stock
            && self.before == shown.before
            && self.count_now == shown.count_now
            && self.country_before == shown.country_before
            && texts.iter().all(|(now, then)| now == then)
    }
}

fn from_line(deed: &mut Deed, line: &Line) {
    deed.name = line.name.clone();
    deed.variant = line.variant.clone();
    deed.image = line.image.clone();
    deed.url = line.url.clone();
    deed.line = Some(line.key_text.clone());
    deed.stock = line.stock;
    deed.price = Some(line.price.clone());
    deed.was = line.was.clone();
    deed.before = line.quantity.unwrap_or(0);
}

/// A line as a clear lists it.
pub fn goes(line: &Line) -> Goes {
    Goes {
        key: line.key,
        image: line.image.clone(),
        name: line.name.clone(),
        variant: line.variant.clone(),
        quantity: line.quantity,
    }
}

/// The product that a line holds, as far as a line tells: enough to put it back. The second value is its variant.
#[must_use]
pub fn product_of(line: &Line) -> (Rc<Product>, Option<usize>) {
    let (id, external) = (line.product.clone(), line.external.clone());
    let mut product = Product::bare(id, external, line.name.clone(), line.variant.clone());
    (product.price, product.amount) = (Some(line.price.clone()), line.amount);
    product.image = line.image.clone();
    product.url = line.url.clone();
    let known = product.sole();
    (Rc::new(product), known)
}
