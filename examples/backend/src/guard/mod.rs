//! What stands in front of the handlers: limits, origins, tokens, time and headers.

mod body;
mod headers;
mod origin;
mod rate;
mod token;

pub use body::Body;
pub use headers::protect;
pub use origin::{from_elsewhere, same_origin};
pub use rate::Limiter;
pub use token::Tokens;

use std::time::Duration;

use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::error::ApiError;

/// Answers within ten seconds. What was begun is finished even when nobody waits for it any more: a change of the
/// database that is dropped in the middle takes its connection with it.
pub async fn in_time(request: Request, next: Next) -> Response {
    within(Duration::from_secs(10), request, next).await
}

/// Ends a request to the agent that takes longer than a model may think.
pub async fn in_patience(request: Request, next: Next) -> Response {
    within(Duration::from_secs(40), request, next).await
}

async fn within(limit: Duration, request: Request, next: Next) -> Response {
    match tokio::time::timeout(limit, tokio::spawn(next.run(request))).await {
        Ok(Ok(response)) => response,
        Ok(Err(cause)) => ApiError::internal(&cause).into_response(),
        Err(_) => ApiError::new(StatusCode::GATEWAY_TIMEOUT, "timeout", "This took too long. Please try again.")
            .into_response(),
    }
}
