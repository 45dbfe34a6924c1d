//! The cart as the shop's pages show it.

use axum::{Json, extract::State};
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::SqliteConnection;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    app::{App, now},
    catalogue::{Catalogue, Money},
    error::ApiError,
};

use super::{COUNTRIES, Visitor, country, delivery};

/// A line of the cart.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Line {
    id: String,
    product_id: String,
    pub(super) variant_id: String,
    pub(super) name: String,
    pub(super) variant: String,
    unit_price: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<Money>,
    line_total: Money,
    pub(super) quantity: i64,
    max: i64,
    image: String,
    url: String,
}

/// The whole cart.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cart {
    pub(super) lines: Vec<Line>,
    count: i64,
    subtotal: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount: Option<Value>,
    delivery: Money,
    total: Money,
    currency: &'static str,
    country: String,
    countries: Vec<Value>,
    free: Value,
    changed_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<String>,
}

/// Id, variant, quantity, stock and price.
type Row = (String, String, i64, i64, i64);

/// Reads the cart of a session; without one it is empty.
pub(super) async fn read(db: &mut SqliteConnection, catalogue: &Catalogue, session: &str) -> Result<Cart, ApiError> {
    let known: Option<(String, i64)> = sqlx::query_as("SELECT country, changed_at FROM session WHERE id = ?")
        .bind(session)
        .fetch_optional(&mut *db)
        .await?;
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT cart_line.id, cart_line.variant, quantity, stock, price FROM cart_line
         JOIN variant ON variant.id = cart_line.variant JOIN product ON product.id = variant.product
         WHERE session = ? ORDER BY position",
    )
    .bind(session)
    .fetch_all(db)
    .await?;
    let lines: Vec<Line> = rows.into_iter().filter_map(|row| line(catalogue, row)).collect();
    let home = COUNTRIES.first().map_or("DE", |country| country.code);
    let (code, changed_at) = known.unwrap_or_else(|| (home.to_owned(), now()));
    Ok(total(lines, code, changed_at))
}

fn line(catalogue: &Catalogue, (id, variant_id, quantity, stock, price): Row) -> Option<Line> {
    let (product, variant) = catalogue.variant(&variant_id)?;
    Some(Line {
        id,
        product_id: product.id.clone(),
        name: product.name.clone(),
        variant: variant.label(),
        unit_price: price.into(),
        was: product.was.filter(|&was| was > price).map(Into::into),
        line_total: (price * quantity).into(),
        quantity,
        max: stock,
        image: variant.image.clone(),
        url: product.url(),
        variant_id,
    })
}

fn total(lines: Vec<Line>, code: String, changed_at: i64) -> Cart {
    let count = lines.iter().map(|line| line.quantity).sum();
    let subtotal: i64 = lines.iter().map(|line| line.line_total.amount).sum();
    let offer = delivery::offer(subtotal);
    let goods = subtotal - offer.map_or(0, |(_, amount)| amount);
    let (price, free_from) = country(&code).map_or((0, 0), |country| (country.delivery, country.free_from));
    let reached = goods >= free_from;
    let delivery = if reached || lines.is_empty() { 0 } else { price };
    let changed = OffsetDateTime::from_unix_timestamp(changed_at).ok().and_then(|at| at.format(&Rfc3339).ok());
    Cart {
        lines,
        count,
        subtotal: subtotal.into(),
        discount: offer.map(|(label, amount)| {
            let money = Money::from(-amount);
            json!({ "label": label, "amount": money.amount, "text": money.text })
        }),
        delivery: delivery.into(),
        total: (goods + delivery).into(),
        currency: "EUR",
        country: code,
        countries: COUNTRIES.iter().map(|country| json!({ "code": country.code, "name": country.name })).collect(),
        free: json!({
            "threshold": Money::from(free_from),
            "missing": Money::from((free_from - goods).max(0)),
            "reached": reached,
        }),
        changed_at: changed.unwrap_or_default(),
        notice: None,
    }
}

pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Json<Cart>, ApiError> {
    let mut db = app.database.pool().acquire().await?;
    let cart = read(&mut db, &app.catalogue, visitor.session.as_deref().unwrap_or("")).await?;
    Ok(Json(cart))
}
