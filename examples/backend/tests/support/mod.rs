//! A real server on a free port, and a browser's worth of HTTP.

use std::path::PathBuf;

use handcart_backend::{options::Options, server::Server};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A running shop, and a visitor with a cookie jar.
pub struct Shop {
    pub base: String,
    pub client: Client,
}

pub fn options() -> Options {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    Options {
        port: 0,
        pages: root.join("www/demo"),
        sdk: root.join("dist"),
        database: "sqlite::memory:".into(),
        tokens: vec!["demo-token".into()],
        searches: 120,
        changes: 600,
        stores: None,
        pace: 1,
        idle: 90,
        test_aids: true,
        model: Default::default(),
    }
}

impl Shop {
    #[allow(dead_code)]
    pub async fn open() -> Result<Self> {
        Self::with(options()).await
    }

    pub async fn with(options: Options) -> Result<Self> {
        let server = Server::bind(&options).await?;
        let base = format!("http://{}", server.address());
        tokio::spawn(server.run(std::future::pending()));
        Ok(Self { base, client: visitor()? })
    }

    /// The same shop, seen by somebody else.
    #[allow(dead_code)]
    pub fn other(&self) -> Result<Self> {
        Ok(Self { base: self.base.clone(), client: visitor()? })
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    #[allow(dead_code)]
    pub async fn get(&self, path: &str) -> Result<(StatusCode, Value)> {
        answer(self.request(Method::GET, path)).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Value) -> Result<(StatusCode, Value)> {
        answer(self.request(method, path).json(&body)).await
    }

    #[allow(dead_code)]
    pub async fn add(&self, variant: &str, quantity: i64) -> Result<(StatusCode, Value)> {
        self.send(Method::POST, "/api/shop/cart/lines", json!({ "variantId": variant, "quantity": quantity })).await
    }

    #[allow(dead_code)]
    pub async fn ask(&self, body: Value) -> Result<(StatusCode, Value)> {
        answer(self.request(Method::POST, "/api/widget/search").header("X-Widget-Token", "demo-token").json(&body))
            .await
    }

    /// Asks for events: their names and their data.
    #[allow(dead_code)]
    pub async fn stream(&self, body: Value) -> Result<Vec<(String, Value)>> {
        let request = self.request(Method::POST, "/api/widget/search").header("X-Widget-Token", "demo-token");
        let response = request.header("Accept", "text/event-stream, application/json").json(&body).send().await?;
        let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or("");
        assert!(kind.starts_with("text/event-stream"), "{kind}");
        let text = response.text().await?;
        let mut events = Vec::new();
        for block in text.split("\n\n").filter(|block| !block.trim().is_empty() && !block.starts_with(':')) {
            let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("").trim();
            events.push((field("event:").to_owned(), serde_json::from_str(field("data:"))?));
        }
        Ok(events)
    }
}

fn visitor() -> Result<Client> {
    Ok(Client::builder().cookie_store(true).no_proxy().build()?)
}

pub async fn answer(request: RequestBuilder) -> Result<(StatusCode, Value)> {
    let response = request.send().await?;
    let status = response.status();
    Ok((status, response.json().await?))
}
