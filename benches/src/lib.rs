//! Measurements of Semillero. They live in `benches/` (criterion) and `scripts/`; this crate has no code of its own.
