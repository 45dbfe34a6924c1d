//! The cards of a view by the names of `browser/dom/view.ts`: products, proposals, deeds and outcomes.

use serde::Serialize;

use crate::contract::country;
use crate::contract::wire::{source, verdict};
use crate::engine::action::{Action, Source};
use crate::engine::cart::{Country, Stock, Text};
use crate::engine::outcome::{self, Undo};
use crate::engine::product::{self, Permit, Picked, Product};
use crate::engine::view::{self, Stage};

#[derive(Serialize)]
pub struct Offer<'a> {
    name: &'a str,
    price: Option<&'a str>,
    was: Option<&'a str>,
    image: Option<&'a str>,
    url: Option<&'a str>,
    rating: Option<(&'a str, u32)>,
    stock: &'static str,
    left: u32,
    choosing: Choosing<'a>,
    /// Whether the host refuses it, and its reason.
    refused: bool,
    reason: Option<&'a str>,
    adding: bool,
}

/// The options of a product with what is chosen.
#[derive(Serialize)]
struct Choosing<'a> {
    options: Vec<Options<'a>>,
    /// `ready`, `missing` or `gone`.
    state: &'static str,
    /// The option that wants a value.
    missing: u32,
}

#[derive(Serialize)]
struct Options<'a> {
    name: &'a str,
    values: Vec<Choice<'a>>,
}

#[derive(Serialize)]
struct Choice<'a> {
    label: &'a str,
    on: bool,
    off: bool,
}

#[derive(Serialize)]
pub struct Ask<'a> {
    id: u32,
    rev: u32,
    source: &'static str,
    seller: Option<&'a str>,
    words: Option<&'a str>,
    deed: Deed<'a>,
    choosing: Option<Choosing<'a>>,
    stage: &'static str,
    changed: Option<Difference<'a>>,
}

#[derive(Serialize)]
struct Difference<'a> {
    price: Option<&'a str>,
    before: Option<u32>,
    total: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Deed<'a> {
    kind: &'static str,
    quantity: u32,
    name: &'a str,
    variant: Option<&'a str>,
    image: Option<&'a str>,
    url: Option<&'a str>,
    stock: &'static str,
    left: u32,
    price: Option<&'a str>,
    was: Option<&'a str>,
    before: u32,
    after: u32,
    unusual: bool,
    total_now: Option<&'a str>,
    count_now: u32,
    goes: Vec<Goes<'a>>,
    country: Option<&'a str>,
    country_before: Option<&'a str>,
}

#[derive(Serialize)]
struct Goes<'a> {
    image: Option<&'a str>,
    name: &'a str,
    variant: Option<&'a str>,
    quantity: Option<u32>,
}

#[derive(Serialize)]
pub struct Outcome<'a> {
    id: u32,
    deed: Deed<'a>,
    verdict: &'static str,
    code: Option<&'static str>,
    asked: u32,
    got: u32,
    source: &'static str,
    delta: i32,
    count: Option<u32>,
    total: Option<&'a str>,
    said: Option<&'a str>,
    available: Option<u32>,
    undo: &'static str,
    undoes: bool,
}

/// The stock by name, and how many are left where it is low.
fn stock(stock: Stock) -> (&'static str, u32) {
    match stock {
        Stock::Unknown => ("", 0),
        Stock::In => ("in", 0),
        Stock::Low(left) => ("low", left),
        Stock::Out => ("out", 0),
        Stock::Backorder => ("backorder", 0),
    }
}

pub fn offer(offer: &view::Offer) -> Offer<'_> {
    let product = &*offer.product;
    let picked = match product.pick(&offer.chosen) {
        Picked::Variant(at) => product.variants.get(at),
        _ => None,
    };
    let (stock, left) = stock(picked.map_or(product.stock, |variant| variant.stock));
    let (refused, reason) = match &product.permit {
        Permit::Allowed => (false, None),
        Permit::Refused(reason) => (true, reason.as_deref()),
    };
    Offer {
        name: &product.name,
        price: product.price.as_deref(),
        was: product.was.as_deref(),
        image: product.image.as_deref(),
        url: product.url.as_deref(),
        rating: product.rating.as_ref().map(|(text, count)| (&**text, *count)),
        stock,
        left,
        choosing: choosing(product, &offer.chosen),
        refused,
        reason,
        adding: offer.adding,
    }
}

fn choosing<'a>(product: &'a Product, chosen: &[Option<u8>]) -> Choosing<'a> {
    let (state, missing) = match product.pick(chosen) {
        Picked::Whole | Picked::Variant(_) => ("ready", 0),
        Picked::Missing(at) => ("missing", u32::try_from(at).unwrap_or(0)),
        Picked::Gone => ("gone", 0),
    };
    let option = |(at, option): (usize, &'a product::Choice)| {
        let picked = chosen.get(at).copied().flatten();
        let value = |(place, label): (usize, &'a Text)| {
            let place = u8::try_from(place).unwrap_or(u8::MAX);
            Choice { label, on: picked == Some(place), off: !product.offers(chosen, at, place) }
        };
        Options { name: &option.name, values: option.values.iter().enumerate().map(value).collect() }
    };
    Choosing { options: product.options.iter().enumerate().map(option).collect(), state, missing }
}

pub fn ask(ask: &view::Ask) -> Ask<'_> {
    Ask {
        id: ask.id.0,
        rev: ask.rev,
        source: source(&ask.source),
        seller: match &ask.source {
            Source::Seller(name) => Some(name),
            _ => None,
        },
        words: ask.words.as_deref(),
        deed: deed(&ask.deed),
        choosing: ask.choosing.as_ref().map(|(product, chosen)| choosing(product, chosen)),
        stage: match ask.stage {
            Stage::Arming => "arming",
            Stage::Ready => "ready",
            Stage::Missing(_) => "missing",
            Stage::Gone => "gone",
            Stage::Working => "working",
        },
        changed: ask.changed.as_ref().map(|changed| Difference {
            price: changed.price.as_deref(),
            before: changed.before,
            total: changed.total.as_deref(),
        }),
    }
}

pub fn deed(deed: &outcome::Deed) -> Deed<'_> {
    let (kind, quantity, to): (_, _, Option<&Country>) = match &deed.action {
        Action::Add { quantity, .. } => ("add", *quantity, None),
        Action::SetQuantity { quantity, .. } => ("set", *quantity, None),
        Action::Remove { .. } => ("remove", deed.before, None),
        Action::Clear => ("clear", deed.count_now, None),
        Action::Refill(_) => ("refill", deed.after.saturating_sub(deed.before), None),
        Action::SetCountry(to) => ("country", 0, Some(to)),
        Action::Checkout => ("checkout", 0, None),
    };
    let (stock, left) = stock(deed.stock);
    Deed {
        kind,
        quantity,
        name: &deed.name,
        variant: deed.variant.as_deref(),
        image: deed.image.as_deref(),
        url: deed.url.as_deref(),
        stock,
        left,
        price: deed.price.as_deref(),
        was: deed.was.as_deref(),
        before: deed.before,
        after: deed.after,
        unusual: deed.unusual,
        total_now: deed.total_now.as_deref(),
        count_now: deed.count_now,
        goes: deed.goes.iter().map(goes).collect(),
        country: to.map(country::name),
        country_before: deed.country_before.as_ref().map(country::name),
    }
}

fn goes(goes: &outcome::Goes) -> Goes<'_> {
    Goes { image: goes.image.as_deref(), name: &goes.name, variant: goes.variant.as_deref(), quantity: goes.quantity }
}

pub fn outcome(outcome: &outcome::Outcome) -> Outcome<'_> {
    let (ended, code, (asked, got)) = verdict(&outcome.verdict);
    Outcome {
        id: outcome.id.0,
        deed: deed(&outcome.deed),
        verdict: ended,
        code,
        asked,
        got,
        source: source(&outcome.source),
        delta: i32::try_from(outcome.delta).unwrap_or(0),
        count: outcome.count,
        total: outcome.total.as_deref(),
        said: outcome.said.as_deref(),
        available: outcome.available,
        undo: match outcome.undo {
            Undo::Never => "never",
            Undo::Ready => "ready",
            Undo::Used => "used",
        },
        undoes: outcome.undoes.is_some(),
    }
}
