//! The database: opened, migrated and filled on start.

use std::{
    collections::HashMap,
    path::Path,
    str::FromStr,
    sync::{Arc, Mutex},
    time::Duration,
};

use sqlx::{
    ConnectOptions, Sqlite, SqliteConnection, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions},
};

use crate::catalogue::{Catalogue, Shelf};

const MIGRATIONS: [&str; 3] = [
    include_str!("../migrations/0001_shop.sql"),
    include_str!("../migrations/0002_conversation.sql"),
    include_str!("../migrations/0003_socket.sql"),
];

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The file or its content.
    #[error("database {0}: {1}")]
    Sql(String, #[source] sqlx::Error),
    /// The folder of the file.
    #[error("database {0}: {1}")]
    Folder(String, #[source] std::io::Error),
    /// Made by a later version.
    #[error("database {0}: version {1} is newer than this program knows ({2})")]
    Newer(String, i64, usize),
}

/// A pool of connections to a migrated database.
#[derive(Debug, Clone)]
pub struct Database {
    pool: SqlitePool,
    _anchor: Option<Anchor>,
}

/// A connection that is only held. A memory that nobody holds is gone, and a request that is abandoned in the middle of
/// a change closes its own connection.
type Anchor = Arc<Mutex<SqliteConnection>>;

impl Database {
    /// Opens `place` (a path, `sqlite:path` or `sqlite::memory:`), creates what is missing and fills in the catalogue.
    ///
    /// # Errors
    /// When the file cannot be made or is not ours.
    pub async fn open(place: &str, catalogue: &Catalogue) -> Result<Self, DatabaseError> {
        let sql = |cause| DatabaseError::Sql(place.to_owned(), cause);
        let memory = place.contains(":memory:");
        let url = if place.starts_with("sqlite:") { place.to_owned() } else { format!("sqlite://{place}") };
        let options = SqliteConnectOptions::from_str(&url)
            .map_err(sql)?
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5));
        let pool = if memory {
            // Connections that share a memory do not wait for each other as those of a file do, so there is one.
            SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None)
        } else {
            if let Some(folder) = options.get_filename().parent().filter(|folder| *folder != Path::new("")) {
                std::fs::create_dir_all(folder).map_err(|cause| DatabaseError::Folder(place.to_owned(), cause))?;
            }
            SqlitePoolOptions::new().max_connections(4)
        };
        let options = if memory { options } else { options.journal_mode(SqliteJournalMode::Wal) };
        let anchor = if memory { Some(Arc::new(Mutex::new(options.connect().await.map_err(sql)?))) } else { None };
        let database = Self { pool: pool.connect_with(options).await.map_err(sql)?, _anchor: anchor };
        database.migrate(place).await?;
        database.fill(catalogue).await.map_err(sql)?;
        Ok(database)
    }

    /// For reading.
    #[must_use]
    pub fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// For writing: alone from the first statement on.
    ///
    /// # Errors
    /// When another writer does not finish in time.
    pub async fn write(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        self.pool.begin_with("BEGIN IMMEDIATE").await
    }

    /// The catalogue with the prices and the stock of now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shelf(&self, catalogue: &Arc<Catalogue>) -> Result<Shelf, sqlx::Error> {
        let prices: Vec<(String, i64)> = sqlx::query_as("SELECT id, price FROM product").fetch_all(&self.pool).await?;
        let stock: Vec<(String, i64)> = sqlx::query_as("SELECT id, stock FROM variant").fetch_all(&self.pool).await?;
        let (prices, stock) = (HashMap::from_iter(prices), HashMap::from_iter(stock));
        Ok(Shelf::new(Arc::clone(catalogue), prices, stock))
    }

    async fn migrate(&self, place: &str) -> Result<(), DatabaseError> {
        let sql = |cause| DatabaseError::Sql(place.to_owned(), cause);
        let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&self.pool).await.map_err(sql)?;
        let done = usize::try_from(version).unwrap_or(0);
        if done > MIGRATIONS.len() {
            return Err(DatabaseError::Newer(place.to_owned(), version, MIGRATIONS.len()));
        }
        for (at, script) in MIGRATIONS.iter().enumerate().skip(done) {
            let mut step = self.write().await.map_err(sql)?;
            sqlx::raw_sql(script).execute(&mut *step).await.map_err(sql)?;
            let mark = format!("PRAGMA user_version = {}", at + 1);
            sqlx::raw_sql(&mark).execute(&mut *step).await.map_err(sql)?;
            step.commit().await.map_err(sql)?;
        }
        Ok(())
    }

    /// Names and prices follow the catalogue; stock is only set where a variant is new.
    async fn fill(&self, catalogue: &Catalogue) -> Result<(), sqlx::Error> {
        let mut step = self.write().await?;
        for product in catalogue.products() {
            sqlx::query(
                "INSERT INTO product (id, name, category, price, was) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, category = excluded.category,
                   price = excluded.price, was = excluded.was",
            )
            .bind(&product.id)
            .bind(&product.name)
            .bind(product.category.slug())
            .bind(product.price)
            .bind(product.was)
            .execute(&mut *step)
            .await?;
            for variant in &product.variants {
                sqlx::query("INSERT OR IGNORE INTO variant (id, product, stock) VALUES (?, ?, ?)")
                    .bind(&variant.id)
                    .bind(&product.id)
                    .bind(variant.opening_stock)
                    .execute(&mut *step)
                    .await?;
            }
        }
        step.commit().await
    }
}
