//! A cart as a store tells it: read with patience, bounded in every direction.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Change;

/// Most lines that are read.
const LINES: usize = 100;
/// Longest text that is kept.
const TEXT: usize = 300;
const CURRENCY: &str = "EUR";

/// A cart on the server's side. Prices are decimal numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cart {
    /// Its lines, one for each SKU.
    pub items: Vec<Item>,
    /// What all of it costs.
    pub total: f64,
    /// ISO 4217.
    pub currency: String,
    /// The cart is known to no store: it ends with the conversation.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub session_only: bool,
}

/// A line of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// What the store knows it by.
    pub sku: String,
    /// Its name.
    pub name: String,
    /// Of one piece.
    pub price: f64,
    /// Of one piece today, when it is lower.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promo_price: Option<f64>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// Pieces.
    pub quantity: u32,
    /// What a piece is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// A picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// The product's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Cart {
    /// A cart of these lines.
    #[must_use]
    pub fn of(items: Vec<Item>, session_only: bool) -> Self {
        Self { total: total(&items), items, currency: CURRENCY.to_owned(), session_only }
    }

    /// Reads what a store answered. Lines that cannot be understood are left out; `None` when there are no lines at all.
    #[must_use]
    pub fn read(answer: &Value) -> Option<Self> {
        let from = answer.get("cart").filter(|cart| cart.get("items").is_some()).unwrap_or(answer);
        let items: Vec<Item> = from.get("items")?.as_array()?.iter().filter_map(item).take(LINES).collect();
        let told = from.get("total").and_then(number);
        let currency = from.get("currency").and_then(Value::as_str).filter(|code| code.len() == 3);
        let mut cart = Self::of(items, false);
        cart.total = told.unwrap_or(cart.total);
        if let Some(code) = currency {
            code.clone_into(&mut cart.currency);
        }
        Some(cart)
    }

    /// How many of it are in the cart.
    #[must_use]
    pub fn pieces(&self, sku: &str) -> u32 {
        self.items.iter().filter(|item| item.sku == sku).map(|item| item.quantity).fold(0, u32::saturating_add)
    }

    /// Whether `after` is this cart with exactly this change.
    #[must_use]
    pub fn became(&self, after: &Self, change: &Change) -> bool {
        match change {
            Change::Add { sku, quantity } => Some(after.pieces(sku)) == self.pieces(sku).checked_add(*quantity),
            Change::Remove { sku } => self.pieces(sku) > 0 && after.pieces(sku) == 0,
            Change::UpdateQuantity { sku, quantity } => self.pieces(sku) != *quantity && after.pieces(sku) == *quantity,
            Change::Clear => !self.items.is_empty() && after.items.is_empty(),
        }
    }

    /// The cart as it must be after a change that the store has accepted, when the store cannot be asked.
    #[must_use]
    pub fn with(&self, change: &Change, item: Item) -> Self {
        let mut items = self.items.clone();
        let known = |sku: &str| items.iter().position(|line| line.sku == sku);
        match change {
            Change::Add { sku, quantity } => match known(sku).and_then(|at| items.get_mut(at)) {
                Some(line) => line.quantity = line.quantity.saturating_add(*quantity),
                None => items.push(item),
            },
            Change::Remove { sku } => items.retain(|line| line.sku != *sku),
            Change::UpdateQuantity { sku, quantity } => {
                if let Some(line) = known(sku).and_then(|at| items.get_mut(at)) {
                    line.quantity = *quantity;
                }
            }
            Change::Clear => items.clear(),
        }
        Self { total: total(&items), items, ..self.clone() }
    }
}

fn total(items: &[Item]) -> f64 {
    let cents = |item: &Item| (item.promo_price.unwrap_or(item.price) * 100.0).round() * f64::from(item.quantity);
    items.iter().map(cents).sum::<f64>() / 100.0
}

fn item(value: &Value) -> Option<Item> {
    let word = |name: &str| value.get(name).and_then(text).filter(|word| !word.is_empty());
    let sku = word("sku")?;
    let quantity = value.get("quantity").and_then(number).filter(|pieces| *pieces >= 1.0 && *pieces <= 1e6)?;
    Some(Item {
        name: word("name").unwrap_or_else(|| sku.clone()),
        sku,
        price: value.get("price").and_then(number).unwrap_or(0.0),
        promo_price: value.get("promo_price").and_then(number),
        brand: word("brand"),
        quantity: quantity as u32,
        unit: word("unit"),
        image_url: word("image_url"),
        url: word("url"),
    })
}

/// A text, or a number as a text.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.chars().take(TEXT).collect()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A number that is not negative, or a text that says one.
fn number(value: &Value) -> Option<f64> {
    let number = value.as_f64().or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()))?;
    (number.is_finite() && (0.0..1e12).contains(&number)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{Cart, Change, Item};
    use serde_json::json;

    #[test]
    fn what_a_store_tells_is_read_with_patience() {
        let cart = Cart::read(&json!({ "items": [
            { "sku": 7, "name": "Bread", "price": "32.00", "quantity": "2", "unit": "pcs", "more": true },
            { "sku": "b", "price": 0.1, "promo_price": 0.05, "quantity": 3 },
            { "name": "nothing to know it by", "quantity": 1 },
            { "sku": "c", "quantity": -1 },
            "garbage",
        ] }));
        let cart = cart.unwrap_or_else(|| Cart::of(Vec::new(), true));
        assert_eq!(cart.items.len(), 2);
        assert_eq!((cart.pieces("7"), cart.pieces("b"), cart.total), (2, 3, 64.15));
        assert!(Cart::read(&json!({ "ok": true })).is_none());
        assert!(Cart::read(&json!({ "items": "many" })).is_none());
        assert!(Cart::read(&json!({ "ok": true, "cart": { "items": [] } })).is_some_and(|cart| cart.items.is_empty()));
    }

    #[test]
    fn only_the_very_change_is_taken_for_it() {
        let line = |quantity| Item { sku: "a".into(), quantity, price: 1.5, ..Item::default() };
        let before = Cart::of(vec![line(2)], false);
        let add = Change::Add { sku: "a".into(), quantity: 2 };
        assert!(before.became(&Cart::of(vec![line(4)], false), &add));
        assert!(!before.became(&Cart::of(vec![line(6)], false), &add));
        assert!(!before.became(&before, &add));
        assert!(!before.became(&before, &Change::UpdateQuantity { sku: "a".into(), quantity: 2 }));
        assert_eq!(before.with(&add, line(2)).total, 6.0);
    }
}
