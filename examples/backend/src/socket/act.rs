//! Changes of the cart, one after the other: only what the shopper has confirmed comes this way.

use std::sync::Weak;

use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::{
    app::App,
    error::ApiError,
    stores::{Asked, Cart, Change, Told},
};

use super::{
    frame,
    room::{Act, Room, Talk},
    rooms,
};

/// Everything that is to be done in a conversation.
pub(super) async fn all(app: App, room: Weak<Room>, mut waiting: mpsc::Receiver<Act>) {
    while let Some(act) = waiting.recv().await {
        let Some(room) = room.upgrade() else {
            return;
        };
        let id = act.id.clone();
        match carry_out(&app, &room, act).await {
            Ok((change, name, told)) => tell(&room, &id, &change, &name, &told),
            Err(cause) => {
                let told = Told::refused("internal", None);
                room.told(&id, &told);
                room.tell(frame::refusal(&cause, Some(&id)));
                room.tell(told.frame(&id));
            }
        }
        // A failure is logged there; the conversation goes on in the memory.
        let _ = rooms::keep(&app, &room).await;
    }
}

/// The change, the product's name and how it ended.
async fn carry_out(app: &App, room: &Room, act: Act) -> Result<(Change, String, Told), ApiError> {
    let before = room.cart();
    let asked = match room.asked(&act.id) {
        Some(asked) => asked,
        None => match Asked::new(&app.shelf().await?, &room.place, act.id, act.change.clone()) {
            Ok(asked) => asked,
            Err(reason) => return Ok((act.change, String::new(), Told::refused(reason, before))),
        },
    };
    room.asks(&asked);
    let waiting = || room.tell(json!({ "type": "status", "text": "The store is slow. I am asking it once more." }));
    let told = app.stores.change(app, &room.place, &asked, waiting).await?;
    let in_cart = |cart: &Cart| cart.items.iter().find(|item| Some(&*item.sku) == asked.change.sku()).cloned();
    let name = before.as_ref().and_then(in_cart).map_or(asked.item.name, |item| item.name);
    Ok((asked.change, name, told))
}

fn tell(room: &Room, id: &str, change: &Change, name: &str, told: &Told) {
    room.told(id, told);
    match told {
        Told::Done(cart) => {
            room.set_cart(Some(cart.clone()));
            room.tell(changed(change, name, cart));
            room.tell(told.frame(id));
        }
        Told::Refused { reason, cart, .. } => {
            room.set_cart(cart.clone());
            room.tell(told.frame(id));
            if let Change::Add { sku, .. } | Change::UpdateQuantity { sku, .. } = change {
                let (id, sku, name, reason) = (id.to_owned(), sku.clone(), name.to_owned(), reason.clone());
                room.suggest(Talk::Instead { id, sku, name, reason });
            }
        }
        Told::Unclear { cart, .. } => {
            room.set_cart(cart.clone());
            room.tell(told.frame(id));
        }
    }
}

/// `cart_changed`.
fn changed(change: &Change, name: &str, cart: &Cart) -> Value {
    let mut frame = json!({ "type": "cart_changed", "action": change.event(), "items": cart.items, "total": cart.total,
        "currency": cart.currency });
    if let (Some(fields), Some(sku)) = (frame.as_object_mut(), change.sku()) {
        let pieces = if let Change::Add { quantity, .. } = change { *quantity } else { cart.pieces(sku) };
        fields.insert("name".to_owned(), json!(name));
        fields.insert("quantity".to_owned(), json!(pieces));
    }
    frame
}
