//! The search endpoint of the widget.

mod conversation;
mod search;

use axum::{Router, routing::post};

use crate::app::App;

/// `/api/widget`.
pub fn routes() -> Router<App> {
    Router::new().route("/search", post(search::search))
}
