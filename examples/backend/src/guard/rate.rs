//! A limit of calls a minute, for each visitor and for each address.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::http::StatusCode;

use crate::error::ApiError;

const WINDOW: Duration = Duration::from_secs(60);
const KEPT: usize = 10_000;

/// Counts calls in windows of one minute.
#[derive(Debug)]
pub struct Limiter {
    each_visitor: u32,
    each_address: u32,
    windows: Mutex<HashMap<String, (Instant, u32)>>,
}

impl Limiter {
    /// So many calls a minute for one visitor; one address may be ten visitors.
    #[must_use]
    pub fn new(each_visitor: u32) -> Self {
        let each_address = each_visitor.saturating_mul(10);
        Self { each_visitor, each_address, windows: Mutex::new(HashMap::new()) }
    }

    /// Counts one call.
    ///
    /// # Errors
    /// 429 when it is one too many.
    pub fn count(&self, address: &str, visitor: Option<&str>) -> Result<(), ApiError> {
        let now = Instant::now();
        self.one(address, self.each_address, now)?;
        visitor.map_or(Ok(()), |visitor| self.one(visitor, self.each_visitor, now))
    }

    fn one(&self, who: &str, limit: u32, now: Instant) -> Result<(), ApiError> {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= KEPT {
            windows.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
        }
        if windows.len() >= KEPT {
            windows.clear();
        }
        let (since, calls) = windows.entry(who.to_owned()).or_insert((now, 0));
        if now.duration_since(*since) >= WINDOW {
            (*since, *calls) = (now, 0);
        }
        if *calls >= limit {
            let wait = WINDOW.saturating_sub(now.duration_since(*since)).as_secs() + 1;
            return Err(ApiError::new(
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-requests",
                format!("Too many requests. Please wait {wait} seconds."),
            )
            .retry_after(wait));
        }
        *calls += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Limiter;

    #[test]
    fn a_visitor_is_stopped_and_another_is_not() {
        let limiter = Limiter::new(2);
        assert!(limiter.count("a", Some("one")).is_ok());
        assert!(limiter.count("a", Some("one")).is_ok());
        assert!(limiter.count("a", Some("one")).is_err());
        assert!(limiter.count("a", Some("two")).is_ok());
    }
}
