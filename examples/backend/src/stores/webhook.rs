//! The contract with a store that has webhooks: a signed POST for each change, a signed GET for the cart.

use std::time::Duration;

use hyper::{Method, Uri};
use serde_json::Value;

use crate::app::now;

use super::{
    Cart, Failure, Place,
    call::{Answer, Call, Caller},
    cart::text,
    change::{Asked, Told},
    settings::Settings,
    sign::sign,
};

/// For a change, each time it is asked for.
const PATIENCE: Duration = Duration::from_secs(5);
/// For the cart, before and after: a store that is slow in one of the two is still within the 15 s of a widget.
const FOR_CART: Duration = Duration::from_secs(3);
/// Before the one repetition.
const PAUSE: Duration = Duration::from_secs(1);
/// Longest reason and longest sentence that are passed on.
const WORDS: usize = 200;

/// `GET {cart_url}/items?store_id=…&session_id=…`.
pub(super) async fn load(caller: &Caller, store: &Settings, place: &Place) -> Result<Cart, Failure> {
    let base = store.url.to_string();
    let (id, session) = (encoded(&place.store), encoded(&place.session));
    let url = format!("{}/items?store_id={id}&session_id={session}", base.trim_end_matches('/'));
    let url: Uri = url.parse().map_err(|_| Failure::Error)?;
    let (method, reach) = (Method::GET, store.reach);
    let call = Call { method, url, reach, headers: signed(store, ""), body: "", patience: FOR_CART };
    let answer = caller.send(&call).await?;
    if !(200..300).contains(&answer.status) {
        return Err(Failure::Error);
    }
    json(&answer).and_then(|said| Cart::read(&said)).ok_or(Failure::Error)
}

/// `POST {cart_url}`, once more if need be, and the cart afterwards.
pub(super) async fn change(
    caller: &Caller,
    store: &Settings,
    place: &Place,
    asked: &Asked,
    waiting: impl FnOnce(),
) -> Told {
    // An older cart would not do: what another page has put in since would be taken for this change.
    let before = load(caller, store, place).await.ok();
    let mut said = ask(caller, store, asked).await;
    if said.is_err() {
        waiting();
        tokio::time::sleep(PAUSE).await;
        said = ask(caller, store, asked).await;
    }
    match said.map(|answer| read(&answer)) {
        Ok(Said::Yes(cart)) => {
            let told = match cart {
                Some(cart) => Some(cart),
                None => load(caller, store, place).await.ok(),
            };
            let reckoned =
                || before.unwrap_or_else(|| Cart::of(Vec::new(), false)).with(&asked.change, asked.item.clone());
            Told::Done(told.unwrap_or_else(reckoned))
        }
        Ok(Said::No { reason, message, available, cart }) => {
            let cart = match cart {
                Some(cart) => Some(cart),
                None => load(caller, store, place).await.ok(),
            };
            Told::Refused { reason, message, available, cart }
        }
        Ok(Said::Nothing) => verify(caller, store, place, asked, before, Failure::Error).await,
        Err(failure) => verify(caller, store, place, asked, before, failure).await,
    }
}

/// Nothing is said before the cart was looked at: what shows the very change is done.
async fn verify(
    caller: &Caller,
    store: &Settings,
    place: &Place,
    asked: &Asked,
    before: Option<Cart>,
    failure: Failure,
) -> Told {
    let cart = load(caller, store, place).await.ok();
    match (before, cart) {
        (Some(before), Some(after)) if before.became(&after, &asked.change) => Told::Done(after),
        (_, cart) => Told::Unclear { failure, cart },
    }
}

/// One POST. No answer, and a failure of the store, are errors.
async fn ask(caller: &Caller, store: &Settings, asked: &Asked) -> Result<Answer, Failure> {
    let mut headers = signed(store, &asked.body);
    headers.push(("content-type", "application/json".to_owned()));
    headers.push(("idempotency-key", asked.key.clone()));
    let (method, url, reach) = (Method::POST, store.url.clone(), store.reach);
    let call = Call { method, url, reach, headers, body: &asked.body, patience: PATIENCE };
    let answer = caller.send(&call).await?;
    if answer.status >= 500 { Err(Failure::Error) } else { Ok(answer) }
}

/// Under our names and under VIZOCHOK's, so that a store which knows those need not be changed.
fn signed(store: &Settings, body: &str) -> Vec<(&'static str, String)> {
    let timestamp = now();
    let signature = sign(&store.secret, timestamp, body);
    vec![
        ("x-handcart-timestamp", timestamp.to_string()),
        ("x-handcart-signature", signature.clone()),
        ("x-vizochok-timestamp", timestamp.to_string()),
        ("x-vizochok-signature", signature),
    ]
}

enum Said {
    Yes(Option<Cart>),
    No { reason: String, message: Option<String>, available: Option<u32>, cart: Option<Cart> },
    Nothing,
}

/// A clear yes comes with a good status; a clear no may come with any that is not a failure.
fn read(answer: &Answer) -> Said {
    let good = (200..300).contains(&answer.status);
    let redirect = (300..400).contains(&answer.status);
    let Some(said) = json(answer).filter(|_| !redirect) else {
        return Said::Nothing;
    };
    let short = |name: &str| {
        said.get(name)
            .and_then(text)
            .map(|words| words.chars().take(WORDS).collect::<String>())
            .filter(|words| !words.is_empty())
    };
    match said.get("ok").and_then(Value::as_bool) {
        Some(true) if good => Said::Yes(Cart::read(&said)),
        Some(false) => Said::No {
            reason: short("reason").unwrap_or_else(|| "rejected".to_owned()),
            message: short("message"),
            available: said.get("available").and_then(Value::as_u64).and_then(|pieces| u32::try_from(pieces).ok()),
            cart: Cart::read(&said),
        },
        _ => Said::Nothing,
    }
}

fn json(answer: &Answer) -> Option<Value> {
    serde_json::from_slice(&answer.body).ok()
}

fn encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    text.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Answer, Said, encoded, read};

    fn said(status: u16, body: &'static str) -> Said {
        read(&Answer { status, body: body.into() })
    }

    #[test]
    fn only_a_clear_answer_is_one() {
        assert!(matches!(said(200, "{\"ok\":true}"), Said::Yes(None)));
        assert!(matches!(said(200, "{\"ok\":true,\"items\":[]}"), Said::Yes(Some(_))));
        assert!(matches!(said(409, "{\"ok\":false,\"reason\":\"max_3_per_customer\"}"),
            Said::No { reason, .. } if reason == "max_3_per_customer"));
        assert!(matches!(said(200, "{\"ok\":false}"), Said::No { reason, .. } if reason == "rejected"));
        for (status, body) in [
            (400, "{\"ok\":true}"),
            (302, "{\"ok\":true}"),
            (302, "{\"ok\":false}"),
            (200, "{\"ok\":\"true\"}"),
            (200, "<html>"),
            (200, ""),
            (401, "{}"),
        ] {
            assert!(matches!(said(status, body), Said::Nothing), "{status} {body}");
        }
    }

    #[test]
    fn what_stands_in_an_address_is_encoded() {
        assert_eq!(encoded("a b&c=ü"), "a%20b%26c%3D%C3%BC");
    }
}
