//! The search endpoint of the widget, and the one way in which a message is answered.

mod conversation;
mod live;
mod search;
pub mod turn;

use axum::{Router, routing::post};

use crate::app::App;

/// `/api/widget`.
pub fn routes() -> Router<App> {
    Router::new().route("/search", post(search::search))
}
