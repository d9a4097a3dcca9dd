//! One error for every frontend: a closed code, a text in the caller's language, every mistake at once.

mod code;
mod edge;
mod refusal;
mod sign_in;
pub(crate) mod texts;

pub use code::{ApiError, ErrorCode, InputError};
pub use edge::Edge;
pub(crate) use refusal::{Arg, Mistake, Problems, Refusal, Refused};
pub use sign_in::SignInFault;
pub use texts::{TEXTS, Text};
