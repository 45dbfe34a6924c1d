//! Changes are accepted from our own pages only.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
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
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    !reads && from_elsewhere(request.headers())
}

/// Whether a browser says that another site's page sent this. A socket begins with a GET, and may change things.
#[must_use]
pub fn from_elsewhere(headers: &HeaderMap) -> bool {
    let named = |name| headers.get(name).and_then(|value| value.to_str().ok());
    headers.contains_key(header::ORIGIN)
        && named(header::ORIGIN)
            .and_then(|origin| origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")))
            .is_none_or(|place| Some(place) != named(header::HOST))
}
