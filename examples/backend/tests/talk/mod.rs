//! A client of the socket.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use crate::support::{Result, Shop};

pub struct Talk {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// The number of the last frame that had one.
    pub seq: u64,
}

/// A socket that has said nothing yet.
pub async fn connect(shop: &Shop, origin: Option<&str>) -> Result<Talk> {
    let place = shop.base.replacen("http", "ws", 1);
    let mut request = format!("{place}/api/v1/ws/chat").into_client_request()?;
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", origin.parse()?);
    }
    let (socket, _) = connect_async(request).await?;
    Ok(Talk { socket, seq: 0 })
}

pub fn auth(session: &str) -> Value {
    json!({ "type": "auth", "api_key": "demo-token", "store_id": "demo", "session_id": session, "language": "en" })
}

/// A conversation that has begun, and the frame that said so.
pub async fn begin(shop: &Shop, session: &str) -> Result<(Talk, Value)> {
    enter(shop, auth(session)).await
}

pub async fn enter(shop: &Shop, auth: Value) -> Result<(Talk, Value)> {
    let mut talk = connect(shop, None).await?;
    talk.say(auth).await?;
    assert_eq!(talk.hear().await?["type"], "auth_ok");
    let begun = talk.hear().await?;
    Ok((talk, begun))
}

impl Talk {
    pub async fn say(&mut self, frame: Value) -> Result {
        self.raw(Message::text(frame.to_string())).await
    }

    pub async fn raw(&mut self, message: Message) -> Result {
        Ok(self.socket.send(message).await?)
    }

    /// The next frame; the numbers of those that have one follow each other.
    pub async fn hear(&mut self) -> Result<Value> {
        loop {
            let next = tokio::time::timeout(Duration::from_secs(25), self.socket.next()).await?;
            match next.ok_or("the socket has ended")?? {
                Message::Text(text) => {
                    let frame: Value = serde_json::from_str(&text)?;
                    if let Some(seq) = frame["seq"].as_u64() {
                        assert_eq!(seq, self.seq + 1, "{frame}");
                        self.seq = seq;
                    }
                    return Ok(frame);
                }
                Message::Close(close) => {
                    return Err(format!("closed {}", close.map_or(0, |close| close.code.into())).into());
                }
                _ => {}
            }
        }
    }

    /// All frames up to the first of this type.
    pub async fn until(&mut self, kind: &str) -> Result<Vec<Value>> {
        let mut heard = Vec::new();
        loop {
            heard.push(self.hear().await?);
            if heard.last().is_some_and(|frame| frame["type"] == kind) {
                return Ok(heard);
            }
        }
    }

    pub async fn ask(&mut self, id: &str, text: &str) -> Result<Vec<Value>> {
        self.say(json!({ "type": "message", "id": id, "text": text, "cartSnapshot": snapshot() })).await?;
        self.until("response_complete").await
    }

    /// A change, up to its result.
    pub async fn act(&mut self, frame: Value) -> Result<Value> {
        self.say(frame).await?;
        Ok(self.until("action_result").await?.pop().unwrap_or_default())
    }

    /// The code with which the server ends it.
    pub async fn closed(&mut self) -> String {
        loop {
            if let Err(end) = self.hear().await {
                return end.to_string();
            }
        }
    }
}

pub fn add(id: &str, sku: &str, quantity: u32) -> Value {
    json!({ "type": "action", "id": id, "attempt": 1, "action": "add", "sku": sku, "quantity": quantity })
}

pub fn snapshot() -> Value {
    json!({
        "currency": "EUR", "totalItems": 0, "formattedSubtotal": "0,00 €", "formattedTotal": "0,00 €",
        "items": [], "truncated": false, "hash": "h", "updatedAt": "2026-01-01T00:00:00Z",
    })
}

pub fn kinds(frames: &[Value]) -> Vec<&str> {
    let mut kinds: Vec<&str> = frames.iter().filter_map(|frame| frame["type"].as_str()).collect();
    kinds.dedup();
    kinds
}

pub fn words(frames: &[Value]) -> String {
    let deltas = frames.iter().filter(|frame| frame["type"] == "text_delta");
    deltas.filter_map(|frame| frame["text"].as_str()).collect()
}
