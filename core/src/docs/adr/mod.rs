//! Decisions that the code alone does not explain.

#[doc = include_str!("0001-one-generic-store.md")]
pub mod one_generic_store {}

#[doc = include_str!("0002-claims-on-guards.md")]
pub mod claims_on_guards {}

#[doc = include_str!("0003-checked-before-read.md")]
pub mod checked_before_read {}

#[doc = include_str!("0004-transcripts.md")]
pub mod transcripts {}

#[doc = include_str!("0005-steps-in-words.md")]
pub mod steps_in_words {}

#[doc = include_str!("0006-figures-in-integers.md")]
pub mod figures_in_integers {}

#[doc = include_str!("0007-first-password.md")]
pub mod first_password {}

#[doc = include_str!("0008-matching-as-one-question.md")]
pub mod matching_as_one_question {}

#[doc = include_str!("0009-amended-runs.md")]
pub mod amended_runs {}

#[doc = include_str!("0010-figures-from-events.md")]
pub mod figures_from_events {}
