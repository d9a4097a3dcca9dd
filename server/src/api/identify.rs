//! Who shows a bearer token.

use semillero_core::Ecosystem;
use semillero_core::ecosystem::CallContext;
use semillero_core::errors::ApiError;
use semillero_core::permissions::Who;

/// Tells whom a bearer token stands for. No other header chooses the actor.
#[async_trait::async_trait]
pub trait Identify: Send + Sync {
    /// The actor behind a token. `call` says in which language to refuse and under which name to log; nobody calls yet.
    ///
    /// # Errors
    /// `unauthenticated` when the token does not work.
    async fn identify(&self, token: &str, call: &CallContext) -> Result<Who, ApiError>;
}

/// Tokens made by `semillero token create`.
pub struct Tokens(pub Ecosystem);

#[async_trait::async_trait]
impl Identify for Tokens {
    async fn identify(&self, token: &str, call: &CallContext) -> Result<Who, ApiError> {
        self.0.acting(call.clone()).user_of_token(token).await.map(Who::User)
    }
}
