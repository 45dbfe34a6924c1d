//! What goes out to the host's page, by the names of `types.d.ts`.

use super::id::id;
use super::sink::Sink;
use super::{codes, country};
use crate::contract::atom::{Atom, atom};
use crate::engine::action::{Action, Source};
use crate::engine::cart::{Cart, Key, Line, Shipping, Stock};
use crate::engine::outcome::{Deed, Outcome, Refusal, Undo, Verdict};

/// The names under which lines are known: `None` for one that is not in the cart.
pub type Names<'a> = &'a dyn Fn(Key) -> Option<&'a str>;

/// `CartAction`: one flat object, whatever the type.
pub fn action<S: Sink>(to: &S, deed: &Deed, names: Names<'_>) {
    let mut line = None;
    match &deed.action {
        Action::Add { product, variant, quantity } => {
            to.text(atom!("productId"), &product.id);
            to.word(atom!("variantId"), variant.and_then(|at| product.variants.get(at)).map(|variant| &*variant.id));
            to.int(atom!("quantity"), *quantity);
        }
        Action::SetQuantity { key, quantity } => {
            line = Some(*key);
            to.int(atom!("quantity"), *quantity);
        }
        Action::Remove { key } => line = Some(*key),
        Action::Plan(_) => {
            let actions = to.list(atom!("actions"));
            deed.rows.iter().for_each(|row| action(&actions.object(atom!("")), &row.deed, names));
        }
        Action::SetCountry(code) => to.text(atom!("countryCode"), country::name(code)),
        Action::Clear | Action::Checkout => {}
    }
    // A line that went is known by the deed, and one of a lost instance by the cart.
    to.word(atom!("itemKey"), deed.line.as_deref().or_else(|| line.and_then(names)));
    to.text(atom!("type"), deed.action.name());
}

/// `Outcome`. `prefix` is the page's own.
pub fn outcome<S: Sink>(to: &S, outcome: &Outcome, prefix: &str, names: Names<'_>) {
    let deed = &*outcome.deed;
    to.text(atom!("id"), &id(prefix, outcome.id.0));
    action(&to.object(atom!("action")), deed, names);
    to.maybe(atom!("proposal"), &outcome.proposal);
    to.text(atom!("name"), &deed.name);
    verdict(to, atom!("result"), &outcome.verdict);
    to.count(atom!("available"), outcome.available);
    if let Some(count) = outcome.count {
        let told = !matches!(deed.action, Action::SetCountry(_) | Action::Checkout);
        if told && outcome.verdict != Verdict::Unknown {
            let after = i64::from(deed.before).saturating_add(outcome.delta).max(0);
            let change = to.object(atom!("change"));
            change.int(atom!("before"), deed.before);
            change.int(atom!("after"), u32::try_from(after).unwrap_or(u32::MAX));
        }
        let cart = to.object(atom!("cart"));
        cart.int(atom!("totalItems"), count);
        cart.maybe(atom!("total"), &outcome.total);
    }
    let changed = matches!(outcome.verdict, Verdict::Applied | Verdict::Adjusted { .. });
    to.maybe(if changed { atom!("notice") } else { atom!("error") }, &outcome.said);
    if let Some(operation) = outcome.operation {
        to.text(atom!("operation"), &id(prefix, operation));
    }
    to.atom(atom!("source"), source(&outcome.source));
    to.flag(atom!("undoable"), outcome.undo == Undo::Ready);
    if let Some(undone) = outcome.undoes {
        to.text(atom!("undoes"), &id(prefix, undone.0));
    }
    if let Action::Plan(_) = deed.action {
        let lines = to.list(atom!("lines"));
        outcome.lines.iter().for_each(|line| self::outcome(&lines.object(atom!("")), line, prefix, names));
    }
}

/// How it ended by its name, the code of a rejection, and what was asked and got of an adjustment.
pub fn verdict<S: Sink>(to: &S, key: Atom, verdict: &Verdict) {
    let name = match verdict {
        Verdict::Applied => atom!("applied"),
        Verdict::Adjusted { asked, got } => {
            to.int(atom!("asked"), *asked);
            to.int(atom!("got"), *got);
            atom!("adjusted")
        }
        Verdict::Rejected(code) => {
            to.text(atom!("code"), codes::name(*code));
            atom!("rejected")
        }
        Verdict::Declined => atom!("declined"),
        Verdict::Expired => atom!("expired"),
        Verdict::Withdrawn => atom!("withdrawn"),
        Verdict::Unknown => atom!("unknown"),
    };
    to.atom(key, name);
}

/// Who wanted it, by its name on the wire.
#[must_use]
pub fn source(source: &Source) -> Atom {
    match source {
        Source::Shopper => atom!("shopper"),
        Source::Agent => atom!("agent"),
        Source::Seller(_) => atom!("desk"),
    }
}

/// `Refusal`: a proposal that was not offered. It is an outcome without an id.
pub fn refusal<S: Sink>(to: &S, refusal: &Refusal) {
    to.atom(atom!("result"), atom!("rejected"));
    to.text(atom!("code"), codes::name(refusal.code));
    to.text(atom!("detail"), &refusal.detail);
}

/// `CartState` without its lines and delivery, as the host gets it back.
pub fn cart<S: Sink>(to: &S, cart: &Cart) {
    to.int(atom!("totalItems"), cart.count);
    to.text(atom!("subtotal"), &cart.subtotal);
    to.text(atom!("total"), &cart.total);
    to.text(atom!("currency"), &cart.currency);
    let amounts = to.object(atom!("amounts"));
    for (key, amount) in [(atom!("subtotal"), cart.amounts.subtotal), (atom!("total"), cart.amounts.total)] {
        if let Some(amount) = amount {
            amounts.number(key, amount);
        }
    }
}

/// `CartShippingInfo` as the host gets it back.
pub fn shipping<S: Sink>(to: &S, shipping: &Shipping) {
    to.flag(atom!("needsCountryResolution"), shipping.needs_country);
    to.flag(atom!("thresholdMet"), shipping.reached);
    to.maybe(atom!("formattedDelta"), &shipping.missing);
    to.maybe(atom!("formattedCost"), &shipping.cost);
    to.word(atom!("destinationCountry"), shipping.country.as_ref().map(country::name));
    to.maybe(atom!("destinationLabel"), &shipping.label);
    let countries = to.list(atom!("availableCountries"));
    for (code, label) in &shipping.countries {
        let each = countries.object(atom!(""));
        each.text(atom!("code"), country::name(code));
        each.text(atom!("label"), label);
    }
}

/// `CartItem` as the host gets it back. `key` is text: the callbacks get the host's own value.
pub fn item<S: Sink>(to: &S, line: &Line) {
    to.text(atom!("key"), &line.key_text);
    to.text(atom!("id"), &line.product);
    to.maybe(atom!("externalId"), &line.external);
    to.text(atom!("name"), &line.name);
    to.maybe(atom!("variant"), &line.variant);
    to.text(atom!("price"), &line.price);
    to.maybe(atom!("lineTotal"), &line.total);
    to.count(atom!("quantity"), line.quantity);
    to.count(atom!("maxQuantity"), line.max);
    to.maybe(atom!("image"), &line.image);
    to.maybe(atom!("url"), &line.url);
    let (name, _) = stock(line.stock);
    if name != Atom::SELF {
        to.atom(atom!("stock"), name);
    }
    to.int(atom!("minQuantity"), line.min);
    to.int(atom!("step"), line.step);
    to.maybe(atom!("compareAtPrice"), &line.was);
    let discounts = to.list(atom!("discounts"));
    for discount in &line.discounts {
        let each = discounts.object(atom!(""));
        each.text(atom!("label"), &discount.label);
        each.text(atom!("amount"), &discount.amount);
    }
}

/// The stock by name (`""` when the shop says nothing), and how many are left where it is low.
#[must_use]
pub fn stock(stock: Stock) -> (Atom, u32) {
    match stock {
        Stock::Unknown => (atom!(""), 0),
        Stock::In => (atom!("in"), 0),
        Stock::Low(left) => (atom!("low"), left),
        Stock::Out => (atom!("out"), 0),
        Stock::Backorder => (atom!("backorder"), 0),
    }
}
