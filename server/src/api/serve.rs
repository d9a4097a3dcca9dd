//! The accept loop, and what every call is dressed in.

use super::handler::edge;
use super::headers::{self, REQUEST_ID};
use super::problem::problem;
use crate::auth::Peer;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, header};
use axum::middleware::{Next, from_fn_with_state};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use semillero_core::Ecosystem;
use semillero_core::errors::Edge;
use std::future::Future;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tower::ServiceExt as _;
use tower_http::catch_panic::CatchPanicLayer;
use tracing::Instrument as _;

/// How long a caller may take over its headers: whoever sends them drop by drop holds a connection no longer.
const HEADERS: Duration = Duration::from_secs(5);
/// How long calls under way may take to end when the server stops.
const DRAIN: Duration = Duration::from_secs(10);

/// Marks the answer to a call that panicked: where that is noticed, language and name of the call are not known.
#[derive(Clone)]
struct Broken;

/// Every call gets a name, a line in the log, and an answer even when something of ours breaks.
pub(super) fn dressed(router: Router, ecosystem: Ecosystem) -> Router {
    let broken = |_cause: Box<dyn std::any::Any + Send>| {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(Broken);
        response
    };
    router.layer(CatchPanicLayer::custom(broken)).layer(from_fn_with_state(ecosystem, named))
}

async fn named(State(ecosystem): State<Ecosystem>, mut request: Request, next: Next) -> Response<Body> {
    let id = headers::request_id(request.headers()).unwrap_or_else(|| ecosystem.new_request_id());
    let header = HeaderValue::from_str(&id).ok();
    if let Some(header) = &header {
        request.headers_mut().insert(REQUEST_ID, header.clone());
    }
    let mut given = request.headers().clone();
    given.remove(header::AUTHORIZATION);
    // Method and path only: queries may hold what people search for, headers hold tokens.
    let span = tracing::info_span!("call", request_id = %id, method = %request.method(), path = %request.uri().path());
    async {
        let mut response = next.run(request).await;
        if response.extensions().get::<Broken>().is_some() {
            tracing::error!("a call panicked");
            response = problem(&edge(&given, Edge::Internal));
        }
        tracing::info!(status = response.status().as_u16(), "answered");
        if let Some(header) = header {
            response.headers_mut().insert(REQUEST_ID, header);
        }
        response
    }
    .instrument(span)
    .await
}

/// Serves until `stop` is ready, then lets calls under way end.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS).keep_alive(true);
    let graceful = GracefulShutdown::new();
    // Dropping the set ends its tasks: no connection outlives this function.
    let mut connections = JoinSet::new();
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, mostly: wait for some to be given back instead of spinning.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let peer = Peer(peer.ip());
        let service =
            TowerToHyperService::new(router.clone().map_request(move |mut request: axum::http::Request<_>| {
                request.extensions_mut().insert(peer);
                request
            }));
        let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        let watched = graceful.watch(connection);
        while connections.try_join_next().is_some() {}
        connections.spawn(async move {
            if let Err(error) = watched.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("calls under way were cut off after {} s", DRAIN.as_secs());
    }
}
