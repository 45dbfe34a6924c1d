//! What the edge's JavaScript half is told of a call that it is to make, by the names of a `CartAction`; `call.ts` puts the
//! arguments of the callback in their order. What it kept of it is read here again when the instance was lost (`recover.ts`).

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

use crate::contract::sink::Sink;
use crate::contract::value::Value;
use crate::contract::{country, id, wire};
use crate::engine::action::{Action, Source};
use crate::engine::cart::Key;
use crate::engine::effect::{Call, Operation};
use crate::engine::memory::Memory;
use crate::engine::product::Product;

/// Writes it. `prefix` is the page's own, for the operation's id.
pub fn call<S: Sink>(to: &S, call: &Call, operation: &Operation, prefix: &str) {
    let kind = match call {
        Call::Add { product, external, quantity } => {
            to.text("product", product);
            to.maybe("external", external);
            to.int("quantity", *quantity);
            "ADD_SUGGESTION"
        }
        Call::Remove { key, previous } => {
            to.int("key", key.0);
            to.int("previous", *previous);
            "REMOVE"
        }
        Call::SetQuantity { key, quantity, previous } => {
            to.int("key", key.0);
            to.int("quantity", *quantity);
            to.int("previous", *previous);
            "UPDATE_QUANTITY"
        }
        Call::Clear => "CLEAR",
        Call::SetCountry(code) => {
            to.text("country", country::name(code));
            "SET_DESTINATION_COUNTRY"
        }
    };
    to.text("type", kind);
    to.int("id", operation.id);
    to.text("operation", &id::id(prefix, operation.id));
    to.int("attempt", operation.attempt);
    to.text("source", wire::source(&operation.source));
    to.count("reply", operation.reply);
    to.text("name", &operation.name);
}

/// What was kept of an instance that was lost; `None` where there was none before.
pub fn memory<V: Value>(kept: &V) -> Option<Box<Memory>> {
    let mut proposals = Vec::new();
    for each in kept.list("ids", usize::MAX)? {
        proposals.extend(each.name(""));
    }
    let last = kept.int("ticket").max(kept.int("outcome")).unwrap_or(0);
    let unsettled = kept.get("call").and_then(|from| Some((action(&from), operation(&from)?)));
    Some(Box::new(Memory { last, proposals, unsettled }))
}

/// What a call does, by the arguments that it has.
fn action<V: Value>(from: &V) -> Action {
    let quantity = from.int("quantity");
    if let Some(id) = from.name("product") {
        let product = Product::bare(id, from.name("external"), from.title("name"));
        return Action::Add { product: Rc::new(product), variant: None, quantity: quantity.unwrap_or(0) };
    }
    match (from.int("key").map(Key), quantity) {
        (Some(key), Some(quantity)) => Action::SetQuantity { key, quantity },
        (Some(key), None) => Action::Remove { key },
        _ => match from.name("country").and_then(|code| country::letters(&code)) {
            Some(country) => Action::SetCountry(country),
            None => Action::Clear,
        },
    }
}

fn operation<V: Value>(from: &V) -> Option<Operation> {
    // A seller does not reach the widget yet, and would bring code with it.
    let is_agent = from.name("source").is_some_and(|source| &*source == "agent");
    let source = if is_agent { Source::Agent } else { Source::Shopper };
    let (reply, name) = (from.int("reply"), from.title("name"));
    Some(Operation { id: from.int("id")?, attempt: from.int("attempt")?, source, reply, name })
}
