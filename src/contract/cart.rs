//! Reads a cart. A broken line is shown with what is known of it; a broken cart is refused with what is wrong.

use crate::contract::atom::{Atom, atom};
use alloc::rc::Rc;
use alloc::vec::Vec;

use super::problem::{Problem, item};
use super::text::{LABEL, VARIANT};
use super::url::Page;
use super::value::{Kind, MOST, Value, whole};
use super::{country, money};
use crate::engine::caps;
use crate::engine::cart::{Amounts, Cart, Discount, Key, Line, Shipping, Stock, Text};

/// Most lines that are read.
pub const LINES: usize = 10_000;
/// Most countries to choose from.
const COUNTRIES: usize = 50;
/// Most reductions shown at a line.
const DISCOUNTS: usize = 10;

/// Reads a `CartState` as the intake copied it.
///
/// Beside the host's fields a line has `keyNumber`, the number of its key. Lines that are the same as in `previous`
/// come as one `{same, count}`: so many lines from that index on, which are then shared with it.
///
/// # Errors
/// When it is no object, has no array `items`, or speaks of lines that `previous` does not have.
pub fn read<V: Value>(v: &V, previous: Option<&Cart>, page: Page) -> Result<Cart, Problem> {
    if v.kind(atom!("")) != Kind::Object {
        return Err(Problem::new("cart", "an object", v.show(atom!(""))));
    }
    let Some(items) = v.list(atom!("items"), LINES) else {
        return Err(Problem::new("items", "an array", v.show(atom!("items"))));
    };
    let currency = v.text(atom!("currency"), 8).map(|text| text.to_ascii_uppercase());
    let currency = currency.filter(|text| text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()));
    let currency: Text = currency.unwrap_or_default().into();
    let mut lines = Vec::with_capacity(items.len());
    for (at, row) in items.iter().enumerate() {
        if row.kind(atom!("")) != Kind::Object {
            continue;
        }
        // A few runs of lines would make more than all rows together.
        if lines.len() >= LINES {
            break;
        }
        if let Some(from) = row.int(atom!("same")) {
            let (from, count) = (from as usize, row.int(atom!("count")).unwrap_or(1) as usize);
            let shared = previous.and_then(|cart| cart.lines.get(from..)?.get(..count));
            let Some(shared) = shared else {
                return Err(Problem::new(&item("items", at), "lines of the cart before", row.show(atom!("same"))));
            };
            lines.extend_from_slice(shared);
        } else {
            lines.push(Rc::new(line(row, page, &currency)));
        }
    }
    lines.truncate(LINES);
    let (subtotal, total) = (v.amount(atom!("subtotal")), v.amount(atom!("total")));
    let numbers = v.get(atom!("amounts"));
    let amount = |key: Atom, text: &str| {
        let said = numbers.as_ref().and_then(|numbers| numbers.number(key));
        said.or_else(|| known(text, &currency))
    };
    Ok(Cart {
        count: v.int(atom!("totalItems")).unwrap_or_else(|| pieces(&lines)),
        amounts: Amounts { subtotal: amount(atom!("subtotal"), &subtotal), total: amount(atom!("total"), &total) },
        shipping: v
            .get(atom!("shipping"))
            .filter(|shipping| shipping.kind(atom!("")) == Kind::Object)
            .map(|v| shipping(&v)),
        lines,
        subtotal,
        total,
        currency,
    })
}

/// The number in an amount, where it can be read in one way only.
fn known(text: &str, currency: &str) -> Option<f64> {
    money::read(text, currency).ok().flatten().map(money::Money::decimal)
}

/// Where the host does not count: the pieces of the lines whose quantity is known.
fn pieces(lines: &[Rc<Line>]) -> u32 {
    lines.iter().fold(0, |sum, line| line.quantity.unwrap_or(0).saturating_add(sum)).min(MOST)
}

fn line<V: Value>(v: &V, page: Page, currency: &str) -> Line {
    let price = v.amount(atom!("price"));
    let key_text = v.name(atom!("key"));
    let mut discounts = Vec::new();
    for row in v.list(atom!("discounts"), DISCOUNTS).unwrap_or_default() {
        if let Some(label) = row.line(atom!("label"), LABEL) {
            discounts.push(Discount { label, amount: row.amount(atom!("amount")) });
        }
    }
    Line {
        key: v
            .number(atom!("keyNumber"))
            .and_then(|number| whole(number, u32::MAX))
            .map(Key)
            .filter(|_| key_text.is_some()),
        key_text: key_text.unwrap_or_default(),
        product: v.name(atom!("id")).unwrap_or_default(),
        external: v.name(atom!("externalId")),
        name: v.title(atom!("name")),
        variant: v.line(atom!("variant"), VARIANT),
        amount: if caps::KNOWN { known(&price, currency).and_then(caps::amount) } else { None },
        price,
        total: v.price(atom!("lineTotal")),
        was: v.price(atom!("compareAtPrice")),
        quantity: v.int(atom!("quantity")),
        max: v.int(atom!("maxQuantity")).filter(|max| *max > 0),
        min: v.int(atom!("minQuantity")).unwrap_or(1).max(1),
        step: v.int(atom!("step")).unwrap_or(1).max(1),
        image: v.image(atom!("image"), page),
        url: v.link(atom!("url"), page),
        stock: stock(v),
        discounts,
    }
}

fn stock<V: Value>(v: &V) -> Stock {
    match v.text(atom!("stock"), 16).as_deref() {
        Some("in") => Stock::In,
        Some("low") => Stock::Low(0),
        Some("out") => Stock::Out,
        Some("backorder") => Stock::Backorder,
        _ => Stock::Unknown,
    }
}

fn shipping<V: Value>(v: &V) -> Shipping {
    let reached = v.flag(atom!("thresholdMet")).unwrap_or(false);
    let threshold = v.number(atom!("freeShippingThreshold")).filter(|amount| *amount > 0.0);
    let part = |whole: f64| v.number(atom!("currentAmount")).map(|have| (have / whole * 100.0).clamp(0.0, 100.0) as u8);
    let mut countries = Vec::new();
    for row in v.list(atom!("availableCountries"), COUNTRIES).unwrap_or_default() {
        if let Some(code) = row.text(atom!("code"), 4).and_then(|text| country::letters(&text)) {
            let label = row.line(atom!("label"), LABEL).unwrap_or_else(|| country::name(&code).into());
            countries.push((code, label));
        }
    }
    Shipping {
        needs_country: v.flag(atom!("needsCountryResolution")).unwrap_or(false),
        progress: if reached { Some(100) } else { threshold.and_then(part) },
        reached,
        missing: v.price(atom!("formattedDelta")),
        cost: v.price(atom!("formattedCost")),
        country: v.text(atom!("destinationCountry"), 4).and_then(|text| country::letters(&text)),
        label: v.line(atom!("destinationLabel"), LABEL),
        countries,
    }
}
