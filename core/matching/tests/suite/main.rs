//! The tests of the crate from outside, as one binary.

#[cfg(test)]
mod amend;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod common;
#[cfg(test)]
mod every;
#[cfg(test)]
mod explanations;
#[cfg(test)]
mod fair;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod market;
#[cfg(test)]
mod online;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod pools;
#[cfg(test)]
mod ranks;
#[cfg(test)]
mod record;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod scale;
#[cfg(test)]
mod scan;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod text;
#[cfg(test)]
mod whole_run;
