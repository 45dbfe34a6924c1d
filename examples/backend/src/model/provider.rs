//! One call of a provider that speaks as OpenAI's chat completions do: a stream of pieces of text and of tool calls.

use std::time::Duration;

use reqwest::{Client, Response, StatusCode, header};
use serde_json::{Value, json};

use super::mouth::Mouth;

/// Bytes of an answer.
const MOST_BYTES: usize = 512 * 1024;
/// Characters that it says.
const MOST_TEXT: usize = 6_000;
/// Calls in one answer.
const MOST_CALLS: usize = 8;
/// Bytes of the arguments of a call.
const MOST_ARGUMENTS: usize = 16 * 1024;
/// Waiting for this long is worth it.
const SHORT_WAIT: u64 = 3;

/// Where a model is, and how it is called there.
pub(super) struct Provider {
    pub(super) address: String,
    pub(super) model: String,
    pub(super) key: Option<String>,
    pub(super) client: Client,
}

/// One call of a tool.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) arguments: String,
}

/// What a model answered.
#[derive(Debug, Default)]
pub(super) struct Reply {
    pub(super) text: String,
    pub(super) calls: Vec<Call>,
    pub(super) end: End,
}

/// How an answer ended.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// As it should.
    #[default]
    Whole,
    /// The connection closed before that.
    Cut,
    /// It was longer than anybody would read.
    TooLong,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// No connection, or an answer that is none.
    Unreachable,
    /// 429, and not for a moment only.
    Busy,
}

impl Provider {
    /// Asks, and hands over each piece of text as it comes; a piece that nobody wants ends nothing.
    pub(super) async fn ask(&self, messages: &[Value], tools: &Value, mouth: &mut Mouth<'_>) -> Result<Reply, Failure> {
        let mut response = self.send(messages, tools).await?;
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        let streamed = kind.starts_with("text/event-stream");
        let (mut reply, mut buffer, mut bytes) = (Reply { end: End::Cut, ..Reply::default() }, Vec::new(), 0);
        loop {
            let chunk = match response.chunk().await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => break,
                Err(_) if bytes == 0 => return Err(Failure::Unreachable),
                Err(_) => break,
            };
            bytes += chunk.len();
            buffer.extend_from_slice(&chunk);
            if bytes > MOST_BYTES {
                reply.end = End::TooLong;
                break;
            }
            while let Some(line) = streamed.then(|| line(&mut buffer)).flatten() {
                let before = reply.text.len();
                take(&mut reply, &line);
                if let Some(new) = reply.text.get(before..).filter(|new| !new.is_empty()) {
                    mouth.hear(new).await;
                }
            }
            if reply.end != End::Cut {
                break;
            }
        }
        if !streamed {
            let whole: Value = serde_json::from_slice(&buffer).map_err(|_| Failure::Unreachable)?;
            let choice = whole.pointer("/choices/0/message").ok_or(Failure::Unreachable)?;
            reply.end = End::Whole;
            merge(&mut reply, choice);
            mouth.hear(&reply.text).await;
        }
        if reply.end != End::Whole {
            // Half a call is none.
            reply.calls.clear();
        }
        reply.calls.retain(|call| !call.name.is_empty());
        Ok(reply)
    }

    async fn send(&self, messages: &[Value], tools: &Value) -> Result<Response, Failure> {
        let body = json!({ "model": self.model, "messages": messages, "tools": tools, "stream": true });
        for again in [false, true] {
            let mut request = self.client.post(&self.address).header(header::ACCEPT, "text/event-stream").json(&body);
            if let Some(key) = &self.key {
                request = request.bearer_auth(key);
            }
            let response = request.send().await.map_err(|error| {
                // Without the address: a key may stand in it.
                tracing::warn!(error = %error.without_url(), "the model cannot be reached");
                Failure::Unreachable
            })?;
            if response.status() == StatusCode::TOO_MANY_REQUESTS {
                let wait =
                    response.headers().get(header::RETRY_AFTER).and_then(|wait| wait.to_str().ok()?.parse().ok());
                match wait {
                    Some(seconds) if seconds <= SHORT_WAIT && !again => {
                        tokio::time::sleep(Duration::from_secs(seconds)).await;
                        continue;
                    }
                    _ => return Err(Failure::Busy),
                }
            }
            if !response.status().is_success() {
                tracing::warn!(status = response.status().as_u16(), "the model refused");
                return Err(Failure::Unreachable);
            }
            return Ok(response);
        }
        Err(Failure::Busy)
    }
}

/// The next whole line.
fn line(buffer: &mut Vec<u8>) -> Option<String> {
    let end = buffer.iter().position(|byte| *byte == b'\n')?;
    let line: Vec<u8> = buffer.drain(..=end).collect();
    Some(String::from_utf8_lossy(&line).trim_end().to_owned())
}

fn take(reply: &mut Reply, line: &str) {
    let Some(data) = line.strip_prefix("data:").map(str::trim) else { return };
    if data == "[DONE]" {
        reply.end = End::Whole;
        return;
    }
    let Ok(event) = serde_json::from_str::<Value>(data) else { return };
    if let Some(delta) = event.pointer("/choices/0/delta") {
        merge(reply, delta);
    }
    match event.pointer("/choices/0/finish_reason").and_then(Value::as_str) {
        Some("length") => reply.end = End::TooLong,
        // Not every provider says [DONE].
        Some(_) => reply.end = End::Whole,
        None => {}
    }
    if reply.text.chars().count() > MOST_TEXT {
        reply.end = End::TooLong;
    }
}

/// Pieces of a message: text is added, calls are told apart by their index.
fn merge(reply: &mut Reply, piece: &Value) {
    if let Some(text) = piece.get("content").and_then(Value::as_str) {
        reply.text.push_str(text);
    }
    for (at, part) in piece.get("tool_calls").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let index =
            part.get("index").and_then(Value::as_u64).and_then(|index| usize::try_from(index).ok()).unwrap_or(at);
        if index >= MOST_CALLS {
            continue;
        }
        if reply.calls.len() <= index {
            reply.calls.resize_with(index + 1, Call::default);
        }
        let Some(call) = reply.calls.get_mut(index) else { continue };
        let text = |path: &str| part.pointer(path).and_then(Value::as_str).unwrap_or("");
        if call.id.is_empty() {
            call.id = text("/id").chars().take(64).collect();
        }
        if call.name.is_empty() {
            call.name = text("/function/name").chars().take(64).collect();
        }
        if call.arguments.len() < MOST_ARGUMENTS {
            call.arguments.push_str(text("/function/arguments"));
        }
    }
}
