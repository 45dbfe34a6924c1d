//! What the edge's JavaScript half is told of a call that it is to make, by the names of a `CartAction`; `call.ts` puts the
//! arguments of the callback in their order. What it kept of it is read here again when the instance was lost (`recover.ts`).

use crate::contract::atom::atom;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

use crate::contract::sink::Sink;
use crate::contract::text::NAME;
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
            to.text(atom!("product"), product);
            to.maybe(atom!("external"), external);
            to.int(atom!("quantity"), *quantity);
            atom!("ADD_SUGGESTION")
        }
        Call::Remove { key, previous } => {
            to.int(atom!("key"), key.0);
            to.int(atom!("previous"), *previous);
            atom!("REMOVE")
        }
        Call::SetQuantity { key, quantity, previous } => {
            to.int(atom!("key"), key.0);
            to.int(atom!("quantity"), *quantity);
            to.int(atom!("previous"), *previous);
            atom!("UPDATE_QUANTITY")
        }
        Call::Clear => atom!("CLEAR"),
        Call::SetCountry(code) => {
            to.text(atom!("country"), country::name(code));
            atom!("SET_DESTINATION_COUNTRY")
        }
    };
    to.atom(atom!("type"), kind);
    to.int(atom!("id"), operation.id);
    to.text(atom!("operation"), &id::id(prefix, operation.id));
    to.int(atom!("attempt"), operation.attempt);
    to.atom(atom!("source"), wire::source(&operation.source));
    to.count(atom!("reply"), operation.reply);
    to.text(atom!("name"), &operation.name);
    to.maybe(atom!("variant"), &operation.variant);
}

/// What was kept of an instance that was lost; `None` where there was none before.
pub fn memory<V: Value>(kept: &V) -> Option<Box<Memory>> {
    let mut proposals = Vec::new();
    for each in kept.list(atom!("ids"), usize::MAX)? {
        proposals.extend(each.name(atom!("")));
    }
    let last = kept.int(atom!("ticket")).max(kept.int(atom!("outcome"))).unwrap_or(0);
    let unsettled = kept.get(atom!("call")).and_then(|from| Some((action(&from), operation(&from)?)));
    Some(Box::new(Memory { last, proposals, unsettled }))
}

/// What a call does, by the arguments that it has.
fn action<V: Value>(from: &V) -> Action {
    let quantity = from.int(atom!("quantity"));
    if let Some(id) = from.name(atom!("product")) {
        let product = Product::bare(
            id,
            from.name(atom!("external")),
            from.title(atom!("name")),
            from.line(atom!("variant"), NAME),
        );
        let (variant, quantity) = (product.sole(), quantity.unwrap_or(0));
        return Action::Add { product: Rc::new(product), variant, quantity };
    }
    match (from.int(atom!("key")).map(Key), quantity) {
        (Some(key), Some(quantity)) => Action::SetQuantity { key, quantity },
        (Some(key), None) => Action::Remove { key },
        _ => match from.name(atom!("country")).and_then(|code| country::letters(&code)) {
            Some(country) => Action::SetCountry(country),
            None => Action::Clear,
        },
    }
}

fn operation<V: Value>(from: &V) -> Option<Operation> {
    // A seller does not reach the widget yet, and would bring code with it.
    let is_agent = from.name(atom!("source")).is_some_and(|source| &*source == "agent");
    let source = if is_agent { Source::Agent } else { Source::Shopper };
    let (reply, name, variant) =
        (from.int(atom!("reply")), from.title(atom!("name")), from.line(atom!("variant"), NAME));
    Some(Operation { id: from.int(atom!("id"))?, attempt: from.int(atom!("attempt"))?, source, reply, name, variant })
}
