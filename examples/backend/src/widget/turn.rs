//! One message of the shopper, answered: the same for the search and for the socket.

use handcart::contract::dialect::neuroon::{SearchRequest, SearchResponse, WireAction, WireProposal};
use tokio::sync::mpsc::Sender;

use crate::{
    app::{App, random_id},
    error::ApiError,
};

use super::conversation;

const LONGEST_QUERY: usize = 2_000;

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
    let answer = app.agent.answer(&shelf, &mut memory, &request.query, request.cart_snapshot.as_ref());
    conversation::keep(app.database.pool(), &conversation_id, &memory).await?;
    if let Some(said) = said {
        say(&said, &answer.text).await;
    }
    Ok(SearchResponse {
        query: request.query.clone(),
        results: answer.products(&shelf),
        total: answer.total,
        conversation_id,
        ai_response: answer.text,
        cart_action: answer.actions.into_iter().map(named).collect(),
        quick_replies: answer.quick_replies,
    })
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
        rest = after;
    }
}

fn check(request: &SearchRequest) -> Result<(), ApiError> {
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
