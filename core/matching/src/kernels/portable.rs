//! The portable path: everything as [`Kernel`] provides it.

use super::Kernel;

pub(super) struct Portable;

impl Kernel for Portable {}
