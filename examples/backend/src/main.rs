//! Starts the server and ends it on SIGINT or SIGTERM.

use std::process::ExitCode;

use clap::Parser;
use handcart_backend::{
    options::Options,
    server::{Server, ServerError},
};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(options()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("handcart-backend: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What was given, with the key from the environment: it stands in no argument, no help and no log.
fn options() -> Options {
    let mut options = Options::parse();
    options.model.key = std::env::var("HANDCART_LLM_KEY").ok();
    options
}

async fn run(options: Options) -> Result<(), ServerError> {
    let server = Server::bind(&options).await?;
    println!("Handcart demo: http://{}/", server.address());
    server.run(asked_to_stop()).await
}

async fn asked_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
