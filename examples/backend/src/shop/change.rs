//! What can be done to a cart.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::{
    app::{App, now, random_id},
    error::ApiError,
    guard::Body,
};

use super::{Visitor, cart, checkout, checkout::Buyer, country as known_country, once::once};

/// No cart line holds more.
const MOST: i64 = 99;

/// One change of a cart.
#[derive(Debug)]
pub(super) enum Change {
    Add { variant: String, quantity: i64 },
    Set { line: String, quantity: i64 },
    Clear,
    Country { code: String },
    Checkout(Box<Buyer>),
}

impl Change {
    /// Part of what makes two requests the same.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Add { .. } => "add".into(),
            Self::Set { line, quantity: 0 } => format!("remove {line}"),
            Self::Set { line, .. } => format!("set {line}"),
            Self::Clear => "clear".into(),
            Self::Country { .. } => "country".into(),
            Self::Checkout(_) => "checkout".into(),
        }
    }
}

/// Carries out a change and answers what its caller gets. An error has changed nothing.
pub(super) async fn carry_out(
    db: &mut SqliteConnection,
    app: &App,
    session: &str,
    change: Change,
) -> Result<Value, ApiError> {
    let notice = match change {
        Change::Add { variant, quantity } => put(db, session, &variant, quantity).await?,
        Change::Set { line, quantity } => set_quantity(db, session, &line, quantity).await?,
        Change::Clear => {
            sqlx::query("DELETE FROM cart_line WHERE session = ?").bind(session).execute(&mut *db).await?;
            None
        }
        Change::Country { code } => {
            let Some(country) = known_country(&code) else {
                return Err(ApiError::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "invalid-country",
                    "We do not deliver to this country.",
                ));
            };
            sqlx::query("UPDATE session SET country = ? WHERE id = ?")
                .bind(country.code)
                .bind(session)
                .execute(&mut *db)
                .await?;
            None
        }
        Change::Checkout(buyer) => return checkout::carry_out(db, app, session, *buyer).await,
    };
    sqlx::query("UPDATE session SET changed_at = ? WHERE id = ?").bind(now()).bind(session).execute(&mut *db).await?;
    let mut cart = cart::read(db, &app.catalogue, session).await?;
    cart.notice = notice;
    Ok(serde_json::to_value(cart)?)
}

async fn put(
    db: &mut SqliteConnection,
    session: &str,
    variant: &str,
    quantity: i64,
) -> Result<Option<String>, ApiError> {
    let stock: Option<i64> =
        sqlx::query_scalar("SELECT stock FROM variant WHERE id = ?").bind(variant).fetch_optional(&mut *db).await?;
    let stock = stock.ok_or_else(|| ApiError::missing("product-not-found", "There is no such product."))?;
    let held: Option<i64> = sqlx::query_scalar("SELECT quantity FROM cart_line WHERE session = ? AND variant = ?")
        .bind(session)
        .bind(variant)
        .fetch_optional(&mut *db)
        .await?;
    let held = held.unwrap_or(0);
    if stock == 0 {
        return Err(sold_out());
    }
    let most = stock.min(MOST);
    if held >= most {
        return Err(ApiError::new(
            StatusCode::CONFLICT,
            "quantity-exceeded",
            format!("All {most} that can be had are already in your cart."),
        )
        .available(u32::try_from(most).unwrap_or(0)));
    }
    let (now_held, notice) = clamp(held + quantity, stock);
    sqlx::query(
        "INSERT INTO cart_line (id, session, variant, quantity) VALUES (?, ?, ?, ?)
         ON CONFLICT (session, variant) DO UPDATE SET quantity = excluded.quantity",
    )
    .bind(format!("L{}", random_id().chars().take(12).collect::<String>()))
    .bind(session)
    .bind(variant)
    .bind(now_held)
    .execute(db)
    .await?;
    Ok(notice)
}

async fn set_quantity(
    db: &mut SqliteConnection,
    session: &str,
    line: &str,
    quantity: i64,
) -> Result<Option<String>, ApiError> {
    let stock: Option<i64> = sqlx::query_scalar(
        "SELECT stock FROM cart_line JOIN variant ON variant.id = cart_line.variant
         WHERE session = ? AND cart_line.id = ?",
    )
    .bind(session)
    .bind(line)
    .fetch_optional(&mut *db)
    .await?;
    let stock = stock.ok_or_else(|| ApiError::missing("line-not-found", "This line is not in your cart."))?;
    if quantity == 0 {
        sqlx::query("DELETE FROM cart_line WHERE session = ? AND id = ?").bind(session).bind(line).execute(db).await?;
        return Ok(None);
    }
    if stock == 0 {
        return Err(sold_out());
    }
    let (quantity, notice) = clamp(quantity, stock);
    sqlx::query("UPDATE cart_line SET quantity = ? WHERE session = ? AND id = ?")
        .bind(quantity)
        .bind(session)
        .bind(line)
        .execute(db)
        .await?;
    Ok(notice)
}

fn clamp(wanted: i64, stock: i64) -> (i64, Option<String>) {
    if wanted <= stock.min(MOST) {
        (wanted, None)
    } else if stock <= MOST {
        (stock, Some(format!("Only {stock} left.")))
    } else {
        (MOST, Some(format!("At most {MOST} in one order.")))
    }
}

fn sold_out() -> ApiError {
    ApiError::new(StatusCode::CONFLICT, "out-of-stock", "This is sold out.").available(0)
}

fn pieces(quantity: i64, least: i64) -> Result<i64, ApiError> {
    if (least..=9_999).contains(&quantity) {
        return Ok(quantity);
    }
    Err(ApiError::bad("This quantity cannot be ordered.").at(
        "quantity",
        format!("{least} to 9999"),
        quantity.to_string(),
    ))
}

/// Small bodies are enough for a shop.
pub(super) const LIMIT: usize = 16 * 1024;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewLine {
    variant_id: String,
    #[serde(default = "one")]
    quantity: i64,
}

fn one() -> i64 {
    1
}

pub(super) async fn add(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body<NewLine, LIMIT>,
) -> Result<Response, ApiError> {
    let quantity = pieces(body.value.quantity, 1)?;
    let change = Change::Add { variant: body.value.variant_id, quantity };
    once(&app, &visitor, &headers, change, &body.text).await
}

#[derive(Debug, Deserialize)]
pub(super) struct NewQuantity {
    quantity: i64,
}

pub(super) async fn set(
    State(app): State<App>,
    Path(line): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body<NewQuantity, LIMIT>,
) -> Result<Response, ApiError> {
    let quantity = pieces(body.value.quantity, 0)?;
    once(&app, &visitor, &headers, Change::Set { line, quantity }, &body.text).await
}

pub(super) async fn remove(
    State(app): State<App>,
    Path(line): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    once(&app, &visitor, &headers, Change::Set { line, quantity: 0 }, "").await
}

pub(super) async fn clear(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Result<Response, ApiError> {
    once(&app, &visitor, &headers, Change::Clear, "").await
}

#[derive(Debug, Deserialize)]
pub(super) struct NewCountry {
    code: String,
}

pub(super) async fn country(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body<NewCountry, LIMIT>,
) -> Result<Response, ApiError> {
    once(&app, &visitor, &headers, Change::Country { code: body.value.code }, &body.text).await
}
