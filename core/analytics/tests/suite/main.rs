//! What the engine promises.

#[cfg(test)]
mod charts;
#[cfg(test)]
mod samples;
