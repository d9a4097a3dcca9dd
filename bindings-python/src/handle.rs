//! The ecosystem and the handles on it.

use crate::book::shown;
use crate::error::raise;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use semillero_core::api::call;
use semillero_core::ecosystem::{CallContext, Clock as _, IdSource as _, SystemClock, SystemIds};
use semillero_core::errors::ApiError;
use semillero_core::permissions::Who;
use semillero_core::store::{MemoryStore, Store};
use semillero_core::testing::time::{SeededIds, TestClock};
use semillero_core::values::{CivilDate, Locale};
use semillero_demo::{Options, make};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use tokio::runtime::Runtime;

#[expect(clippy::expect_used, reason = "without a runtime nothing in this module can work")]
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("the system gives threads"));

/// An ecosystem. Its own methods act as the host, who is trusted; `acting_as` gives a handle for a person.
#[pyclass(frozen, module = "semillero")]
pub(crate) struct Ecosystem {
    ecosystem: semillero_core::Ecosystem,
    clock: Option<Arc<TestClock>>,
}

/// A handle on an ecosystem for one caller.
#[pyclass(frozen, module = "semillero")]
pub(crate) struct Acting {
    acting: semillero_core::Acting,
}

pub(crate) fn bad(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

#[pymethods]
impl Ecosystem {
    /// An empty ecosystem in memory.
    #[staticmethod]
    fn in_memory() -> Self {
        Self { ecosystem: semillero_core::Ecosystem::in_memory(), clock: None }
    }

    /// Opens a database: a path or `postgres://user@host/name`. With `migrate` it is brought up to date, or made, first.
    /// The key that signs invitations is kept in `key_file`, beside the database when left out.
    #[staticmethod]
    #[pyo3(signature = (database, *, migrate = false, key_file = None))]
    fn open(py: Python<'_>, database: &str, migrate: bool, key_file: Option<PathBuf>) -> PyResult<Self> {
        let opened = py.detach(|| {
            RUNTIME.block_on(async {
                if migrate {
                    semillero_storage::migrate(database).await?;
                }
                semillero_storage::open(database).await
            })
        });
        let store = opened.map_err(|error| raise(py, &ApiError::of_database(&error, Locale::En)))?;
        let key_file = key_file.unwrap_or_else(|| semillero_storage::key_file(database));
        let key = semillero_storage::signing_key(&key_file)?;
        Ok(Self { ecosystem: semillero_core::Ecosystem::builder().store(store).signing_key(key).build(), clock: None })
    }

    /// A believable ecosystem in memory to try things with, made from a seed; nobody real is meant. Its story ends on the day `until`, today
    /// when left out; the same seed and day give the same ecosystem.
    #[staticmethod]
    #[pyo3(signature = (until = None, *, seed = 2026, cohorts = 5))]
    fn demo(py: Python<'_>, until: Option<&str>, seed: u64, cohorts: usize) -> PyResult<Self> {
        let until = until.map(str::parse).transpose().map_err(bad)?;
        let until = until.unwrap_or_else(|| CivilDate::of(SystemClock.now()));
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let mut key = [0; 32];
        SystemIds.fill(&mut key);
        let options = Options { seed, cohorts, ..Options::new(until) };
        let made = py.detach(|| RUNTIME.block_on(make(Arc::clone(&store), key, options)));
        made.map_err(|error| raise(py, &error))?;
        Ok(Self { ecosystem: semillero_core::Ecosystem::builder().store(store).signing_key(key).build(), clock: None })
    }

    /// An ecosystem in memory whose clock stands still and whose ids repeat for the same seed: for tests.
    #[staticmethod]
    fn for_tests(start: &str, seed: u64) -> PyResult<Self> {
        let clock = Arc::new(TestClock::at(start.parse().map_err(bad)?));
        let ids = Arc::new(SeededIds::new(seed));
        let builder = semillero_core::Ecosystem::builder().signing_key([7; 32]);
        Ok(Self { ecosystem: builder.build_with(clock.clone(), ids), clock: Some(clock) })
    }

    /// Moves the clock of an ecosystem made by `for_tests`.
    fn set_time(&self, now: &str) -> PyResult<()> {
        let clock = self.clock.as_ref().ok_or_else(|| PyValueError::new_err("the clock of this ecosystem is real"))?;
        clock.set(now.parse().map_err(bad)?);
        Ok(())
    }

    /// A handle that acts as a person; as the host when `user_id` is None.
    #[pyo3(signature = (user_id = None, *, locale = None, request_id = None, idempotency_key = None, on_behalf_of = None))]
    fn acting_as(
        &self,
        user_id: Option<&str>,
        locale: Option<&str>,
        request_id: Option<String>,
        idempotency_key: Option<String>,
        on_behalf_of: Option<&str>,
    ) -> PyResult<Acting> {
        let actor = user_id.map_or(Ok(Who::Host), |id| id.parse().map(Who::User).map_err(bad))?;
        let call = CallContext {
            actor,
            on_behalf_of: on_behalf_of.map(str::parse).transpose().map_err(bad)?,
            locale: locale.map(str::parse).transpose().map_err(bad)?,
            request_id,
            idempotency_key,
        };
        Ok(Acting { acting: self.ecosystem.acting(call) })
    }

    /// A handle for somebody who is not signed in: it can use an invitation, and nothing else.
    #[pyo3(signature = (*, locale = None, request_id = None, idempotency_key = None))]
    fn acting_as_nobody(
        &self,
        locale: Option<&str>,
        request_id: Option<String>,
        idempotency_key: Option<String>,
    ) -> PyResult<Acting> {
        let locale = locale.map(str::parse).transpose().map_err(bad)?;
        let call = CallContext { locale, request_id, idempotency_key, ..CallContext::by(Who::Nobody) };
        Ok(Acting { acting: self.ecosystem.acting(call) })
    }
}

/// Calls an operation by name with what was given as keyword arguments.
fn called<'py>(
    py: Python<'py>,
    acting: &semillero_core::Acting,
    name: &str,
    fields: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    // A field that is None is a field left out.
    let mut request = match fields {
        Some(fields) => pythonize::depythonize::<Value>(fields)?,
        None => Value::Object(serde_json::Map::new()),
    };
    if let Some(fields) = request.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    let answer = py.detach(|| RUNTIME.block_on(call(acting, name, request)));
    let answer = answer.map_err(|error| raise(py, &error))?;
    let answer = pythonize::pythonize(py, &answer)?;
    // The two whose answers are tables of figures.
    if matches!(name, "query_metrics" | "run_dashboard") { shown(py, answer) } else { Ok(answer) }
}

macro_rules! python_methods {
    ($context:ident $($(#[$doc:meta])* $kind:ident $name:ident($request:ident) -> $view:ident;)+) => {
        #[pymethods]
        impl Ecosystem { $(
            $(#[$doc])*
            #[pyo3(signature = (**fields))]
            fn $name<'py>(&self, py: Python<'py>, fields: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyAny>> {
                called(py, &self.ecosystem.acting_as(Who::Host), stringify!($name), fields)
            }
        )+ }
        #[pymethods]
        impl Acting { $(
            $(#[$doc])*
            #[pyo3(signature = (**fields))]
            fn $name<'py>(&self, py: Python<'py>, fields: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyAny>> {
                called(py, &self.acting, stringify!($name), fields)
            }
        )+ }
    };
}
semillero_core::for_each_operation!(python_methods);
