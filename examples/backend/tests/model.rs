//! A model that misbehaves: a scripted server that speaks as OpenAI's chat completions do, and what the shopper gets.
// In a JSON value, what is not there is null.
#![allow(clippy::indexing_slicing)]

mod scripted;
mod support;

use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode};
use scripted::{Provider, Script, call, calls, stream, words};
use serde_json::{Value, json};
use support::{Result, Shop};

fn cart(items: Value) -> Value {
    json!({
        "currency": "EUR", "totalItems": 1, "formattedSubtotal": "1,00 €", "formattedTotal": "1,00 €",
        "items": items, "truncated": false, "hash": "h", "updatedAt": "2026-01-01T00:00:00Z",
    })
}

fn one_line() -> Value {
    cart(json!([{ "key": "L1", "id": "zelt-kar-2", "name": "Zelt Kar 2", "quantity": 1, "formattedPrice": "1,00 €" }]))
}

const ADD: &str = r#"{"productId":"zelt-kar-2"}"#;

/// Asks a shop whose model has this script; the answer, and what the model was told.
async fn asked(script: Vec<Script>, body: Value) -> Result<(Value, Vec<Value>)> {
    let provider = Provider::start(script).await?;
    let shop = Shop::with(provider.options()).await?;
    let (status, answer) = shop.ask(body).await?;
    assert_eq!(status, StatusCode::OK, "{answer}");
    Ok((answer, provider.told()))
}

fn text(answer: &Value) -> &str {
    answer["aiResponse"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_call_becomes_a_proposal_and_its_outcome_is_told() -> Result {
    let provider = Provider::start(vec![
        calls(&[("c1", "search_products", r#"{"query":"tents"}"#)]),
        calls(&[("c2", "add_to_cart", ADD)]),
        words("I added the tent for you. Enjoy it."),
        words("It did not work, I am sorry."),
    ])
    .await?;
    let shop = Shop::with(provider.options()).await?;
    let (_, answer) = shop.ask(json!({ "query": "add a tent", "cartSnapshot": cart(json!([])) })).await?;
    let action = &answer["cartAction"][0];
    assert_eq!((&action["type"], &action["id"]), (&json!("ADD_SUGGESTION"), &json!("c2")), "{answer}");
    assert_eq!(action["product"]["id"], "zelt-kar-2");
    assert_eq!(text(&answer), "I've put this to you to confirm. Enjoy it.");
    assert!(answer["results"].as_array().is_some_and(|results| results.len() > 1), "{answer}");
    let outcome = json!({ "id": "o1", "proposal": "c2", "action": { "type": "ADD_SUGGESTION", "productId": "zelt-kar-2" },
        "name": "Zelt Kar 2", "result": "rejected", "code": "out-of-stock", "undoable": false });
    shop.ask(json!({ "query": "did it work?", "conversationId": answer["conversationId"], "outcomes": [outcome],
        "cartSnapshot": cart(json!([])) }))
        .await?;
    let told = provider.told();
    let waiting = told[2]["messages"].to_string();
    assert!(waiting.contains("waiting for the shopper"), "{waiting}");
    let last = told[3]["messages"].to_string();
    assert!(!last.contains("waiting for the shopper") && last.contains("out-of-stock"), "{last}");
    // The lie is not kept, either.
    assert!(!last.contains("I added the tent"), "{last}");
    let tools = told[0]["tools"].as_array().cloned().unwrap_or_default();
    assert_eq!((tools.len(), &told[0]["model"]), (8, &json!("scripted")));
    assert_eq!(provider.keys(), ["Bearer secret-key"; 4]);
    Ok(())
}

#[tokio::test]
async fn what_was_applied_may_be_said() -> Result {
    let outcome = |result: &str| {
        json!([{ "id": "o1", "proposal": "c9", "action": { "type": "ADD_SUGGESTION", "productId": "zelt-kar-2" },
            "name": "Kar 2", "result": result, "change": { "before": 0, "after": 1 }, "undoable": true }])
    };
    for (result, said) in [
        ("applied", "I've added it to your cart."),
        ("declined", "I have not changed anything in your cart."),
        ("unknown", "I have not changed anything in your cart."),
    ] {
        let body = json!({ "query": "thanks", "outcomes": outcome(result), "cartSnapshot": one_line() });
        let (answer, _) = asked(vec![words("I've added it to your cart.")], body).await?;
        assert_eq!(text(&answer), said, "{result}");
    }
    Ok(())
}

#[tokio::test]
async fn no_false_claim_is_streamed() -> Result {
    let cases = [
        ("en", "Sure! I've added two tents to your cart. They are light.", "I have not changed anything in your cart."),
        ("de", "Gern. Ich habe das Zelt hinzugefügt. Es ist leicht.", "In Ihrem Warenkorb habe ich nichts geändert."),
        ("fr", "Bien. J'ai ajouté la tente. Elle est légère.", "Je n’ai rien changé dans votre panier."),
        ("es", "Claro. He añadido la tienda. Es ligera.", "No he cambiado nada en su carrito."),
    ];
    for (language, lie, truth) in cases {
        let provider = Provider::start(vec![words(lie)]).await?;
        let shop = Shop::with(provider.options()).await?;
        let events =
            shop.stream(json!({ "query": "a tent", "language": language, "cartSnapshot": one_line() })).await?;
        let streamed: String = events.iter().filter_map(|(_, data)| data["delta"].as_str()).collect();
        assert!(streamed.contains(truth), "{language}: {streamed}");
        for claim in ["added", "hinzugefügt", "ajouté la", "añadido"] {
            assert!(!streamed.contains(claim), "{language}: {streamed}");
        }
        let (name, answer) = events.last().cloned().unwrap_or_default();
        assert_eq!(name, "answer", "{events:?}");
        assert_eq!(text(&answer), streamed.trim(), "{language}");
    }
    Ok(())
}

#[tokio::test]
async fn wrong_calls_are_told_back_and_change_nothing() -> Result {
    let wrong = [
        ("a", "drop_database", "{}"),
        ("b", "add_to_cart", r#"{"productId":"zelt-"#),
        ("c", "add_to_cart", r#"{"productId":"zelt-kar-2","quantity":500}"#),
        (
            "d",
            "add_to_cart",
            r#"{"productId":"a-tent-of-my-own","product":{"id":"a-tent-of-my-own","name":"Free tent"}}"#,
        ),
        ("e", "remove_from_cart", r#"{"itemKey":"L9"}"#),
        ("f", "update_cart_quantity", r#"{"itemKey":"L1","quantity":0}"#),
        ("g", "add_to_cart", r#"{"productId":"kofel-mid","variantId":"zelt-kar-2"}"#),
    ];
    let (answer, told) =
        asked(vec![calls(&wrong), words("What would you like?")], json!({ "query": "hm", "cartSnapshot": one_line() }))
            .await?;
    assert_eq!(answer["cartAction"], Value::Null, "{answer}");
    assert_eq!(text(&answer), "What would you like?");
    let results: Vec<&Value> =
        told[1]["messages"].as_array().into_iter().flatten().filter(|message| message["role"] == "tool").collect();
    assert_eq!(results.len(), wrong.len());
    for result in results {
        assert!(result["content"].as_str().is_some_and(|content| content.contains("\"error\"")), "{result}");
    }
    Ok(())
}

#[tokio::test]
async fn the_same_call_is_answered_once_and_rounds_end() -> Result {
    let again = || calls(&[("same", "add_to_cart", ADD), ("same", "add_to_cart", ADD)]);
    let (answer, told) = asked(
        vec![again(), again(), again(), again(), again(), again(), again(), again()],
        json!({ "query": "add it", "cartSnapshot": one_line() }),
    )
    .await?;
    assert_eq!(answer["cartAction"].as_array().map(Vec::len), Some(1), "{answer}");
    assert_eq!(text(&answer), "I've put this to you to confirm.");
    assert_eq!(told.len(), 6);
    let ids: Vec<&str> = told[5]["messages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|message| message["tool_call_id"].as_str())
        .collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(ids.len(), once.len(), "a name was given twice: {ids:?}");
    Ok(())
}

#[tokio::test]
async fn a_stream_that_is_cut_proposes_nothing() -> Result {
    let cut = Script { cut: true, ..call("c1", "clear_cart", "{}") };
    let (answer, _) = asked(vec![cut], json!({ "query": "hello", "cartSnapshot": one_line() })).await?;
    assert_eq!((&answer["cartAction"], text(&answer)), (&Value::Null, "The answer broke off. Please ask again."));
    let cut = Script { cut: true, ..words("Our tents are light. And I have add") };
    let (answer, _) = asked(vec![cut], json!({ "query": "hello", "cartSnapshot": one_line() })).await?;
    assert!(text(&answer).starts_with("Our tents are light."), "{answer}");
    assert!(text(&answer).ends_with("The answer broke off. Please ask again."), "{answer}");
    Ok(())
}

#[tokio::test]
async fn too_many_requests_are_waited_for_only_if_it_is_short() -> Result {
    let busy = |wait: Option<&str>| Script { status: 429, retry_after: wait.map(str::to_owned), ..Script::default() };
    let body = || json!({ "query": "hello", "cartSnapshot": one_line() });
    let (answer, told) = asked(vec![busy(Some("1")), words("Good day.")], body()).await?;
    assert_eq!((text(&answer), told.len()), ("Good day.", 2));
    for wait in [Some("600"), None, Some("soon")] {
        let (answer, told) = asked(vec![busy(wait), words("Good day.")], body()).await?;
        assert!(text(&answer).starts_with("The assistant has too much to do."), "{answer}");
        assert_eq!(told.len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn the_rules_answer_when_the_model_does_not() -> Result {
    let rules = |answer: &Value| {
        assert_eq!(answer["cartAction"][0]["productId"], "zelt-kar-2", "{answer}");
        assert!(text(answer).contains("in stock"), "{answer}");
    };
    let body = || json!({ "query": "add the Kar 2", "cartSnapshot": cart(json!([])) });
    for script in [
        Script { status: 500, ..Script::default() },
        Script { status: 401, ..Script::default() },
        words(""),
        Script { raw: Some("<html>not JSON</html>".into()), ..Script::default() },
        Script { raw: Some("{\"choices\":[]}".into()), ..Script::default() },
        Script { delay: 5_000, ..words("late") },
    ] {
        let before = Instant::now();
        let (answer, _) = asked(vec![script], body()).await?;
        rules(&answer);
        assert!(before.elapsed() < Duration::from_secs(4));
    }
    // Nobody there at all.
    let provider = Provider::start(Vec::new()).await?;
    let mut options = provider.options();
    options.model.url = Some("http://127.0.0.1:9/v1".into());
    let (_, answer) = Shop::with(options).await?.ask(body()).await?;
    rules(&answer);
    Ok(())
}

#[tokio::test]
async fn huge_answers_end() -> Result {
    let (answer, _) =
        asked(vec![words(&"All our tents are light. ".repeat(5_000))], json!({ "query": "tell me all" })).await?;
    assert!(text(&answer).len() < 7_000, "{}", text(&answer).len());
    assert!(text(&answer).ends_with("The answer broke off. Please ask again."));
    let noise = Script { raw: Some("data: {}\n\n".repeat(200_000)), events: true, ..Script::default() };
    let (answer, _) = asked(vec![noise], json!({ "query": "hello" })).await?;
    assert!(!text(&answer).is_empty(), "{answer}");
    Ok(())
}

#[tokio::test]
async fn without_a_cart_there_is_nothing_to_propose() -> Result {
    let (answer, told) = asked(
        vec![calls(&[("c1", "add_to_cart", ADD)]), words("You find it on its page.")],
        json!({ "query": "add it" }),
    )
    .await?;
    assert_eq!(answer["cartAction"], Value::Null);
    assert_eq!(told[0]["tools"].as_array().map(Vec::len), Some(1));
    assert!(told[1]["messages"].to_string().contains("not-enabled"));
    Ok(())
}

#[tokio::test]
async fn a_plan_is_proposed_whole_or_not_at_all() -> Result {
    let plan = |second: &str| {
        format!(
            r#"{{"changes":[{{"type":"REMOVE","itemKey":"L1"}},{{"type":"ADD_SUGGESTION","productId":"{second}"}}]}}"#
        )
    };
    for (second, count) in [("stirnlampe-lumen-400", Some(2)), ("nothing-we-sell", None)] {
        let script = vec![calls(&[("p", "propose_plan", &plan(second))]), words("Have a look.")];
        let (answer, _) = asked(script, json!({ "query": "swap", "cartSnapshot": one_line() })).await?;
        assert_eq!(answer["cartAction"].as_array().map(Vec::len), count, "{answer}");
    }
    Ok(())
}

#[tokio::test]
async fn a_closed_connection_ends_the_work() -> Result {
    let slow = stream(vec!["One. ".into(), "Two. ".into()], 30_000);
    let provider = Provider::start(vec![slow]).await?;
    let mut options = provider.options();
    options.model.patience = Some(60_000);
    let shop = Shop::with(options).await?;
    let request = shop
        .request(Method::POST, "/api/widget/search")
        .header("X-Widget-Token", "demo-token")
        .header("accept", "text/event-stream")
        .json(&json!({ "query": "hello" }));
    let mut response = request.send().await?;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert!(response.chunk().await?.is_some());
    drop(response);
    let until = Instant::now() + Duration::from_secs(5);
    while !provider.left() {
        assert!(Instant::now() < until, "the provider is still being listened to");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}
