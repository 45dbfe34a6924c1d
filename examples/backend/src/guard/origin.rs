//! Changes are accepted from our own pages only.

use axum::{
    extract::Request,
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::error::ApiError;

/// Refuses a request that changes something and says it comes from another origin.
pub async fn same_origin(request: Request, next: Next) -> Response {
    if foreign(&request) {
        return ApiError::new(StatusCode::FORBIDDEN, "foreign-origin", "This origin may not change anything here.")
            .into_response();
    }
    next.run(request).await
}

fn foreign(request: &Request) -> bool {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return false;
    }
    let named = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    named(header::ORIGIN).is_some_and(|origin| {
        let place = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        place.is_none() || place != named(header::HOST)
    })
}
