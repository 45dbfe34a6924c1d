//! Reads what a host's callback answered, in each of the shapes that hosts use.

use crate::contract::atom::atom;
use alloc::rc::Rc;

use super::codes;
use super::text::MESSAGE;
use super::value::{Kind, Value};
use crate::engine::cart::{Cart, Text};
use crate::engine::event::{Answer, Said};
use crate::engine::outcome::Code;

/// Reads a settled answer. `cart` reads the cart that came with it; it is called only for a clear yes, since the cart
/// of a refusal does not count.
///
/// Yes is `true`, `{success: true}` or `{ok: true}`, exactly. `undefined` says nothing: the cart decides.
pub fn settled<V: Value>(v: &V, cart: impl FnOnce(V) -> Option<Rc<Cart>>) -> Answer {
    let mut answer = Answer { said: Said::No, cart: None, words: None, code: None, available: None };
    match v.kind(atom!("")) {
        Kind::Missing => answer.said = Said::Nothing,
        Kind::Flag if v.flag(atom!("")) == Some(true) => answer.said = Said::Yes,
        Kind::Flag => {}
        Kind::Object => {
            let said = match v.kind(atom!("success")) {
                Kind::Missing => v.flag(atom!("ok")),
                _ => v.flag(atom!("success")),
            };
            if said == Some(true) {
                answer.said = Said::Yes;
                answer.cart = v.get(atom!("cart")).and_then(cart);
                answer.words = v.line(atom!("notice"), MESSAGE);
            } else {
                refusal(v, &mut answer);
                if said.is_none() && answer.code.is_none() {
                    answer.code = Some(Code::InvalidAnswer);
                }
            }
        }
        _ => answer.code = Some(Code::InvalidAnswer),
    }
    answer
}

/// Reads what a callback threw, or its promise was rejected with.
pub fn failed<V: Value>(v: &V) -> Answer {
    let mut answer = Answer { said: Said::No, cart: None, words: None, code: None, available: None };
    match v.line(atom!(""), MESSAGE) {
        Some(text) => say(text, &mut answer),
        None => refusal(v, &mut answer),
    }
    answer.code =
        answer.code.or_else(|| v.text(atom!("name"), 80).and_then(|name| codes::read(&name))).or(Some(Code::HostError));
    answer
}

/// The code from `code` or `reason`, the words from `error` or `message`.
fn refusal<V: Value>(v: &V, answer: &mut Answer) {
    for key in [atom!("code"), atom!("reason"), atom!("errorCode")] {
        answer.code = answer.code.or_else(|| v.text(key, 80).and_then(|word| codes::read(&word)));
    }
    for key in [atom!("error"), atom!("message")] {
        if answer.words.is_none() {
            let inner = v.line(key, MESSAGE).or_else(|| v.get(key)?.line(atom!("message"), MESSAGE));
            if let Some(text) = inner {
                say(text, answer);
            }
        }
    }
    answer.available = v.int(atom!("available")).or_else(|| v.int(atom!("quantityAvailable")));
    if answer.code == Some(Code::QuantityExceeded) && answer.available == Some(0) {
        answer.code = Some(Code::OutOfStock);
    }
}

/// A text that is only some system's word for a code is not shown to the shopper.
fn say(text: Text, answer: &mut Answer) {
    match codes::read(&text) {
        Some(code) => answer.code = answer.code.or(Some(code)),
        None => answer.words = Some(text),
    }
}
