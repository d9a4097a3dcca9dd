//! Answers with a structure of their own.
