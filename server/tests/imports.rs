//! `semillero import` through the program itself: what LibreOffice saves, templates, mistakes, and files as nasty as they come.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

#[path = "../../spreadsheets/tests/nasty/delimited.rs"]
mod delimited;
#[path = "../../spreadsheets/tests/support/mod.rs"]
mod support;
#[path = "../../spreadsheets/tests/nasty/workbooks.rs"]
mod workbooks;

#[path = "imports/capacity.rs"]
mod capacity;
#[path = "imports/facts.rs"]
mod facts;
#[path = "imports/folder.rs"]
mod folder;
#[path = "imports/libreoffice.rs"]
mod libreoffice;
#[path = "imports/mistakes.rs"]
mod mistakes;
#[path = "imports/nasty.rs"]
mod nasty;
#[path = "imports/templates.rs"]
mod templates;
#[path = "imports/usage.rs"]
mod usage;
