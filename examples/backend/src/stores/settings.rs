//! Which store has which address and secret: one small JSON file.

use std::{collections::HashMap, path::Path};

use hyper::Uri;
use serde::Deserialize;

use super::address::{self, Reach};

/// Shorter secrets can be guessed.
const SHORTEST_SECRET: usize = 16;

/// Why the stores cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file.
    #[error("{0}: {1}")]
    File(String, #[source] std::io::Error),
    /// Its JSON.
    #[error("{0}: {1}")]
    Json(String, #[source] serde_json::Error),
    /// A store in it.
    #[error("{file}: store {store}: {problem}")]
    Store {
        /// The file.
        file: String,
        /// The store.
        store: String,
        /// What is wrong, and what was expected.
        problem: String,
    },
    /// The TLS library.
    #[error("tls: {0}")]
    Tls(#[from] tokio_rustls::rustls::Error),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Entry {
    cart_url: String,
    secret: String,
    #[serde(default)]
    loopback: bool,
}

/// How a store is reached.
pub(super) struct Settings {
    pub(super) url: Uri,
    pub(super) secret: String,
    pub(super) reach: Reach,
}

impl std::fmt::Debug for Settings {
    /// Without the secret.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} ({:?})", self.url, self.reach)
    }
}

pub(super) fn read(file: &Path) -> Result<HashMap<String, Settings>, SettingsError> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|cause| SettingsError::File(name.clone(), cause))?;
    let entries: HashMap<String, Entry> =
        serde_json::from_str(&text).map_err(|cause| SettingsError::Json(name.clone(), cause))?;
    let mut known = HashMap::new();
    for (store, entry) in entries {
        let settings = check(entry).map_err(|problem| SettingsError::Store {
            file: name.clone(),
            store: store.clone(),
            problem,
        })?;
        known.insert(store, settings);
    }
    Ok(known)
}

fn check(entry: Entry) -> Result<Settings, String> {
    let url: Uri = entry.cart_url.parse().map_err(|_| "cartUrl: expected an address, got something else".to_owned())?;
    let reach = if entry.loopback { Reach::Loopback } else { Reach::Public };
    if url.query().is_some() || url.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err("cartUrl: expected an address without a query and without a user".to_owned());
    }
    let host = url.host().unwrap_or("");
    match url.scheme_str() {
        _ if host.is_empty() => return Err("cartUrl: expected an address with a host".to_owned()),
        Some("https") => {}
        Some("http") if entry.loopback && address::is_loopback_name(host) => {}
        Some("http") => {
            return Err("cartUrl: expected https; http is for loopback addresses with \"loopback\": true".to_owned());
        }
        _ => return Err("cartUrl: expected https".to_owned()),
    }
    if let Some(literal) = address::literal(host)
        && !reach.allows(literal)
    {
        return Err(format!("cartUrl: expected a public address, got {host}"));
    }
    if entry.secret.len() < SHORTEST_SECRET {
        return Err(format!("secret: expected at least {SHORTEST_SECRET} characters, got {}", entry.secret.len()));
    }
    Ok(Settings { url, secret: entry.secret, reach })
}

#[cfg(test)]
mod tests {
    use super::{Entry, check};

    fn look(url: &str, loopback: bool) -> Result<(), String> {
        check(Entry { cart_url: url.into(), secret: "sixteen letters!".into(), loopback }).map(|_| ())
    }

    #[test]
    fn only_what_may_be_called_can_be_set() {
        assert!(look("https://shop.example/cart", false).is_ok());
        assert!(look("http://127.0.0.1:8080/cart", true).is_ok());
        assert!(look("http://localhost:8080/cart", true).is_ok());
        for (url, loopback) in [
            ("http://shop.example/cart", false),
            ("http://shop.example/cart", true),
            ("http://127.0.0.1:8080/cart", false),
            ("https://127.0.0.1/cart", false),
            ("https://10.0.0.1/cart", false),
            ("https://10.0.0.1/cart", true),
            ("https://[::1]/cart", false),
            ("https://[fd00::1]/cart", false),
            ("https://169.254.169.254/latest", false),
            ("https://user:word@shop.example/cart", false),
            ("https://shop.example/cart?a=b", false),
            ("ftp://shop.example/cart", false),
            ("/cart", false),
        ] {
            assert!(look(url, loopback).is_err(), "{url}");
        }
        let short = Entry { cart_url: "https://shop.example/".into(), secret: "short".into(), loopback: false };
        assert!(check(short).is_err_and(|problem| !problem.contains("short")));
    }
}
