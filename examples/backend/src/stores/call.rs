//! One request to a store: vetted address, bounded time, bounded answer, no redirect followed.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use http_body_util::{BodyExt, Full, Limited};
use hyper::{Method, Request, Uri, body::Bytes, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, lookup_host},
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};

use super::{Failure, address::Reach};

/// Of an answer.
const LIMIT: usize = 64 * 1024;

/// What a store answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Bytes,
}

/// A request that is ready to be sent.
pub(super) struct Call<'a> {
    pub(super) method: Method,
    pub(super) url: Uri,
    pub(super) reach: Reach,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: &'a str,
    /// For the whole call, from the name to the last byte.
    pub(super) patience: Duration,
}

/// Whoever makes the requests. There is a connection for each: a store is asked now and then, not all the time.
#[derive(Clone)]
pub(super) struct Caller {
    tls: TlsConnector,
}

impl std::fmt::Debug for Caller {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Caller")
    }
}

impl Caller {
    pub(super) fn new() -> Result<Self, tokio_rustls::rustls::Error> {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: TlsConnector::from(Arc::new(config)) })
    }

    /// Sends it and reads the answer.
    pub(super) async fn send(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        tokio::time::timeout(call.patience, self.attempt(call)).await.unwrap_or(Err(Failure::Timeout))
    }

    async fn attempt(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let host = call.url.host().ok_or(Failure::Error)?;
        let name = host.trim_start_matches('[').trim_end_matches(']');
        let secure = call.url.scheme_str() == Some("https");
        let port = call.url.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let stream = connect(name, port, call.reach).await?;
        if !secure {
            return exchange(stream, call).await;
        }
        let server = ServerName::try_from(name.to_owned()).map_err(|_| Failure::Error)?;
        let stream = self.tls.connect(server, stream).await.map_err(|cause| broken(&cause))?;
        exchange(stream, call).await
    }
}

/// The addresses are looked at after the name was resolved, so a name cannot lead to where an address may not.
async fn connect(name: &str, port: u16, reach: Reach) -> Result<TcpStream, Failure> {
    let found: Vec<SocketAddr> = lookup_host((name, port)).await.map_err(|cause| broken(&cause))?.collect();
    let mut allowed = found.into_iter().filter(|address| reach.allows(address.ip()));
    let mut last = Failure::Error;
    for address in allowed.by_ref().take(4) {
        match TcpStream::connect(address).await {
            Ok(stream) => {
                // Only costs time when it cannot be set.
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Err(cause) => last = broken(&cause),
        }
    }
    Err(last)
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    call: &Call<'_>,
) -> Result<Answer, Failure> {
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(LIMIT)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|cause| broken(&cause))?;
    let running = tokio::spawn(connection);
    let answer = ask(&mut sender, call).await;
    // The store's connection is of no use to anybody else.
    running.abort();
    answer
}

async fn ask(sender: &mut http1::SendRequest<Full<Bytes>>, call: &Call<'_>) -> Result<Answer, Failure> {
    let path = call.url.path_and_query().map_or("/", |path| path.as_str());
    let authority = call.url.authority().ok_or(Failure::Error)?;
    let mut request = Request::builder()
        .method(call.method.clone())
        .uri(path)
        .header(header::HOST, authority.as_str())
        .header(header::ACCEPT, "application/json")
        .header(header::CONNECTION, "close")
        .header(header::USER_AGENT, "handcart-backend");
    for (name, value) in &call.headers {
        request = request.header(*name, value);
    }
    let request = request.body(Full::new(Bytes::copy_from_slice(call.body.as_bytes()))).map_err(|_| Failure::Error)?;
    let response = sender.send_request(request).await.map_err(|cause| broken(&cause))?;
    let status = response.status().as_u16();
    let body = Limited::new(response.into_body(), LIMIT).collect().await.map_err(|cause| broken(&cause))?;
    Ok(Answer { status, body: body.to_bytes() })
}

fn broken(cause: &dyn std::fmt::Display) -> Failure {
    tracing::warn!(%cause, "a store could not be asked");
    Failure::Error
}
