//! The use cases. Each is one function of what was read and what was asked; the tables in `api` say which there are.

mod analytics;
mod audit;
mod cohort_people;
mod common;
mod matching;
mod mentorship;
mod people;
mod programmes;
mod projects;

use crate::api;
use crate::ecosystem::{Acting, Run, Turn};
use crate::errors::ApiError;

pub use analytics::{BookQuestion, query_book, run_book_dashboard};
pub(crate) use common::{admins, reason};
pub(crate) use people::{accept_invitation, give};

macro_rules! methods {
    ($context:ident $($(#[$doc:meta])* $kind:ident $name:ident($request:ident) -> $view:ident;)+) => {
        impl Acting { $(
            $(#[$doc])*
            ///
            /// An example is in [`docs::examples`](crate::docs::examples).
            ///
            /// # Errors
            /// The closed set of [`ErrorCode`](crate::errors::ErrorCode)s; every mistake in the request at once.
            pub async fn $name(&self, request: api::$request) -> Result<api::$view, ApiError> {
                let mut run = methods!(@$kind self, $name, &request);
                loop {
                    let mut work = match run.begin().await {
                        Turn::Answer(answer) => return answer,
                        Turn::Decide(work) => work,
                    };
                    let outcome = $context::$name(&mut work, &request).await;
                    if let Some(answer) = run.settle(work, outcome).await {
                        return answer;
                    }
                }
            }
        )+ }
    };
    (@write $acting:expr, $name:ident, $request:expr) => { Run::write($acting, stringify!($name), $request) };
    (@read $acting:expr, $name:ident, $request:expr) => { Run::read($acting, stringify!($name)) };
    (@task $acting:expr, $name:ident, $request:expr) => { Run::read($acting, stringify!($name)) };
}
crate::for_each_operation!(methods);

/// A short text that must say something, for what stands beside the operations.
pub(crate) fn text(problems: &mut crate::errors::Problems, path: &str, value: &str) -> String {
    common::text(problems, path, value, common::SHORT)
}
