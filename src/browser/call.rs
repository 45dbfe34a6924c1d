//! What the edge's JavaScript half is told of a call that it is to make. `types.d.ts` names the callbacks; `edge.ts` puts
//! the arguments in their order.

use crate::contract::sink::Sink;
use crate::contract::{country, id, wire};
use crate::engine::effect::{Call, Operation};

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
}
