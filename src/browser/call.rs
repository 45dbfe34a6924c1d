//! What the edge's JavaScript half is told of a call that it is to make.

use serde::Serialize;

use crate::contract::{country, id, wire};
use crate::engine::effect::{Call, Operation};

/// A call of a host callback. `types.d.ts` names the callbacks; `edge.ts` puts the arguments in their order.
#[derive(Serialize, Default)]
pub struct HostCall<'a> {
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    operation: String,
    attempt: u32,
    source: &'static str,
}

/// Makes it. `prefix` is the page's own, for the operation's id.
pub fn call<'a>(call: &'a Call, operation: &Operation, prefix: &str) -> HostCall<'a> {
    let base = HostCall {
        operation: id::id(prefix, operation.id),
        attempt: operation.attempt,
        source: wire::source(&operation.source),
        ..HostCall::default()
    };
    match call {
        Call::Add { product, external, quantity } => HostCall {
            name: "onAddToCart",
            product: Some(product),
            external: external.as_deref(),
            quantity: Some(*quantity),
            ..base
        },
        Call::Remove { key, previous } => {
            HostCall { name: "onRemoveFromCart", key: Some(key.0), previous: Some(*previous), ..base }
        }
        Call::SetQuantity { key, quantity, previous } => HostCall {
            name: "onUpdateQuantity",
            key: Some(key.0),
            quantity: Some(*quantity),
            previous: Some(*previous),
            ..base
        },
        Call::Clear => HostCall { name: "onClearCart", ..base },
        Call::SetCountry(to) => HostCall { name: "onSetDestinationCountry", country: Some(country::name(to)), ..base },
    }
}
