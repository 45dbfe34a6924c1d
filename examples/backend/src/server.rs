//! The server: everything put together, listening on this machine only.

use std::{
    future::Future,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{Router, middleware};
use tokio::{net::TcpListener, sync::oneshot};

use crate::{
    agent::Agent,
    app::{App, Tempo},
    catalogue::{Catalogue, CatalogueError},
    database::{Database, DatabaseError},
    faults::{self, Faults},
    guard::{self, Limiter, Tokens},
    model::{Model, ModelError},
    options::Options,
    pages, shop,
    socket::{self, Rooms},
    stores::{SettingsError, Stores},
    widget,
};

/// Why the server could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The data that is built in.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The model's address or name.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The file of the stores.
    #[error("stores: {0}")]
    Stores(#[from] SettingsError),
    /// The port, mostly.
    #[error("port {0}: {1}")]
    Listen(u16, #[source] std::io::Error),
    /// Afterwards.
    #[error("server: {0}")]
    Serve(#[source] std::io::Error),
}

/// A server that listens and has yet to answer.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
}

impl Server {
    /// Opens the database and the port.
    ///
    /// # Errors
    /// When one of the two cannot be had.
    pub async fn bind(options: &Options) -> Result<Self, ServerError> {
        let catalogue = Arc::new(Catalogue::read()?);
        let database = Database::open(&options.database, &catalogue).await?;
        let app = App {
            agent: Arc::new(Agent::new(&catalogue)),
            model: Model::new(&options.model)?.map(Arc::new),
            catalogue,
            database,
            tokens: Arc::new(Tokens::new(options.tokens.clone())),
            searches: Arc::new(Limiter::new(options.searches)),
            changes: Arc::new(Limiter::new(options.changes)),
            stores: Arc::new(Stores::read(options.stores.as_deref())?),
            rooms: Arc::new(Rooms::default()),
            tempo: Tempo { pace: Duration::from_millis(options.pace), idle: Duration::from_secs(options.idle) },
        };
        let listen = |cause| ServerError::Listen(options.port, cause);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        Ok(Self { listener, address, router: router(app, options) })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` resolves, and then for five seconds at most what was already asked.
    ///
    /// # Errors
    /// When the port fails.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), ServerError> {
        let (told, ending) = oneshot::channel();
        let service = self.router.into_make_service_with_connect_info::<SocketAddr>();
        let serving = axum::serve(self.listener, service).with_graceful_shutdown(async move {
            stop.await;
            let _ = told.send(());
        });
        let patience = async {
            // An error here means that the server is gone already.
            let _ = ending.await;
            tokio::time::sleep(Duration::from_secs(5)).await;
        };
        tokio::select! {
            served = async { serving.await } => served.map_err(ServerError::Serve),
            () = patience => Ok(()),
        }
    }
}

fn router(app: App, options: &Options) -> Router {
    let mut api: Router<App> = Router::new()
        .nest("/api/shop", shop::routes().layer(middleware::from_fn(guard::in_time)))
        .nest("/api/widget", widget::routes().layer(middleware::from_fn(guard::in_patience)))
        .nest("/api/v1/ws", socket::routes().layer(middleware::from_fn(guard::in_time)));
    if options.test_aids {
        let faults = Faults::default();
        api = api
            .layer(middleware::from_fn_with_state(faults.clone(), faults::meddle))
            .nest("/api/test", faults::routes(app.clone(), faults));
    }
    api.layer(middleware::from_fn(guard::same_origin))
        .method_not_allowed_fallback(wrong_method)
        .merge(pages::routes(&options.pages, &options.sdk))
        .layer(middleware::from_fn(guard::protect))
        .with_state(app)
}

async fn wrong_method() -> crate::error::ApiError {
    let status = axum::http::StatusCode::METHOD_NOT_ALLOWED;
    crate::error::ApiError::new(status, "bad-request", "This address does not answer to this method.")
}
