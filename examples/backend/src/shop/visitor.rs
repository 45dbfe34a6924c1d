//! Who asks: the session of the cookie, which is made when something has to be kept.

use std::{convert::Infallible, net::SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderValue, header, request::Parts},
    response::Response,
};
use sqlx::SqliteConnection;

use crate::app::{now, random_id};

use super::COUNTRIES;

const COOKIE: &str = "nh_sid";
/// Thirty days.
const KEPT: u32 = 30 * 24 * 60 * 60;

/// Whoever sent the request.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The session that the cookie names.
    pub session: Option<String>,
    /// Where the request came from.
    pub address: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let session = cookies
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, value)| *name == COOKIE && value.len() == 32 && value.bytes().all(|b| b.is_ascii_hexdigit()))
            .map(|(_, value)| value.to_ascii_lowercase());
        let address =
            parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or_else(String::new, |info| info.0.ip().to_string());
        Ok(Self { session, address })
    }
}

/// The session of a visitor, and whether the browser has yet to be told.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its id.
    pub id: String,
    fresh: bool,
}

impl Session {
    /// The visitor's session if we know it, or a new one. An id that we did not give is never taken over.
    pub async fn open(visitor: &Visitor, db: &mut SqliteConnection) -> Result<Self, sqlx::Error> {
        if let Some(id) = &visitor.session {
            let known: Option<i64> =
                sqlx::query_scalar("SELECT 1 FROM session WHERE id = ?").bind(id).fetch_optional(&mut *db).await?;
            if known.is_some() {
                return Ok(Self { id: id.clone(), fresh: false });
            }
        }
        let id = random_id();
        let home = COUNTRIES.first().map_or("DE", |country| country.code);
        sqlx::query("INSERT INTO session (id, country, changed_at) VALUES (?, ?, ?)")
            .bind(&id)
            .bind(home)
            .bind(now())
            .execute(db)
            .await?;
        Ok(Self { id, fresh: true })
    }

    /// Tells the browser, when it does not know yet.
    pub fn tell(&self, response: &mut Response) {
        if !self.fresh {
            return;
        }
        let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={KEPT}", self.id);
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
}
