//! What the analytics engine promises.

mod gate;
