//! Cards on their way to the page: products, proposals, outcomes.

use crate::contract::atom::atom;
use crate::contract::country;
use crate::contract::sink::Sink;
use crate::contract::wire::{source, stock, verdict};
use crate::engine::action::{Action, Source};
use crate::engine::cart::Stock;
use crate::engine::outcome::{self, Undo};
use crate::engine::product::{Permit, Picked, Product};
use crate::engine::row::{self, Row, Tick};
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
    to.text(atom!("id"), &product.id);
    to.text(atom!("name"), &product.name);
    to.maybe(atom!("price"), &product.price);
    to.maybe(atom!("was"), &product.was);
    to.maybe(atom!("image"), &product.image);
    to.maybe(atom!("url"), &product.url);
    if let Some((text, count)) = &product.rating {
        let rating = to.list(atom!("rating"));
        rating.text(atom!(""), text);
        rating.int(atom!(""), *count);
    }
    put_stock(to, own.unwrap_or(product.stock));
    choosing(to, product, &offer.chosen);
    to.flag(atom!("refused"), product.permit != Permit::Allowed);
    if let Permit::Refused(reason) = &product.permit {
        to.maybe(atom!("reason"), reason);
    }
    to.flag(atom!("adding"), offer.adding);
}

fn put_stock<S: Sink>(to: &S, known: Stock) {
    let (name, left) = stock(known);
    to.atom(atom!("stock"), name);
    to.int(atom!("left"), left);
}

/// `Choosing`: the options of a product with what is chosen.
/// A deed, and what the shopper is to choose of it, as its card begins.
pub fn proposed<S: Sink>(to: &S, asked: &outcome::Deed) {
    deed(&to.object(atom!("deed")), asked);
    if let Some((product, chosen)) = row::choosing(&asked.action) {
        choosing(to, &product, &chosen);
    }
}

fn choosing<S: Sink>(to: &S, product: &Product, chosen: &[Option<u8>]) {
    let to = to.object(atom!("choosing"));
    let state = match product.pick(chosen) {
        Picked::Whole | Picked::Variant(_) => atom!("ready"),
        Picked::Missing(at) => {
            to.int(atom!("missing"), u32::try_from(at).unwrap_or(0));
            atom!("missing")
        }
        Picked::Gone => atom!("gone"),
    };
    to.atom(atom!("state"), state);
    let options = to.list(atom!("options"));
    for (at, option) in product.options.iter().enumerate() {
        let picked = chosen.get(at).copied().flatten();
        let each = options.object(atom!(""));
        each.text(atom!("name"), &option.name);
        let values = each.list(atom!("values"));
        for (label, place) in option.values.iter().zip(0_u8..) {
            let value = values.object(atom!(""));
            value.text(atom!("label"), label);
            value.flag(atom!("on"), picked == Some(place));
            value.flag(atom!("off"), !product.offers(chosen, at, place));
        }
    }
    // Its id, then the place of its value in each option.
    let variants = to.list(atom!("variants"));
    for variant in &product.variants {
        let each = variants.list(atom!(""));
        each.text(atom!(""), &variant.id);
        variant.values.iter().for_each(|place| each.int(atom!(""), (*place).into()));
    }
}

/// `Ask`: a proposal card.
pub fn ask<S: Sink>(to: &S, ask: &view::Ask) {
    to.int(atom!("id"), ask.id.0);
    to.int(atom!("rev"), ask.rev);
    to.atom(atom!("source"), source(&ask.source));
    if let Source::Seller(name) = &ask.source {
        to.text(atom!("seller"), name);
    }
    to.maybe(atom!("words"), &ask.words);
    deed(&to.object(atom!("deed")), &ask.deed);
    if let Some((product, chosen)) = &ask.choosing {
        choosing(to, product, chosen);
    }
    to.atom(
        atom!("stage"),
        match ask.stage {
            Stage::Arming => atom!("arming"),
            Stage::Ready => atom!("ready"),
            Stage::Missing(_) => atom!("missing"),
            Stage::Gone => atom!("gone"),
            Stage::Twice => atom!("twice"),
            Stage::Nothing => atom!("nothing"),
            Stage::Working => atom!("working"),
        },
    );
    to.flag(atom!("soon"), ask.soon);
    changed(to, &ask.changed);
}

fn changed<S: Sink>(to: &S, known: &Option<Difference>) {
    if let Some(known) = known {
        let changed = to.object(atom!("changed"));
        changed.maybe(atom!("price"), &known.price);
        changed.count(atom!("before"), known.before);
        changed.maybe(atom!("total"), &known.total);
    }
}

/// `Row`: a row of a plan.
fn row<S: Sink>(to: &S, row: &Row) {
    deed(&to.object(atom!("deed")), &row.deed);
    to.atom(
        atom!("tick"),
        match &row.tick {
            Tick::On => atom!("on"),
            Tick::Off => atom!("off"),
            Tick::Gone => atom!("gone"),
            Tick::Done(ended) => {
                outcome(&to.object(atom!("outcome")), ended);
                atom!("done")
            }
        },
    );
    if let Some((product, chosen)) = &row.choosing {
        choosing(to, product, chosen);
    }
    to.int(atom!("most"), row.most);
    to.int(atom!("step"), row.step);
    changed(to, &row.changed);
}

/// `Deed`: an action in the shop's facts.
pub fn deed<S: Sink>(to: &S, deed: &outcome::Deed) {
    let (kind, quantity) = match &deed.action {
        Action::Add { product, variant, quantity } => {
            to.text(atom!("product"), &product.id);
            to.word(atom!("chosen"), variant.and_then(|at| product.variants.get(at)).map(|variant| &*variant.id));
            (atom!("add"), *quantity)
        }
        Action::SetQuantity { key, quantity } => {
            to.int(atom!("key"), key.0);
            (atom!("set"), *quantity)
        }
        Action::Remove { key } => {
            to.int(atom!("key"), key.0);
            (atom!("remove"), deed.before)
        }
        Action::Clear => (atom!("clear"), deed.count_now),
        Action::Plan(steps) => (atom!("plan"), u32::try_from(steps.len()).unwrap_or(0)),
        Action::SetCountry(code) => {
            to.text(atom!("country"), country::name(code));
            (atom!("country"), 0)
        }
        Action::Checkout => (atom!("checkout"), 0),
    };
    to.atom(atom!("kind"), kind);
    to.int(atom!("quantity"), quantity);
    to.text(atom!("name"), &deed.name);
    to.maybe(atom!("variant"), &deed.variant);
    to.maybe(atom!("image"), &deed.image);
    to.maybe(atom!("url"), &deed.url);
    put_stock(to, deed.stock);
    to.maybe(atom!("price"), &deed.price);
    to.maybe(atom!("was"), &deed.was);
    to.int(atom!("before"), deed.before);
    to.int(atom!("after"), deed.after);
    to.flag(atom!("unusual"), deed.unusual);
    to.maybe(atom!("totalNow"), &deed.total_now);
    to.int(atom!("countNow"), deed.count_now);
    let goes = to.list(atom!("goes"));
    for each in &deed.goes {
        let gone = goes.object(atom!(""));
        gone.maybe(atom!("image"), &each.image);
        gone.text(atom!("name"), &each.name);
        gone.maybe(atom!("variant"), &each.variant);
        gone.count(atom!("quantity"), each.quantity);
    }
    to.word(atom!("countryBefore"), deed.country_before.as_ref().map(country::name));
    let rows = to.list(atom!("rows"));
    deed.rows.iter().for_each(|each| row(&rows.object(atom!("")), each));
}

/// `Outcome`: what happened.
pub fn outcome<S: Sink>(to: &S, outcome: &outcome::Outcome) {
    to.int(atom!("id"), outcome.id.0);
    deed(&to.object(atom!("deed")), &outcome.deed);
    verdict(to, atom!("verdict"), &outcome.verdict);
    to.atom(atom!("source"), source(&outcome.source));
    to.number(atom!("delta"), outcome.delta as f64);
    to.count(atom!("count"), outcome.count);
    to.maybe(atom!("total"), &outcome.total);
    to.maybe(atom!("said"), &outcome.said);
    to.count(atom!("available"), outcome.available);
    to.atom(
        atom!("undo"),
        match outcome.undo {
            Undo::Never => atom!("never"),
            Undo::Ready => atom!("ready"),
            Undo::Used => atom!("used"),
        },
    );
    to.flag(atom!("undoes"), outcome.undoes.is_some());
    let lines = to.list(atom!("lines"));
    outcome.lines.iter().for_each(|line| self::outcome(&lines.object(atom!("")), line));
}
