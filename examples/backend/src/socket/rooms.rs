//! All conversations: found again while they are fresh, kept in the database when their visitors are gone.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use axum::http::StatusCode;
use tokio::sync::{mpsc, watch};

use crate::{
    app::{App, now, random_id},
    error::ApiError,
    stores::Place,
};

use super::{act, answer, room::Room};

/// Conversations in the memory.
const MOST: usize = 1_000;
/// In the memory, after the last visitor has gone.
const WARM: Duration = Duration::from_secs(10 * 60);
/// In the database, in seconds; as long as the agent's memory.
const KEPT: i64 = 2 * 60 * 60;
const MOST_KEPT: i64 = 10_000;
/// What may wait in one conversation.
const TALKS: usize = 4;
const ACTS: usize = 16;
/// Connections of one address, and of all.
const EACH: usize = 100;
const ALL: usize = 2_000;

/// The conversations, and who is connected.
#[derive(Debug)]
pub struct Rooms {
    known: Mutex<HashMap<String, (Arc<Room>, Instant)>>,
    seats: Arc<Mutex<HashMap<String, usize>>>,
    cuts: watch::Sender<u64>,
}

impl Default for Rooms {
    fn default() -> Self {
        Self { known: Mutex::default(), seats: Arc::default(), cuts: watch::Sender::new(0) }
    }
}

/// The right to be connected; given back when it is dropped.
#[derive(Debug)]
pub(super) struct Seat(String, Arc<Mutex<HashMap<String, usize>>>);

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = seats.get_mut(&self.0) {
            *taken -= 1;
            if *taken == 0 {
                seats.remove(&self.0);
            }
        }
    }
}

impl Rooms {
    /// Cuts every connection: a test aid.
    pub fn cut(&self) {
        self.cuts.send_modify(|cuts| *cuts += 1);
    }

    /// Hears of it.
    pub(super) fn cuts(&self) -> watch::Receiver<u64> {
        self.cuts.subscribe()
    }

    /// Lets one more connection in.
    pub(super) fn seat(&self, address: &str) -> Result<Seat, ApiError> {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = seats.values().sum();
        let taken = seats.entry(address.to_owned()).or_insert(0);
        if *taken >= EACH || all >= ALL {
            let status = StatusCode::TOO_MANY_REQUESTS;
            return Err(ApiError::new(status, "too-many-requests", "There are too many connections.").retry_after(60));
        }
        *taken += 1;
        Ok(Seat(address.to_owned(), Arc::clone(&self.seats)))
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, (Arc<Room>, Instant)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The conversation with this id if it is this visitor's, or a new one; and which of the two.
    pub(super) async fn join(&self, app: &App, place: Place, id: Option<&str>) -> Result<(Arc<Room>, bool), ApiError> {
        if let Some(id) = id {
            if let Some(room) = self.warm(id) {
                if room.place == place {
                    return Ok((room, true));
                }
            } else if let Some(kept) = recall(app, id, &place).await? {
                return Ok((self.open(app, id.to_owned(), place, kept)?, true));
            }
        }
        Ok((self.open(app, random_id(), place, (None, 0))?, false))
    }

    fn warm(&self, id: &str) -> Option<Arc<Room>> {
        let mut known = self.known();
        let (room, since) = known.get_mut(id)?;
        *since = Instant::now();
        Some(Arc::clone(room))
    }

    fn open(&self, app: &App, id: String, place: Place, kept: (Option<String>, u64)) -> Result<Arc<Room>, ApiError> {
        let mut known = self.known();
        let now = Instant::now();
        for (room, since) in known.values_mut() {
            if room.is_visited() {
                *since = now;
            }
        }
        known.retain(|_, (_, since)| now.duration_since(*since) < WARM);
        if let Some((room, _)) = known.get(&id) {
            return Ok(Arc::clone(room));
        }
        if known.len() >= MOST {
            let unseen = known.iter().filter(|(_, (room, _))| !room.is_visited());
            let Some(oldest) = unseen.min_by_key(|(_, (_, since))| *since).map(|(id, _)| id.clone()) else {
                let status = StatusCode::SERVICE_UNAVAILABLE;
                return Err(ApiError::new(status, "too-many-requests", "There are too many conversations."));
            };
            known.remove(&oldest);
        }
        let (talks, to_say) = mpsc::channel(TALKS);
        let (acts, to_do) = mpsc::channel(ACTS);
        let room = Arc::new(Room::new(id.clone(), place, kept, talks, acts));
        // They end with the room, whose other ends of the channels they do not hold.
        tokio::spawn(answer::all(app.clone(), Arc::downgrade(&room), to_say));
        tokio::spawn(act::all(app.clone(), Arc::downgrade(&room), to_do));
        known.insert(id, (Arc::clone(&room), now));
        Ok(room)
    }
}

async fn recall(app: &App, id: &str, place: &Place) -> Result<Option<(Option<String>, u64)>, ApiError> {
    let kept: Option<(Option<String>, i64)> =
        sqlx::query_as("SELECT dialog, seq FROM room WHERE id = ? AND store = ? AND session = ? AND seen > ?")
            .bind(id)
            .bind(&place.store)
            .bind(&place.session)
            .bind(now() - KEPT)
            .fetch_optional(app.database.pool())
            .await?;
    Ok(kept.map(|(dialog, seq)| (dialog, u64::try_from(seq).unwrap_or(0))))
}

/// Keeps what lets a conversation go on.
pub(super) async fn keep(app: &App, room: &Room) -> Result<(), ApiError> {
    sqlx::query(
        "INSERT INTO room (id, store, session, dialog, seq, seen) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET dialog = excluded.dialog, seq = excluded.seq, seen = excluded.seen",
    )
    .bind(&room.id)
    .bind(&room.place.store)
    .bind(&room.place.session)
    .bind(room.dialog().0)
    .bind(i64::try_from(room.seq(None)).unwrap_or(0))
    .bind(now())
    .execute(app.database.pool())
    .await?;
    sqlx::query(
        "DELETE FROM room WHERE seen < ? OR seen < (SELECT seen FROM room ORDER BY seen DESC LIMIT 1 OFFSET ?)",
    )
    .bind(now() - KEPT)
    .bind(MOST_KEPT)
    .execute(app.database.pool())
    .await?;
    Ok(())
}
