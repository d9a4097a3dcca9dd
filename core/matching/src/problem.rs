//! A whole question (people, policy, quotas, rules) and the run that answers it: score, solve, price, verify, record.

mod instance;
mod outside;
mod price;
mod run;

use serde::{Deserialize, Serialize};

pub use outside::Outside;
pub use run::{Plan, Priced, ProblemRecord, Run, RunError, Stage, replay_problem, run_problem};

use crate::{Digest, Floor, Group, Mistake, Mistakes, Organisation, Policy, Population, Two};

/// Everything that decides a match but the strategy and the seed.
///
/// Kept whole, it can be answered again a year later: see [`replay_problem`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// Who is there.
    pub population: Population,
    /// What makes a good pair.
    pub policy: Policy,
    /// How many mentees the mentors of an organisation take together; [`Person::organisation`](crate::Person::organisation)
    /// points here.
    #[serde(default)]
    pub organisations: Vec<Organisation>,
    /// How many mentees a mentor or an organisation gets at least. Indices are those of the population and of
    /// `organisations`.
    #[serde(default)]
    pub floors: Vec<Floor>,
    /// Groups with shares, see [`Rules::groups`](crate::Rules::groups).
    #[serde(default)]
    pub groups: Vec<Group>,
    /// The only pairs that may be made, as somebody else proposes them: a search index, a list of interviews. Gates and scores are
    /// those of the policy. Nothing: every eligible pair may be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidates: Option<Vec<Two>>,
    /// The order in which mentees come, for [`Strategy::Online`](crate::Strategy::Online); see
    /// [`Rules::arrivals`](crate::Rules::arrivals).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arrivals: Vec<u32>,
}

impl Problem {
    /// Lists everything that is wrong with population and policy; pointers are relative to the problem.
    pub fn check(&self) -> Vec<Mistake> {
        let mut mistakes = Mistakes::default();
        mistakes.extend("/population", self.population.check());
        mistakes.extend("/policy", self.policy.check(&self.population.features));
        mistakes.into_vec()
    }

    /// Digests the question as it stands: BLAKE3 over `semillero-matching problem 1` and its compact JSON. The order of
    /// people is part of it, unlike that of the [`instance_digest`](crate::instance_digest).
    pub fn digest(&self) -> Digest {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"semillero-matching problem 1");
        // Plain data without maps always serialises; an empty text would only make two digests differ from these.
        hasher.update(&serde_json::to_vec(self).unwrap_or_default());
        Digest(*hasher.finalize().as_bytes())
    }
}
