//! A JSON body of bounded size, with errors that say where and what.

use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
};
use serde::de::DeserializeOwned;

use crate::error::ApiError;

/// A JSON body of at most `LIMIT` bytes.
#[derive(Debug)]
pub struct Body<T, const LIMIT: usize> {
    /// What it says.
    pub value: T,
    /// How it says it.
    pub text: String,
}

impl<S: Send + Sync, T: DeserializeOwned, const LIMIT: usize> FromRequest<S> for Body<T, LIMIT> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        let essence = kind.split(';').next().unwrap_or("").trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            let got = if kind.is_empty() { "no content type" } else { kind };
            return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "bad-request", "Send the body as JSON.").at(
                "Content-Type",
                "application/json",
                got,
            ));
        }
        let bytes = to_bytes(request.into_body(), LIMIT).await.map_err(|_| {
            ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large.").at(
                "",
                format!("at most {LIMIT} bytes"),
                "more",
            )
        })?;
        let text = String::from_utf8(bytes.into())
            .map_err(|_| ApiError::bad("The body is not UTF-8.").at("", "UTF-8", "other bytes"))?;
        let value = parse(&text)?;
        Ok(Self { value, text })
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let read: Result<T, _> = serde_path_to_error::deserialize(&mut reader);
    let value = read.map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { String::new() } else { path };
        explain(error.inner(), path)
    })?;
    reader.end().map_err(|error| explain(&error, String::new()))?;
    Ok(value)
}

fn explain(error: &serde_json::Error, path: String) -> ApiError {
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(words, _)| words);
    if error.is_syntax() || error.is_eof() {
        let place = format!("{said}, line {} column {}", error.line(), error.column());
        return ApiError::bad("The body is not JSON.").at(path, "JSON", place);
    }
    if let Some(field) = said.strip_prefix("missing field ") {
        let field = field.trim_matches('`');
        let path = if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") };
        return ApiError::bad(format!("The field {path} is missing.")).at(path, "a value", "nothing");
    }
    let (got, expected) = said.split_once(", expected ").unwrap_or((said, "another value"));
    let got = got.trim_start_matches("invalid type: ").trim_start_matches("invalid value: ");
    let place = if path.is_empty() { "The body".to_owned() } else { format!("The field {path}") };
    ApiError::bad(format!("{place} has the wrong type.")).at(path, expected, got)
}
