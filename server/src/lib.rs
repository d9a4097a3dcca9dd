//! The `semillero` command and its REST server. The command is `src/main.rs`; this library is what it runs and what tests call.

pub mod api;
pub mod auth;
pub mod cli;
pub mod config;
mod imports;
pub mod matching;
pub mod pages;
