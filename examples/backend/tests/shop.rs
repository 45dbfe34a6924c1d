//! The shop over HTTP: cart, stock, country, checkout, and the same request twice.
// In a JSON value, what is not there is null.
#![allow(clippy::indexing_slicing)]

mod support;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use support::{Result, Shop, answer};

const BOOTS: &str = "trail-runner-gtx--42-pine";
const MAT: &str = "isomatte-federleicht-r42";

fn line(cart: &Value) -> String {
    cart["lines"][0]["id"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_catalogue_is_complete() -> Result {
    let shop = Shop::open().await?;
    let (_, all) = shop.get("/api/shop/products").await?;
    let products = all["products"].as_array().cloned().unwrap_or_default();
    assert!(products.len() >= 60, "{}", products.len());
    for product in &products {
        assert!(product["variants"].as_array().is_some_and(|variants| !variants.is_empty()));
        if product["options"] == json!([]) {
            assert_eq!(product["variants"][0]["id"], product["id"]);
        }
    }
    let (_, boots) = shop.get("/api/shop/products/trail-runner-gtx").await?;
    assert_eq!(boots["price"], json!({ "amount": 10_995, "text": "109,95\u{a0}€" }));
    assert_eq!(boots["was"]["amount"], 13_995);
    assert_eq!(boots["tag"], "−21\u{a0}%");
    assert_eq!(boots["options"][0]["name"], "Size");
    assert_eq!(boots["colourImages"][1], json!({ "colour": "Sand", "image": "/pictures/boots-sand.svg" }));
    let sold_out = boots["variants"].as_array().into_iter().flatten().filter(|variant| variant["stock"] == 0);
    assert!(sold_out.map(|variant| &variant["options"]["Size"]).all(|size| size == "44"));
    let (_, sale) = shop.get("/api/shop/products?category=sale").await?;
    assert!(sale["products"].as_array().is_some_and(|list| list.iter().all(|product| product["was"].is_object())));
    let (_, found) = shop.get("/api/shop/products?q=zelt&max=2").await?;
    assert_eq!(found["products"].as_array().map(Vec::len), Some(2));
    let (status, error) = shop.get("/api/shop/products/none").await?;
    assert_eq!((status, &error["code"]), (StatusCode::NOT_FOUND, &json!("product-not-found")));
    let (status, _) = shop.get("/api/shop/products?category=none").await?;
    assert_eq!(status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn a_cart_counts_and_clamps() -> Result {
    let shop = Shop::open().await?;
    let (_, empty) = shop.get("/api/shop/cart").await?;
    assert_eq!((&empty["count"], &empty["total"]["amount"]), (&json!(0), &json!(0)));
    let (_, cart) = shop.add(BOOTS, 2).await?;
    assert_eq!(cart["lines"][0]["variant"], "Size 42 · Pine green");
    assert_eq!(cart["subtotal"]["text"], "219,90\u{a0}€");
    assert_eq!(cart["delivery"]["amount"], 490);
    assert_eq!(cart["free"]["missing"]["amount"], 8_010);
    let (status, cart) = shop.add(MAT, 5).await?;
    assert_eq!((status, &cart["notice"]), (StatusCode::OK, &json!("Only 3 left.")));
    assert_eq!(cart["lines"][1]["quantity"], 3);
    assert_eq!(cart["discount"]["amount"], -2_000);
    assert_eq!((&cart["free"]["reached"], &cart["delivery"]["amount"]), (&json!(true), &json!(0)));
    let (status, error) = shop.add(MAT, 1).await?;
    assert_eq!(
        (status, &error["code"], &error["available"]),
        (StatusCode::CONFLICT, &json!("quantity-exceeded"), &json!(3))
    );
    let (status, error) = shop.add("trail-runner-gtx--44-pine", 1).await?;
    assert_eq!((status, &error["code"]), (StatusCode::CONFLICT, &json!("out-of-stock")));
    let path = format!("/api/shop/cart/lines/{}", line(&cart));
    let (_, cart) = shop.send(Method::PATCH, &path, json!({ "quantity": 1 })).await?;
    assert_eq!(cart["lines"][0]["quantity"], 1);
    let (_, cart) = shop.send(Method::PATCH, &path, json!({ "quantity": 0 })).await?;
    assert_eq!(cart["lines"].as_array().map(Vec::len), Some(1));
    let (status, error) = answer(shop.request(Method::DELETE, &path)).await?;
    assert_eq!((status, &error["code"]), (StatusCode::NOT_FOUND, &json!("line-not-found")));
    let (_, cart) = answer(shop.request(Method::DELETE, "/api/shop/cart")).await?;
    assert_eq!(cart["count"], 0);
    Ok(())
}

#[tokio::test]
async fn bad_requests_are_explained() -> Result {
    let shop = Shop::open().await?;
    for (body, path) in [
        (json!({ "variantId": 3 }), "variantId"),
        (json!({ "quantity": 1 }), "variantId"),
        (json!({ "variantId": BOOTS, "quantity": "two" }), "quantity"),
        (json!({ "variantId": BOOTS, "quantity": 0 }), "quantity"),
        (json!({ "variantId": BOOTS, "quantity": -1 }), "quantity"),
        (json!({ "variantId": BOOTS, "quantity": 1.5 }), "quantity"),
        (json!({ "variantId": BOOTS, "quantity": 10_000 }), "quantity"),
    ] {
        let (status, error) = shop.send(Method::POST, "/api/shop/cart/lines", body.clone()).await?;
        assert_eq!((status, &error["code"]), (StatusCode::BAD_REQUEST, &json!("bad-request")), "{body}");
        assert_eq!(error["path"], path, "{body}: {error}");
        assert!(error["expected"].is_string() && error["got"].is_string(), "{error}");
    }
    let (status, error) = shop.add("no-such-thing", 1).await?;
    assert_eq!((status, &error["code"]), (StatusCode::NOT_FOUND, &json!("product-not-found")));
    let (status, error) = shop.send(Method::PUT, "/api/shop/cart/country", json!({ "code": "XX" })).await?;
    assert_eq!((status, &error["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("invalid-country")));
    let foreign = shop.request(Method::POST, "/api/shop/cart/lines").header("Origin", "https://elsewhere.example");
    let (status, error) = answer(foreign.json(&json!({ "variantId": BOOTS }))).await?;
    assert_eq!((status, &error["code"]), (StatusCode::FORBIDDEN, &json!("foreign-origin")));
    let own = shop.request(Method::POST, "/api/shop/cart/lines").header("Origin", &shop.base);
    assert_eq!(answer(own.json(&json!({ "variantId": BOOTS }))).await?.0, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn the_same_request_is_done_once() -> Result {
    let shop = Shop::open().await?;
    shop.add(MAT, 1).await?;
    let body = json!({ "variantId": BOOTS, "quantity": 1 });
    let again = |key: &'static str, body: &Value| {
        answer(shop.request(Method::POST, "/api/shop/cart/lines").header("Idempotency-Key", key).json(body))
    };
    // Several at once: one of them is carried out.
    let (one, two, three, four) =
        tokio::join!(again("one", &body), again("one", &body), again("one", &body), again("one", &body));
    let first = one?;
    assert_eq!(first.0, StatusCode::OK);
    for answer in [two?, three?, four?] {
        assert_eq!(answer, first);
    }
    let (_, cart) = shop.get("/api/shop/cart").await?;
    assert_eq!(cart["count"], 2);
    let (status, error) = again("one", &json!({ "variantId": BOOTS, "quantity": 2 })).await?;
    assert_eq!((status, &error["code"]), (StatusCode::CONFLICT, &json!("conflict")));
    let (_, cart) = again("two", &body).await?;
    assert_eq!(cart["count"], 3);
    // A refusal is an answer, too.
    let gone = json!({ "variantId": "trail-runner-gtx--44-pine" });
    let (status, refused) = again("three", &gone).await?;
    assert_eq!(status, StatusCode::CONFLICT);
    shop.send(Method::POST, "/api/test/stock", json!({ "variantId": "trail-runner-gtx--44-pine", "stock": 5 })).await?;
    assert_eq!(again("three", &gone).await?, (status, refused));
    Ok(())
}

#[tokio::test]
async fn a_country_changes_the_delivery() -> Result {
    let shop = Shop::open().await?;
    shop.add(BOOTS, 1).await?;
    let (_, cart) = shop.send(Method::PUT, "/api/shop/cart/country", json!({ "code": "ch" })).await?;
    assert_eq!((&cart["country"], &cart["delivery"]["amount"]), (&json!("CH"), &json!(1_490)));
    assert_eq!(cart["free"]["threshold"]["amount"], 50_000);
    let (_, cart) = shop.get("/api/shop/cart").await?;
    assert_eq!(cart["country"], "CH");
    Ok(())
}

#[tokio::test]
async fn an_order_takes_the_stock_and_stays_private() -> Result {
    let shop = Shop::open().await?;
    let buyer = json!({ "name": "Lena Brandt", "email": "lena@example.com", "address": "Lindauer Str. 12" });
    let (status, error) = shop.send(Method::POST, "/api/shop/checkout", buyer.clone()).await?;
    assert_eq!((status, &error["code"]), (StatusCode::CONFLICT, &json!("empty-cart")));
    shop.add(MAT, 3).await?;
    let (status, error) =
        shop.send(Method::POST, "/api/shop/checkout", json!({ "name": "L", "email": "x", "address": "y" })).await?;
    assert_eq!((status, &error["path"]), (StatusCode::BAD_REQUEST, &json!("email")));
    let (status, placed) = shop.send(Method::POST, "/api/shop/checkout", buyer).await?;
    assert_eq!((status, &placed["order"]), (StatusCode::OK, &json!("NH-20417")));
    let (_, cart) = shop.get("/api/shop/cart").await?;
    assert_eq!(cart["count"], 0);
    let (_, mat) = shop.get(&format!("/api/shop/products/{MAT}")).await?;
    assert_eq!(mat["variants"][0]["stock"], 0);
    let (status, order) = shop.get("/api/shop/orders/NH-20417").await?;
    assert_eq!(
        (status, &order["lines"][0]["quantity"], &order["buyer"]["name"]),
        (StatusCode::OK, &json!(3), &json!("Lena Brandt"))
    );
    let (status, _) = shop.other()?.get("/api/shop/orders/NH-20417").await?;
    assert_eq!(status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn visitors_do_not_see_each_other() -> Result {
    let shop = Shop::open().await?;
    let other = shop.other()?;
    shop.add(BOOTS, 1).await?;
    let (_, theirs) = other.get("/api/shop/cart").await?;
    assert_eq!(theirs["count"], 0);
    other.add(MAT, 1).await?;
    let (_, mine) = shop.get("/api/shop/cart").await?;
    assert_eq!(mine["lines"].as_array().map(Vec::len), Some(1));
    let (_, theirs) = other.get("/api/shop/cart").await?;
    let path = format!("/api/shop/cart/lines/{}", line(&theirs));
    assert_eq!(answer(shop.request(Method::DELETE, &path)).await?.0, StatusCode::NOT_FOUND);
    // An id that was never given is not taken over.
    let made_up = shop.other()?.request(Method::POST, "/api/shop/cart/lines");
    let response = made_up
        .header("Cookie", format!("nh_sid={}", "a".repeat(32)))
        .json(&json!({ "variantId": MAT }))
        .send()
        .await?;
    let cookie =
        response.headers().get("set-cookie").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    assert!(cookie.starts_with("nh_sid=") && !cookie.contains("aaaaaaaa"), "{cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    Ok(())
}

#[tokio::test]
async fn test_aids_are_there_only_when_asked_for() -> Result {
    let shop = Shop::with(handcart_backend::options::Options { test_aids: false, ..support::options() }).await?;
    for path in ["stock", "price", "delay", "fail", "reset"] {
        let (status, _) = shop.send(Method::POST, &format!("/api/test/{path}"), json!({})).await?;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
    }
    let shop = Shop::open().await?;
    shop.send(Method::POST, "/api/test/fail", json!({ "status": 503, "times": 1, "after": true })).await?;
    assert_eq!(shop.add(BOOTS, 1).await?.0, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(shop.get("/api/shop/cart").await?.1["count"], 0, "the cookie was lost with the answer");
    assert_eq!(shop.add(BOOTS, 1).await?.0, StatusCode::OK);
    shop.send(Method::POST, "/api/test/price", json!({ "productId": "trail-runner-gtx", "amount": 11_995 })).await?;
    assert_eq!(shop.get("/api/shop/cart").await?.1["subtotal"]["amount"], 11_995);
    shop.send(Method::POST, "/api/test/delay", json!({ "ms": 300, "times": 1, "on": "search" })).await?;
    let since = std::time::Instant::now();
    shop.ask(json!({ "query": "hello" })).await?;
    assert!(since.elapsed().as_millis() >= 300);
    Ok(())
}

#[tokio::test]
async fn pages_are_served_with_their_headers() -> Result {
    let shop = Shop::open().await?;
    let picture = shop.request(Method::GET, "/pictures/boots-sand.svg").send().await?;
    assert_eq!(picture.status(), StatusCode::OK);
    let header = |name: &str| picture.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert_eq!(header("content-type"), "image/svg+xml");
    assert_eq!(header("cache-control"), "no-cache");
    assert!(header("content-security-policy").contains("require-trusted-types-for 'script'"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    let since = header("last-modified").to_owned();
    let again = shop.request(Method::GET, "/pictures/boots-sand.svg").header("If-Modified-Since", since).send().await?;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    let missing = shop.request(Method::GET, "/nowhere.html").send().await?;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    assert!(missing.text().await?.contains("does not exist"));
    let (status, error) = shop.get("/api/nowhere").await?;
    assert_eq!((status, &error["code"]), (StatusCode::NOT_FOUND, &json!("not-found")));
    let outside = shop.request(Method::GET, "/..%2f..%2fCargo.toml").send().await?;
    assert_eq!(outside.status(), StatusCode::NOT_FOUND);
    Ok(())
}
