//! The cart on the server's side: each change is asked of the store that owns the cart, by signed webhooks. A store
//! without webhooks gets a cart that lives as long as the conversation, and says so.
//!
//! In reading order: `cart` (what a cart is), `change` (what may be done to it), `settings` (which store has which
//! address), `address` (what may be called), `sign`, `call` (one request), `webhook` (the contract with a store),
//! `own` (the cart without a store).

mod address;
mod call;
mod cart;
mod change;
mod own;
mod settings;
mod sign;
mod webhook;

pub use cart::{Cart, Item};
pub use change::{Asked, Change, Told};
pub use settings::SettingsError;

use std::{collections::HashMap, path::Path};

use crate::{app::App, error::ApiError};

use call::Caller;
use settings::Settings;

/// Whose cart is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The store.
    pub store: String,
    /// The shopper's session in it.
    pub session: String,
}

/// Why a cart could not be had or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The store did not answer in time.
    Timeout,
    /// It answered something else than the contract says.
    Error,
}

impl Failure {
    /// As VIZOCHOK calls it.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Timeout => "webhook_timeout",
            Self::Error => "webhook_error",
        }
    }
}

/// The stores that answer webhooks.
#[derive(Debug)]
pub struct Stores {
    known: HashMap<String, Settings>,
    caller: Caller,
}

impl Stores {
    /// Reads the file that names the stores; without one there are none.
    ///
    /// # Errors
    /// When the file is not what the README says.
    pub fn read(file: Option<&Path>) -> Result<Self, SettingsError> {
        let known = file.map(settings::read).transpose()?.unwrap_or_default();
        Ok(Self { known, caller: Caller::new()? })
    }

    /// The cart as the store has it now.
    ///
    /// # Errors
    /// When the store cannot tell, or the database fails.
    pub async fn load(&self, app: &App, place: &Place) -> Result<Result<Cart, Failure>, ApiError> {
        match self.known.get(&place.store) {
            Some(store) => Ok(webhook::load(&self.caller, store, place).await),
            None => own::load(app, place).await.map(Ok),
        }
    }

    /// Carries out a change that the shopper has confirmed. `waiting` hears when the store has to be asked a second time.
    ///
    /// # Errors
    /// When the database fails; nothing was changed then.
    pub async fn change(
        &self,
        app: &App,
        place: &Place,
        asked: &Asked,
        waiting: impl FnOnce(),
    ) -> Result<Told, ApiError> {
        match self.known.get(&place.store) {
            Some(store) => Ok(webhook::change(&self.caller, store, place, asked, waiting).await),
            None => own::change(app, place, asked).await,
        }
    }
}
