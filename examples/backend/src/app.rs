//! What every handler shares.

use std::{sync::Arc, time::Duration};

use crate::{
    agent::Agent,
    catalogue::{Catalogue, Shelf},
    database::Database,
    error::ApiError,
    guard::{Limiter, Tokens},
    model::Model,
    socket::Rooms,
    stores::Stores,
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
    /// The stores whose carts are changed by webhooks.
    pub stores: Arc<Stores>,
    /// The conversations over the socket.
    pub rooms: Arc<Rooms>,
    /// How the socket keeps time.
    pub tempo: Tempo,
}

/// How the socket keeps time.
#[derive(Debug, Clone, Copy)]
pub struct Tempo {
    /// Between two pieces of what is said.
    pub pace: Duration,
    /// A connection on which nothing comes for so long is closed; it is pinged after a third of it.
    pub idle: Duration,
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
