//! What the analytics engine promises, module by module.

mod charts;
mod samples;
