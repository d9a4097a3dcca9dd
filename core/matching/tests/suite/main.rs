//! The tests of the crate from outside, as one binary.

#[cfg(test)]
mod common;
#[cfg(test)]
mod fair;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod market;
#[cfg(test)]
mod record;
#[cfg(test)]
mod scale;
