//! The JSON door: every operation by name, for frontends whose language has no static types of ours.

use super::shape::{Shape, shapes};
use super::{check, *};
use crate::ecosystem::Acting;
use crate::errors::{ApiError, ErrorCode, Problems, Refusal, texts};
use serde_json::Value;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::LazyLock;

/// What an operation does to the ecosystem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationKind {
    /// Changes it, once per idempotency key.
    Write,
    /// Changes nothing.
    Read,
    /// Commits step by step; may be repeated freely.
    Task,
}

type Answer<'a> = Pin<Box<dyn Future<Output = Result<Value, ApiError>> + Send + 'a>>;

/// One operation of the tables.
pub struct Operation {
    /// Its verb-first name, the same in every language.
    pub name: &'static str,
    /// The table it stands in.
    pub context: &'static str,
    /// What it does.
    pub kind: OperationKind,
    /// What it is for.
    pub docs: &'static str,
    /// The name of its request.
    pub request: &'static str,
    /// The name of its view.
    pub view: &'static str,
    call: for<'a> fn(&'a Acting, Value) -> Answer<'a>,
}

impl std::fmt::Debug for Operation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}({}) -> {}", self.name, self.request, self.view)
    }
}

impl Operation {
    /// The shape of its request.
    #[must_use]
    pub fn request_shape(&self) -> Shape {
        Shape::Named(self.request.to_owned())
    }

    /// The shape of its view.
    #[must_use]
    pub fn view_shape(&self) -> Shape {
        Shape::Named(self.view.to_owned())
    }
}

type Schemas = Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>;

fn add_schema<T: utoipa::ToSchema>(schemas: &mut Schemas) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

fn write_json<T: serde::Serialize>(view: &T) -> Value {
    // Views are plain data with text keys, so writing them cannot fail.
    serde_json::to_value(view).unwrap_or_default()
}

macro_rules! open_door {
    ($context:ident $($(#[doc = $doc:literal])* $kind:ident $name:ident($request:ident) -> $view:ident;)+) => {
        pub(super) mod $context {
            use super::*;
            pub(in crate::api::door) fn operations() -> Vec<Operation> {
                vec![$(Operation {
                    name: stringify!($name),
                    context: stringify!($context),
                    kind: open_door!(@$kind),
                    docs: concat!($($doc, "\n"),*).trim_ascii(),
                    request: stringify!($request),
                    view: stringify!($view),
                    call: |acting, request| Box::pin(async move {
                        let request: $request = parse(acting, stringify!($request), request)?;
                        Ok(write_json(&acting.$name(request).await?))
                    }),
                }),+]
            }
            pub(in crate::api::door) fn schemas(schemas: &mut Schemas) {
                $(add_schema::<$request>(schemas); add_schema::<$view>(schemas);)+
            }
        }
    };
    (@write) => { OperationKind::Write };
    (@read) => { OperationKind::Read };
    (@task) => { OperationKind::Task };
}
mod tables {
    use super::*;
    crate::for_each_operation!(open_door);
}

static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    [
        tables::people::operations(),
        tables::programmes::operations(),
        tables::matching::operations(),
        tables::mentorship::operations(),
        tables::projects::operations(),
        tables::analytics::operations(),
        tables::audit::operations(),
    ]
    .into_iter()
    .flatten()
    .collect()
});

static SCHEMAS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let mut schemas = Schemas::new();
    tables::people::schemas(&mut schemas);
    tables::programmes::schemas(&mut schemas);
    tables::matching::schemas(&mut schemas);
    tables::mentorship::schemas(&mut schemas);
    tables::projects::schemas(&mut schemas);
    tables::analytics::schemas(&mut schemas);
    tables::audit::schemas(&mut schemas);
    schemas.into_iter().map(|(name, schema)| (name, write_json(&schema))).collect()
});

/// Every operation, table by table.
#[must_use]
pub fn operations() -> &'static [Operation] {
    &OPERATIONS
}

/// The JSON schema of every request and view and of what they refer to.
#[must_use]
pub fn schemas() -> &'static BTreeMap<String, Value> {
    &SCHEMAS
}

/// The operation of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.name == name)
}

/// Calls an operation by name.
///
/// # Errors
/// `not_found` for an unknown name, `invalid_input` with every mistake of the request at once, and what the operation says.
pub async fn call(acting: &Acting, name: &str, request: Value) -> Result<Value, ApiError> {
    match find(name) {
        Some(operation) => (operation.call)(acting, request).await,
        None => {
            let said = Refusal::said(ErrorCode::NotFound, &texts::UNKNOWN_OPERATION, [("name", name.into())]);
            Err(acting.put(said))
        }
    }
}

/// Reads a request; every mistake in its form is found before any of its contents are looked at.
fn parse<T: serde::de::DeserializeOwned>(acting: &Acting, name: &str, request: Value) -> Result<T, ApiError> {
    let mut problems = Problems::default();
    let shape = shapes().get(name).cloned().unwrap_or(Shape::Json);
    check::check(&mut problems, &shape, &request, "");
    problems.check().map_err(|refusal| acting.put(refusal))?;
    serde_path_to_error::deserialize(request).map_err(|error| {
        let path: String = error.path().to_string().split('.').map(|part| format!("/{part}")).collect();
        let mut problems = Problems::default();
        problems.add(path, &texts::BAD_VALUE, [("error", error.inner().into())]);
        acting.put(Refusal::invalid(problems))
    })
}
