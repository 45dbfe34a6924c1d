//! `GET /api/v1/ws/chat`: a conversation over a WebSocket, and the cart on the server's side.
//!
//! In reading order: `frame` (what is said on the wire), `room` (a conversation: numbered frames, kept for whoever
//! comes back), `rooms` (all of them), `answer` (a message), `act` (a change of the cart), `connection` (one socket).

mod act;
mod answer;
mod connection;
mod frame;
mod room;
mod rooms;

pub use rooms::Rooms;

use axum::{
    Router,
    extract::{
        State,
        ws::{WebSocketUpgrade, rejection::WebSocketUpgradeRejection},
    },
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};

use crate::{app::App, error::ApiError, guard, shop::Visitor};

/// Of one frame that comes in.
const LIMIT: usize = 256 * 1024;

/// `/api/v1/ws`.
pub fn routes() -> Router<App> {
    Router::new().route("/chat", get(chat))
}

async fn chat(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, ApiError> {
    let upgrade = upgrade.map_err(|_| {
        ApiError::new(StatusCode::UPGRADE_REQUIRED, "bad-request", "This address speaks WebSocket.").at(
            "Upgrade",
            "websocket",
            "another request",
        )
    })?;
    if guard::from_elsewhere(&headers) {
        return Err(ApiError::new(StatusCode::FORBIDDEN, "foreign-origin", "This origin may not connect here."));
    }
    app.changes.count(&visitor.address, None)?;
    let seat = app.rooms.seat(&visitor.address)?;
    let upgrade = upgrade.max_message_size(LIMIT).max_frame_size(LIMIT);
    Ok(upgrade.on_upgrade(move |socket| async move {
        connection::serve(app, socket, visitor.address).await;
        drop(seat);
    }))
}
