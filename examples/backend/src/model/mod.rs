//! A language model in place of the rules: any endpoint that speaks as OpenAI's chat completions do. It proposes by the
//! SDK's own tools and changes nothing; what it says is held against the outcomes before it is shown.
//!
//! In reading order: `provider` asks once, `schema` and `tools` say what may be called, `desk` answers the calls,
//! `claims` knows what a sentence claims, `mouth` lets through what is true, `talk` is one message with all its rounds.

mod claims;
mod desk;
mod mouth;
mod provider;
mod schema;
mod talk;
mod tools;

use std::{fmt, time::Duration};

use clap::Args;

use provider::Provider;
use tools::Tools;

/// Where a model is.
#[derive(Clone, Default, Args)]
pub struct ModelOptions {
    /// Address of an OpenAI-compatible endpoint, up to `/v1`; without it the agent is made of rules.
    #[arg(long = "llm-url", env = "HANDCART_LLM_URL", hide_env_values = true)]
    pub url: Option<String>,
    /// The model's name there.
    #[arg(long = "llm-model", env = "HANDCART_LLM_MODEL")]
    pub model: Option<String>,
    /// The key. By the environment only: an argument can be read by others.
    #[arg(skip)]
    pub key: Option<String>,
    /// How long all rounds of an answer may take together, in milliseconds. Default: 30,000.
    #[arg(skip)]
    pub patience: Option<u64>,
}

impl fmt::Debug for ModelOptions {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("ModelOptions").field("model", &self.model).finish_non_exhaustive()
    }
}

/// A model that can be asked.
pub struct Model {
    provider: Provider,
    tools: Tools,
    patience: Duration,
}

impl fmt::Debug for Model {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Model").field("model", &self.provider.model).finish_non_exhaustive()
    }
}

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// One of the two is missing.
    #[error("HANDCART_LLM_URL needs HANDCART_LLM_MODEL beside it")]
    NoName,
    /// It is no address.
    #[error("HANDCART_LLM_URL: expected an address that begins with http:// or https://")]
    Address,
    /// The client could not be made.
    #[error("the model's client: {0}")]
    Client(#[from] reqwest::Error),
    /// The tools that are built in.
    #[error("tools.json: {0}")]
    Tools(#[from] serde_json::Error),
}

impl Model {
    /// The model of the options; none when there is no address.
    ///
    /// # Errors
    /// When what is given cannot be used.
    pub fn new(options: &ModelOptions) -> Result<Option<Self>, ModelError> {
        let Some(url) = options.url.as_deref().map(str::trim).filter(|url| !url.is_empty()) else { return Ok(None) };
        if !url.starts_with("http://") && !url.starts_with("https://") {
            return Err(ModelError::Address);
        }
        let model = options.model.clone().filter(|model| !model.is_empty()).ok_or(ModelError::NoName)?;
        let url = url.trim_end_matches('/');
        let address = match url.ends_with("/chat/completions") {
            true => url.to_owned(),
            false => format!("{url}/chat/completions"),
        };
        // A redirect would carry the key somewhere else.
        let client = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(5))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let provider = Provider { address, model, key: options.key.clone().filter(|key| !key.is_empty()), client };
        let patience = Duration::from_millis(options.patience.unwrap_or(30_000));
        Ok(Some(Self { provider, tools: Tools::read()?, patience }))
    }
}
