//! What can be set when the program is started.

use std::path::PathBuf;

use clap::Parser;

use crate::model::ModelOptions;

/// The Nordhang demo shop: its pages, its cart, and an agent that proposes to it.
#[derive(Debug, Clone, Parser)]
#[command(name = "handcart-backend", version)]
pub struct Options {
    /// Port on 127.0.0.1; 0 takes any free one.
    #[arg(long, default_value_t = 4173)]
    pub port: u16,
    /// Folder of the shop's pages, served at /.
    #[arg(long, default_value = "www/demo")]
    pub pages: PathBuf,
    /// Folder of the built SDK, served below /sdk.
    #[arg(long, default_value = "dist")]
    pub sdk: PathBuf,
    /// Path of the SQLite file, created when it is absent; `sqlite::memory:` keeps nothing.
    #[arg(long, env = "DATABASE_URL", default_value = "target/handcart-demo.sqlite", hide_env_values = true)]
    pub database: String,
    /// A token that may use the search; can be given several times.
    #[arg(long = "token", env = "HANDCART_TOKEN", default_value = "demo-token", hide_env_values = true)]
    pub tokens: Vec<String>,
    /// Searches a minute for one visitor; ten times as many for one address.
    #[arg(long, default_value_t = 120)]
    pub searches: u32,
    /// Changes of a cart a minute for one visitor; ten times as many for one address.
    #[arg(long, default_value_t = 600)]
    pub changes: u32,
    /// JSON file of the stores whose carts are changed by webhooks; see the README.
    #[arg(long, env = "HANDCART_STORES")]
    pub stores: Option<PathBuf>,
    /// Milliseconds between two pieces of what the agent says over the socket.
    #[arg(long, default_value_t = 20)]
    pub pace: u64,
    /// Seconds after which a socket on which nothing comes is closed.
    #[arg(long, default_value_t = 90)]
    pub idle: u64,
    /// Adds /api/test: set stock and prices, delay or fail calls. Never in a real shop.
    #[arg(long)]
    pub test_aids: bool,
    /// A language model in place of the rules.
    #[command(flatten)]
    pub model: ModelOptions,
}
