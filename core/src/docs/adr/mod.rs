//! Decisions that the code alone does not explain.

#[doc = include_str!("0001-one-generic-store.md")]
pub mod one_generic_store {}

#[doc = include_str!("0002-claims-on-guards.md")]
pub mod claims_on_guards {}

#[doc = include_str!("0003-checked-before-read.md")]
pub mod checked_before_read {}

#[doc = include_str!("0004-transcripts.md")]
pub mod transcripts {}
