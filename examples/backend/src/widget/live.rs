//! The answer as it comes, as `text/event-stream`. The work belongs to the stream: when the connection closes, the
//! stream is dropped, and the work with it.

use std::{
    convert::Infallible,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use handcart::contract::dialect::neuroon::{SearchRequest, SearchResponse};
use tokio::sync::mpsc::{Receiver, channel};
use tokio_stream::Stream;

use crate::{app::App, error::ApiError};

use super::turn::turn;

const KEEP_ALIVE: Duration = Duration::from_secs(10);
const TEXT: &str = "text/event-stream";

type Answering = Pin<Box<dyn Future<Output = Result<SearchResponse, ApiError>> + Send>>;

enum Stage {
    Asking(Answering),
    Answered(Box<Result<SearchResponse, ApiError>>),
    Over,
}

struct Live {
    said: Receiver<String>,
    stage: Stage,
}

/// Answers as events: `text` any number of times, then one `answer` or one `error`.
pub(super) fn stream(app: App, request: SearchRequest) -> Response {
    let (speak, said) = channel(32);
    let answering = Box::pin(async move { turn(&app, &request, Some(speak)).await });
    let live = Live { said, stage: Stage::Asking(answering) };
    let mut response = Sse::new(live).keep_alive(KeepAlive::new().interval(KEEP_ALIVE).text("alive")).into_response();
    // Proxies that collect an answer before they pass it on would collect this one, too.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

impl Stream for Live {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Poll::Ready(Some(delta)) = self.said.poll_recv(context) {
                return Poll::Ready(Some(Ok(event("text", &serde_json::json!({ "delta": delta })))));
            }
            match std::mem::replace(&mut self.stage, Stage::Over) {
                Stage::Asking(mut answering) => match answering.as_mut().poll(context) {
                    // What was said last may still wait in the channel.
                    Poll::Ready(answer) => self.stage = Stage::Answered(Box::new(answer)),
                    Poll::Pending => {
                        self.stage = Stage::Asking(answering);
                        return Poll::Pending;
                    }
                },
                Stage::Answered(answer) => {
                    return Poll::Ready(Some(Ok(match *answer {
                        Ok(answer) => event("answer", &answer),
                        Err(error) => event("error", &error),
                    })));
                }
                Stage::Over => return Poll::Ready(None),
            }
        }
    }
}

fn event(name: &str, data: &impl serde::Serialize) -> Event {
    let failed =
        || Event::default().event("error").data(r#"{"code":"internal","message":"Something failed on our side."}"#);
    Event::default().event(name).json_data(data).unwrap_or_else(|_| failed())
}

/// Whether the caller would rather have events than one JSON.
pub(super) fn wanted(headers: &HeaderMap) -> bool {
    let accept: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let accept = accept.join(",");
    let mut best: Option<(f32, bool)> = None;
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let kind = parts.next().unwrap_or("");
        let events = kind.eq_ignore_ascii_case(TEXT);
        if !events && !kind.eq_ignore_ascii_case("application/json") {
            continue;
        }
        let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0_f32);
        // Of two that are liked alike, the first.
        if weight > 0.0 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, events));
        }
    }
    best.is_some_and(|(_, events)| events)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header::ACCEPT};

    use super::wanted;

    #[test]
    fn what_is_liked_best_is_sent() {
        for (accept, events) in [
            ("text/event-stream, application/json", true),
            ("application/json, text/event-stream", false),
            ("application/json;q=0.5, text/event-stream", true),
            ("text/event-stream;q=0.1, application/json", false),
            ("text/event-stream;q=0", false),
            ("*/*", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
            assert_eq!(wanted(&headers), events, "{accept}");
        }
        assert!(!wanted(&HeaderMap::new()));
    }
}
