//! The conversation over the socket, and the cart of a store without webhooks.
// In a JSON value, what is not there is null; not every test needs every helper.
#![allow(clippy::indexing_slicing, dead_code)]

mod support;
mod talk;

use handcart_backend::options::Options;
use reqwest::StatusCode;
use serde_json::{Value, json};
use support::{Result, Shop};
use talk::{add, auth, begin, connect, enter, kinds, words};
use tokio_tungstenite::tungstenite::Message;

#[tokio::test]
async fn a_conversation() -> Result {
    let shop = Shop::open().await?;
    let (mut talk, begun) = begin(&shop, "one").await?;
    assert_eq!(begun["type"], "conversation_started");
    assert_eq!(begun["cart"], json!({ "items": [], "total": 0.0, "currency": "EUR", "session_only": true }), "{begun}");
    let heard = talk.ask("m1", "show me hiking boots under $100").await?;
    let expected = ["text_delta", "text_end", "product_cards", "quick_replies", "response_complete"];
    assert_eq!(kinds(&heard), expected, "{heard:?}");
    assert!(heard.iter().filter(|frame| frame["type"] == "text_delta").count() > 2, "{heard:?}");
    let (_, search) =
        shop.ask(json!({ "query": "show me hiking boots under $100", "cartSnapshot": talk::snapshot() })).await?;
    assert_eq!(search["aiResponse"], words(&heard));
    let shown = heard.iter().find(|frame| frame["type"] == "product_cards").cloned().unwrap_or_default();
    let card = shown["products"][0].clone();
    assert_eq!(card["id"], search["results"][0]["id"]);
    for name in ["sku", "name", "price", "image_url", "url", "in_stock", "stock", "variants"] {
        assert!(!card[name].is_null(), "{name}: {card}");
    }
    // The conversation goes on, and only proposes.
    let heard = talk.ask("m2", "I'll take the second one, size 42").await?;
    let proposal = heard.iter().find(|frame| frame["type"] == "cart_action").cloned().unwrap_or_default();
    assert_eq!(proposal["actions"][0]["type"], "ADD_SUGGESTION", "{heard:?}");
    talk.say(json!({ "type": "cart", "id": "c1" })).await?;
    let cart = talk.hear().await?;
    assert_eq!((&cart["type"], &cart["id"], &cart["cart"]["items"]), (&json!("cart"), &json!("c1"), &json!([])));
    talk.say(json!({ "type": "ping" })).await?;
    assert_eq!(talk.hear().await?["type"], "pong");
    Ok(())
}

#[tokio::test]
async fn who_may_not_come_in() -> Result {
    let shop = Shop::open().await?;
    let (status, error) = shop.get("/api/v1/ws/chat").await?;
    assert_eq!((status, &error["code"]), (StatusCode::UPGRADE_REQUIRED, &json!("bad-request")));
    for origin in ["https://elsewhere.example", "null", "http://127.0.0.1:1"] {
        let refused = connect(&shop, Some(origin)).await.err().map(|error| error.to_string());
        assert!(refused.as_ref().is_some_and(|text| text.contains("403")), "{origin}: {refused:?}");
    }
    connect(&shop, Some(&shop.base)).await?;
    let wrong = [
        json!({ "type": "auth", "api_key": "wrong", "store_id": "demo" }),
        json!({ "type": "auth", "api_key": "demo-token" }),
        json!({ "type": "auth", "api_key": "demo-token", "store_id": "" }),
        json!({ "type": "auth", "api_key": "demo-token", "store_id": "a\nb" }),
        json!({ "type": "auth", "api_key": "demo-token", "store_id": "x".repeat(65) }),
        json!({ "type": "message", "id": "m", "text": "hello" }),
        json!("nothing"),
    ];
    for first in wrong {
        let mut talk = connect(&shop, None).await?;
        talk.say(first.clone()).await?;
        let told = talk.hear().await?;
        assert_eq!((&told["type"], &told["code"]), (&json!("error"), &json!("unauthorized")), "{first}");
        assert!(!told.to_string().contains("demo-token"));
        assert_eq!(talk.closed().await, "closed 4001", "{first}");
    }
    let mut silent = connect(&shop, None).await?;
    assert_eq!(silent.closed().await, "closed 4001");
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_read_is_answered() -> Result {
    let shop = Shop::open().await?;
    let (mut talk, _) = begin(&shop, "one").await?;
    for frame in [
        json!({ "type": "unheard" }),
        json!({ "type": "message", "text": "no id" }),
        json!({ "type": "message", "id": "", "text": "hello" }),
        json!({ "type": "message", "id": "a b", "text": "hello" }),
        json!({ "type": "action", "id": "x".repeat(129), "action": "clear" }),
        json!({ "type": "action", "id": "a", "action": "add", "quantity": -1 }),
        json!({ "type": "cart", "id": "" }),
        auth("again"),
        json!([]),
    ] {
        talk.say(frame.clone()).await?;
        let told = talk.hear().await?;
        assert_eq!((&told["type"], &told["code"]), (&json!("error"), &json!("bad-request")), "{frame}: {told}");
    }
    for (frame, reason) in [
        (json!({ "action": "add", "quantity": 1 }), "missing_sku"),
        (json!({ "action": "add", "sku": "", "quantity": 1 }), "missing_sku"),
        (json!({ "action": "add", "sku": "zelt-kar-2" }), "missing_params"),
        (json!({ "action": "add", "sku": "zelt-kar-2", "quantity": 0 }), "missing_params"),
        (json!({ "action": "update_quantity", "sku": "zelt-kar-2", "quantity": 1000 }), "missing_params"),
        (json!({ "action": "buy" }), "missing_params"),
        (json!({ "action": "add", "sku": "made-up", "quantity": 1 }), "product_not_found"),
        (json!({ "action": "remove", "sku": "zelt-kar-2" }), "not_in_cart"),
    ] {
        let mut frame = frame;
        frame["type"] = json!("action");
        frame["id"] = json!(format!("a-{reason}-{}", frame.to_string().len()));
        let told = talk.act(frame.clone()).await?;
        assert_eq!((&told["ok"], &told["reason"]), (&json!(false), &json!(reason)), "{frame}: {told}");
    }
    // An empty or too long message is refused by its id, and the conversation goes on.
    for (id, text) in [("empty", String::new()), ("long", "x".repeat(2_001))] {
        talk.say(json!({ "type": "message", "id": id, "text": text })).await?;
        let heard = talk.until("response_complete").await?;
        let error = heard.iter().find(|frame| frame["type"] == "error").cloned().unwrap_or_default();
        assert_eq!((&error["code"], &error["id"]), (&json!("bad-request"), &json!(id)), "{heard:?}");
    }
    talk.say(json!({ "type": "message", "id": "odd", "text": "hello", "cartSnapshot": { "items": 7 } })).await?;
    let heard = talk.until("response_complete").await?;
    assert!(heard.iter().any(|frame| frame["type"] == "error" && frame["id"] == "odd"), "{heard:?}");
    assert!(kinds(&talk.ask("after", "hello").await?).contains(&"text_end"));
    let (mut talk, _) = begin(&shop, "two").await?;
    talk.raw(Message::binary(vec![1, 2, 3])).await?;
    assert_eq!(talk.closed().await, "closed 1003");
    let (mut talk, _) = begin(&shop, "three").await?;
    talk.say(json!({ "type": "message", "id": "m", "text": "x".repeat(300_000) })).await?;
    assert!(talk.hear().await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_cut_in_the_middle_loses_nothing_and_repeats_nothing() -> Result {
    let shop = Shop::with(Options { pace: 30, ..support::options() }).await?;
    let (mut talk, begun) = begin(&shop, "one").await?;
    let id = begun["conversation_id"].clone();
    let question = "show me hiking boots under $100";
    talk.say(json!({ "type": "message", "id": "m1", "text": question, "cartSnapshot": talk::snapshot() })).await?;
    let mut heard = vec![talk.hear().await?, talk.hear().await?];
    assert_eq!(kinds(&heard), ["text_delta"]);
    let seq = talk.seq;
    drop(talk);
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    let mut again = auth("one");
    again["conversation_id"] = id.clone();
    again["last_seq"] = json!(seq);
    let (mut talk, restored) = enter(&shop, again.clone()).await?;
    assert_eq!((&restored["type"], &restored["conversation_id"]), (&json!("session_restored"), &id));
    assert_eq!(restored["selected_items"], json!([]));
    talk.seq = seq;
    // The message is sent again, as by a client that does not know whether it arrived.
    talk.say(json!({ "type": "message", "id": "m1", "text": question })).await?;
    heard.extend(talk.until("response_complete").await?);
    let (_, search) = shop.ask(json!({ "query": question, "cartSnapshot": talk::snapshot() })).await?;
    assert_eq!(search["aiResponse"], words(&heard));
    assert_eq!(heard.iter().filter(|frame| frame["type"] == "product_cards").count(), 1);
    // Nothing more comes: the next answer follows at once.
    let next = talk.ask("m2", "hello").await?;
    assert_eq!(next.iter().filter(|frame| frame["type"] == "response_complete").count(), 1);
    assert_eq!(next.last().map(|frame| frame["id"].clone()), Some(json!("m2")));
    // From the very beginning: everything once more, in the same words.
    again["last_seq"] = json!(0);
    let (mut third, _) = enter(&shop, again.clone()).await?;
    let all = third.until("response_complete").await?;
    assert_eq!(words(&all), words(&heard));
    // Without `last_seq` only what comes now; and somebody else's conversation is not entered.
    if let Some(fields) = again.as_object_mut() {
        fields.remove("last_seq");
    }
    let (mut fourth, restored) = enter(&shop, again.clone()).await?;
    assert_eq!(restored["last_seq"], json!(talk.seq));
    fourth.seq = talk.seq;
    fourth.say(json!({ "type": "ping" })).await?;
    assert_eq!(fourth.hear().await?["type"], "pong");
    for (name, value) in [("session_id", "another"), ("store_id", "another"), ("conversation_id", "made-up")] {
        let mut other = again.clone();
        other[name] = json!(value);
        let (_, begun) = enter(&shop, other).await?;
        assert_eq!(begun["type"], "conversation_started", "{name}");
        assert_ne!(begun["conversation_id"], id, "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn two_tabs_hear_the_same() -> Result {
    let shop = Shop::open().await?;
    let (mut one, begun) = begin(&shop, "one").await?;
    let mut same = auth("one");
    same["conversation_id"] = begun["conversation_id"].clone();
    let (mut two, _) = enter(&shop, same).await?;
    // Two messages at once are answered one after the other.
    let ask =
        |id: &str, text: &str| json!({ "type": "message", "id": id, "text": text, "cartSnapshot": talk::snapshot() });
    one.say(ask("a", "show me tents")).await?;
    two.say(ask("b", "hello")).await?;
    let mut heard = one.until("response_complete").await?;
    let first = heard.last().map(|frame| frame["id"].clone());
    heard.extend(one.until("response_complete").await?);
    let mut other = two.until("response_complete").await?;
    other.extend(two.until("response_complete").await?);
    assert_eq!(heard, other);
    let last = heard.last().map(|frame| frame["id"].clone());
    assert!(first.is_some() && first != last, "{first:?} {last:?}");
    let before: Vec<&Value> = heard.iter().take_while(|frame| frame["type"] != "response_complete").collect();
    assert_eq!(before.iter().filter(|frame| frame["type"] == "text_end").count(), 1);
    Ok(())
}

#[tokio::test]
async fn a_conversation_outlives_the_server() -> Result {
    let file = std::env::temp_dir().join(format!("handcart-socket-{}.sqlite", std::process::id()));
    let options = || Options { database: file.display().to_string(), ..support::options() };
    let shop = Shop::with(options()).await?;
    let (mut talk, begun) = begin(&shop, "one").await?;
    talk.ask("m1", "show me hiking boots under $100").await?;
    let told = talk.act(add("op-1", "zelt-kar-2", 2)).await?;
    assert_eq!((&told["ok"], &told["cart"]["session_only"]), (&json!(true), &json!(true)), "{told}");
    talk.ask("m2", "hello").await?;
    let seq = talk.seq;
    let later = Shop::with(options()).await?;
    let mut again = auth("one");
    again["conversation_id"] = begun["conversation_id"].clone();
    again["last_seq"] = json!(seq);
    let (mut talk, restored) = enter(&later, again).await?;
    assert_eq!(restored["type"], "session_restored", "{restored}");
    assert_eq!(restored["selected_items"][0]["sku"], "zelt-kar-2");
    talk.seq = seq;
    let heard = talk.ask("m3", "I'll take the second one, size 42").await?;
    assert!(heard.iter().any(|frame| frame["type"] == "cart_action"), "{heard:?}");
    // The same operation again is not carried out again.
    let told = talk.act(add("op-1", "zelt-kar-2", 2)).await?;
    assert_eq!((&told["ok"], &told["cart"]["items"][0]["quantity"]), (&json!(true), &json!(2)), "{told}");
    for end in ["", "-wal", "-shm"] {
        // What was never made need not be removed.
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
    Ok(())
}

#[tokio::test]
async fn the_cart_of_a_store_without_webhooks() -> Result {
    let shop = Shop::open().await?;
    let (mut talk, _) = begin(&shop, "one").await?;
    talk.say(add("1", "zelt-kar-2", 2)).await?;
    let heard = talk.until("action_result").await?;
    assert_eq!(kinds(&heard), ["cart_changed", "action_result"]);
    let (changed, told) = (heard[0].clone(), heard[1].clone());
    assert_eq!((&changed["action"], &changed["quantity"]), (&json!("item_selected"), &json!(2)));
    assert_eq!(changed["total"], told["cart"]["total"]);
    let price = told["cart"]["items"][0]["promo_price"].as_f64().unwrap_or(0.0);
    assert!(price > 1.0 && told["cart"]["total"].as_f64() == Some(price * 2.0), "{told}");
    let set = |id: &str, quantity: u32| json!({ "type": "action", "id": id, "attempt": 1, "action": "update_quantity", "sku": "zelt-kar-2", "quantity": quantity });
    assert_eq!(talk.act(set("2", 5)).await?["cart"]["items"][0]["quantity"], 5);
    // A repetition is answered, and not done: neither as the same attempt nor as the next.
    for attempt in [1, 2] {
        let mut repeated = add("1", "zelt-kar-2", 2);
        repeated["attempt"] = json!(attempt);
        assert_eq!(talk.act(repeated).await?["ok"], true);
    }
    assert_eq!(talk.act(add("1", "zelt-kar-2", 3)).await?["reason"], "conflict");
    talk.say(json!({ "type": "cart", "id": "c" })).await?;
    assert_eq!(talk.until("cart").await?[0]["cart"]["items"][0]["quantity"], 5);
    let clear = |id: &str| json!({ "type": "action", "id": id, "attempt": 1, "action": "clear" });
    assert_eq!(talk.act(clear("3")).await?["cart"]["items"], json!([]));
    let gone = json!({ "type": "action", "id": "4", "attempt": 1, "action": "remove", "sku": "zelt-kar-2" });
    assert_eq!(talk.act(gone).await?["reason"], "not_in_cart");
    // Another session has another cart.
    let (_, begun) = begin(&shop, "two").await?;
    assert_eq!(begun["cart"]["items"], json!([]));
    Ok(())
}

#[tokio::test]
async fn an_idle_connection_is_closed() -> Result {
    let shop = Shop::with(Options { idle: 2, ..support::options() }).await?;
    let (mut talk, _) = begin(&shop, "one").await?;
    for _ in 0..3 {
        assert_eq!(talk.hear().await?["type"], "ping");
        talk.say(json!({ "type": "pong" })).await?;
    }
    assert_eq!(talk.hear().await?["type"], "ping");
    assert_eq!(talk.closed().await, "closed 1001");
    Ok(())
}

#[tokio::test]
async fn too_much_is_stopped() -> Result {
    let shop = Shop::with(Options { searches: 3, changes: 40, ..support::options() }).await?;
    let (mut talk, _) = begin(&shop, "one").await?;
    for at in 0..3 {
        talk.ask(&format!("m{at}"), "hello").await?;
    }
    talk.say(json!({ "type": "message", "id": "more", "text": "hello" })).await?;
    let told = talk.hear().await?;
    assert_eq!((&told["code"], &told["id"]), (&json!("too-many-requests"), &json!("more")), "{told}");
    // One address has so many seats.
    let mut open = Vec::new();
    for _ in 0..99 {
        open.push(connect(&shop, None).await?);
    }
    assert!(connect(&shop, None).await.err().is_some_and(|error| error.to_string().contains("429")));
    open.pop();
    for _ in 0..100 {
        if connect(&shop, None).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    Err("the seat was not given back".into())
}

#[tokio::test]
async fn a_flood_of_frames_ends_the_connection() -> Result {
    let shop = Shop::open().await?;
    let (mut talk, _) = begin(&shop, "one").await?;
    for _ in 0..601 {
        if talk.say(json!({ "type": "pong" })).await.is_err() {
            break;
        }
    }
    assert_eq!(talk.closed().await, "closed 1008");
    Ok(())
}
