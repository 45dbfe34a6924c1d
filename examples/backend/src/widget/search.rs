//! `POST /api/widget/search`: a sentence in, products, words and proposals out, as one JSON or as they come.

use axum::{Json, extract::State, http::HeaderMap, response::IntoResponse, response::Response};
use handcart::contract::dialect::neuroon::SearchRequest;

use crate::{app::App, error::ApiError, guard::Body, shop::Visitor};

use super::{
    live,
    turn::{check, turn},
};

const LIMIT: usize = 256 * 1024;

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
    if live::wanted(&headers) {
        // What is wrong with the request is told by a status.
        check(&body.value)?;
        return Ok(live::stream(app, body.value));
    }
    Ok(Json(turn(&app, &body.value, None).await?).into_response())
}
