//! Reference pages, made from the tables that the code runs on, and the decisions behind the code.

#[doc = include_str!("examples.md")]
pub mod examples {}

#[doc = include_str!("lifecycles.md")]
pub mod lifecycles {}

#[doc = include_str!("permissions.md")]
pub mod permissions {}

pub mod adr;
