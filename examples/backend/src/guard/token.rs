//! The tokens that may use the search.

use axum::http::{HeaderMap, StatusCode};
use subtle::ConstantTimeEq;

use crate::error::ApiError;

/// The configured tokens. Their `Debug` does not show them.
pub struct Tokens(Vec<String>);

impl std::fmt::Debug for Tokens {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} tokens", self.0.len())
    }
}

impl Tokens {
    /// These tokens; empty ones are left out.
    #[must_use]
    pub fn new(tokens: Vec<String>) -> Self {
        Self(tokens.into_iter().filter(|token| !token.is_empty()).collect())
    }

    /// Looks at `X-Widget-Token`.
    ///
    /// # Errors
    /// 401 when it is absent or unknown.
    pub fn check(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let refuse = |message: &str, got: &str| {
            Err(ApiError::new(StatusCode::UNAUTHORIZED, "unauthorized", message).at(
                "X-Widget-Token",
                "a token of this shop",
                got,
            ))
        };
        let Some(given) = headers.get("x-widget-token") else {
            return refuse("The token is missing.", "nothing");
        };
        if self.knows(given.as_bytes()) { Ok(()) } else { refuse("The token is not known.", "another token") }
    }

    /// Whether this is one of them. Every token is compared, and each in constant time.
    #[must_use]
    pub fn knows(&self, given: &[u8]) -> bool {
        self.0.iter().fold(subtle::Choice::from(0), |known, token| known | token.as_bytes().ct_eq(given)).into()
    }
}
