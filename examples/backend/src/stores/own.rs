//! The cart of a store without webhooks: kept for the session, with the catalogue's prices, and nobody checks the stock.

use serde::{Deserialize, Serialize};

use crate::{
    app::{App, now},
    error::ApiError,
};

use super::{Asked, Cart, Change, Place, Told};

/// As long as a conversation.
const KEPT: i64 = 2 * 60 * 60;
const MOST: i64 = 10_000;
/// Lines.
const LINES: usize = 50;
/// Operations that are remembered.
const DONE: usize = 50;

/// A cart, and what made it.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    cart: Cart,
    done: Vec<String>,
}

impl Kept {
    fn empty() -> Self {
        Self { cart: Cart::of(Vec::new(), true), done: Vec::new() }
    }
}

async fn read(db: impl sqlx::SqliteExecutor<'_>, place: &Place) -> Result<Kept, sqlx::Error> {
    let kept: Option<String> =
        sqlx::query_scalar("SELECT body FROM session_cart WHERE store = ? AND session = ? AND seen > ?")
            .bind(&place.store)
            .bind(&place.session)
            .bind(now() - KEPT)
            .fetch_optional(db)
            .await?;
    Ok(kept.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_else(Kept::empty))
}

pub(super) async fn load(app: &App, place: &Place) -> Result<Cart, ApiError> {
    Ok(read(app.database.pool(), place).await?.cart)
}

pub(super) async fn change(app: &App, place: &Place, asked: &Asked) -> Result<Told, ApiError> {
    let mut db = app.database.write().await?;
    let mut kept = read(&mut *db, place).await?;
    if kept.done.contains(&asked.key) {
        return Ok(Told::Done(kept.cart));
    }
    let held = asked.change.sku().map_or(0, |sku| kept.cart.pieces(sku));
    match &asked.change {
        Change::Remove { .. } | Change::UpdateQuantity { .. } if held == 0 => {
            return Ok(Told::refused("not_in_cart", Some(kept.cart)));
        }
        Change::Add { .. } if held == 0 && kept.cart.items.len() >= LINES => {
            return Ok(Told::refused("quantity_exceeded", Some(kept.cart)));
        }
        _ => {}
    }
    kept.cart = kept.cart.with(&asked.change, asked.item.clone());
    kept.done.push(asked.key.clone());
    if kept.done.len() > DONE {
        kept.done.remove(0);
    }
    sqlx::query(
        "INSERT INTO session_cart (store, session, body, seen) VALUES (?, ?, ?, ?)
         ON CONFLICT (store, session) DO UPDATE SET body = excluded.body, seen = excluded.seen",
    )
    .bind(&place.store)
    .bind(&place.session)
    .bind(serde_json::to_string(&kept)?)
    .bind(now())
    .execute(&mut *db)
    .await?;
    sqlx::query(
        "DELETE FROM session_cart WHERE seen < ? OR seen < (SELECT seen FROM session_cart ORDER BY seen DESC LIMIT 1 OFFSET ?)",
    )
    .bind(now() - KEPT)
    .bind(MOST)
    .execute(&mut *db)
    .await?;
    db.commit().await?;
    Ok(Told::Done(kept.cart))
}
