//! What every handler shares.

use std::sync::Arc;

use crate::{
    agent::Agent,
    catalogue::{Catalogue, Shelf},
    database::Database,
    error::ApiError,
    guard::{Limiter, Tokens},
    model::Model,
};

/// Shared by all handlers; cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// What the shop sells.
    pub catalogue: Arc<Catalogue>,
    /// Where everything else is kept.
    pub database: Database,
    /// The rules by which sentences are understood.
    pub agent: Arc<Agent>,
    /// A language model that answers in their place, when there is one.
    pub model: Option<Arc<Model>>,
    /// Who may search.
    pub tokens: Arc<Tokens>,
    /// Calls of the search, for each visitor and for each address.
    pub searches: Arc<Limiter>,
    /// Changes of carts, likewise.
    pub changes: Arc<Limiter>,
}

impl App {
    /// The catalogue with the prices and the stock of now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shelf(&self) -> Result<Shelf, ApiError> {
        Ok(self.database.shelf(&self.catalogue).await?)
    }
}

/// Seconds since 1970.
#[must_use]
pub fn now() -> i64 {
    time::OffsetDateTime::now_utc().unix_timestamp()
}

/// 128 random bits in hexadecimal.
#[must_use]
pub fn random_id() -> String {
    format!("{:032x}", rand::random::<u128>())
}
