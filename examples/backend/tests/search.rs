//! The search over HTTP: the boots story, and whatever else may come in.
// In a JSON value, what is not there is null.
#![allow(clippy::indexing_slicing)]

mod support;

use handcart_backend::options::Options;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use support::{Result, Shop, answer, answer as answer_of};

fn snapshot(items: Value) -> Value {
    json!({
        "currency": "EUR", "totalItems": 0, "formattedSubtotal": "0,00 €", "formattedTotal": "0,00 €",
        "items": items, "truncated": false, "hash": "h", "updatedAt": "2026-01-01T00:00:00Z",
    })
}

#[tokio::test]
async fn the_boots_story() -> Result {
    let shop = Shop::open().await?;
    let (status, first) =
        shop.ask(json!({ "query": "show me hiking boots under $100", "cartSnapshot": snapshot(json!([])) })).await?;
    assert_eq!(status, StatusCode::OK, "{first}");
    let results = first["results"].as_array().cloned().unwrap_or_default();
    assert!(results.len() >= 3, "{first}");
    for product in &results {
        let price = product["salePrice"].as_f64().or(product["price"].as_f64()).unwrap_or(f64::MAX);
        assert!(price <= 100.0, "{product}");
        assert_eq!(product["url"], format!("/product.html?id={}", product["id"].as_str().unwrap_or_default()));
    }
    let second = results.get(1).cloned().unwrap_or_default();
    let sizes: Vec<&Value> =
        second["variants"].as_array().into_iter().flatten().filter(|variant| variant["inStock"] == true).collect();
    assert!(sizes.len() > 3);
    let wanted =
        sizes.iter().find(|variant| variant["options"] == json!([["Size", "42"]])).map(|variant| variant["id"].clone());
    let (_, then) = shop
        .ask(json!({
            "query": "I'll take the second one, size 42", "conversationId": first["conversationId"], "cartSnapshot": snapshot(json!([])),
        }))
        .await?;
    assert_eq!(then["conversationId"], first["conversationId"]);
    let actions = then["cartAction"].as_array().cloned().unwrap_or_default();
    assert_eq!(actions.len(), 1, "{then}");
    let action = actions.first().cloned().unwrap_or_default();
    assert_eq!(
        (&action["type"], &action["productId"], &action["quantity"]),
        (&json!("ADD_SUGGESTION"), &second["id"], &json!(1))
    );
    assert_eq!(Some(&action["variantId"]), wanted.as_ref());
    assert!(action["confirmationPrompt"].as_str().is_some_and(|prompt| prompt.starts_with("Shall I put")), "{action}");
    // What is proposed can be bought.
    let variant = action["variantId"].as_str().unwrap_or_default();
    let (status, cart) = shop.add(variant, 1).await?;
    assert_eq!((status, &cart["count"]), (StatusCode::OK, &json!(1)));
    let key = cart["lines"][0]["id"].clone();
    let items = json!([{ "key": key, "id": cart["lines"][0]["productId"], "name": cart["lines"][0]["name"],
        "variant": "Size 42", "quantity": 1, "formattedPrice": "79,95 €" }]);
    for (sentence, expected) in [
        ("make it 3", json!({ "type": "UPDATE_QUANTITY", "itemKey": key, "quantity": 3 })),
        ("remove it", json!({ "type": "REMOVE", "itemKey": key })),
    ] {
        let (_, answer) = shop
            .ask(json!({ "query": sentence, "conversationId": first["conversationId"], "cartSnapshot": snapshot(items.clone()) }))
            .await?;
        let mut action = answer["cartAction"][0].clone();
        assert!(action["id"].as_str().is_some_and(|id| id.len() == 32), "{action}");
        action.as_object_mut().map(|fields| (fields.remove("confirmationPrompt"), fields.remove("id")));
        assert_eq!(action, expected, "{sentence}");
    }
    Ok(())
}

#[tokio::test]
async fn conversations_are_kept_apart() -> Result {
    let shop = Shop::open().await?;
    let (_, one) = shop.ask(json!({ "query": "show me tents", "cartSnapshot": snapshot(json!([])) })).await?;
    let (_, two) = shop.ask(json!({ "query": "add the first one", "cartSnapshot": snapshot(json!([])) })).await?;
    assert_ne!(one["conversationId"], two["conversationId"]);
    assert_eq!(two["cartAction"], Value::Null, "{two}");
    let (_, strange) = shop.ask(json!({ "query": "hello", "conversationId": "made-up" })).await?;
    assert_ne!(strange["conversationId"], "made-up");
    Ok(())
}

#[tokio::test]
async fn stock_and_price_of_now_are_told() -> Result {
    let shop = Shop::open().await?;
    shop.send(Method::POST, "/api/test/stock", json!({ "variantId": "zelt-kar-2", "stock": 0 })).await?;
    let (_, answer) = shop.ask(json!({ "query": "add the Kar 2", "cartSnapshot": snapshot(json!([])) })).await?;
    assert_eq!(answer["cartAction"], Value::Null);
    assert!(answer["aiResponse"].as_str().is_some_and(|text| text.contains("sold out")), "{answer}");
    shop.send(Method::POST, "/api/test/price", json!({ "productId": "kofel-mid", "amount": 10_100 })).await?;
    let (_, answer) = shop.ask(json!({ "query": "hiking boots under 100" })).await?;
    assert!(!answer["results"].to_string().contains("kofel-mid"));
    Ok(())
}

#[tokio::test]
async fn bad_input_is_explained() -> Result {
    let shop = Shop::open().await?;
    let post = || shop.request(Method::POST, "/api/widget/search");
    let (status, error) = answer(post().json(&json!({ "query": "hello" }))).await?;
    assert_eq!(
        (status, &error["code"], &error["got"]),
        (StatusCode::UNAUTHORIZED, &json!("unauthorized"), &json!("nothing"))
    );
    let (status, error) = answer(post().header("X-Widget-Token", "wrong").json(&json!({ "query": "hello" }))).await?;
    assert_eq!((status, &error["code"]), (StatusCode::UNAUTHORIZED, &json!("unauthorized")));
    assert!(!error.to_string().contains("demo-token"));
    let raw = |text: String| {
        answer(post().header("X-Widget-Token", "demo-token").header("Content-Type", "application/json").body(text))
    };
    let (status, error) = raw("not json".into()).await?;
    assert_eq!((status, &error["expected"]), (StatusCode::BAD_REQUEST, &json!("JSON")), "{error}");
    let (status, error) = raw("{\"query\":\"a\"} x".into()).await?;
    assert_eq!((status, &error["expected"]), (StatusCode::BAD_REQUEST, &json!("JSON")), "{error}");
    let (status, error) = raw(format!("{{\"query\":\"{}\"}}", "x".repeat(300_000))).await?;
    assert_eq!((status, &error["code"]), (StatusCode::PAYLOAD_TOO_LARGE, &json!("too-large")));
    let (status, _) = answer(post().header("X-Widget-Token", "demo-token").body("{\"query\":\"a\"}")).await?;
    assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    for (body, path) in [
        (json!({ "query": 5 }), "query"),
        (json!({}), "query"),
        (json!({ "query": "" }), "query"),
        (json!({ "query": "x".repeat(2_001) }), "query"),
        (json!({ "query": "a", "conversationId": 7 }), "conversationId"),
        (json!({ "query": "a", "cartSnapshot": { "currency": "EUR" } }), "cartSnapshot"),
        (json!({ "query": "a", "cartSnapshot": snapshot(json!([{ "key": 1 }])) }), "cartSnapshot.items[0].key"),
    ] {
        let (status, error) = shop.ask(body.clone()).await?;
        assert_eq!((status, &error["code"]), (StatusCode::BAD_REQUEST, &json!("bad-request")), "{error}");
        assert!(error["path"].as_str().is_some_and(|got| got.starts_with(path)), "{path}: {error}");
        assert!(error["expected"].is_string() && error["got"].is_string(), "{error}");
    }
    // What was shown and what ended is read with patience.
    for more in [
        json!(null),
        json!(5),
        json!([1, {}, { "id": 5 }]),
        json!([{ "action": {} }]),
        json!(vec![json!({ "id": "a" }); 90]),
    ] {
        let (status, error) = shop.ask(json!({ "query": "hello", "shown": more, "outcomes": more })).await?;
        assert_eq!(status, StatusCode::OK, "{error}");
    }
    // Fields that we do not know are left out.
    let (status, _) = shop.ask(json!({ "query": "hello", "more": true })).await?;
    assert_eq!(status, StatusCode::OK);
    let (status, _) = shop.get("/api/widget/search").await?;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    Ok(())
}

#[tokio::test]
async fn too_many_searches_are_stopped() -> Result {
    let shop = Shop::with(Options { searches: 3, ..support::options() }).await?;
    shop.add("zelt-kar-2", 1).await?;
    for _ in 0..3 {
        assert_eq!(shop.ask(json!({ "query": "hello" })).await?.0, StatusCode::OK);
    }
    let request = shop.request(Method::POST, "/api/widget/search").header("X-Widget-Token", "demo-token");
    let response = request.json(&json!({ "query": "hello" })).send().await?;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(response.headers().contains_key("retry-after"));
    assert_eq!(shop.other()?.ask(json!({ "query": "hello" })).await?.0, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn an_answer_comes_as_events() -> Result {
    let shop = Shop::open().await?;
    let events =
        shop.stream(json!({ "query": "show me hiking boots under $100", "cartSnapshot": snapshot(json!([])) })).await?;
    let (name, answer) = events.last().cloned().unwrap_or_default();
    assert_eq!(name, "answer", "{events:?}");
    let deltas: Vec<&str> = events.iter().filter_map(|(_, data)| data["delta"].as_str()).collect();
    assert!(deltas.len() > 5, "{deltas:?}");
    assert_eq!(deltas.len() + 1, events.len());
    assert_eq!(Some(deltas.concat().as_str()), answer["aiResponse"].as_str());
    assert!(answer["results"].as_array().is_some_and(|results| results.len() >= 3), "{answer}");
    // What is wrong with the request is told by a status, as JSON.
    let request = shop.request(Method::POST, "/api/widget/search").header("X-Widget-Token", "demo-token");
    let (status, error) =
        answer_of(request.header("Accept", "text/event-stream").json(&json!({ "query": "" }))).await?;
    assert_eq!((status, &error["path"]), (StatusCode::BAD_REQUEST, &json!("query")));
    Ok(())
}

/// What is told of the past comes from the outcomes.
#[tokio::test]
async fn what_just_happened_is_told_from_the_outcomes() -> Result {
    let shop = Shop::open().await?;
    let (_, first) = shop.ask(json!({ "query": "add the Kar 2", "cartSnapshot": snapshot(json!([])) })).await?;
    let id = first["conversationId"].clone();
    let proposal = first["cartAction"][0]["id"].clone();
    let ask = |query: &str, items: Value, outcomes: Value| {
        shop.ask(json!({ "query": query, "conversationId": id, "cartSnapshot": snapshot(items), "outcomes": outcomes }))
    };
    let outcome = |result: &str, more: Value| {
        let mut outcome = json!({ "id": "h1", "proposal": proposal, "name": "Kar 2", "result": result, "undoable": false,
            "action": { "type": "ADD_SUGGESTION", "productId": "zelt-kar-2", "quantity": 1 } });
        for (name, value) in more.as_object().into_iter().flatten() {
            outcome[name] = value.clone();
        }
        json!([outcome])
    };
    let says = |answer: &Value, words: &str| {
        assert!(answer["aiResponse"].as_str().is_some_and(|text| text.contains(words)), "{words}: {answer}")
    };
    let (_, answer) = ask("did it work?", json!([]), json!([])).await?;
    says(&answer, "Nothing was changed yet");
    let (_, answer) = ask("did it work?", json!([]), outcome("declined", json!({}))).await?;
    says(&answer, "No. Kar 2: nothing was changed, because you said no.");
    let (_, answer) = ask("undo that", json!([]), json!([])).await?;
    says(&answer, "There is nothing to take back");
    assert_eq!(answer["cartAction"], Value::Null);
    let (_, answer) = ask("why not?", json!([]), outcome("rejected", json!({ "code": "out-of-stock" }))).await?;
    says(&answer, "because it is sold out");
    assert!(answer["results"].as_array().is_some_and(|results| !results.is_empty()), "no alternatives: {answer}");
    let (_, answer) = ask("what did you just do?", json!([]), outcome("unknown", json!({}))).await?;
    says(&answer, "not certain");
    let line = |pieces: u32| json!([{ "key": "L1", "id": "zelt-kar-2", "name": "Kar 2", "quantity": pieces, "formattedPrice": "1 €" }]);
    let applied = outcome("applied", json!({ "change": { "before": 2, "after": 3 }, "undoable": true }));
    let (_, answer) = ask("did it work?", line(3), applied).await?;
    says(&answer, "Yes. You confirmed Kar 2");
    let (_, answer) = ask("undo that", line(3), json!([])).await?;
    assert_eq!(
        (&answer["cartAction"][0]["type"], &answer["cartAction"][0]["quantity"]),
        (&json!("UPDATE_QUANTITY"), &json!(2)),
        "{answer}"
    );
    // A removal is put back from the cart as it was before.
    let removed = json!([{ "id": "h2", "name": "Kar 2", "result": "applied", "undoable": true, "change": { "before": 3, "after": 0 },
        "action": { "type": "REMOVE", "itemKey": "L1" } }]);
    let (_, answer) = ask("undo that", json!([]), removed).await?;
    let action = &answer["cartAction"][0];
    assert_eq!(
        (&action["type"], &action["productId"], &action["quantity"]),
        (&json!("ADD_SUGGESTION"), &json!("zelt-kar-2"), &json!(3)),
        "{answer}"
    );
    Ok(())
}

/// The widget says what it shows, so a conversation that was lost goes on.
#[tokio::test]
async fn what_is_shown_is_known_without_a_memory() -> Result {
    let shop = Shop::open().await?;
    let shown =
        json!([{ "id": "kofel-mid", "name": "Kofel Mid GTX" }, { "id": "waldpfad-mid", "name": "Waldpfad Mid" }]);
    let (_, answer) = shop
        .ask(json!({ "query": "the second one, size 42", "shown": shown, "cartSnapshot": snapshot(json!([])) }))
        .await?;
    assert_eq!(answer["cartAction"][0]["variantId"], "waldpfad-mid--42", "{answer}");
    let (_, answer) =
        shop.ask(json!({ "query": "the second one", "shown": shown, "cartSnapshot": snapshot(json!([])) })).await?;
    // The card asks for the size; nothing beside it does.
    assert_eq!(
        (&answer["cartAction"][0]["variantId"], &answer["quickReplies"]),
        (&Value::Null, &Value::Null),
        "{answer}"
    );
    assert_eq!(answer["cartAction"][0]["confirmationPrompt"], Value::Null);
    assert_eq!(answer["aiResponse"], "Which size of Waldpfad Mid do you take?");
    Ok(())
}
