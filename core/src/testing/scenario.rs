//! Golden scenarios: stories in JSON that give equal answers in every language and on every store.
//!
//! A scenario is `{"about": …, "steps": [{"call": "accept_mentorship", "as": "$ana.id", "with": {…}, "at": "+2d", "save": "m",
//! "expect": {…}}]}`. A text `$m.id` is replaced by what an earlier step saved. `expect` names the fields that matter, `error` the
//! code, and `errors` the paths of the mistakes. `with_file` names a file in the folder `scenario_files` whose fields join the request: for
//! long lists. Beyond that, each runner writes down every answer in full; the transcripts of all
//! runners must be the same bytes in the canonical form of RFC 8785. Of an answer too long to read, `brief` lists the fields that are
//! written down; a checksum stands for the whole.

use super::time::{SeededIds, TestClock};
use crate::ecosystem::{CallContext, Ecosystem};
use crate::permissions::Who;
use crate::store::Store;
use crate::values::{Timestamp, UserId, canonical};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The moment at which every scenario starts.
pub const START: &str = "2026-03-02T09:00:00.000000Z";
/// What every scenario's ids start from.
pub const SEED: u64 = 2026;

/// A story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it shows.
    pub about: String,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// Every scenario of a folder, by name.
///
/// # Errors
/// When the folder or a file cannot be read, or is no scenario.
pub fn read_all(folder: &Path) -> Result<Vec<(String, Scenario)>, String> {
    let mut scenarios = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
        let mut scenario: Scenario = serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
        for step in &mut scenario.steps {
            step.read_file(&folder.with_file_name("scenario_files"))?;
        }
        scenarios.push((name, scenario));
    }
    scenarios.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(scenarios)
}

/// Compares a transcript with the committed one.
///
/// # Errors
/// Where they differ, or when the committed one cannot be read.
pub fn same(transcript: &str, kept: &Path) -> Result<(), String> {
    let expected = std::fs::read_to_string(kept).map_err(|error| format!("{}: {error}", kept.display()))?;
    if transcript == expected {
        return Ok(());
    }
    let at = transcript.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
    let show = |text: &str| text.chars().skip(at.saturating_sub(200)).take(400).collect::<String>();
    Err(format!("the transcript differs at character {at}:\n now …{}\nkept …{}", show(transcript), show(&expected)))
}

/// One call of a story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The operation.
    pub call: String,
    /// Who calls: `host`, `nobody` or the id of a person. The host when left out.
    #[serde(default, rename = "as")]
    pub actor: Option<String>,
    /// The request.
    #[serde(default)]
    pub with: Value,
    /// A file whose fields are added to the request.
    #[serde(default)]
    pub with_file: Option<String>,
    /// How far after the start: `+3d`, `+90m`.
    #[serde(default)]
    pub at: Option<String>,
    /// The language of messages.
    #[serde(default)]
    pub locale: Option<String>,
    /// An idempotency key.
    #[serde(default)]
    pub key: Option<String>,
    /// Keep the answer under this name.
    #[serde(default)]
    pub save: Option<String>,
    /// The fields of the answer that the transcript shows; all when left out.
    #[serde(default)]
    pub brief: Option<Vec<String>>,
    /// Fields the answer must have.
    #[serde(default)]
    pub expect: Option<Value>,
    /// The code of the refusal.
    #[serde(default)]
    pub error: Option<String>,
    /// The paths of the mistakes in the refusal.
    #[serde(default)]
    pub errors: Option<Vec<String>>,
}

impl Step {
    fn read_file(&mut self, folder: &Path) -> Result<(), String> {
        let Some(name) = &self.with_file else { return Ok(()) };
        let text = std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
        let fields: Map<String, Value> = serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
        if self.with.is_null() {
            self.with = json!({});
        }
        let with = self.with.as_object_mut().ok_or_else(|| format!("{name} joins a request that is no object"))?;
        with.extend(fields);
        Ok(())
    }
}

/// A call as a frontend makes it: everything is resolved.
#[derive(Debug)]
pub struct Call<'a> {
    /// The operation.
    pub operation: &'a str,
    /// `host`, `nobody` or the id of a person.
    pub actor: String,
    /// The request.
    pub request: Value,
    /// When.
    pub at: Timestamp,
    /// The language of messages.
    pub locale: Option<&'a str>,
    /// An idempotency key.
    pub key: Option<&'a str>,
}

/// What plays scenarios: the library itself, a server, a binding.
#[async_trait::async_trait]
pub trait Frontend: Send {
    /// Makes one call: the answer, or the refusal as `{code, key, message, errors}`.
    async fn call(&mut self, call: &Call<'_>) -> Result<Value, Value>;
}

/// The library itself, over any store.
pub struct Library {
    ecosystem: Ecosystem,
    clock: Arc<TestClock>,
}

impl Library {
    /// An ecosystem whose clock and ids repeat.
    #[must_use]
    pub fn over(store: Arc<dyn Store>) -> Self {
        let clock = Arc::new(TestClock::at(Timestamp::from_micros(0)));
        let ids = Arc::new(SeededIds::new(SEED));
        let ecosystem = Ecosystem::builder().store(store).signing_key([7; 32]).build_with(clock.clone(), ids);
        Self { ecosystem, clock }
    }

    /// The ecosystem inside.
    #[must_use]
    pub fn ecosystem(&self) -> &Ecosystem {
        &self.ecosystem
    }

    /// The clock inside.
    #[must_use]
    pub fn clock(&self) -> &Arc<TestClock> {
        &self.clock
    }
}

#[async_trait::async_trait]
impl Frontend for Library {
    async fn call(&mut self, call: &Call<'_>) -> Result<Value, Value> {
        self.clock.set(call.at);
        let acting = self.ecosystem.acting(call.context());
        let answer = crate::api::call(&acting, call.operation, call.request.clone()).await;
        answer.map_err(|error| serde_json::to_value(error).unwrap_or_default())
    }
}

impl Call<'_> {
    /// What the call carries beside its request.
    #[must_use]
    pub fn context(&self) -> CallContext {
        let who = match self.actor.as_str() {
            "host" => Who::Host,
            id => id.parse::<UserId>().map_or(Who::Nobody, Who::User),
        };
        let locale = self.locale.and_then(|locale| locale.parse().ok());
        CallContext { locale, idempotency_key: self.key.map(str::to_owned), ..CallContext::by(who) }
    }
}

/// Plays a scenario and gives its transcript in canonical form.
///
/// # Errors
/// The first step that does not do what the scenario says.
pub async fn play(scenario: &Scenario, frontend: &mut dyn Frontend) -> Result<String, String> {
    let start: Timestamp = START.parse().map_err(|error| format!("{error}"))?;
    let mut saved = BTreeMap::new();
    let mut at = start;
    let mut transcript = Vec::new();
    for (number, step) in (1..).zip(&scenario.steps) {
        let wrong = |what: String| format!("step {number} {}: {what}", step.call);
        if let Some(offset) = &step.at {
            at = start.plus_minutes(minutes(offset).ok_or_else(|| wrong(format!("bad offset `{offset}`")))?);
        }
        let actor = resolve(&json!(step.actor.as_deref().unwrap_or("host")), &saved, start).map_err(&wrong)?;
        let request = if step.with.is_null() { json!({}) } else { step.with.clone() };
        let call = Call {
            operation: &step.call,
            actor: actor.as_str().unwrap_or_default().to_owned(),
            request: resolve(&request, &saved, start).map_err(&wrong)?,
            at,
            locale: step.locale.as_deref(),
            key: step.key.as_deref(),
        };
        let outcome = frontend.call(&call).await;
        check(step, &outcome, &saved, start).map_err(&wrong)?;
        if let (Some(name), Ok(answer)) = (&step.save, &outcome) {
            saved.insert(name.clone(), answer.clone());
        }
        transcript.push(match outcome {
            Ok(answer) => written(step, redacted(&step.call, answer)),
            Err(refusal) => json!({ "call": step.call, "refusal": refusal_of(&refusal) }),
        });
    }
    Ok(canonical(&Value::Array(transcript)))
}

fn check(
    step: &Step,
    outcome: &Result<Value, Value>,
    saved: &BTreeMap<String, Value>,
    start: Timestamp,
) -> Result<(), String> {
    match (outcome, &step.error) {
        (Ok(answer), None) => match &step.expect {
            Some(expected) => matches(&resolve(expected, saved, start)?, answer, ""),
            None => Ok(()),
        },
        (Err(refusal), Some(code)) if refusal.get("code") == Some(&json!(code)) => {
            let paths = |list: Option<&Value>| -> Vec<String> {
                let list = list.and_then(Value::as_array).cloned().unwrap_or_default();
                list.iter().filter_map(|error| Some(error.get("path")?.as_str()?.to_owned())).collect()
            };
            let found = paths(refusal.get("errors"));
            match &step.errors {
                Some(expected) if *expected != found => Err(format!("mistakes at {found:?}, not {expected:?}")),
                _ => Ok(()),
            }
        }
        (Ok(answer), Some(code)) => Err(format!("should be refused with {code}, answered {answer}")),
        (Err(refusal), _) => Err(format!("refused: {refusal}")),
    }
}

/// Whether an answer has everything that is expected; lists must have the same length.
fn matches(expected: &Value, found: &Value, path: &str) -> Result<(), String> {
    match (expected, found) {
        (Value::Object(fields), Value::Object(answer)) => fields.iter().try_for_each(|(name, value)| {
            let at = format!("{path}/{name}");
            match (value, answer.get(name)) {
                (Value::Null, None) => Ok(()),
                (value, Some(found)) => matches(value, found, &at),
                (_, None) => Err(format!("{at} is missing")),
            }
        }),
        (Value::Array(items), Value::Array(answer)) if items.len() == answer.len() => {
            items.iter().zip(answer).enumerate().try_for_each(|(at, (a, b))| matches(a, b, &format!("{path}/{at}")))
        }
        (expected, found) if expected == found => Ok(()),
        (expected, found) => Err(format!("{path} is {found}, not {expected}")),
    }
}

/// Replaces `$name.field` by what was saved and `@+3d` by that moment.
fn resolve(value: &Value, saved: &BTreeMap<String, Value>, start: Timestamp) -> Result<Value, String> {
    match value {
        Value::String(text) if text.starts_with("@+") => {
            let offset = minutes(text.trim_start_matches('@')).ok_or_else(|| format!("bad offset `{text}`"))?;
            Ok(json!(start.plus_minutes(offset)))
        }
        Value::String(text) => match text.strip_prefix('$') {
            None => Ok(value.clone()),
            Some(path) => {
                let mut parts = path.split('.');
                let name = parts.next().unwrap_or_default();
                let start = saved.get(name).ok_or_else(|| format!("nothing is saved as `{name}`"))?;
                let found = parts.try_fold(start, |value, part| match part.parse::<usize>() {
                    Ok(at) => value.get(at),
                    Err(_) => value.get(part),
                });
                found.cloned().ok_or_else(|| format!("`{text}` leads nowhere"))
            }
        },
        Value::Array(items) => items.iter().map(|item| resolve(item, saved, start)).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| Ok((name.clone(), resolve(value, saved, start)?)));
            Ok(Value::Object(fields.collect::<Result<Map<_, _>, String>>()?))
        }
        plain => Ok(plain.clone()),
    }
}

/// `+3d`, `+2h` or `+90m` in minutes.
fn minutes(offset: &str) -> Option<i64> {
    let (number, unit) = offset.strip_prefix('+')?.split_at_checked(offset.len().checked_sub(2)?)?;
    let factor = match unit {
        "d" => 1_440,
        "h" => 60,
        "m" => 1,
        _ => return None,
    };
    Some(number.parse::<i64>().ok()? * factor)
}

/// Cursors of logs differ between stores; everything else must not.
fn redacted(operation: &str, mut answer: Value) -> Value {
    if operation == "events_since"
        && let Some(fields) = answer.as_object_mut()
    {
        fields.insert("next".into(), json!("redacted"));
    }
    answer
}

/// An answer as the transcript has it.
fn written(step: &Step, answer: Value) -> Value {
    let Some(fields) = &step.brief else { return json!({ "call": step.call, "answer": answer }) };
    let checksum = format!("{:08x}", checksum(&canonical(&answer)));
    let shown = fields.iter().filter_map(|field| Some((field.clone(), answer.get(field)?.clone())));
    json!({ "call": step.call, "answer": shown.collect::<Map<_, _>>(), "checksum": checksum })
}

/// FNV-1a of 32 bits: a few lines in any language, and only a mistake has to be noticed.
fn checksum(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What a refusal is in every frontend; request ids and HTTP's own fields are not part of it.
fn refusal_of(refusal: &Value) -> Value {
    let field = |name: &str| refusal.get(name).cloned().unwrap_or_default();
    let errors = refusal.get("errors").cloned().unwrap_or_else(|| json!([]));
    json!({ "code": field("code"), "key": field("key"), "message": field("message"), "errors": errors })
}
