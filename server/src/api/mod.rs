//! REST, version 1: two tables (operations in the core, addresses here) and one handler.

mod events;
mod handler;
pub(crate) mod headers;
mod health;
mod identify;
mod openapi;
mod problem;
mod routes;
mod serve;

pub(crate) use handler::no_such_address;
pub use handler::{router, router_with};
pub use identify::{Identify, Tokens};
pub use openapi::openapi;
pub use problem::status_of;
pub use routes::{Method, ROUTES, Route};
pub use serve::serve;
