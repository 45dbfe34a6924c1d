//! One message of the shopper, answered: the same for the search and for the socket.

use std::time::Duration;

use handcart::contract::dialect::neuroon::{SearchProduct, SearchRequest, SearchResponse, WireAction, WireProposal};
use tokio::sync::mpsc::Sender;

use crate::{
    agent::{Heard, wire},
    app::{App, random_id},
    catalogue::Shelf,
    error::ApiError,
};

use super::conversation;

const LONGEST_QUERY: usize = 2_000;
/// Between two words.
const PACE: Duration = Duration::from_millis(12);

/// Answers one message. `said` gets the words as they come; what the answer says in the end replaces them. When
/// nobody listens to them any more, the answer is finished all the same: to give it up, drop the future.
///
/// # Errors
/// When the request is out of bounds, or the database fails.
pub async fn turn(
    app: &App,
    request: &SearchRequest,
    said: Option<Sender<String>>,
) -> Result<SearchResponse, ApiError> {
    check(request)?;
    let shelf = app.shelf().await?;
    let known = request.conversation_id.as_deref();
    let (conversation_id, mut memory) = conversation::recall(app.database.pool(), known).await?;
    let heard = Heard {
        sentence: &request.query,
        language: request.language.as_deref(),
        cart: request.cart_snapshot.as_ref(),
        shown: &request.shown,
        outcomes: &request.outcomes,
    };
    let spoken = match &app.model {
        Some(model) => model.answer(&shelf, &app.agent, &mut memory, &heard, said.as_ref()).await,
        None => None,
    };
    let mut response = SearchResponse { query: request.query.clone(), conversation_id, ..SearchResponse::default() };
    if let Some(spoken) = spoken {
        response.results = shown(&shelf, &spoken.shown);
        (response.total, response.ai_response, response.cart_action) = (spoken.total, spoken.text, spoken.proposals);
        conversation::keep(app.database.pool(), &response.conversation_id, &memory).await?;
        return Ok(response);
    }
    let answer = app.agent.answer(&shelf, &mut memory, &heard);
    conversation::keep(app.database.pool(), &response.conversation_id, &memory).await?;
    if let Some(said) = said {
        say(&said, &answer.text).await;
    }
    response.results = shown(&shelf, &answer.shown);
    (response.total, response.ai_response, response.quick_replies) = (answer.total, answer.text, answer.quick_replies);
    response.cart_action = answer.actions.into_iter().map(named).collect();
    Ok(response)
}

/// Products with the prices of now.
fn shown(shelf: &Shelf, ids: &[String]) -> Vec<SearchProduct> {
    ids.iter().filter_map(|id| shelf.catalogue.product(id)).map(|product| wire::product(shelf, product)).collect()
}

/// A proposal under a name that was never used before.
fn named(action: WireAction) -> WireProposal {
    WireProposal { id: Some(random_id()), action }
}

/// Word by word, each with the space before it.
async fn say(said: &Sender<String>, text: &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.char_indices().skip(1).find(|(_, letter)| *letter == ' ').map_or(rest.len(), |(at, _)| at);
        let (word, after) = rest.split_at(end);
        if said.send(word.to_owned()).await.is_err() {
            return;
        }
        tokio::time::sleep(PACE).await;
        rest = after;
    }
}

/// What no request may have too much of.
pub(super) fn check(request: &SearchRequest) -> Result<(), ApiError> {
    let length = request.query.chars().count();
    if request.query.trim().is_empty() {
        return Err(ApiError::bad("The question is empty.").at("query", "some text", "nothing"));
    }
    if length > LONGEST_QUERY {
        let expected = format!("at most {LONGEST_QUERY} characters");
        return Err(ApiError::bad("The question is too long.").at("query", expected, format!("{length} characters")));
    }
    if request.conversation_id.as_ref().is_some_and(|id| id.len() > 64) {
        return Err(ApiError::bad("This is no conversation of ours.").at("conversationId", "at most 64 bytes", "more"));
    }
    if let Some(cart) = &request.cart_snapshot
        && cart.items.len() > 50
    {
        let got = format!("{} lines", cart.items.len());
        return Err(ApiError::bad("The cart has too many lines.").at("cartSnapshot.items", "at most 50 lines", got));
    }
    Ok(())
}
