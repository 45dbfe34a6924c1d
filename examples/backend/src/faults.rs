//! Test aids, only with `--test-aids`: set stock and prices, delay or fail the next calls.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Json, Router,
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::post,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{app::App, error::ApiError, guard::Body};

/// Which calls are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum On {
    /// Changes of a cart, and the checkout.
    #[default]
    Cart,
    /// The search.
    Search,
    /// Reading the cart.
    Read,
}

/// One way to be late or wrong.
#[derive(Debug, Clone, Deserialize)]
struct Fault {
    #[serde(default)]
    on: On,
    #[serde(default)]
    ms: u64,
    status: Option<u16>,
    #[serde(default = "once")]
    times: u32,
    /// The call is carried out, only its answer is late or lost.
    #[serde(default)]
    after: bool,
}

fn once() -> u32 {
    1
}

/// The faults that still wait.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<Vec<Fault>>>);

impl Faults {
    fn push(&self, fault: Fault) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
    }

    fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The faults that meet this call; each is used up by one.
    fn take(&self, on: On) -> Vec<Fault> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut met = Vec::new();
        for fault in waiting.iter_mut().filter(|fault| fault.on == on && fault.times > 0) {
            fault.times -= 1;
            met.push(fault.clone());
        }
        waiting.retain(|fault| fault.times > 0);
        met
    }
}

#[derive(Debug, Clone)]
struct Aids {
    app: App,
    faults: Faults,
}

/// `/api/test`.
pub fn routes<S>(app: App, faults: Faults) -> Router<S> {
    Router::new()
        .route("/stock", post(stock))
        .route("/price", post(price))
        .route("/delay", post(fault))
        .route("/fail", post(fault))
        .route("/cut", post(cut))
        .route("/reset", post(reset))
        .with_state(Aids { app, faults })
}

/// Delays or fails the calls that are meant.
pub async fn meddle(State(faults): State<Faults>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let changes = request.method() != Method::GET;
    let on = match path {
        "/api/widget/search" => Some(On::Search),
        "/api/shop/cart" if !changes => Some(On::Read),
        _ if changes && path.starts_with("/api/shop/") => Some(On::Cart),
        _ => None,
    };
    let met = on.map(|on| faults.take(on)).unwrap_or_default();
    for fault in met.iter().filter(|fault| !fault.after) {
        if let Some(response) = suffer(fault).await {
            return response;
        }
    }
    let response = next.run(request).await;
    for fault in met.iter().filter(|fault| fault.after) {
        if let Some(response) = suffer(fault).await {
            return response;
        }
    }
    response
}

async fn suffer(fault: &Fault) -> Option<Response> {
    tokio::time::sleep(Duration::from_millis(fault.ms.min(120_000))).await;
    let status = StatusCode::from_u16(fault.status?).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Some(ApiError::new(status, "internal", "A test asked for this answer.").into_response())
}

const LIMIT: usize = 16 * 1024;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewStock {
    variant_id: String,
    stock: u32,
}

async fn stock(State(aids): State<Aids>, body: Body<NewStock, LIMIT>) -> Result<Json<Value>, ApiError> {
    let done = sqlx::query("UPDATE variant SET stock = ? WHERE id = ?")
        .bind(body.value.stock)
        .bind(body.value.variant_id)
        .execute(aids.app.database.pool())
        .await?;
    found(done.rows_affected())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewPrice {
    product_id: String,
    amount: u32,
}

async fn price(State(aids): State<Aids>, body: Body<NewPrice, LIMIT>) -> Result<Json<Value>, ApiError> {
    let done = sqlx::query("UPDATE product SET price = ? WHERE id = ?")
        .bind(body.value.amount)
        .bind(body.value.product_id)
        .execute(aids.app.database.pool())
        .await?;
    found(done.rows_affected())
}

fn found(rows: u64) -> Result<Json<Value>, ApiError> {
    if rows == 0 {
        return Err(ApiError::missing("product-not-found", "There is no such product."));
    }
    Ok(Json(json!({ "ok": true })))
}

async fn fault(State(aids): State<Aids>, body: Body<Fault, LIMIT>) -> Json<Value> {
    aids.faults.push(body.value);
    Json(json!({ "ok": true }))
}

/// Cuts every socket, without a word.
async fn cut(State(aids): State<Aids>) -> Json<Value> {
    aids.app.rooms.cut();
    Json(json!({ "ok": true }))
}

/// Prices and stock as on the first day; no faults.
async fn reset(State(aids): State<Aids>) -> Result<Json<Value>, ApiError> {
    aids.faults.clear();
    let mut step = aids.app.database.write().await?;
    for product in aids.app.catalogue.products() {
        sqlx::query("UPDATE product SET price = ? WHERE id = ?")
            .bind(product.price)
            .bind(&product.id)
            .execute(&mut *step)
            .await?;
        for variant in &product.variants {
            sqlx::query("UPDATE variant SET stock = ? WHERE id = ?")
                .bind(variant.opening_stock)
                .bind(&variant.id)
                .execute(&mut *step)
                .await?;
        }
    }
    step.commit().await?;
    Ok(Json(json!({ "ok": true })))
}
