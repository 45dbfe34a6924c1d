//! Reads a product as a catalogue or an agent sends it.

use crate::contract::atom::{Atom, atom};
use alloc::string::String;
use alloc::vec::Vec;

use super::money;
use super::problem::{Problem, item};
use super::text::{LABEL, Manner, NAME};
use super::url::Page;
use super::value::{Kind, Value};
use crate::engine::caps;
use crate::engine::cart::{Stock, Text};
use crate::engine::product::{Choice, Permit, Product, Variant};

/// Most options of a product.
const OPTIONS: usize = 3;
/// Most values of an option.
const VALUES: usize = 40;
/// Most variants of a product.
const VARIANTS: usize = 200;
/// So many pieces or fewer are called low.
const LOW: u32 = 5;
/// So much and more is no price: it is not exact any more, and printed it could be longer than every other price.
const DEAREST: f64 = 1e15;

/// Prints numbers in the shopper's language; the edge asks `Intl`.
pub trait Format {
    /// An amount with its currency: `129,00 €`.
    fn money(&self, amount: f64, currency: &str) -> Text;
    /// A number with at most one decimal: `4,6`.
    fn decimal(&self, number: f64) -> Text;
}

/// Reads a product. `permit` is left at [`Permit::Allowed`]: the caller asks the host.
///
/// # Errors
/// When it has no id or no name, or has variants of which none can be chosen.
pub fn read<V: Value>(v: &V, page: Page, format: &dyn Format) -> Result<Product, Problem> {
    if v.kind(atom!("")) != Kind::Object {
        return Err(Problem::new("", "an object", v.show(atom!(""))));
    }
    let wrong = |name: &str, key: Atom| Problem::new(name, "a text", v.show(key));
    let id = v.name(atom!("id")).ok_or_else(|| wrong("id", atom!("id")))?;
    let name = v.line(atom!("name"), NAME).ok_or_else(|| wrong("name", atom!("name")))?;
    let currency = v.text(atom!("currency"), 3).unwrap_or_default();
    let known = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_alphabetic());
    let money = |amount: Option<f64>, printed: Atom| {
        let amount = amount.filter(|amount| known && *amount >= 0.0 && *amount < DEAREST)?;
        Some(v.price(printed).unwrap_or_else(|| format.money(amount, &currency)))
    };
    let (regular, sale) = (v.number(atom!("price")), v.number(atom!("salePrice")));
    let lower = sale.filter(|sale| regular.is_none_or(|regular| *sale < regular));
    let (today, printed) =
        if lower.is_some() { (lower, atom!("formattedSalePrice")) } else { (regular, atom!("formattedPrice")) };
    let now = money(today, printed);
    // What is shown and what is counted with are one amount, or none is counted with.
    let counted = || {
        let text = v.price(printed);
        let shown = text.and_then(|text| money::read(&text, &currency).ok().flatten());
        let amount = caps::amount(today?);
        amount.filter(|_| now.is_some() && shown.is_none_or(|shown| caps::amount(shown.decimal()) == amount))
    };
    let rating = v.number(atom!("rating")).filter(|rating| *rating > 0.0 && *rating <= 5.0);
    let (options, variants) = variants(v, page)?;
    Ok(Product {
        id,
        external: v.name(atom!("externalId")),
        name,
        amount: if caps::KNOWN { counted() } else { None },
        was: money(lower.and(regular), atom!("formattedPrice")),
        price: now,
        currency: caps::currency(currency),
        image: v.image(atom!("imageUrl"), page),
        url: v.link(atom!("url"), page),
        rating: rating.map(|rating| (format.decimal(rating), v.int(atom!("reviewCount")).unwrap_or(0))),
        stock: stock(v),
        options,
        variants,
        permit: Permit::Allowed,
    })
}

fn stock<V: Value>(v: &V) -> Stock {
    match (v.flag(atom!("inStock")), v.int(atom!("stockCount"))) {
        (Some(false), _) | (_, Some(0)) => Stock::Out,
        (_, Some(count)) if count <= LOW => Stock::Low(count),
        (None, None) => Stock::Unknown,
        _ => Stock::In,
    }
}

/// The options are what the variants name, in the order in which they first appear.
fn variants<V: Value>(v: &V, page: Page) -> Result<(Vec<Choice>, Vec<Variant>), Problem> {
    let mut options: Vec<Choice> = Vec::new();
    let mut variants: Vec<Variant> = Vec::new();
    let mut first = None;
    for (at, row) in v.list(atom!("variants"), VARIANTS).unwrap_or_default().iter().enumerate() {
        match variant(row, page, &mut options) {
            Ok(variant) => variants.push(variant),
            Err(problem) => first = first.or(Some(problem.under(&item("variants", at)))),
        }
    }
    // A variant that names fewer options than the others cannot be told apart from them.
    variants.retain(|variant| variant.values.len() == options.len());
    match first {
        Some(problem) if variants.is_empty() => Err(problem),
        _ => Ok((options, variants)),
    }
}

fn variant<V: Value>(v: &V, page: Page, options: &mut Vec<Choice>) -> Result<Variant, Problem> {
    let id = v.name(atom!("id"));
    let id = id.ok_or_else(|| Problem::new("id", "a text", v.show(atom!("id"))))?;
    let pairs =
        v.list(atom!("options"), OPTIONS + 1).or_else(|| v.entries(atom!("options"), OPTIONS + 1)).unwrap_or_default();
    let wrong = || Problem::new("options", "1 to 3 pairs of a name and a value", v.show(atom!("options")));
    let mut named = Vec::new();
    for pair in &pairs {
        let name = pair.line(atom!("0"), LABEL).or_else(|| pair.line(atom!("name"), LABEL));
        let value = pair.words(atom!("1"), LABEL, Manner::Id).or_else(|| pair.words(atom!("value"), LABEL, Manner::Id));
        let (Some(name), Some(value)) = (name, value) else { return Err(wrong()) };
        named.push((name, value));
    }
    if named.is_empty() || named.len() > OPTIONS || (!options.is_empty() && options.len() != named.len()) {
        return Err(wrong());
    }
    if options.is_empty() {
        options.extend(named.iter().map(|(name, _)| Choice { name: name.clone(), values: Vec::new() }));
    }
    let (mut values, mut label) = (Vec::new(), String::new());
    for option in options.iter_mut() {
        let Some((_, value)) = named.iter().find(|(name, _)| *name == option.name) else { return Err(wrong()) };
        let at = option.values.iter().position(|known| known == value).unwrap_or(option.values.len());
        if at == VALUES {
            return Err(wrong());
        }
        if at == option.values.len() {
            option.values.push(value.clone());
        }
        values.push(at as u8);
        if !label.is_empty() {
            label.push_str(" · ");
        }
        // `42` alone says little, `Pine green` says enough.
        if value.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
            label.push_str(&option.name);
            label.push(' ');
        }
        label.push_str(value);
    }
    Ok(Variant {
        id,
        external: v.name(atom!("externalId")),
        values,
        label: label.into(),
        stock: stock(v),
        image: v.image(atom!("imageUrl"), page),
    })
}
