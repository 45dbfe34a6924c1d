//! The database outlives a request that nobody waits for any more.

use std::{sync::Arc, time::Duration};

use handcart_backend::{catalogue::Catalogue, database::Database};

type Result = std::result::Result<(), Box<dyn std::error::Error>>;

/// A change that is given up after `micros`, wherever it stands then.
async fn abandoned(database: &Database, micros: u64) {
    let change = async {
        let mut step = database.write().await?;
        for _ in 0..20 {
            sqlx::query("UPDATE variant SET stock = stock + 1").execute(&mut *step).await?;
            tokio::task::yield_now().await;
        }
        step.commit().await
    };
    let _ = tokio::time::timeout(Duration::from_micros(micros), change).await;
}

async fn marked() -> std::result::Result<(Arc<Catalogue>, Database), Box<dyn std::error::Error>> {
    let catalogue = Arc::new(Catalogue::read()?);
    let database = Database::open("sqlite::memory:", &catalogue).await?;
    sqlx::query("UPDATE product SET price = 4711 WHERE id = 'kofel-mid'").execute(database.pool()).await?;
    Ok((catalogue, database))
}

async fn is_marked(catalogue: &Arc<Catalogue>, database: &Database) -> Result {
    let shelf = database.shelf(catalogue).await?;
    let product = catalogue.product("kofel-mid").ok_or("no such product")?;
    assert_eq!(shelf.price(product), 4711);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn abandoned_changes_leave_the_memory_as_it_was() -> Result {
    let (catalogue, database) = marked().await?;
    for micros in (0..3_000).step_by(10) {
        abandoned(&database, micros).await;
    }
    is_marked(&catalogue, &database).await
}

#[tokio::test]
async fn a_closed_connection_leaves_the_memory_as_it_was() -> Result {
    let (catalogue, database) = marked().await?;
    database.pool().acquire().await?.close().await?;
    is_marked(&catalogue, &database).await
}
