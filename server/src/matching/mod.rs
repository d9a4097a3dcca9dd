//! `semillero match`: ranked preferences from files, matched and explained.
//!
//! Preferences come as CSV (see [`csv_files`]) or in the formats of PrefLib (see [`preflib`]). A mentee who gives a list is paired
//! with people on it only; one who gives none is open to everybody, all tied. A mentor's list orders: whom it leaves out comes after
//! whom it names. A veto of either side excludes the pair.
//!
//! The score of a pair, in basis points, is the sum of its reasons: `mentee_choice`, up to 7,000, and `mentor_choice`, up to 3,000,
//! each `most × (n − r + 1) / n` rounded down, where the list has `n` tiers and the other stands in tier `r`. Who gave no list, or
//! left the other out of it, adds nothing.

pub mod csv_files;
mod domain;
mod files;
pub mod preflib;
mod question;
mod replay;
mod report;
mod run;
mod words;

pub use files::{FileProblem, Problems};
pub use question::{Mentee, Mentor, Question};
pub use replay::{Replay, Replayed};
pub use report::Report;
pub use run::{Again, Match, MatchFailure, read, solve};
