//! I12: minimal disclosure.
//!
//! The only thing that leaves the page is a message to the agent. Each follows at once from one press of the shopper on
//! Send or Send again, and says exactly the words that were typed then; what is told to the page itself (reports, refusals)
//! goes nowhere else. With a message goes the cart as the host told it last, and of it the fields on the list below, no
//! others: no picture, no address of a page, no stock, no reduction; and the ids and names of the products that were shown
//! last. What ended since the last message is added by the page (`browser/past.ts`), which has a list of its own and a
//! test of it (`tests/sdk/past.test.mjs`).

use std::rc::Rc;

use handcart::contract::dialect::neuroon;
use handcart::contract::sink::json::written;
use handcart::engine::cart::Text;
use handcart::engine::effect::Effect;
use handcart::engine::event::{Event, Gesture};
use handcart::engine::product::Product;
use serde_json::Value;

use super::record::Record;
use crate::common::sim::Moment;

/// Every field that may be in a message, by its path.
const FIELDS: [&str; 33] = [
    "query",
    "shown",
    "shown.id",
    "shown.externalId",
    "shown.name",
    "cartSnapshot",
    "cartSnapshot.currency",
    "cartSnapshot.totalItems",
    "cartSnapshot.subtotal",
    "cartSnapshot.total",
    "cartSnapshot.formattedSubtotal",
    "cartSnapshot.formattedTotal",
    "cartSnapshot.items",
    "cartSnapshot.items.key",
    "cartSnapshot.items.id",
    "cartSnapshot.items.externalId",
    "cartSnapshot.items.name",
    "cartSnapshot.items.variant",
    "cartSnapshot.items.quantity",
    "cartSnapshot.items.formattedPrice",
    "cartSnapshot.truncated",
    "cartSnapshot.hash",
    "cartSnapshot.updatedAt",
    "cartSnapshot.shipping",
    "cartSnapshot.shipping.needsCountryResolution",
    "cartSnapshot.shipping.thresholdMet",
    "cartSnapshot.shipping.formattedDelta",
    "cartSnapshot.shipping.formattedCost",
    "cartSnapshot.shipping.destinationCountry",
    "cartSnapshot.shipping.destinationLabel",
    "cartSnapshot.shipping.availableCountries",
    "cartSnapshot.shipping.availableCountries.code",
    "cartSnapshot.shipping.availableCountries.label",
];

pub fn check(record: &Record) -> Result<(), (&'static str, String)> {
    let mut typed: Vec<&Text> = Vec::new();
    let mut sent: Option<(u64, Option<&Text>)> = None;
    let mut shown: &[Rc<Product>] = &[];
    for (place, (at, moment)) in record.alive().iter().enumerate() {
        match moment {
            Moment::In(Event::Did(Gesture::Say(words))) => {
                typed.push(words);
                sent = Some((*at, Some(words)));
            }
            Moment::In(Event::Did(Gesture::SayAgain(_))) => sent = Some((*at, None)),
            Moment::Out(Effect::Ask(_, words, cart)) => {
                let Some((when, wanted)) = sent.take().filter(|(when, _)| when == at) else {
                    return Err(("I12", format!("at {at} the agent is told \"{words}\", unasked")));
                };
                if wanted.is_some_and(|wanted| wanted != words) || !typed.contains(&words) {
                    return Err(("I12", format!("at {when} nobody typed \"{words}\"")));
                }
                if cart.as_ref() != record.told_at(place) {
                    return Err(("I12", format!("at {at} the agent is told another cart than the last")));
                }
                let body = written(|to| {
                    let cart = cart.as_deref().map(|cart| (cart, "2026-01-01T00:00:00Z"));
                    neuroon::ask(to, words, None, cart, shown);
                });
                if let Some(field) = unlisted(&body, "") {
                    return Err(("I12", format!("at {at} the agent is told {field}")));
                }
            }
            Moment::In(Event::Answered(_, Ok(turn))) if !turn.products.is_empty() => shown = &turn.products,
            _ => {}
        }
    }
    Ok(())
}

/// A field that is not on the list.
fn unlisted(value: &Value, path: &str) -> Option<String> {
    match value {
        Value::Object(fields) => fields.iter().find_map(|(name, value)| {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            if FIELDS.contains(&path.as_str()) { unlisted(value, &path) } else { Some(path) }
        }),
        Value::Array(items) => items.iter().find_map(|item| unlisted(item, path)),
        _ => None,
    }
}
