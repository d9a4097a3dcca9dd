//! The tests of the crate from outside, as one binary.

#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod common;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod pools;
#[cfg(test)]
mod record;
#[cfg(test)]
mod scale;
#[cfg(test)]
mod scan;
