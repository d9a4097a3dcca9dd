//! The residual network of an optimal plan: what can still be changed, and what each change costs.
//!
//! Units flow hub → mentee → mentor → organisation → hub. A pair gains its worth, everything else gains nothing. Every node
//! has a potential: of a mentee its price, of a mentor minus the price of a place (its own and its organisation's), of an
//! organisation minus its price, of the hub zero. The plan is optimal because no residual arc `a → b` has a negative
//! reduced cost `potential(a) − gain − potential(b)`.
//!
//! One change makes one arc negative or overfull. Pushing one unit there leaves an excess at one node and a deficit at
//! another, which travel on shortest paths (Jewell 1958; potentials: Edmonds and Karp 1972): forwards from the excess to the
//! hub, backwards from the deficit to the hub. Nobody expands the hub, so a search stays where the change is.

mod balance;
mod direct;
mod load;
mod lowest;
mod network;
mod optimal;
mod search;
mod undo;
mod value;

pub(crate) use direct::ToHub;
pub(crate) use load::Numbers;
pub(crate) use lowest::Lowest;
pub(crate) use network::{HUB, Kind, Network};
pub(crate) use search::Search;
pub(crate) use value::{Objective, Value};
