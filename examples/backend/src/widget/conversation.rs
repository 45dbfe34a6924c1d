//! What was said before, kept for two hours.

use sqlx::SqlitePool;

use crate::{
    agent::Memory,
    app::{now, random_id},
    error::ApiError,
};

const KEPT: i64 = 2 * 60 * 60;
const MOST: i64 = 10_000;

/// The memory of a conversation. One that is unknown or too old begins anew, under an id of ours.
pub(super) async fn recall(db: &SqlitePool, id: Option<&str>) -> Result<(String, Memory), ApiError> {
    if let Some(id) = id {
        let kept: Option<String> = sqlx::query_scalar("SELECT memory FROM conversation WHERE id = ? AND seen > ?")
            .bind(id)
            .bind(now() - KEPT)
            .fetch_optional(db)
            .await?;
        if let Some(memory) = kept {
            // A memory that an earlier version wrote is forgotten, not an error.
            return Ok((id.to_owned(), serde_json::from_str(&memory).unwrap_or_default()));
        }
    }
    Ok((random_id(), Memory::default()))
}

/// Keeps the memory, and forgets what is too old or too much.
pub(super) async fn keep(db: &SqlitePool, id: &str, memory: &Memory) -> Result<(), ApiError> {
    sqlx::query(
        "INSERT INTO conversation (id, memory, seen) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET memory = excluded.memory, seen = excluded.seen",
    )
    .bind(id)
    .bind(serde_json::to_string(memory)?)
    .bind(now())
    .execute(db)
    .await?;
    sqlx::query(
        "DELETE FROM conversation WHERE seen < ? OR seen < (SELECT seen FROM conversation ORDER BY seen DESC LIMIT 1 OFFSET ?)",
    )
    .bind(now() - KEPT)
    .bind(MOST)
    .execute(db)
    .await?;
    Ok(())
}
