//! The shop's cart as it last told it. Nothing here adds anything up.

use alloc::rc::Rc;
use alloc::vec::Vec;
use core::hash::{Hash, Hasher};

use super::caps::Amount;

pub use super::text::Text;

/// Names one line towards the host: the edge keeps the host's own value for it and hands that very value back.
/// Equal keys in two reads have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub u32);

/// ISO 3166-1 alpha-2, two capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Country(pub [u8; 2]);

/// What the shop says about the stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stock {
    /// The shop says nothing.
    #[default]
    Unknown,
    /// In stock.
    In,
    /// Only so many left (0 where the shop did not say how many).
    Low(u32),
    /// Sold out.
    Out,
    /// Can be ordered, comes later.
    Backorder,
}

/// A reduction the shop shows at a line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Discount {
    /// Its name.
    pub label: Text,
    /// The host's formatted amount.
    pub amount: Text,
}

/// One line of the cart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Line {
    /// Absent when the host's key cannot name a line (missing, too long, not a string or number): shown, never changed.
    pub key: Option<Key>,
    /// The key as text, for agents.
    pub key_text: Text,
    /// Product id, as `onAddToCart` takes it first.
    pub product: Text,
    /// The host platform's id, as `onAddToCart` takes it third.
    pub external: Option<Text>,
    /// Name.
    pub name: Text,
    /// For example `Size: 42`.
    pub variant: Option<Text>,
    /// The host's formatted price of one piece.
    pub price: Text,
    /// The same as a number, where the text can be read in one way only.
    pub amount: Option<Amount>,
    /// The host's formatted price of the line, where it says one.
    pub total: Option<Text>,
    /// The host's formatted earlier price of one piece.
    pub was: Option<Text>,
    /// Pieces. Absent when the host's number is none: shown as "?", never changed.
    pub quantity: Option<u32>,
    /// The largest quantity the shop takes.
    pub max: Option<u32>,
    /// The smallest quantity the shop takes (1).
    pub min: u32,
    /// Quantities are multiples of this (1).
    pub step: u32,
    /// Picture, checked.
    pub image: Option<Text>,
    /// Product page, checked.
    pub url: Option<Text>,
    /// Stock.
    pub stock: Stock,
    /// Reductions.
    pub discounts: Vec<Discount>,
}

/// Progress to free delivery, and the country of delivery.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Shipping {
    /// Whether the shop needs a country before it can say more.
    pub needs_country: bool,
    /// Percent of the way to free delivery, 0 to 100; absent without a threshold.
    pub progress: Option<u8>,
    /// Whether delivery is free now.
    pub reached: bool,
    /// What is missing to free delivery, formatted by the host.
    pub missing: Option<Text>,
    /// What delivery costs, formatted by the host.
    pub cost: Option<Text>,
    /// The country of delivery.
    pub country: Option<Country>,
    /// Its name.
    pub label: Option<Text>,
    /// Countries to choose from, at most 50.
    pub countries: Vec<(Country, Text)>,
}

/// Decimal amounts beside the formatted texts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Amounts {
    /// Of `subtotal`; absent when the text can be read in two ways.
    pub subtotal: Option<f64>,
    /// Of `total`.
    pub total: Option<f64>,
}

// A float has no hash of its own: its bits have.
impl Hash for Amounts {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for amount in [self.subtotal, self.total] {
            amount.map(f64::to_bits).hash(state);
        }
    }
}

/// The cart.
#[derive(Debug, Clone, PartialEq, Hash, Default)]
pub struct Cart {
    /// At most 10,000 lines.
    pub lines: Vec<Rc<Line>>,
    /// Pieces, as the host counts them.
    pub count: u32,
    /// The host's formatted subtotal.
    pub subtotal: Text,
    /// The host's formatted total.
    pub total: Text,
    /// ISO 4217.
    pub currency: Text,
    /// The same as numbers.
    pub amounts: Amounts,
    /// Delivery, where the host speaks of it.
    pub shipping: Option<Shipping>,
}

impl Cart {
    /// The line with this key, if there is exactly one.
    #[must_use]
    pub fn line(&self, key: Key) -> Option<&Rc<Line>> {
        let mut found = None;
        for line in &self.lines {
            if line.key == Some(key) && found.replace(line).is_some() {
                return None;
            }
        }
        found
    }

    /// The one line that an agent's key text names; `None` when there is none, or more than one.
    #[must_use]
    pub fn named(&self, key_text: &str) -> Option<Key> {
        let mut found = self.lines.iter().filter(|line| &*line.key_text == key_text);
        let key = found.next()?.key?;
        (found.next().is_none() && self.line(key).is_some()).then_some(key)
    }

    /// The country of delivery, where the host says one.
    #[must_use]
    pub fn country(&self) -> Option<Country> {
        self.shipping.as_ref().and_then(|shipping| shipping.country)
    }
}

impl Cart {
    /// Whether two lines (of the first 1,000) share a key, so that neither can be addressed.
    #[must_use]
    pub fn has_double_keys(&self) -> bool {
        let lines = self.lines.get(..1_000).unwrap_or(&self.lines);
        // Keys are numbered as they appear: as long as no line moved, each is larger than the one before it.
        if lines.iter().filter_map(|line| line.key).is_sorted_by(|one, next| one < next) {
            return false;
        }
        for (at, line) in lines.iter().enumerate() {
            if line.key.is_some() && lines.iter().take(at).any(|other| other.key == line.key) {
                return true;
            }
        }
        false
    }
}
