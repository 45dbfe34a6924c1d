//! The shop's pages and the built SDK, as files.

use std::path::Path;
use std::sync::Arc;

use axum::{
    Router,
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::any,
};
use tower_http::services::ServeDir;

use crate::error::ApiError;

/// For a site without a `404.html` of its own.
const NOT_FOUND: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
content=\"width=device-width, initial-scale=1\">\n<title>Not found · Nordhang</title>\n<h1>This page does not \
exist.</h1>\n<p><a href=\"/\">Back to the shop</a></p>\n</html>\n";

/// The pages at `/`, the SDK below `/sdk`, and every state of the widget, which is built with it, at `/gallery/`.
pub fn routes<S: Clone + Send + Sync + 'static>(pages: &Path, sdk: &Path) -> Router<S> {
    let page: Arc<str> = std::fs::read_to_string(pages.join("404.html")).map_or_else(|_| NOT_FOUND.into(), Into::into);
    let missing = any(move |request: Request| not_found(page, request));
    let gallery = ServeDir::new(sdk.join("gallery")).fallback(missing.clone());
    Router::new()
        .route("/gallery", any(|| async { Redirect::permanent("/gallery/") }))
        .nest_service("/gallery/", gallery)
        .nest_service("/sdk", ServeDir::new(sdk).append_index_html_on_directories(false).fallback(missing.clone()))
        .fallback_service(ServeDir::new(pages).call_fallback_on_method_not_allowed(true).fallback(missing))
}

async fn not_found(page: Arc<str>, request: Request) -> Response {
    if request.uri().path().starts_with("/api/") {
        return ApiError::missing("not-found", "There is nothing at this address.").into_response();
    }
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.to_string()).into_response()
}
