//! Arrow's bytes in, Arrow's bytes out.

use crate::rename::{Naming, renamed};
use napi::Env;
use napi::bindgen_prelude::{AsyncTask, Buffer, Result, Task};
use napi_derive::napi;
use semillero_core::api::find;
use semillero_core::errors::ApiError;
use semillero_core::matching::table::{PairOptions, TableOptions};
use semillero_core::values::Locale;
use semillero_tables::{Answer, read, unreadable, write};
use serde_json::{Value, json};

/// How tables are matched, all of it checked by the core.
#[napi(object)]
#[derive(Debug, Default)]
pub(crate) struct TableCall {
    /// What counts, as JSON.
    pub policy: Option<Value>,
    /// The word of a strategy.
    pub strategy: Option<String>,
    /// With `blend`, the points of one more pair.
    pub per_pair: Option<i64>,
    /// What ties are drawn from.
    pub seed: Option<i64>,
    /// The language of reasons and messages.
    pub language: Option<String>,
    /// The day whose clocks count.
    pub on: Option<String>,
}

/// An answer, or the refusal as JSON.
#[napi(object)]
pub(crate) struct TableAnswer {
    /// The refusal; everything else is absent then.
    pub error: Option<Value>,
    /// Who has whom.
    pub pairs: Option<Buffer>,
    /// Who has nobody.
    pub unmatched: Option<Buffer>,
    /// What the verifier says.
    pub verdict: Option<Value>,
    /// What proves it.
    pub digest: Option<String>,
    /// What candidates were good for.
    pub candidates: Option<Value>,
}

/// A matching off the main thread.
pub(crate) struct Matching {
    tables: Vec<(&'static str, Option<Vec<u8>>)>,
    call: TableCall,
}

impl Matching {
    fn answer(&mut self) -> std::result::Result<(Answer, Locale), ApiError> {
        let locale = match self.call.language.as_deref() {
            Some("es") => Locale::Es,
            _ => Locale::En,
        };
        let seed = self.call.seed.unwrap_or(0);
        let strategy = self.call.strategy.clone().unwrap_or_else(|| "most_people".to_owned());
        let mut tables = Vec::new();
        for (name, bytes) in &self.tables {
            let table = bytes.as_deref().map(read).transpose().map_err(|error| unreadable(name, error, locale))?;
            tables.push(table);
        }
        let mut tables = tables.into_iter();
        let mut next = || tables.next().flatten();
        if self.tables.iter().any(|(name, _)| *name == "pairs") {
            let (pairs, mentees, mentors) = (next(), next(), next());
            let pairs = pairs.ok_or_else(|| unreadable("pairs", "no bytes", locale))?;
            let options = PairOptions { strategy, per_pair: self.call.per_pair, seed, locale };
            let answer = semillero_tables::match_pairs(&pairs, mentees.as_ref(), mentors.as_ref(), &options)?;
            return Ok((answer, locale));
        }
        let on = self.call.on.as_deref().map(str::parse).transpose();
        let on = on.map_err(|error| unreadable("on", error, locale))?;
        let (mentees, mentors, candidates) = (next(), next(), next());
        let mentees = mentees.ok_or_else(|| unreadable("mentees", "no bytes", locale))?;
        let mentors = mentors.ok_or_else(|| unreadable("mentors", "no bytes", locale))?;
        let policy = self.call.policy.take().map(wire_policy);
        let options =
            TableOptions { policy, strategy, per_pair: self.call.per_pair, seed, locale, on, candidates: None };
        Ok((semillero_tables::match_people(&mentees, &mentors, candidates.as_ref(), &options)?, locale))
    }

    fn written(&mut self) -> std::result::Result<TableAnswer, ApiError> {
        let (answer, locale) = self.answer()?;
        let bytes = |batch| write(batch).map(Buffer::from).map_err(|error| unreadable("", error, locale));
        Ok(TableAnswer {
            error: None,
            pairs: Some(bytes(&answer.pairs)?),
            unmatched: Some(bytes(&answer.unmatched)?),
            verdict: Some(answer.verdict),
            digest: Some(answer.digest),
            candidates: answer.candidates,
        })
    }
}

impl Task for Matching {
    type Output = TableAnswer;
    type JsValue = TableAnswer;

    fn compute(&mut self) -> Result<Self::Output> {
        let refused = |error: ApiError| TableAnswer {
            error: Some(json!(error)),
            pairs: None,
            unmatched: None,
            verdict: None,
            digest: None,
            candidates: None,
        };
        Ok(self.written().unwrap_or_else(refused))
    }

    fn resolve(&mut self, _: Env, output: Self::Output) -> Result<Self::JsValue> {
        Ok(output)
    }
}

/// A policy with the names of the wire.
fn wire_policy(policy: Value) -> Value {
    let Some(operation) = find("set_match_policy") else { return policy };
    let mut request = renamed(json!({ "policy": policy }), &operation.request_shape(), Naming::Wire);
    request.get_mut("policy").map(Value::take).unwrap_or_default()
}

/// Matches mentees to mentors by what is known of them.
#[napi]
pub(crate) fn match_people(
    mentees: Buffer,
    mentors: Buffer,
    candidates: Option<Buffer>,
    call: TableCall,
) -> AsyncTask<Matching> {
    let candidates = candidates.map(|bytes| bytes.to_vec());
    let tables =
        vec![("mentees", Some(mentees.to_vec())), ("mentors", Some(mentors.to_vec())), ("candidates", candidates)];
    AsyncTask::new(Matching { tables, call })
}

/// Matches along given pairs.
#[napi]
pub(crate) fn match_pairs(
    pairs: Buffer,
    mentees: Option<Buffer>,
    mentors: Option<Buffer>,
    call: TableCall,
) -> AsyncTask<Matching> {
    let bytes = |given: Option<Buffer>| given.map(|bytes| bytes.to_vec());
    let tables = vec![("pairs", Some(pairs.to_vec())), ("mentees", bytes(mentees)), ("mentors", bytes(mentors))];
    AsyncTask::new(Matching { tables, call })
}
