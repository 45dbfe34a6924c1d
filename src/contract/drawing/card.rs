//! Cards on their way to the page: products, proposals, outcomes.

use crate::contract::country;
use crate::contract::sink::Sink;
use crate::contract::wire::{source, stock, verdict};
use crate::engine::action::{Action, Source};
use crate::engine::cart::Stock;
use crate::engine::outcome::{self, Undo};
use crate::engine::product::{Permit, Picked, Product};
use crate::engine::row::{Row, Tick};
use crate::engine::view::{self, Difference, Stage};

/// `Offer`: a product as shown.
pub fn offer<S: Sink>(to: &S, offer: &view::Offer) {
    let product = &*offer.product;
    // A variant that only says that it is there knows less than the product.
    let own = match product.pick(&offer.chosen) {
        Picked::Variant(at) => product.variants.get(at).map(|variant| variant.stock),
        _ => None,
    };
    let own = own.filter(|stock| !matches!(stock, Stock::Unknown | Stock::In));
    to.text("id", &product.id);
    to.text("name", &product.name);
    to.maybe("price", &product.price);
    to.maybe("was", &product.was);
    to.maybe("image", &product.image);
    to.maybe("url", &product.url);
    if let Some((text, count)) = &product.rating {
        let rating = to.list("rating");
        rating.text("", text);
        rating.int("", *count);
    }
    put_stock(to, own.unwrap_or(product.stock));
    choosing(to, product, &offer.chosen);
    to.flag("refused", product.permit != Permit::Allowed);
    if let Permit::Refused(reason) = &product.permit {
        to.maybe("reason", reason);
    }
    to.flag("adding", offer.adding);
}

fn put_stock<S: Sink>(to: &S, known: Stock) {
    let (name, left) = stock(known);
    to.text("stock", name);
    to.int("left", left);
}

/// `Choosing`: the options of a product with what is chosen.
fn choosing<S: Sink>(to: &S, product: &Product, chosen: &[Option<u8>]) {
    let to = to.object("choosing");
    let state = match product.pick(chosen) {
        Picked::Whole | Picked::Variant(_) => "ready",
        Picked::Missing(at) => {
            to.int("missing", u32::try_from(at).unwrap_or(0));
            "missing"
        }
        Picked::Gone => "gone",
    };
    to.text("state", state);
    let options = to.list("options");
    for (at, option) in product.options.iter().enumerate() {
        let picked = chosen.get(at).copied().flatten();
        let each = options.object("");
        each.text("name", &option.name);
        let values = each.list("values");
        for (label, place) in option.values.iter().zip(0_u8..) {
            let value = values.object("");
            value.text("label", label);
            value.flag("on", picked == Some(place));
            value.flag("off", !product.offers(chosen, at, place));
        }
    }
    // Its id, then the place of its value in each option.
    let variants = to.list("variants");
    for variant in &product.variants {
        let each = variants.list("");
        each.text("", &variant.id);
        variant.values.iter().for_each(|place| each.int("", (*place).into()));
    }
}

/// `Ask`: a proposal card.
pub fn ask<S: Sink>(to: &S, ask: &view::Ask) {
    to.int("id", ask.id.0);
    to.int("rev", ask.rev);
    to.text("source", source(&ask.source));
    if let Source::Seller(name) = &ask.source {
        to.text("seller", name);
    }
    to.maybe("words", &ask.words);
    deed(&to.object("deed"), &ask.deed);
    if let Some((product, chosen)) = &ask.choosing {
        choosing(to, product, chosen);
    }
    to.text(
        "stage",
        match ask.stage {
            Stage::Arming => "arming",
            Stage::Ready => "ready",
            Stage::Missing(_) => "missing",
            Stage::Gone => "gone",
            Stage::Twice => "twice",
            Stage::Nothing => "nothing",
            Stage::Working => "working",
        },
    );
    to.flag("soon", ask.soon);
    changed(to, &ask.changed);
}

fn changed<S: Sink>(to: &S, known: &Option<Difference>) {
    if let Some(known) = known {
        let changed = to.object("changed");
        changed.maybe("price", &known.price);
        changed.count("before", known.before);
        changed.maybe("total", &known.total);
    }
}

/// `Row`: a row of a plan.
fn row<S: Sink>(to: &S, row: &Row) {
    deed(&to.object("deed"), &row.deed);
    to.text(
        "tick",
        match &row.tick {
            Tick::On => "on",
            Tick::Off => "off",
            Tick::Gone => "gone",
            Tick::Done(ended) => {
                outcome(&to.object("outcome"), ended);
                "done"
            }
        },
    );
    if let Some((product, chosen)) = &row.choosing {
        choosing(to, product, chosen);
    }
    to.int("most", row.most);
    to.int("step", row.step);
    changed(to, &row.changed);
}

/// `Deed`: an action in the shop's facts.
pub fn deed<S: Sink>(to: &S, deed: &outcome::Deed) {
    let (kind, quantity) = match &deed.action {
        Action::Add { product, variant, quantity } => {
            to.text("product", &product.id);
            to.word("chosen", variant.and_then(|at| product.variants.get(at)).map(|variant| &*variant.id));
            ("add", *quantity)
        }
        Action::SetQuantity { key, quantity } => {
            to.int("key", key.0);
            ("set", *quantity)
        }
        Action::Remove { key } => {
            to.int("key", key.0);
            ("remove", deed.before)
        }
        Action::Clear => ("clear", deed.count_now),
        Action::Plan(steps) => ("plan", u32::try_from(steps.len()).unwrap_or(0)),
        Action::SetCountry(code) => {
            to.text("country", country::name(code));
            ("country", 0)
        }
        Action::Checkout => ("checkout", 0),
    };
    to.text("kind", kind);
    to.int("quantity", quantity);
    to.text("name", &deed.name);
    to.maybe("variant", &deed.variant);
    to.maybe("image", &deed.image);
    to.maybe("url", &deed.url);
    put_stock(to, deed.stock);
    to.maybe("price", &deed.price);
    to.maybe("was", &deed.was);
    to.int("before", deed.before);
    to.int("after", deed.after);
    to.flag("unusual", deed.unusual);
    to.maybe("totalNow", &deed.total_now);
    to.int("countNow", deed.count_now);
    let goes = to.list("goes");
    for each in &deed.goes {
        let gone = goes.object("");
        gone.maybe("image", &each.image);
        gone.text("name", &each.name);
        gone.maybe("variant", &each.variant);
        gone.count("quantity", each.quantity);
    }
    to.word("countryBefore", deed.country_before.as_ref().map(country::name));
    let rows = to.list("rows");
    deed.rows.iter().for_each(|each| row(&rows.object(""), each));
}

/// `Outcome`: what happened.
pub fn outcome<S: Sink>(to: &S, outcome: &outcome::Outcome) {
    to.int("id", outcome.id.0);
    deed(&to.object("deed"), &outcome.deed);
    verdict(to, "verdict", &outcome.verdict);
    to.text("source", source(&outcome.source));
    to.number("delta", outcome.delta as f64);
    to.count("count", outcome.count);
    to.maybe("total", &outcome.total);
    to.maybe("said", &outcome.said);
    to.count("available", outcome.available);
    to.text(
        "undo",
        match outcome.undo {
            Undo::Never => "never",
            Undo::Ready => "ready",
            Undo::Used => "used",
        },
    );
    to.flag("undoes", outcome.undoes.is_some());
    let lines = to.list("lines");
    outcome.lines.iter().for_each(|line| self::outcome(&lines.object(""), line));
}
