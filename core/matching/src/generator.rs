//! Made-up cohorts, the same on every machine: for benches, golden vectors and demonstrations.
//!
//! The random numbers are those of SplitMix64 (Steele, Lea & Flood 2014) as a function of (seed, stream, person, draw), so
//! a port to any language gives the same people. Skills, languages, cities, industries and organisations follow Zipf's
//! law; half of the skills come from the person's industry; people are free in the evenings of their city, in whole
//! hours of UTC; nine in ten pairs fail a gate of [`policy`].

mod arrays;
mod people;

pub use arrays::{Arrays, SideArrays};
pub use people::{policy, population, two_sided_policy};
