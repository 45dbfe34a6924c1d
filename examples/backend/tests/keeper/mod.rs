//! A store that meets each change as the test says.

use std::{
    collections::{HashMap, VecDeque},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Json, Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use handcart_backend::options::Options;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::support::{self, Result, Shop};

pub const SECRET: &str = "a secret of the store";
pub const TENT: &str = "zelt-kar-2";

/// How the next POST is met. With `true` it is carried out first.
#[derive(Clone, Copy)]
pub enum How {
    Refuse(&'static str),
    Slow(bool),
    Status(u16, bool),
    Body(&'static str, bool),
    Huge(bool),
    Redirect,
    Die(bool),
}

#[derive(Default)]
pub struct Inner {
    pub script: VecDeque<How>,
    pub deaf: bool,
    /// Idempotency key and body of each POST.
    pub posts: Vec<(String, String)>,
    gets: u32,
    done: HashMap<String, ()>,
    pub pieces: u64,
}

#[derive(Clone, Default)]
pub struct Store(Arc<Mutex<Inner>>);

impl Store {
    pub fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn script(&self, script: &[How]) {
        self.inner().script = script.iter().copied().collect();
    }

    fn cart(&self) -> Value {
        let pieces = self.inner().pieces;
        let items = if pieces == 0 {
            vec![]
        } else {
            vec![json!({ "sku": TENT, "name": "Tent", "price": 289.0, "quantity": pieces, "unit": "pcs" })]
        };
        json!({ "items": items })
    }

    fn carry_out(&self, key: &str, body: &Value) {
        let mut inner = self.inner();
        if inner.done.insert(key.to_owned(), ()).is_some() {
            return;
        }
        let pieces = body["quantity"].as_u64().unwrap_or(0);
        match body["action"].as_str() {
            Some("add") => inner.pieces += pieces,
            Some("update_quantity") => inner.pieces = pieces,
            _ => inner.pieces = 0,
        }
    }
}

fn word(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned()
}

/// Fails the test's request when it is not signed as it should be, under both names.
fn is_signed(headers: &HeaderMap, body: &str) -> bool {
    let timestamp = word(headers, "x-handcart-timestamp");
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()) else { return false };
    mac.update(format!("{timestamp}.{body}").as_bytes());
    let digits: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let now = time::OffsetDateTime::now_utc().unix_timestamp();
    timestamp.parse::<i64>().is_ok_and(|at| (now - at).abs() < 20)
        && word(headers, "x-handcart-signature") == format!("sha256={digits}")
        && word(headers, "x-vizochok-signature") == word(headers, "x-handcart-signature")
        && word(headers, "x-vizochok-timestamp") == timestamp
}

async fn change(State(store): State<Store>, headers: HeaderMap, body: String) -> Response {
    if !is_signed(&headers, &body) {
        return (StatusCode::UNAUTHORIZED, "{\"ok\":false,\"reason\":\"unsigned\"}").into_response();
    }
    let key = word(&headers, "idempotency-key");
    store.inner().posts.push((key.clone(), body.clone()));
    let asked: Value = serde_json::from_str(&body).unwrap_or_default();
    let how = store.inner().script.pop_front();
    let does = |done: bool| {
        if done {
            store.carry_out(&key, &asked);
        }
    };
    match how {
        None => does(true),
        Some(How::Refuse(reason)) => {
            return Json(json!({ "ok": false, "reason": reason, "available": 3 })).into_response();
        }
        Some(How::Slow(done)) => {
            does(done);
            tokio::time::sleep(Duration::from_secs(7)).await;
        }
        Some(How::Status(status, done)) => {
            does(done);
            let status = StatusCode::from_u16(status).unwrap_or_default();
            return (status, "<html>oops</html>").into_response();
        }
        Some(How::Body(text, done)) => {
            does(done);
            return text.into_response();
        }
        Some(How::Huge(done)) => {
            does(done);
            return format!("{{\"ok\":true,\"more\":\"{}\"}}", "x".repeat(100_000)).into_response();
        }
        Some(How::Redirect) => {
            return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, "/elsewhere")], "{\"ok\":true}")
                .into_response();
        }
        Some(How::Die(done)) => {
            does(done);
            panic!("the store dies");
        }
    }
    Json(json!({ "ok": true })).into_response()
}

async fn items(
    State(store): State<Store>,
    Query(asked): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    store.inner().gets += 1;
    let known = asked.get("store_id").map(String::as_str) == Some("demo") && asked.contains_key("session_id");
    if !is_signed(&headers, "") || !known || store.inner().deaf {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    Json(store.cart()).into_response()
}

async fn elsewhere(State(store): State<Store>) -> Json<Value> {
    store.inner().pieces += 1_000;
    Json(json!({ "ok": true }))
}

/// A file that names the store at this address.
fn settings(url: &str, name: &str) -> Result<PathBuf> {
    let file = std::env::temp_dir().join(format!("handcart-stores-{}-{name}.json", std::process::id()));
    std::fs::write(&file, json!({ "demo": { "cartUrl": url, "secret": SECRET, "loopback": true } }).to_string())?;
    Ok(file)
}

pub async fn shop_of(url: &str, name: &str) -> Result<Shop> {
    let file = settings(url, name)?;
    let shop = Shop::with(Options { stores: Some(file.clone()), ..support::options() }).await;
    std::fs::remove_file(file)?;
    shop
}

pub async fn open(name: &str) -> Result<(Shop, Store)> {
    let store = Store::default();
    let router = Router::new()
        .route("/cart", get(|| async { StatusCode::NOT_FOUND }).post(change))
        .route("/cart/items", get(items))
        .route("/elsewhere", get(elsewhere).post(elsewhere))
        .with_state(store.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok((shop_of(&format!("http://{address}/cart"), name).await?, store))
}
