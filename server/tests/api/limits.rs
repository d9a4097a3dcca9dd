//! How much is taken at once: 8 MiB, and 64 MiB of people to import.

use super::common::send;
use super::{call, with, with_ana};

const MIB: usize = 1024 * 1024;

/// An object with one field that the operation does not know, of so many bytes in all.
fn body(bytes: usize) -> String {
    let empty = "{\"filler\": \"\"}".len();
    format!("{{\"filler\": \"{}\"}}", "x".repeat(bytes - empty))
}

#[tokio::test]
async fn a_body_may_be_as_large_as_the_limit_and_no_larger() {
    let (app, _) = with_ana().await;
    for (path, most) in [("/api/v1/programmes", 8 * MIB), ("/api/v1/users/import", 64 * MIB)] {
        // The largest one is read whole: what is wrong with it is its contents.
        let (status, _, answer) = send(&app, call("POST", path, &body(most))).await;
        assert_eq!((status.as_u16(), answer["key"].as_str().unwrap()), (400, "invalid_input"), "{path}");
        let (status, _, answer) = send(&app, call("POST", path, &body(most + 1))).await;
        assert_eq!((status.as_u16(), answer["code"].as_str().unwrap()), (413, "too_large"), "{path}");
        assert!(answer["detail"].as_str().unwrap().contains(&most.to_string()), "{answer}");
    }
}

#[tokio::test]
async fn nobody_unknown_makes_the_server_read_a_body() {
    let (app, _) = with_ana().await;
    let stranger = with("POST", "/api/v1/programmes", &body(8 * MIB + 1), &[("authorization", "Bearer wrong")]);
    assert_eq!(send(&app, stranger).await.0, 401);
}
