//! What only a real connection shows.

use super::common::app;
use semillero_core::Ecosystem;
use semillero_server::api::serve;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

async fn started() -> (std::net::SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let router = app(Ecosystem::in_memory());
    let serving = tokio::spawn(serve(listener, router, async move { drop(stopped.await) }));
    (address, stop, serving)
}

/// Everything that comes until the other side closes; a test that waits for ever fails here.
async fn until_closed(connection: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(30), connection.read_to_end(&mut text)).await;
    drop(read.expect("the server closes the connection"));
    String::from_utf8_lossy(&text).into_owned()
}

#[tokio::test]
async fn whoever_sends_headers_drop_by_drop_is_cut_off() {
    let (address, _stop, _serving) = started().await;
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(b"GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.unwrap();
    assert!(!until_closed(&mut connection).await.contains("200 OK"));
}

#[tokio::test]
async fn a_call_under_way_ends_before_the_server_does() {
    let (address, stop, serving) = started().await;
    let mut connection = TcpStream::connect(address).await.unwrap();
    let body = "{\"name\": \"X\"}";
    let head = format!(
        "POST /api/v1/programmes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer test:host\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    // The call is under way once its headers are there; its body comes after the server was asked to stop.
    tokio::time::sleep(Duration::from_millis(200)).await;
    stop.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(TcpStream::connect(address).await.is_err(), "nobody new is let in");
    connection.write_all(body.as_bytes()).await.unwrap();
    let answer = until_closed(&mut connection).await;
    assert!(answer.contains("200 OK") && answer.contains("\"state\":\"draft\""), "{answer}");
    tokio::time::timeout(Duration::from_secs(30), serving).await.expect("the server ends").unwrap();
}

#[tokio::test]
async fn a_call_that_does_not_end_is_cut_off_when_the_server_stops() {
    let (address, stop, serving) = started().await;
    let mut connection = TcpStream::connect(address).await.unwrap();
    let head = "POST /api/v1/programmes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer test:host\r\n\
                Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    connection.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(20), serving).await.expect("the server ends").unwrap();
    let mut rest = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(5), connection.read_to_end(&mut rest)).await;
    drop(read.expect("nothing of the server is left to hold the connection"));
}
