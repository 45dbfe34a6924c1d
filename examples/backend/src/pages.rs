//! The shop's pages and the built SDK, as files.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::any,
};
use tower_http::services::ServeDir;

use crate::error::ApiError;

const NOT_FOUND: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
content=\"width=device-width, initial-scale=1\">\n<title>Not found · Nordhang</title>\n<h1>This page does not \
exist.</h1>\n<p><a href=\"/\">Back to the shop</a></p>\n</html>\n";

/// The pages at `/`, the SDK below `/sdk`.
pub fn routes<S: Clone + Send + Sync + 'static>(pages: &Path, sdk: &Path) -> Router<S> {
    let missing = any(not_found);
    Router::new()
        .nest_service("/sdk", ServeDir::new(sdk).append_index_html_on_directories(false).fallback(missing.clone()))
        .fallback_service(ServeDir::new(pages).call_fallback_on_method_not_allowed(true).fallback(missing))
}

async fn not_found(request: Request) -> Response {
    if request.uri().path().starts_with("/api/") {
        return ApiError::missing("not-found", "There is nothing at this address.").into_response();
    }
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], NOT_FOUND).into_response()
}
