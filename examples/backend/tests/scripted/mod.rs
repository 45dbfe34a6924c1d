//! A provider that answers by a script, one entry for each request, and notes what it was told.

use std::{
    collections::VecDeque,
    convert::Infallible,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    Json, Router,
    body::Body,
    extract::State,
    http::{HeaderMap, Response, StatusCode},
    routing::post,
};
use handcart_backend::{model::ModelOptions, options::Options};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_stream::Stream;

use super::support;

/// One answer.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// 0: 200.
    pub status: u16,
    pub retry_after: Option<String>,
    /// The whole body, as it is.
    pub raw: Option<String>,
    /// Whether `raw` is called an event stream.
    pub events: bool,
    /// Deltas, one event each.
    pub deltas: Vec<Value>,
    /// The connection ends without a word.
    pub cut: bool,
    /// Milliseconds before the answer.
    pub delay: u64,
    /// Milliseconds before its last piece.
    pub linger: u64,
}

/// Text in small pieces, so that sentences and words are cut anywhere.
pub fn words(text: &str) -> Script {
    let letters: Vec<char> = text.chars().collect();
    let deltas = letters.chunks(7).map(|piece| json!({ "content": piece.iter().collect::<String>() })).collect();
    Script { deltas, ..Script::default() }
}

/// Pieces as they are, and a pause before the last.
pub fn stream(pieces: Vec<String>, linger: u64) -> Script {
    let deltas = pieces.into_iter().map(|piece| json!({ "content": piece })).collect();
    Script { deltas, linger, ..Script::default() }
}

pub fn call(id: &str, name: &str, arguments: &str) -> Script {
    calls(&[(id, name, arguments)])
}

/// Calls, whose arguments come in two pieces.
pub fn calls(calls: &[(&str, &str, &str)]) -> Script {
    let mut deltas = Vec::new();
    for (index, (id, name, arguments)) in calls.iter().enumerate() {
        let half = arguments.len() / 2;
        let (first, second) = arguments.split_at(half);
        deltas.push(json!({ "tool_calls": [{ "index": index, "id": id, "type": "function",
            "function": { "name": name, "arguments": first } }] }));
        deltas.push(json!({ "tool_calls": [{ "index": index, "function": { "arguments": second } }] }));
    }
    Script { deltas, ..Script::default() }
}

#[derive(Debug, Default)]
struct Desk {
    scripts: Mutex<VecDeque<Script>>,
    told: Mutex<Vec<Value>>,
    keys: Mutex<Vec<String>>,
    left: AtomicBool,
}

pub struct Provider {
    address: String,
    desk: Arc<Desk>,
}

impl Provider {
    pub async fn start(scripts: Vec<Script>) -> support::Result<Self> {
        let desk = Arc::new(Desk { scripts: Mutex::new(scripts.into()), ..Desk::default() });
        let router = Router::new().route("/v1/chat/completions", post(answer)).with_state(Arc::clone(&desk));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = format!("http://{}/v1", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address, desk })
    }

    /// A shop that asks this provider, and has little patience.
    pub fn options(&self) -> Options {
        let model = ModelOptions {
            url: Some(self.address.clone()),
            model: Some("scripted".into()),
            key: Some("secret-key".into()),
            patience: Some(2_500),
        };
        assert!(!format!("{model:?}").contains("secret-key"));
        Options { model, ..support::options() }
    }

    pub fn told(&self) -> Vec<Value> {
        self.desk.told.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn keys(&self) -> Vec<String> {
        self.desk.keys.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether a caller went away in the middle of an answer.
    pub fn left(&self) -> bool {
        self.desk.left.load(Ordering::SeqCst)
    }
}

async fn answer(State(desk): State<Arc<Desk>>, headers: HeaderMap, Json(body): Json<Value>) -> Response<Body> {
    let key = headers.get("authorization").and_then(|key| key.to_str().ok()).unwrap_or("").to_owned();
    desk.keys.lock().unwrap_or_else(PoisonError::into_inner).push(key);
    desk.told.lock().unwrap_or_else(PoisonError::into_inner).push(body);
    let script = desk.scripts.lock().unwrap_or_else(PoisonError::into_inner).pop_front().unwrap_or_default();
    tokio::time::sleep(Duration::from_millis(script.delay)).await;
    let mut response = Response::builder().status(match script.status {
        0 => StatusCode::OK.as_u16(),
        status => status,
    });
    if let Some(wait) = &script.retry_after {
        response = response.header("retry-after", wait);
    }
    let kind = if script.raw.is_none() || script.events { "text/event-stream" } else { "text/html" };
    let response = response.header("content-type", kind);
    let body = match &script.raw {
        Some(raw) => Body::from(raw.clone()),
        None => Body::from_stream(Pieces::of(script, desk)),
    };
    response.body(body).unwrap_or_default()
}

/// The events of an answer, one after the other.
struct Pieces {
    rest: VecDeque<String>,
    linger: u64,
    pause: Option<Pin<Box<tokio::time::Sleep>>>,
    desk: Arc<Desk>,
}

impl Pieces {
    fn of(script: Script, desk: Arc<Desk>) -> Self {
        let event = |choice: Value| format!("data: {}\n\n", json!({ "choices": [choice] }));
        let mut rest: VecDeque<String> =
            script.deltas.into_iter().map(|delta| event(json!({ "index": 0, "delta": delta }))).collect();
        if !script.cut {
            rest.push_back(event(json!({ "index": 0, "delta": {}, "finish_reason": "stop" })) + "data: [DONE]\n\n");
        }
        Self { rest, linger: script.linger, pause: None, desk }
    }
}

impl Stream for Pieces {
    type Item = Result<String, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.linger > 0 && self.rest.len() == 1 {
            let linger = Duration::from_millis(self.linger);
            let pause = self.pause.get_or_insert_with(|| Box::pin(tokio::time::sleep(linger)));
            std::task::ready!(pause.as_mut().poll(context));
        }
        Poll::Ready(self.rest.pop_front().map(Ok))
    }
}

impl Drop for Pieces {
    fn drop(&mut self) {
        if !self.rest.is_empty() {
            self.desk.left.store(true, Ordering::SeqCst);
        }
    }
}
