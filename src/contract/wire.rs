//! What goes out to the host's page, by the names of `types.d.ts`. These borrow: they live for one crossing.

use serde::Serialize;

use super::id::id;
use super::{codes, country};
use crate::engine::action::{self, Source};
use crate::engine::cart::{self, Stock};
use crate::engine::outcome::{self, Verdict};

/// `CartAction`: one flat object, whatever the type.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Action<'a> {
    /// `ADD_SUGGESTION`, `REMOVE`, ...
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// For an add.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_id: Option<&'a str>,
    /// For an add of a variant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<&'a str>,
    /// For a removal or a change of quantity, where the line is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_key: Option<&'a str>,
    /// Pieces asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// For a country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<&'a str>,
}

/// Makes the outgoing form. `key` gives the text of a line's key.
pub fn action<'a>(action: &'a action::Action, key: impl Fn(cart::Key) -> Option<&'a str>) -> Action<'a> {
    use action::Action as A;
    let none = Action::default();
    match action {
        A::Add { product, variant, quantity } => Action {
            kind: "ADD_SUGGESTION",
            product_id: Some(&product.id),
            variant_id: variant.and_then(|at| product.variants.get(at)).map(|variant| &*variant.id),
            quantity: Some(*quantity),
            ..none
        },
        A::SetQuantity { key: line, quantity } => {
            Action { kind: "UPDATE_QUANTITY", item_key: key(*line), quantity: Some(*quantity), ..none }
        }
        A::Remove { key: line } => Action { kind: "REMOVE", item_key: key(*line), ..none },
        A::Clear => Action { kind: "CLEAR", ..none },
        A::Refill(_) => Action { kind: "REFILL", ..none },
        A::SetCountry(code) => {
            Action { kind: "SET_DESTINATION_COUNTRY", country_code: Some(country::name(code)), ..none }
        }
        A::Checkout => Action { kind: "CHECKOUT", ..none },
    }
}

/// Pieces of the product (of the whole cart, for a clear) before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Before.
    pub before: u32,
    /// After.
    pub after: u32,
}

/// The cart in two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CartBrief<'a> {
    /// Pieces.
    pub total_items: u32,
    /// The host's formatted total.
    pub total: &'a str,
}

/// `Outcome`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome<'a> {
    /// Its id; `undo()` takes it.
    pub id: String,
    /// What was asked.
    pub action: Action<'a>,
    /// The product's name.
    pub name: &'a str,
    /// How it ended.
    pub result: &'static str,
    /// Why it was rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// Pieces asked for, of an adjusted one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<u32>,
    /// Pieces that changed, of an adjusted one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub got: Option<u32>,
    /// How many the shop could give, when it said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available: Option<u32>,
    /// What changed in the cart, when it could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// The cart after, when it could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cart: Option<CartBrief<'a>>,
    /// The host's notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<&'a str>,
    /// The host's error text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<&'a str>,
    /// The operation id the host was called with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// `shopper`, `agent` or `desk`.
    pub source: &'static str,
    /// Whether `undo()` can take it back now.
    pub undoable: bool,
    /// The outcome that this one took back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undoes: Option<String>,
}

/// Makes the outgoing form. `prefix` is the page's own; `key` gives the text of a line's key.
pub fn outcome<'a>(o: &'a outcome::Outcome, prefix: &str, key: impl Fn(cart::Key) -> Option<&'a str>) -> Outcome<'a> {
    let (result, code, (asked, got)) = verdict(&o.verdict);
    let adjusted = matches!(o.verdict, Verdict::Adjusted { .. });
    let changed = matches!(o.verdict, Verdict::Applied | Verdict::Adjusted { .. });
    let counted = !matches!(o.deed.action, action::Action::SetCountry(_) | action::Action::Checkout);
    let after = i64::from(o.deed.before).saturating_add(o.delta).max(0);
    let pieces = Change { before: o.deed.before, after: u32::try_from(after).unwrap_or(u32::MAX) };
    Outcome {
        id: id(prefix, o.id.0),
        action: action(&o.deed.action, key),
        name: &o.deed.name,
        result,
        code,
        asked: adjusted.then_some(asked),
        got: adjusted.then_some(got),
        available: o.available,
        change: o.count.filter(|_| counted).map(|_| pieces),
        cart: o.count.zip(o.total.as_deref()).map(|(total_items, total)| CartBrief { total_items, total }),
        notice: o.said.as_deref().filter(|_| changed),
        error: o.said.as_deref().filter(|_| !changed),
        operation: o.operation.map(|number| id(prefix, number)),
        source: source(&o.source),
        undoable: o.undo == outcome::Undo::Ready,
        undoes: o.undoes.map(|undone| id(prefix, undone.0)),
    }
}

/// How it ended by its name on the wire, the code of a rejection, and what was asked and got of an adjustment.
#[must_use]
pub fn verdict(verdict: &Verdict) -> (&'static str, Option<&'static str>, (u32, u32)) {
    match verdict {
        Verdict::Applied => ("applied", None, (0, 0)),
        Verdict::Adjusted { asked, got } => ("adjusted", None, (*asked, *got)),
        Verdict::Rejected(code) => ("rejected", Some(codes::name(*code)), (0, 0)),
        Verdict::Declined => ("declined", None, (0, 0)),
        Verdict::Expired => ("expired", None, (0, 0)),
        Verdict::Withdrawn => ("withdrawn", None, (0, 0)),
        Verdict::Unknown => ("unknown", None, (0, 0)),
    }
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal<'a> {
    /// Always `rejected`.
    pub result: &'static str,
    /// Why.
    pub code: &'static str,
    /// What was expected and what came, for whoever can mend it.
    pub detail: &'a str,
}

/// Makes the outgoing form.
#[must_use]
pub fn refusal(refusal: &outcome::Refusal) -> Refusal<'_> {
    Refusal { result: "rejected", code: codes::name(refusal.code), detail: &refusal.detail }
}

/// `CartChange`: what `onCartChanged` gets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CartChange<'a> {
    /// What happened.
    pub outcome: Outcome<'a>,
    /// The cart after.
    pub cart: CartState<'a>,
}

/// `CartState` as the host gets it back from `handcart.cart`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CartState<'a> {
    /// The lines.
    pub items: Vec<CartItem<'a>>,
    /// Pieces.
    pub total_items: u32,
    /// Formatted.
    pub subtotal: &'a str,
    /// Formatted.
    pub total: &'a str,
    /// ISO 4217.
    pub currency: &'a str,
    /// Decimal amounts, as far as they are known.
    pub amounts: Amounts,
    /// Delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping: Option<Shipping<'a>>,
}

/// Decimal amounts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Amounts {
    /// Of `subtotal`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtotal: Option<f64>,
    /// Of `total`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<f64>,
}

/// `CartItem` as the host gets it back. `key` is text: the callbacks get the host's own value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CartItem<'a> {
    /// The line's key as text.
    pub key: &'a str,
    /// Product id.
    pub id: &'a str,
    /// The host platform's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<&'a str>,
    /// Name.
    pub name: &'a str,
    /// Variant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<&'a str>,
    /// Formatted price of one piece.
    pub price: &'a str,
    /// Formatted price of the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_total: Option<&'a str>,
    /// Pieces; absent when the host's number is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// The largest quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_quantity: Option<u32>,
    /// Picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<&'a str>,
    /// Page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    /// Stock, when the shop said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<&'static str>,
    /// The smallest quantity.
    pub min_quantity: u32,
    /// Quantities are multiples of this.
    pub step: u32,
    /// Formatted earlier price of one piece.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compare_at_price: Option<&'a str>,
    /// Reductions.
    pub discounts: Vec<Discount<'a>>,
    /// The number of the line's key, where the line can be changed: for the widget, never for the host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_number: Option<u32>,
}

/// A reduction at a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Discount<'a> {
    /// Its name.
    pub label: &'a str,
    /// Formatted.
    pub amount: &'a str,
}

/// `CartShippingInfo` as the host gets it back.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shipping<'a> {
    /// Whether the shop needs a country first.
    pub needs_country_resolution: bool,
    /// Whether delivery is free now.
    pub threshold_met: bool,
    /// What is missing, formatted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatted_delta: Option<&'a str>,
    /// What delivery costs, formatted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatted_cost: Option<&'a str>,
    /// The country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_country: Option<&'a str>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_label: Option<&'a str>,
    /// Percent of the way to free delivery: for the widget, never for the host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<u8>,
    /// Countries to choose from.
    pub available_countries: Vec<ShippingCountry<'a>>,
}

/// A country to choose.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShippingCountry<'a> {
    /// ISO 3166-1 alpha-2.
    pub code: &'a str,
    /// Its name.
    pub label: &'a str,
}

/// Makes the outgoing form.
#[must_use]
pub fn cart(cart: &cart::Cart) -> CartState<'_> {
    CartState {
        items: cart.lines.iter().map(|line| item(line)).collect(),
        total_items: cart.count,
        subtotal: &cart.subtotal,
        total: &cart.total,
        currency: &cart.currency,
        amounts: Amounts { subtotal: cart.amounts.subtotal, total: cart.amounts.total },
        shipping: cart.shipping.as_ref().map(shipping),
    }
}

/// Makes the outgoing form of the delivery.
#[must_use]
pub fn shipping(shipping: &cart::Shipping) -> Shipping<'_> {
    let countries = shipping.countries.iter();
    Shipping {
        needs_country_resolution: shipping.needs_country,
        threshold_met: shipping.reached,
        formatted_delta: shipping.missing.as_deref(),
        formatted_cost: shipping.cost.as_deref(),
        destination_country: shipping.country.as_ref().map(country::name),
        destination_label: shipping.label.as_deref(),
        progress: None,
        available_countries: countries
            .map(|(code, label)| ShippingCountry { code: country::name(code), label })
            .collect(),
    }
}

/// Makes the outgoing form of a line.
#[must_use]
pub fn item(line: &cart::Line) -> CartItem<'_> {
    CartItem {
        key: &line.key_text,
        id: &line.product,
        external_id: line.external.as_deref(),
        name: &line.name,
        variant: line.variant.as_deref(),
        price: &line.price,
        line_total: line.total.as_deref(),
        quantity: line.quantity,
        max_quantity: line.max,
        image: line.image.as_deref(),
        url: line.url.as_deref(),
        stock: match line.stock {
            Stock::Unknown => None,
            Stock::In => Some("in"),
            Stock::Low(_) => Some("low"),
            Stock::Out => Some("out"),
            Stock::Backorder => Some("backorder"),
        },
        min_quantity: line.min,
        step: line.step,
        compare_at_price: line.was.as_deref(),
        discounts: line.discounts.iter().map(|each| Discount { label: &each.label, amount: &each.amount }).collect(),
        key_number: None,
    }
}
