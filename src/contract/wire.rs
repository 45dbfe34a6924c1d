//! What goes out to the host's page, by the names of `types.d.ts`.

use super::id::id;
use super::sink::Sink;
use super::{codes, country};
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
            to.text("productId", &product.id);
            to.word("variantId", variant.and_then(|at| product.variants.get(at)).map(|variant| &*variant.id));
            to.int("quantity", *quantity);
        }
        Action::SetQuantity { key, quantity } => {
            line = Some(*key);
            to.int("quantity", *quantity);
        }
        Action::Remove { key } => line = Some(*key),
        Action::Plan(_) => {
            let actions = to.list("actions");
            deed.rows.iter().for_each(|row| action(&actions.object(""), &row.deed, names));
        }
        Action::SetCountry(code) => to.text("countryCode", country::name(code)),
        Action::Clear | Action::Checkout => {}
    }
    // A line that went is known by the deed, and one of a lost instance by the cart.
    to.word("itemKey", deed.line.as_deref().or_else(|| line.and_then(names)));
    to.text("type", deed.action.name());
}

/// `Outcome`. `prefix` is the page's own.
pub fn outcome<S: Sink>(to: &S, outcome: &Outcome, prefix: &str, names: Names<'_>) {
    let deed = &*outcome.deed;
    to.text("id", &id(prefix, outcome.id.0));
    action(&to.object("action"), deed, names);
    to.maybe("proposal", &outcome.proposal);
    to.text("name", &deed.name);
    verdict(to, "result", &outcome.verdict);
    to.count("available", outcome.available);
    if let Some(count) = outcome.count {
        let told = !matches!(deed.action, Action::SetCountry(_) | Action::Checkout);
        if told && outcome.verdict != Verdict::Unknown {
            let after = i64::from(deed.before).saturating_add(outcome.delta).max(0);
            let change = to.object("change");
            change.int("before", deed.before);
            change.int("after", u32::try_from(after).unwrap_or(u32::MAX));
        }
        let cart = to.object("cart");
        cart.int("totalItems", count);
        cart.maybe("total", &outcome.total);
    }
    let changed = matches!(outcome.verdict, Verdict::Applied | Verdict::Adjusted { .. });
    to.maybe(if changed { "notice" } else { "error" }, &outcome.said);
    if let Some(operation) = outcome.operation {
        to.text("operation", &id(prefix, operation));
    }
    to.text("source", source(&outcome.source));
    to.flag("undoable", outcome.undo == Undo::Ready);
    if let Some(undone) = outcome.undoes {
        to.text("undoes", &id(prefix, undone.0));
    }
    if let Action::Plan(_) = deed.action {
        let lines = to.list("lines");
        outcome.lines.iter().for_each(|line| self::outcome(&lines.object(""), line, prefix, names));
    }
}

/// How it ended by its name, the code of a rejection, and what was asked and got of an adjustment.
pub fn verdict<S: Sink>(to: &S, key: &str, verdict: &Verdict) {
    let name = match verdict {
        Verdict::Applied => "applied",
        Verdict::Adjusted { asked, got } => {
            to.int("asked", *asked);
            to.int("got", *got);
            "adjusted"
        }
        Verdict::Rejected(code) => {
            to.text("code", codes::name(*code));
            "rejected"
        }
        Verdict::Declined => "declined",
        Verdict::Expired => "expired",
        Verdict::Withdrawn => "withdrawn",
        Verdict::Unknown => "unknown",
    };
    to.text(key, name);
}

/// Who wanted it, by its name on the wire.
#[must_use]
pub fn source(source: &Source) -> &'static str {
    match source {
        Source::Shopper => "shopper",
        Source::Agent => "agent",
        Source::Seller(_) => "desk",
    }
}

/// `Refusal`: a proposal that was not offered. It is an outcome without an id.
pub fn refusal<S: Sink>(to: &S, refusal: &Refusal) {
    to.text("result", "rejected");
    to.text("code", codes::name(refusal.code));
    to.text("detail", &refusal.detail);
}

/// `CartState` without its lines and delivery, as the host gets it back.
pub fn cart<S: Sink>(to: &S, cart: &Cart) {
    to.int("totalItems", cart.count);
    to.text("subtotal", &cart.subtotal);
    to.text("total", &cart.total);
    to.text("currency", &cart.currency);
    let amounts = to.object("amounts");
    for (key, amount) in [("subtotal", cart.amounts.subtotal), ("total", cart.amounts.total)] {
        if let Some(amount) = amount {
            amounts.number(key, amount);
        }
    }
}

/// `CartShippingInfo` as the host gets it back.
pub fn shipping<S: Sink>(to: &S, shipping: &Shipping) {
    to.flag("needsCountryResolution", shipping.needs_country);
    to.flag("thresholdMet", shipping.reached);
    to.maybe("formattedDelta", &shipping.missing);
    to.maybe("formattedCost", &shipping.cost);
    to.word("destinationCountry", shipping.country.as_ref().map(country::name));
    to.maybe("destinationLabel", &shipping.label);
    let countries = to.list("availableCountries");
    for (code, label) in &shipping.countries {
        let each = countries.object("");
        each.text("code", country::name(code));
        each.text("label", label);
    }
}

/// `CartItem` as the host gets it back. `key` is text: the callbacks get the host's own value.
pub fn item<S: Sink>(to: &S, line: &Line) {
    to.text("key", &line.key_text);
    to.text("id", &line.product);
    to.maybe("externalId", &line.external);
    to.text("name", &line.name);
    to.maybe("variant", &line.variant);
    to.text("price", &line.price);
    to.maybe("lineTotal", &line.total);
    to.count("quantity", line.quantity);
    to.count("maxQuantity", line.max);
    to.maybe("image", &line.image);
    to.maybe("url", &line.url);
    to.word("stock", Some(stock(line.stock).0).filter(|name| !name.is_empty()));
    to.int("minQuantity", line.min);
    to.int("step", line.step);
    to.maybe("compareAtPrice", &line.was);
    let discounts = to.list("discounts");
    for discount in &line.discounts {
        let each = discounts.object("");
        each.text("label", &discount.label);
        each.text("amount", &discount.amount);
    }
}

/// The stock by name (`""` when the shop says nothing), and how many are left where it is low.
#[must_use]
pub fn stock(stock: Stock) -> (&'static str, u32) {
    match stock {
        Stock::Unknown => ("", 0),
        Stock::In => ("in", 0),
        Stock::Low(left) => ("low", left),
        Stock::Out => ("out", 0),
        Stock::Backorder => ("backorder", 0),
    }
}
