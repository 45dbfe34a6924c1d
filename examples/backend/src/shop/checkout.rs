//! From a cart to an order.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::SqliteConnection;

use crate::{
    app::{App, now},
    error::ApiError,
    guard::Body,
};

use super::{Visitor, cart, change::Change, change::LIMIT, country, once::once};

/// Who buys, and where it goes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Buyer {
    name: String,
    email: String,
    address: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    postcode: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    city: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<String>,
}

impl Buyer {
    fn check(&self) -> Result<(), ApiError> {
        let required = [("name", &self.name), ("email", &self.email), ("address", &self.address)];
        for (field, value) in required {
            if value.trim().is_empty() {
                return Err(ApiError::bad(format!("Please fill in the {field}.")).at(field, "some text", "nothing"));
            }
        }
        let all = [&self.name, &self.email, &self.address, &self.postcode, &self.city];
        if all.iter().any(|value| value.chars().count() > 200) {
            return Err(ApiError::bad("One of the fields is too long.").at("", "at most 200 characters", "more"));
        }
        let (user, host) = self.email.trim().split_once('@').unwrap_or(("", ""));
        if user.is_empty() || !host.contains('.') || self.email.trim().contains(char::is_whitespace) {
            return Err(ApiError::bad("Please look at the e-mail address again.").at(
                "email",
                "name@example.com",
                "another text",
            ));
        }
        if let Some(code) = &self.country
            && country(code).is_none()
        {
            return Err(ApiError::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid-country",
                "We do not deliver to this country.",
            ));
        }
        Ok(())
    }
}

/// Takes the stock, writes the order and empties the cart; all of it or nothing.
pub(super) async fn carry_out(
    db: &mut SqliteConnection,
    app: &App,
    session: &str,
    buyer: Buyer,
) -> Result<Value, ApiError> {
    let mut cart = cart::read(db, &app.catalogue, session).await?;
    if cart.lines.is_empty() {
        return Err(ApiError::new(StatusCode::CONFLICT, "empty-cart", "Your cart is empty."));
    }
    for line in &cart.lines {
        let stock: i64 = sqlx::query_scalar("SELECT stock FROM variant WHERE id = ?")
            .bind(&line.variant_id)
            .fetch_one(&mut *db)
            .await?;
        if stock < line.quantity {
            let left = u32::try_from(stock).unwrap_or(0);
            let code = if left == 0 { "out-of-stock" } else { "quantity-exceeded" };
            let message = if left == 0 {
                format!("{} is sold out.", line.name)
            } else {
                format!("Of {} only {left} are left.", line.name)
            };
            return Err(ApiError::new(StatusCode::CONFLICT, code, message).available(left));
        }
    }
    if let Some(country) = buyer.country.as_deref().and_then(country) {
        sqlx::query("UPDATE session SET country = ? WHERE id = ?")
            .bind(country.code)
            .bind(session)
            .execute(&mut *db)
            .await?;
        cart = cart::read(db, &app.catalogue, session).await?;
    }
    for line in &cart.lines {
        sqlx::query("UPDATE variant SET stock = stock - ? WHERE id = ?")
            .bind(line.quantity)
            .bind(&line.variant_id)
            .execute(&mut *db)
            .await?;
    }
    let mut body = serde_json::to_value(&cart)?;
    if let Some(fields) = body.as_object_mut() {
        fields.insert("buyer".into(), serde_json::to_value(&buyer)?);
    }
    let number = sqlx::query("INSERT INTO placed_order (session, body, at) VALUES (?, ?, ?)")
        .bind(session)
        .bind(body.to_string())
        .bind(now())
        .execute(&mut *db)
        .await?
        .last_insert_rowid();
    sqlx::query("DELETE FROM cart_line WHERE session = ?").bind(session).execute(&mut *db).await?;
    sqlx::query("UPDATE session SET changed_at = ? WHERE id = ?").bind(now()).bind(session).execute(db).await?;
    Ok(json!({ "order": format!("NH-{number}") }))
}

pub(super) async fn place(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body<Buyer, LIMIT>,
) -> Result<Response, ApiError> {
    body.value.check()?;
    once(&app, &visitor, &headers, Change::Checkout(Box::new(body.value)), &body.text).await
}

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    let missing = || ApiError::missing("order-not-found", "There is no such order.");
    let number: i64 = id.strip_prefix("NH-").and_then(|digits| digits.parse().ok()).ok_or_else(missing)?;
    let session = visitor.session.ok_or_else(missing)?;
    let body: Option<String> = sqlx::query_scalar("SELECT body FROM placed_order WHERE number = ? AND session = ?")
        .bind(number)
        .bind(session)
        .fetch_optional(app.database.pool())
        .await?;
    let mut order: Value = serde_json::from_str(&body.ok_or_else(missing)?)?;
    if let Some(fields) = order.as_object_mut() {
        fields.insert("order".into(), json!(id));
        for name in ["countries", "free", "notice", "changedAt"] {
            fields.remove(name);
        }
    }
    Ok(Json(order))
}
