//! The same request sent twice is done once: answers are kept with their `Idempotency-Key` for a day.

use axum::{
    Json,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::{
    app::{App, now},
    error::ApiError,
};

use super::{
    Visitor,
    change::{Change, carry_out},
    visitor::Session,
};

const KEPT: i64 = 24 * 60 * 60;
const LONGEST_KEY: usize = 200;

/// Carries out a change, or repeats the answer that it already got.
pub(super) async fn once(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    change: Change,
    request: &str,
) -> Result<Response, ApiError> {
    app.changes.count(&visitor.address, visitor.session.as_deref())?;
    let key = key(headers)?;
    let mut db = app.database.write().await?;
    let session = Session::open(visitor, &mut db).await?;
    let request = format!("{} {request}", change.name());
    if let Some(key) = &key
        && let Some(response) = repeat(&mut db, &session.id, key, &request).await?
    {
        return Ok(response);
    }
    let (status, answer) = match carry_out(&mut db, app, &session.id, change).await {
        Ok(value) => (StatusCode::OK, value),
        // A refusal has changed nothing, and is an answer like any other.
        Err(error) if error.status().is_client_error() => (error.status(), serde_json::to_value(&error)?),
        Err(error) => return Err(error),
    };
    if let Some(key) = key {
        sqlx::query("INSERT INTO deed (session, key, request, status, answer, at) VALUES (?, ?, ?, ?, ?, ?)")
            .bind(&session.id)
            .bind(key)
            .bind(request)
            .bind(i64::from(status.as_u16()))
            .bind(answer.to_string())
            .bind(now())
            .execute(&mut *db)
            .await?;
    }
    db.commit().await?;
    let mut response = (status, Json(answer)).into_response();
    session.tell(&mut response);
    Ok(response)
}

fn key(headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or("");
    if text.is_empty() || text.len() > LONGEST_KEY {
        let expected = format!("1 to {LONGEST_KEY} visible ASCII characters");
        return Err(ApiError::bad("This key cannot be used.").at("Idempotency-Key", expected, "another value"));
    }
    Ok(Some(text.to_owned()))
}

async fn repeat(
    db: &mut SqliteConnection,
    session: &str,
    key: &str,
    request: &str,
) -> Result<Option<Response>, ApiError> {
    sqlx::query("DELETE FROM deed WHERE at < ?").bind(now() - KEPT).execute(&mut *db).await?;
    let earlier: Option<(String, i64, String)> =
        sqlx::query_as("SELECT request, status, answer FROM deed WHERE session = ? AND key = ?")
            .bind(session)
            .bind(key)
            .fetch_optional(db)
            .await?;
    let Some((asked, status, answer)) = earlier else {
        return Ok(None);
    };
    if asked != request {
        return Err(ApiError::new(StatusCode::CONFLICT, "conflict", "This key was used for another request."));
    }
    let status = u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok());
    let answer: Value = serde_json::from_str(&answer)?;
    Ok(Some((status.unwrap_or(StatusCode::OK), Json(answer)).into_response()))
}
