//! One socket: who it is, what it says, and what it has yet to hear.

use std::{sync::Arc, time::Duration};

use axum::extract::ws::{CloseFrame, Message as Wire, Utf8Bytes, WebSocket};
use serde_json::{Value, json};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until, timeout},
};

use crate::{
    app::{App, random_id},
    stores::{Cart, Change, Place, Told},
};

use super::{
    frame::{self, Action, Auth, Incoming, Message, is_id},
    room::{Room, Taken},
};

/// For the first frame.
const AUTH: Duration = Duration::from_secs(10);
/// For a client that does not take what it is sent.
const SEND: Duration = Duration::from_secs(10);
/// Frames of one connection a minute.
const FRAMES: u32 = 600;
/// Readings of the cart at a time.
const READINGS: usize = 4;

/// Why a connection ends.
enum End {
    /// The other side is gone, or hears nothing.
    Gone,
    /// We close it.
    Close(u16, &'static str),
}

type Going = Result<(), End>;

/// Serves one connection to its end.
pub(super) async fn serve(app: App, mut socket: WebSocket, address: String) {
    if let Err(End::Close(code, reason)) = talk(&app, &mut socket, &address).await {
        let close = Wire::Close(Some(CloseFrame { code, reason: reason.into() }));
        // Whoever is gone already need not be told.
        let _ = timeout(SEND, socket.send(close)).await;
    }
}

async fn talk(app: &App, socket: &mut WebSocket, address: &str) -> Going {
    let mut cuts = app.rooms.cuts();
    let first = timeout(AUTH, next(socket)).await.map_err(|_| End::Close(4001, "no auth within 10 s"))??;
    let auth = match serde_json::from_str(&first) {
        Ok(Incoming::Auth(auth)) if auth.is_plain() && app.tokens.knows(auth.api_key.as_bytes()) => auth,
        _ => {
            let told = frame::error("unauthorized", "The first frame must be an auth that is known here.", None);
            send(socket, frame::text(&told)).await?;
            return Err(End::Close(4001, "not authorised"));
        }
    };
    let (room, cursor) = enter(app, socket, auth).await?;
    let (direct, mut own) = mpsc::channel(READINGS);
    let visit = Visit { app, room: &room, address, direct };
    let mut news = room.listen();
    let mut heard = Heard { cursor, begun: cursor, frames: 0, since: Instant::now() };
    let (mut quiet, mut pinged) = (Instant::now(), false);
    heard.tell(socket, &room).await?;
    loop {
        let wait = if pinged { app.tempo.idle } else { app.tempo.idle / 3 };
        tokio::select! {
            said = next(socket) => {
                (quiet, pinged) = (Instant::now(), false);
                heard.count()?;
                if let Some(answer) = visit.hear(&said?) {
                    send(socket, frame::text(&answer)).await?;
                }
            }
            Some(answer) = own.recv() => send(socket, frame::text(&answer)).await?,
            changed = news.changed() => changed.map_err(|_| End::Gone)?,
            _ = cuts.changed() => return Err(End::Gone),
            () = sleep_until(quiet + wait) => {
                if pinged {
                    return Err(End::Close(1001, "idle"));
                }
                pinged = true;
                send(socket, frame::text(&json!({ "type": "ping" }))).await?;
            }
        }
        heard.tell(socket, &room).await?;
    }
}

/// Finds the conversation and says so; the number of the last frame that the client has.
async fn enter(app: &App, socket: &mut WebSocket, auth: Auth) -> Result<(Arc<Room>, u64), End> {
    let session = auth.session_id.unwrap_or_else(random_id);
    send(socket, frame::text(&json!({ "type": "auth_ok", "session_id": session }))).await?;
    let place = Place { store: auth.store_id, session };
    let (room, restored) = match app.rooms.join(app, place, auth.conversation_id.as_deref()).await {
        Ok(joined) => joined,
        Err(cause) => {
            send(socket, frame::text(&frame::refusal(&cause, None))).await?;
            return Err(End::Close(1013, "try again later"));
        }
    };
    room.set_language(auth.language);
    let (cart, trouble) = load(app, &room, "cart").await;
    if room.cart().is_none() {
        room.set_cart(cart.clone());
    }
    let seq = room.seq(auth.last_seq);
    let told = if restored {
        let items = cart.as_ref().map(|cart| json!(cart.items)).unwrap_or_else(|| json!([]));
        json!({ "type": "session_restored", "conversation_id": room.id, "selected_items": items, "last_seq": seq })
    } else {
        json!({ "type": "conversation_started", "conversation_id": room.id })
    };
    send(socket, frame::text(&frame::with_cart(told, cart.as_ref()))).await?;
    if let Some(trouble) = trouble {
        send(socket, frame::text(&trouble)).await?;
    }
    // Whoever does not say what it has seen wants to hear what comes now.
    let cursor = if restored { auth.last_seq.unwrap_or(seq).min(seq) } else { 0 };
    Ok((room, cursor))
}

/// The cart, or an error under this id: one without an id would be about the message that is being answered.
async fn load(app: &App, room: &Room, id: &str) -> (Option<Cart>, Option<Value>) {
    match app.stores.load(app, &room.place).await {
        Ok(Ok(cart)) => (Some(cart), None),
        Ok(Err(failure)) => {
            let message = "The store did not tell what is in the cart.";
            (None, Some(frame::error(failure.reason(), message, Some(id))))
        }
        Err(cause) => (None, Some(frame::refusal(&cause, Some(id)))),
    }
}

/// What a connection has heard and said.
struct Heard {
    cursor: u64,
    /// Where it came in: what was lost before that is lost.
    begun: u64,
    frames: u32,
    since: Instant,
}

impl Heard {
    /// Sends what was said since.
    async fn tell(&mut self, socket: &mut WebSocket, room: &Room) -> Going {
        let (said, whole) = room.after(self.cursor);
        if !whole && self.cursor != self.begun {
            // It took too long to take what it was sent; when it comes back, it hears what is kept.
            return Err(End::Close(1013, "too slow"));
        }
        for (seq, text) in said {
            send(socket, text).await?;
            self.cursor = seq;
        }
        Ok(())
    }

    fn count(&mut self) -> Going {
        if self.since.elapsed() >= Duration::from_secs(60) {
            (self.frames, self.since) = (0, Instant::now());
        }
        self.frames += 1;
        if self.frames > FRAMES { Err(End::Close(1008, "too many frames")) } else { Ok(()) }
    }
}

/// A connection in its conversation.
struct Visit<'v> {
    app: &'v App,
    room: &'v Arc<Room>,
    address: &'v str,
    direct: mpsc::Sender<Value>,
}

impl Visit<'_> {
    /// Hears a frame. What is answered is for this connection alone.
    fn hear(&self, said: &str) -> Option<Value> {
        let incoming: Incoming = match serde_json::from_str(said) {
            Ok(incoming) => incoming,
            Err(cause) => {
                return Some(frame::error("bad-request", &format!("The frame cannot be read: {cause}."), None));
            }
        };
        match incoming {
            Incoming::Ping => Some(json!({ "type": "pong" })),
            Incoming::Pong => None,
            Incoming::Auth(_) => Some(frame::error("bad-request", "This connection is authorised already.", None)),
            Incoming::Message(message) => self.message(message),
            Incoming::Action(action) => self.action(action),
            Incoming::Cart { id } => self.cart(id),
        }
    }

    fn message(&self, message: Message) -> Option<Value> {
        let id = message.id.clone();
        if !is_id(&id) {
            return Some(frame::error("bad-request", "A message needs an id of 1 to 128 visible characters.", None));
        }
        if let Err(cause) = self.app.searches.count(self.address, Some(&self.visitor())) {
            return Some(frame::refusal(&cause, Some(&id)));
        }
        match self.room.message(message) {
            Taken::Waiting | Taken::Known(_) | Taken::Conflict => None,
            Taken::Full => Some(busy(&id)),
        }
    }

    fn action(&self, action: Action) -> Option<Value> {
        let id = action.id;
        if !is_id(&id) {
            return Some(frame::error("bad-request", "An action needs an id of 1 to 128 visible characters.", None));
        }
        let refuse = |reason: &str| Some(Told::refused(reason, None).frame(&id));
        let change = match Change::read(&action.action, action.sku, action.quantity) {
            Ok(change) => change,
            Err(reason) => return refuse(reason),
        };
        if let Err(cause) = self.app.changes.count(self.address, Some(&self.visitor())) {
            return Some(frame::refusal(&cause, Some(&id)));
        }
        match self.room.action(id.clone(), action.attempt, change) {
            Taken::Waiting => None,
            Taken::Known(told) => told,
            Taken::Full => Some(busy(&id)),
            Taken::Conflict => refuse("conflict"),
        }
    }

    /// The store is asked beside everything else.
    fn cart(&self, id: String) -> Option<Value> {
        if !is_id(&id) {
            return Some(frame::error("bad-request", "A cart needs an id of 1 to 128 visible characters.", None));
        }
        if let Err(cause) = self.app.changes.count(self.address, Some(&self.visitor())) {
            return Some(frame::refusal(&cause, Some(&id)));
        }
        let Ok(place) = self.direct.clone().try_reserve_owned() else {
            return Some(busy(&id));
        };
        let (app, room) = (self.app.clone(), Arc::clone(self.room));
        tokio::spawn(async move {
            let (cart, trouble) = load(&app, &room, &id).await;
            place.send(trouble.unwrap_or_else(|| json!({ "type": "cart", "id": id, "cart": cart })));
        });
        None
    }

    fn visitor(&self) -> String {
        format!("{}/{}", self.room.place.store, self.room.place.session)
    }
}

fn busy(id: &str) -> Value {
    frame::error("busy", "Too much waits already. Please try again in a moment.", Some(id))
}

/// The next text. The socket itself answers pings, and ends what is too large.
async fn next(socket: &mut WebSocket) -> Result<Utf8Bytes, End> {
    loop {
        match socket.recv().await {
            Some(Ok(Wire::Text(text))) => return Ok(text),
            Some(Ok(Wire::Ping(_) | Wire::Pong(_))) => {}
            Some(Ok(Wire::Binary(_))) => return Err(End::Close(1003, "text only")),
            Some(Ok(Wire::Close(_)) | Err(_)) | None => return Err(End::Gone),
        }
    }
}

async fn send(socket: &mut WebSocket, text: Utf8Bytes) -> Going {
    match timeout(SEND, socket.send(Wire::Text(text))).await {
        Ok(Ok(())) => Ok(()),
        _ => Err(End::Gone),
    }
}
