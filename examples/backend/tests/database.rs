//! The database outlives a request that nobody waits for any more.
#![allow(dead_code)]

mod support;

use std::sync::Arc;

use handcart_backend::{catalogue::Catalogue, database::Database};
use reqwest::StatusCode;
use support::{Result, Shop};

#[tokio::test]
async fn a_closed_connection_leaves_the_memory_as_it_was() -> Result {
    let catalogue = Arc::new(Catalogue::read()?);
    let database = Database::open("sqlite::memory:", &catalogue).await?;
    sqlx::query("UPDATE product SET price = 4711 WHERE id = 'kofel-mid'").execute(database.pool()).await?;
    // What a change that is dropped in the middle does to its connection.
    database.pool().acquire().await?.close().await?;
    let shelf = database.shelf(&catalogue).await?;
    let product = catalogue.product("kofel-mid").ok_or("no such product")?;
    assert_eq!(shelf.price(product), 4711);
    Ok(())
}

#[tokio::test]
async fn a_request_that_is_abandoned_takes_nothing_with_it() -> Result {
    let shop = Shop::open().await?;
    for at in 0..200_u64 {
        let change = shop.add("zelt-kar-2", 1);
        // Given up wherever it stands then.
        let _ = tokio::time::timeout(std::time::Duration::from_micros(at * 20), change).await;
    }
    let (status, answer) = shop.get("/api/shop/products/zelt-kar-2").await?;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(shop.add("kofel-mid--42", 1).await?.0, StatusCode::OK);
    Ok(())
}
