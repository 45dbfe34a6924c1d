//! The cart of a store that has webhooks: what the store is asked, and what is said when it answers badly or not at all.
// In a JSON value, what is not there is null; a store dies by a panic; not every test needs every helper.
#![allow(clippy::indexing_slicing, clippy::panic, dead_code)]

mod keeper;
mod support;
mod talk;

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    time::Duration,
};

use handcart_backend::options::Options;
use keeper::{How, SECRET, Store, TENT, open, shop_of};
use serde_json::{Value, json};
use support::{Result, Shop};
use talk::{Talk, add, begin, kinds, words};

/// One add that meets this script: the result, the pieces in the store, the POSTs.
async fn meets(
    talk: &mut Talk,
    store: &Store,
    id: &str,
    script: &[How],
) -> Result<(Value, u64, Vec<(String, String)>)> {
    store.inner().posts.clear();
    store.inner().pieces = 2;
    talk.say(json!({ "type": "cart", "id": "before" })).await?;
    talk.until("cart").await?;
    store.script(script);
    let told = talk.act(add(id, TENT, 1)).await?;
    let inner = store.inner();
    Ok((told, inner.pieces, inner.posts.clone()))
}

#[tokio::test]
async fn a_change_is_asked_as_the_contract_says() -> Result {
    let (shop, store) = open("contract").await?;
    store.inner().pieces = 2;
    let (mut talk, begun) = begin(&shop, "user & 1").await?;
    assert_eq!(
        begun["cart"],
        json!({ "currency": "EUR", "total": 578.0, "items": [
        { "sku": TENT, "name": "Tent", "price": 289.0, "quantity": 2, "unit": "pcs" }] })
    );
    talk.say(add("op-1", TENT, 1)).await?;
    let heard = talk.until("action_result").await?;
    assert_eq!(kinds(&heard), ["cart_changed", "action_result"]);
    assert_eq!((&heard[1]["ok"], &heard[1]["cart"]["items"][0]["quantity"]), (&json!(true), &json!(3)));
    assert_eq!(
        (&heard[0]["action"], &heard[0]["name"], &heard[0]["total"]),
        (&json!("item_selected"), &json!("Tent"), &json!(867.0))
    );
    let (key, body) = store.inner().posts[0].clone();
    assert_eq!(key, "op-1");
    assert_eq!(
        serde_json::from_str::<Value>(&body)?,
        json!({ "action": "add", "store_id": "demo",
        "session_id": "user & 1", "sku": TENT, "name": "Zweipersonenzelt Kar 2", "quantity": 1, "price": 289.0 })
    );
    for (frame, expected) in [
        (json!({ "action": "update_quantity", "sku": TENT, "quantity": 5 }), "quantity_updated"),
        (json!({ "action": "remove", "sku": TENT }), "item_removed"),
    ] {
        let mut frame = frame;
        (frame["type"], frame["id"]) = (json!("action"), json!(expected));
        talk.say(frame).await?;
        assert_eq!(talk.until("action_result").await?[0]["action"], expected);
    }
    // What is asked of nobody: a product that is not sold here.
    let asked = store.inner().posts.len();
    assert_eq!(talk.act(add("op-9", "made-up", 1)).await?["reason"], "product_not_found");
    assert_eq!(store.inner().posts.len(), asked);
    // Words change nothing, whatever they say.
    talk.ask("m", "add the Kar 2").await?;
    talk.ask("n", "yes").await?;
    assert_eq!(store.inner().posts.len(), asked);
    Ok(())
}

#[tokio::test]
async fn a_refusal_is_passed_on_with_what_there_is_instead() -> Result {
    let (shop, store) = open("refusal").await?;
    let (mut talk, _) = begin(&shop, "one").await?;
    for (at, reason) in
        ["out_of_stock", "quantity_exceeded", "max_3_per_customer", "product_not_found"].iter().enumerate()
    {
        store.script(&[How::Refuse(reason)]);
        let id = format!("op-{at}");
        let told = talk.act(add(&id, TENT, 1)).await?;
        assert_eq!((&told["ok"], &told["reason"], &told["available"]), (&json!(false), &json!(reason), &json!(3)));
        assert_eq!(told["cart"]["items"], json!([]));
        let heard = talk.until("response_complete").await?;
        assert_eq!(kinds(&heard), ["text_delta", "text_end", "product_cards", "response_complete"], "{heard:?}");
        assert!(heard.iter().all(|frame| frame["id"] == id), "it names the change: {heard:?}");
        assert!(words(&heard).contains("Kar 2"), "{}", words(&heard));
        let products = heard[2]["products"].as_array().cloned().unwrap_or_default();
        assert!((1..=3).contains(&products.len()));
        for product in products {
            assert_ne!(product["id"], TENT);
            assert_eq!(product["inStock"], true);
            assert!(product["name"].as_str().is_some_and(|name| name.contains("zelt")), "{product}");
        }
    }
    // Try again: the next attempt asks anew, under the same key, in the same words.
    let mut again = add("op-0", TENT, 1);
    again["attempt"] = json!(2);
    assert_eq!(talk.act(again).await?["ok"], true);
    let posts = store.inner().posts.clone();
    assert_eq!(posts.len(), 5);
    assert_eq!(posts.first(), posts.last());
    Ok(())
}

#[tokio::test]
async fn a_store_that_fails_once_is_asked_once_more_in_the_same_words() -> Result {
    let (shop, store) = open("once").await?;
    let (mut talk, _) = begin(&shop, "one").await?;
    for (at, how) in [
        How::Status(500, false),
        How::Status(503, true),
        How::Die(false),
        How::Die(true),
        How::Huge(true),
        How::Slow(false),
        How::Slow(true),
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("op-{at}");
        let began = std::time::Instant::now();
        let (told, pieces, posts) = meets(&mut talk, &store, &id, &[how]).await?;
        assert!(began.elapsed() >= Duration::from_secs(1));
        assert_eq!((&told["ok"], pieces, posts.len()), (&json!(true), 3, 2), "{id}: {told}");
        assert_eq!(posts[0], posts[1], "{id}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_unknown_is_looked_up_before_anything_is_said() -> Result {
    let (shop, store) = open("unknown").await?;
    let (mut talk, _) = begin(&shop, "one").await?;
    // Twice without an answer, but the cart shows it: done, and only once.
    let shown: [&[How]; 4] = [
        &[How::Status(500, true), How::Status(500, true)],
        &[How::Die(true), How::Die(true)],
        &[How::Body("<html>thank you</html>", true)],
        &[How::Status(400, true)],
    ];
    for (at, script) in shown.into_iter().enumerate() {
        let (told, pieces, _) = meets(&mut talk, &store, &format!("shown-{at}"), script).await?;
        assert_eq!((&told["ok"], pieces), (&json!(true), 3), "{at}: {told}");
        assert_eq!(told["cart"]["items"][0]["quantity"], 3);
    }
    // The cart does not show it.
    let absent: [&[How]; 6] = [
        &[How::Status(500, false), How::Status(502, false)],
        &[How::Die(false), How::Die(false)],
        &[How::Body("{\"ok\":\"yes\"}", false)],
        &[How::Body("", false)],
        &[How::Redirect],
        &[How::Huge(false), How::Huge(false)],
    ];
    for (at, script) in absent.into_iter().enumerate() {
        let (told, pieces, _) = meets(&mut talk, &store, &format!("absent-{at}"), script).await?;
        assert_eq!((&told["ok"], &told["reason"], pieces), (&json!(false), &json!("webhook_error"), 2), "{at}: {told}");
        assert_eq!(told["cart"]["items"][0]["quantity"], 2);
        assert!(told["message"].is_string());
    }
    // The cart cannot be read either: nothing is claimed.
    store.inner().deaf = true;
    store.script(&[How::Status(500, true), How::Status(500, true)]);
    let told = talk.act(add("deaf", TENT, 1)).await?;
    assert_eq!((&told["ok"], &told["reason"], &told["cart"]), (&json!(false), &json!("webhook_error"), &Value::Null));
    talk.say(json!({ "type": "cart", "id": "c" })).await?;
    let error = talk.hear().await?;
    assert_eq!((&error["type"], &error["code"], &error["id"]), (&json!("error"), &json!("webhook_error"), &json!("c")));
    store.inner().deaf = false;
    // Too slow twice.
    let (told, pieces, posts) = meets(&mut talk, &store, "slow", &[How::Slow(false), How::Slow(false)]).await?;
    assert_eq!((&told["ok"], &told["reason"], pieces, posts.len()), (&json!(false), &json!("webhook_timeout"), 2, 2));
    Ok(())
}

#[tokio::test]
async fn a_store_that_is_not_there() -> Result {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    drop(listener);
    let shop = shop_of(&format!("http://{address}/cart"), "gone").await?;
    let (mut talk, begun) = begin(&shop, "one").await?;
    assert_eq!((&begun["type"], &begun["cart"]), (&json!("conversation_started"), &Value::Null));
    assert_eq!(talk.hear().await?["code"], "webhook_error");
    let told = talk.act(add("op", TENT, 1)).await?;
    assert_eq!((&told["ok"], &told["reason"]), (&json!(false), &json!("webhook_error")));
    assert!(kinds(&talk.ask("m", "hello").await?).contains(&"text_end"));
    Ok(())
}

#[tokio::test]
async fn a_file_that_cannot_be_used_stops_the_start() -> Result {
    let file = std::env::temp_dir().join(format!("handcart-stores-{}-bad.json", std::process::id()));
    for (text, part) in [
        ("{", "EOF"),
        ("{\"a\":{\"cartUrl\":\"http://shop.example/\",\"secret\":\"sixteen letters!\"}}", "expected https"),
        ("{\"a\":{\"cartUrl\":\"https://10.0.0.1/\",\"secret\":\"sixteen letters!\"}}", "public address"),
        ("{\"a\":{\"cartUrl\":\"https://shop.example/\",\"secret\":\"tiny-word\"}}", "at least 16"),
        ("{\"a\":{\"cartUrl\":\"https://shop.example/\",\"secret\":\"sixteen letters!\",\"more\":1}}", "unknown field"),
    ] {
        std::fs::write(&file, text)?;
        let opened = Shop::with(Options { stores: Some(file.clone()), ..support::options() }).await;
        let told = opened.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(told.contains(part) && !told.contains("tiny-word"), "{text}: {told}");
    }
    std::fs::remove_file(file)?;
    Ok(())
}

/// Ends with the test.
struct Running(std::process::Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn the_store_example_answers() -> Result {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../webhook-store");
    let mut store = std::process::Command::new("node")
        .arg("server.mjs")
        .current_dir(folder)
        .env("STORE_SECRET", SECRET)
        .env("STORE_ID", "demo")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .map(Running)?;
    let mut said = BufReader::new(store.0.stdout.take().ok_or("no output")?).lines();
    let line = said.next().ok_or("the store ended")??;
    let url = line.strip_prefix("Webhook store: ").ok_or("another line")?;
    let shop = shop_of(url, "example").await?;
    let (mut talk, begun) = begin(&shop, "one").await?;
    assert_eq!(begun["cart"]["items"], json!([]));
    let told = talk.act(add("a", TENT, 3)).await?;
    assert_eq!((&told["ok"], &told["cart"]["total"]), (&json!(true), &json!(867.0)), "{told}");
    let told = talk.act(add("b", TENT, 1)).await?;
    assert_eq!((&told["reason"], &told["available"]), (&json!("max_3_per_customer"), &json!(3)), "{told}");
    talk.until("response_complete").await?;
    let told = talk.act(add("c", "rucksack-grat-28", 1)).await?;
    assert_eq!(told["reason"], "out_of_stock", "{told}");
    talk.until("response_complete").await?;
    let clear = json!({ "type": "action", "id": "d", "action": "clear" });
    assert_eq!(talk.act(clear).await?["cart"]["items"], json!([]));
    Ok(())
}
