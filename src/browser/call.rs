//! What the edge's JavaScript half is told of a call that it is to make. `types.d.ts` names the callbacks; `edge.ts` puts
//! the arguments in their order. What it kept of it is read here again when the instance was lost (`recover.ts`).

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::contract::sink::Sink;
use crate::contract::text::KEY;
use crate::contract::value::Value;
use crate::contract::{country, id, wire};
use crate::engine::action::Source;
use crate::engine::cart::Key;
use crate::engine::effect::{Call, Operation};
use crate::engine::memory::Memory;

/// Writes it. `prefix` is the page's own, for the operation's id.
pub fn call<S: Sink>(to: &S, call: &Call, operation: &Operation, prefix: &str) {
    let name = match call {
        Call::Add { product, external, quantity } => {
            to.text("product", product);
            to.maybe("external", external);
            to.int("quantity", *quantity);
            "onAddToCart"
        }
        Call::Remove { key, previous } => {
            to.int("key", key.0);
            to.int("previous", *previous);
            "onRemoveFromCart"
        }
        Call::SetQuantity { key, quantity, previous } => {
            to.int("key", key.0);
            to.int("quantity", *quantity);
            to.int("previous", *previous);
            "onUpdateQuantity"
        }
        Call::Clear => "onClearCart",
        Call::SetCountry(code) => {
            to.text("country", country::name(code));
            "onSetDestinationCountry"
        }
    };
    to.text("name", name);
    to.text("operation", &id::id(prefix, operation.id));
    to.int("attempt", operation.attempt);
    to.text("source", wire::source(&operation.source));
    to.count("reply", operation.reply);
    to.text("of", &operation.name);
}

/// What was kept of an instance that was lost; `None` where there was none before.
pub fn memory<V: Value>(kept: &V, prefix: &str) -> Option<Box<Memory>> {
    let number = |from: &V, key: &str| id::number(prefix, &from.text(key, KEY)?);
    let mut proposals = Vec::new();
    for each in kept.list("ids", usize::MAX)? {
        proposals.extend(each.name(""));
    }
    let last = kept.int("ticket").max(number(kept, "outcome")).unwrap_or(0);
    let unsettled =
        kept.get("call").and_then(|from| Some((called(&from)?, operation(&from, number(&from, "operation")?))));
    Some(Box::new(Memory { last, proposals, unsettled }))
}

/// A call by the arguments that it has.
fn called<V: Value>(from: &V) -> Option<Call> {
    let (key, previous) = (from.int("key").map(Key), from.int("previous").unwrap_or(0));
    Some(match (from.name("product"), key, from.int("quantity")) {
        (Some(product), _, quantity) => {
            Call::Add { product, external: from.name("external"), quantity: quantity.unwrap_or(0) }
        }
        (_, Some(key), Some(quantity)) => Call::SetQuantity { key, quantity, previous },
        (_, Some(key), None) => Call::Remove { key, previous },
        _ => match from.text("country", KEY) {
            Some(code) => Call::SetCountry(country::read(&code)?),
            None => Call::Clear,
        },
    })
}

fn operation<V: Value>(from: &V, id: u32) -> Operation {
    // A seller does not reach the widget yet, and would bring code with it.
    let is_agent = from.text("source", KEY).is_some_and(|source| &*source == "agent");
    let source = if is_agent { Source::Agent } else { Source::Shopper };
    let attempt = from.int("attempt").unwrap_or(1);
    Operation { id, attempt, source, reply: from.int("reply"), name: from.title("of") }
}
