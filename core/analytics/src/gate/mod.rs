//! Privacy: what may leave towards somebody who may not read the rows.
//!
//! [`gate`] takes all tables of a release at once and hides, in this order:
//!
//! 1. **Tables that are not to be asked for**: by dimensions or filters that the policy does not release, or of a period that is not over.
//!    What was asked before the run is refused by [`refuse_adhoc`].
//! 2. **Small figures** (primary suppression): where 1 to k − 1 people stand behind a count, behind either side of a share, or behind a
//!    mean, median or quantile; amounts of money of which one contributor makes the dominance per cent or more; points of a survival
//!    curve between which 1 to k − 1 ended or left.
//! 3. **What would tell them** (secondary suppression): greedily, the cheapest figures of each sum first, until the audit is content; then
//!    those are shown again that need not be hidden.
//! 4. Nothing that the **audit** does not pass. It writes down everything that can be added up in the release as equations between whole
//!    numbers and demands, for each hidden count of 1 to k − 1, tables that agree with all that is shown in which it is at most 1, and
//!    others in which it is at least k − 1; for each other hidden count, two that lie k apart; for each hidden amount, ones that are
//!    (100 − dominance) % more and less. If it finds none, or has to give up, more is hidden, in the end everything that hangs together.
//!
//! What leaves is [`Gated`], which nothing else makes but [`Gated::rows_are_readable`]. Which hidden figure was small and which was hidden
//! for its sake is not told. The same tables give the same release, in whatever order they and their rows come.
//!
//! Which sums there are: groups and their totals over each dimension, shown or implied, also across tables and filters of the form
//! *dimension is value*; periods and the shorter ones within; a share, its complement and what it is out of; shares of one whole; bins of a
//! histogram and n; steps of a funnel, cohorts and days, of which each is a part of the one before; measures of one table of which one is
//! the sum of others; figures of the period before. They are read off the figures, since the gate knows no metric: what holds wherever
//! both sides stand is taken to be known. What figures cannot show, the [`Candidate`] tells. Answers that hang together otherwise are
//! hidden whole: a line of the lifecycle, the parts of a waterfall, a line of overlapping windows, everything made from one metric.
//!
//! # What the gate does not protect against
//!
//! * **Shares of 0 and 100 %** of a large group are shown, and tell of everybody in it. So are zeros.
//! * **What somebody knows already**: a member of a group of five who knows the other four, somebody who knows who was there.
//! * **That a hidden figure is of somebody**, since zeros are shown: of a hidden total that has three hidden parts everybody knows that it
//!   is 3 or more. The audit reckons with this for the upper ends and the widths, not for the lower ends.
//! * **Differences between releases of figures as of a day**: members at the end of March and of April differ by who came and went. Figures
//!   of closed periods are frozen, and [`GateContext::frozen`] keeps hidden what was hidden; a stock is another figure each time.
//! * **Sums that the gate is not told of and cannot see**: that two measures count the same people although they never stand beside each
//!   other under one group; a count by more dimensions than the shares of which it is the base, whose split into part and rest the shares of
//!   larger groups bound (ask for the share by the same dimensions, and the gate sees it); trailing windows of measures of which the days are shown too, unless the candidate says `windowed`; distinct
//!   people over time beyond *a part is not more than the whole, and the whole not more than its parts*; groups of which two or more are
//!   missing in a table and that another table restricts.
//! * **Means of amounts and scales**: n is protected, and with it which sums go into which; that a rating is 1 to 5 can still bound the
//!   mean of a hidden group whose size is nearly known.
//! * **The rule itself as a clue**: who knows this program can ask for which true tables it would have hidden just these figures.
//! * **Noise and rounding** are not counted as protection by the audit, and they are not differential privacy: no ε bounds what many
//!   releases tell together. Shares keep exact denominators under noise unless they are rounded.
//! * A policy is only as good as its dimensions: a value that one person alone has, such as the name of a place, tells of her as soon as it
//!   is the name of a row, hidden or not. Leave such dimensions out, or put their rare values together before.

mod adhoc;
mod alias;
mod audit;
mod bundles;
mod candidate;
mod gated;
mod implied;
mod mistake;
mod perturb;
mod policy;
mod primary;
mod relations;
mod release;
mod run;
mod sheet;
mod suppress;
mod system;
mod thin;
mod union;
mod wire;

pub use adhoc::{AdhocRefusal, AskedOf, refuse_adhoc};
pub use candidate::{Candidate, Counted};
pub use gated::{Gated, Readable};
pub use mistake::{PolicyMistake, PolicyMistakeCode};
pub use perturb::NoiseKey;
pub use policy::{GatePolicy, LEAST_K, StricterK};
pub use release::{Frozen, Release, ReleaseError, Withheld, WithheldReason};
pub use run::{GateContext, GateError, gate};
pub(crate) use wire::WireTable;
