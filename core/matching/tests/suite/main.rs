//! The tests of the crate from outside, as one binary.

#[cfg(test)]
mod common;
#[cfg(test)]
mod every;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod ranks;
#[cfg(test)]
mod record;
#[cfg(test)]
mod scale;
