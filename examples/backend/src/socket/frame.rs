//! What is said on the wire: VIZOCHOK's names, and a few of ours.

use axum::extract::ws::Utf8Bytes;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{error::ApiError, stores::Cart};

/// What a client says.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Incoming {
    Auth(Auth),
    Message(Message),
    Action(Action),
    Cart { id: String },
    Ping,
    Pong,
}

/// The first frame.
#[derive(Debug, Deserialize)]
pub(super) struct Auth {
    pub(super) api_key: String,
    pub(super) store_id: String,
    pub(super) session_id: Option<String>,
    pub(super) language: Option<String>,
    pub(super) conversation_id: Option<String>,
    pub(super) last_seq: Option<u64>,
}

impl Auth {
    /// Ids are short and plain, so that they can stand in an address and in a log.
    pub(super) fn is_plain(&self) -> bool {
        let plain =
            |id: &str, most: usize| (1..=most).contains(&id.len()) && id.chars().all(|letter| !letter.is_control());
        plain(&self.store_id, 64)
            && self.session_id.as_deref().is_none_or(|id| plain(id, 128))
            && self.conversation_id.as_deref().is_none_or(|id| plain(id, 64))
            && self.language.as_deref().is_none_or(|code| plain(code, 35))
    }
}

/// The shopper's words.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Message {
    pub(super) id: String,
    pub(super) text: String,
    #[serde(rename = "cartSnapshot")]
    pub(super) cart_snapshot: Option<Value>,
    pub(super) shown: Option<Value>,
    pub(super) outcomes: Option<Value>,
}

/// A change of the cart that the shopper has confirmed.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Action {
    pub(super) id: String,
    #[serde(default)]
    pub(super) attempt: u32,
    pub(super) action: String,
    pub(super) sku: Option<String>,
    pub(super) quantity: Option<u32>,
}

/// Ids of messages and operations: what an `Idempotency-Key` may be.
pub(super) fn is_id(id: &str) -> bool {
    (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A frame as text.
pub(super) fn text(frame: &Value) -> Utf8Bytes {
    frame.to_string().into()
}

/// `error`.
pub(super) fn error(code: &str, message: &str, id: Option<&str>) -> Value {
    let mut frame = json!({ "type": "error", "code": code, "message": message });
    if let (Some(fields), Some(id)) = (frame.as_object_mut(), id) {
        fields.insert("id".to_owned(), json!(id));
    }
    frame
}

/// `error`, of a refusal.
pub(super) fn refusal(cause: &ApiError, id: Option<&str>) -> Value {
    let said = serde_json::to_value(cause).unwrap_or_default();
    let word = |name: &str| said.get(name).and_then(Value::as_str).unwrap_or("internal").to_owned();
    error(&word("code"), &word("message"), id)
}

/// `frame` with the cart, when it is known.
pub(super) fn with_cart(mut frame: Value, cart: Option<&Cart>) -> Value {
    if let (Some(fields), Some(cart)) = (frame.as_object_mut(), cart) {
        fields.insert("cart".to_owned(), json!(cart));
    }
    frame
}
