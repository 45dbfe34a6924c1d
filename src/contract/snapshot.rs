//! The cart as the agent sees it.

use crate::contract::atom::atom;
use alloc::string::String;

use super::sink::Sink;
use super::{country, wire};
use crate::engine::cart::{Cart, Stock};

/// Most lines that are sent.
pub const LINES: usize = 50;

/// Writes the snapshot. `updated_at` is the time of the read, ISO 8601 in UTC.
pub fn write<S: Sink>(to: &S, cart: &Cart, updated_at: &str) {
    to.text(atom!("currency"), &cart.currency);
    to.int(atom!("totalItems"), cart.count);
    for (key, amount) in [(atom!("subtotal"), cart.amounts.subtotal), (atom!("total"), cart.amounts.total)] {
        if let Some(amount) = amount {
            to.number(key, amount);
        }
    }
    to.text(atom!("formattedSubtotal"), &cart.subtotal);
    to.text(atom!("formattedTotal"), &cart.total);
    let items = to.list(atom!("items"));
    for line in cart.lines.iter().take(LINES) {
        let item = items.object(atom!(""));
        item.text(atom!("key"), &line.key_text);
        item.text(atom!("id"), &line.product);
        item.maybe(atom!("externalId"), &line.external);
        item.text(atom!("name"), &line.name);
        item.maybe(atom!("variant"), &line.variant);
        item.int(atom!("quantity"), line.quantity.unwrap_or(0));
        item.text(atom!("formattedPrice"), &line.price);
    }
    to.flag(atom!("truncated"), cart.lines.len() > LINES);
    to.text(atom!("hash"), &hash(cart));
    to.text(atom!("updatedAt"), updated_at);
    if let Some(known) = &cart.shipping {
        wire::shipping(&to.object(atom!("shipping")), known);
    }
}

/// Sixteen hex digits over everything that a shopper would notice. Equal carts have equal ones, in every run.
#[must_use]
pub fn hash(cart: &Cart) -> String {
    let mut sum = Sum(0xcbf2_9ce4_8422_2325);
    sum.number(Some(cart.count));
    for text in [&cart.subtotal, &cart.total, &cart.currency] {
        sum.text(Some(text));
    }
    for line in &cart.lines {
        for text in [&line.key_text, &line.product, &line.name, &line.price] {
            sum.text(Some(text));
        }
        for text in [&line.external, &line.variant, &line.total, &line.was, &line.image, &line.url] {
            sum.text(text.as_deref());
        }
        let (kind, left) = match line.stock {
            Stock::Unknown => (0, 0),
            Stock::In => (1, 0),
            Stock::Low(left) => (2, left),
            Stock::Out => (3, 0),
            Stock::Backorder => (4, 0),
        };
        for number in [line.quantity, line.max, Some(line.min), Some(line.step), Some(kind), Some(left)] {
            sum.number(number);
        }
        sum.number(u32::try_from(line.discounts.len()).ok());
        for discount in &line.discounts {
            sum.text(Some(&discount.label));
            sum.text(Some(&discount.amount));
        }
    }
    if let Some(shipping) = &cart.shipping {
        let flags = u32::from(shipping.needs_country) + 2 * u32::from(shipping.reached);
        sum.number(Some(flags));
        sum.number(shipping.progress.map(u32::from));
        sum.text(shipping.country.as_ref().map(country::name));
        for text in [&shipping.missing, &shipping.cost, &shipping.label] {
            sum.text(text.as_deref());
        }
        for (code, label) in &shipping.countries {
            sum.text(Some(country::name(code)));
            sum.text(Some(label));
        }
    }
    sum.hex()
}

/// FNV-1a. A text ends in a byte that no text contains, and an absent one is a byte of its own.
struct Sum(u64);

impl Sum {
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn text(&mut self, text: Option<&str>) {
        for byte in text.unwrap_or_default().bytes() {
            self.byte(byte);
        }
        self.byte(if text.is_some() { 0xff } else { 0xfe });
    }

    fn number(&mut self, number: Option<u32>) {
        for byte in number.unwrap_or_default().to_le_bytes() {
            self.byte(byte);
        }
        self.byte(if number.is_some() { 0xff } else { 0xfe });
    }

    fn hex(&self) -> String {
        let digit = |at: u32| char::from_digit((self.0 >> (60 - 4 * at)) as u32 & 15, 16).unwrap_or('0');
        (0..16).map(digit).collect()
    }
}
