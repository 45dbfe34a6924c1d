//! `POST /api/widget/search`: a sentence in, products, words and proposals out.

use axum::{Json, extract::State, http::HeaderMap, response::IntoResponse, response::Response};
use handcart::contract::dialect::neuroon::{SearchRequest, SearchResponse};

use crate::{app::App, error::ApiError, guard::Body, shop::Visitor};

use super::conversation;

const LIMIT: usize = 256 * 1024;
const LONGEST_QUERY: usize = 2_000;

pub(super) async fn search(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    request: axum::extract::Request,
) -> Result<Response, ApiError> {
    use axum::extract::FromRequest;
    // The token first: whoever has none is not read.
    app.tokens.check(&headers)?;
    app.searches.count(&visitor.address, visitor.session.as_deref())?;
    let body = Body::<SearchRequest, LIMIT>::from_request(request, &()).await?;
    let request = body.value;
    check(&request)?;
    let shelf = app.shelf().await?;
    let known = request.conversation_id.as_deref();
    let (conversation_id, mut memory) = conversation::recall(app.database.pool(), known).await?;
    let answer = app.agent.answer(&shelf, &mut memory, &request.query, request.cart_snapshot.as_ref());
    conversation::keep(app.database.pool(), &conversation_id, &memory).await?;
    let response = SearchResponse {
        query: request.query,
        results: answer.products(&shelf),
        total: answer.total,
        conversation_id,
        ai_response: answer.text,
        cart_action: answer.actions,
        quick_replies: answer.quick_replies,
    };
    Ok(Json(response).into_response())
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
