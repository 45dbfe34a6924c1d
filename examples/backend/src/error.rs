//! What a caller is told when something cannot be done: one JSON shape everywhere.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// A refusal, as JSON.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct ApiError(Box<Refusal>);

#[derive(Debug, Clone, Serialize)]
struct Refusal {
    #[serde(skip)]
    status: StatusCode,
    #[serde(skip)]
    retry_after: Option<u64>,
    /// One of a closed list; see the README.
    code: &'static str,
    /// For whoever can mend it.
    message: String,
    /// Where in the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// What would have been right.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    /// What came.
    #[serde(skip_serializing_if = "Option::is_none")]
    got: Option<String>,
    /// Pieces that the shop has.
    #[serde(skip_serializing_if = "Option::is_none")]
    available: Option<u32>,
}

impl ApiError {
    /// A refusal.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        let (path, expected, got, available, retry_after) = (None, None, None, None, None);
        Self(Box::new(Refusal { status, retry_after, code, message, path, expected, got, available }))
    }

    /// 400.
    pub fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", message)
    }

    /// 404 with the given code.
    pub fn missing(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, message)
    }

    /// 500; the cause goes to the log, not to the caller.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something failed on our side. Please try again.")
    }

    /// Says how many there are.
    #[must_use]
    pub fn available(mut self, pieces: u32) -> Self {
        self.0.available = Some(pieces);
        self
    }

    /// Says where, what was expected and what came.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>, expected: impl Into<String>, got: impl Into<String>) -> Self {
        self.0.path = Some(path.into());
        self.0.expected = Some(expected.into());
        self.0.got = Some(got.into());
        self
    }

    /// Says when to come back.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(cause: sqlx::Error) -> Self {
        Self::internal(&cause)
    }
}

impl From<serde_json::Error> for ApiError {
    fn from(cause: serde_json::Error) -> Self {
        Self::internal(&cause)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, wait) = (self.0.status, self.0.retry_after);
        let mut response = (status, Json(self)).into_response();
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
