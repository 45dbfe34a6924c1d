//! Messages answered, one after the other: words as they come, then products, proposals and short answers.

use std::{sync::Weak, time::Duration};

use handcart::contract::dialect::neuroon::{SearchProduct, SearchRequest};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::{
    app::App,
    catalogue::{Product, Shelf},
    error::ApiError,
    widget::turn::turn,
};

use super::{
    frame::{self, Message},
    room::{Room, Talk},
    rooms,
};

/// The longest that an answer may take.
const LONGEST: Duration = Duration::from_secs(90);
/// Pieces of speech that are told together.
const PIECES: usize = 4;
/// Words that are told before the answer is there.
const SPEECH: usize = 32 * 1024;
/// Products that are offered instead of one.
const INSTEAD: usize = 3;

/// Everything that is to be said in a conversation.
pub(super) async fn all(app: App, room: Weak<Room>, mut waiting: mpsc::Receiver<Talk>) {
    while let Some(talk) = waiting.recv().await {
        let Some(room) = room.upgrade() else {
            return;
        };
        match talk {
            Talk::Answer(message) => answer(&app, &room, message).await,
            Talk::Instead { id, sku, name, reason } => {
                let said = instead(&app, &room, &id, (&sku, &name, &reason)).await;
                finish(&room, &id, said);
            }
        }
        // A failure is logged there; the conversation goes on in the memory.
        let _ = rooms::keep(&app, &room).await;
    }
}

async fn answer(app: &App, room: &Room, message: Message) {
    let id = message.id.clone();
    let said = speak(app, room, message).await;
    finish(room, &id, said);
}

fn finish(room: &Room, id: &str, said: Result<(), ApiError>) {
    if let Err(cause) = said {
        room.tell(frame::refusal(&cause, Some(id)));
    }
    room.tell(json!({ "type": "response_complete", "id": id }));
}

async fn speak(app: &App, room: &Room, message: Message) -> Result<(), ApiError> {
    let request = request(room, message)?;
    let (said, mut words) = mpsc::channel(64);
    let mut streamed = String::new();
    let hear = async {
        let mut pieces = Vec::new();
        while words.recv_many(&mut pieces, PIECES).await > 0 {
            let piece: String = pieces.drain(..).collect();
            if !piece.is_empty() && streamed.len() + piece.len() <= SPEECH {
                streamed.push_str(&piece);
                room.tell(json!({ "type": "text_delta", "text": piece }));
            }
            tokio::time::sleep(app.tempo.pace).await;
        }
    };
    let (answer, ()) = tokio::join!(tokio::time::timeout(LONGEST, turn(app, &request, Some(said))), hear);
    let answer = match answer {
        Ok(Ok(answer)) => answer,
        Ok(Err(cause)) => {
            end(room, &streamed, &streamed);
            return Err(cause);
        }
        Err(_) => {
            end(room, &streamed, &streamed);
            let status = axum::http::StatusCode::GATEWAY_TIMEOUT;
            return Err(ApiError::new(status, "timeout", "This took too long. Please try again."));
        }
    };
    room.set_dialog(answer.conversation_id);
    if streamed.is_empty() && !answer.ai_response.is_empty() {
        streamed.clone_from(&answer.ai_response);
        room.tell(json!({ "type": "text_delta", "text": streamed }));
    }
    end(room, &streamed, &answer.ai_response);
    if !answer.results.is_empty() {
        room.tell(json!({ "type": "product_cards", "products": shown(&answer.results) }));
    }
    if !answer.cart_action.is_empty() {
        room.tell(json!({ "type": "cart_action", "actions": answer.cart_action }));
    }
    if !answer.quick_replies.is_empty() {
        room.tell(json!({ "type": "quick_replies", "replies": answer.quick_replies }));
    }
    Ok(())
}

/// The same request as that of the search.
fn request(room: &Room, message: Message) -> Result<SearchRequest, ApiError> {
    let (dialog, language) = room.dialog();
    let mut body = json!({ "query": message.text });
    let more = [
        ("conversationId", dialog.map(Value::String)),
        ("language", language.map(Value::String)),
        ("cartSnapshot", message.cart_snapshot),
        ("shown", message.shown),
        ("outcomes", message.outcomes),
    ];
    if let Some(fields) = body.as_object_mut() {
        for (name, value) in more {
            fields.extend(value.filter(|value| !value.is_null()).map(|value| (name.to_owned(), value)));
        }
    }
    serde_path_to_error::deserialize(body)
        .map_err(|cause| ApiError::bad(format!("The message cannot be read: {}: {}.", cause.path(), cause.inner())))
}

/// What counts in the end is named when it differs from what was told.
fn end(room: &Room, streamed: &str, text: &str) {
    if streamed == text {
        if !streamed.is_empty() {
            room.tell(json!({ "type": "text_end" }));
        }
    } else {
        room.tell(json!({ "type": "text_end", "text": text }));
    }
}

fn shown(products: &[SearchProduct]) -> Vec<Value> {
    products.iter().map(card).collect()
}

/// A whole product under the names of both protocols.
fn card(product: &SearchProduct) -> Value {
    let mut card = json!(product);
    let only = if let [only] = product.variants.as_slice() { &only.id } else { &product.id };
    if let Some(fields) = card.as_object_mut() {
        fields.insert("sku".to_owned(), json!(only));
        fields.insert("image_url".to_owned(), json!(product.image_url));
        fields.insert("in_stock".to_owned(), json!(product.in_stock));
        fields.extend(product.sale_price.map(|price| ("promo_price".to_owned(), json!(price))));
        fields.extend(product.stock_count.map(|pieces| ("stock".to_owned(), json!(pieces))));
    }
    card
}

/// After a refusal: products of the same kind that can be had.
async fn instead(app: &App, room: &Room, id: &str, (sku, name, reason): (&str, &str, &str)) -> Result<(), ApiError> {
    let shelf = app.shelf().await?;
    let wanted = shelf.catalogue.of_variant(sku);
    let others = wanted.map(|wanted| alike(&shelf, wanted)).unwrap_or_default();
    let what = if name.is_empty() { "This product" } else { name };
    let why = match reason {
        "out_of_stock" => format!("{what} is sold out."),
        "product_not_found" => format!("The store does not have {what} any more."),
        "quantity_exceeded" => format!("The store does not have that many of {what}."),
        _ => format!("The store did not accept {what}."),
    };
    let text = if others.is_empty() { why } else { format!("{why} These are alike, and can be had:") };
    // They name the change, so that they are part of no answer that is waited for.
    room.tell(json!({ "type": "text_delta", "id": id, "text": text }));
    room.tell(json!({ "type": "text_end", "id": id }));
    if !others.is_empty() {
        let products: Vec<SearchProduct> =
            others.iter().map(|product| crate::agent::product(&shelf, product)).collect();
        room.tell(json!({ "type": "product_cards", "id": id, "products": shown(&products) }));
    }
    Ok(())
}

/// Of the same kind and in stock, the nearest in price first.
fn alike<'s>(shelf: &'s Shelf, wanted: &Product) -> Vec<&'s Product> {
    let same = |product: &&Product| {
        product.id != wanted.id && product.kinds.first() == wanted.kinds.first() && shelf.in_stock(product)
    };
    let mut found: Vec<&Product> = shelf.catalogue.products().iter().filter(same).collect();
    found.sort_by_key(|product| shelf.price(product).abs_diff(shelf.price(wanted)));
    found.truncate(INSTEAD);
    found
}
