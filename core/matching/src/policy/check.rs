//! Finds every mistake of a policy.

use std::collections::BTreeSet;

use super::{FULL, FUSION, Fusion, Gate, Measure, Policy};
use crate::mistake::{Mistake, MistakeCode as Code, Mistakes};
use crate::population::{Feature, FeatureKind, MAX_CATEGORY};

pub(super) fn check(policy: &Policy, features: &[Feature]) -> Vec<Mistake> {
    let mut checker = Checker { features, mistakes: Mistakes::default() };
    let mut factors = BTreeSet::new();
    for (at, criterion) in policy.criteria.iter().enumerate() {
        let pointer = format!("/criteria/{at}/factor");
        if criterion.factor == FUSION {
            checker.mistakes.add(pointer, Code::Reserved, "`factor` 65535 is the engine's own; choose a smaller one");
        } else if !factors.insert(criterion.factor) {
            let message = format!("`factor` {} is taken; give every criterion its own", criterion.factor);
            checker.mistakes.add(pointer, Code::Duplicate, message);
        }
        checker.measure(&format!("/criteria/{at}/measure"), &criterion.measure);
    }
    checker.weights(policy);
    for (at, gate) in policy.gates.iter().enumerate() {
        checker.gate(&format!("/gates/{at}"), gate);
    }
    if let Fusion::Weighted { mentee_share } = policy.fusion
        && u32::from(mentee_share) > FULL
    {
        let message = format!("`mentee_share` {mentee_share} is above {FULL}; the mentor gets what remains of it");
        checker.mistakes.add("/fusion/weighted/mentee_share", Code::OutOfRange, message);
    }
    checker.mistakes.into_vec()
}

struct Checker<'a> {
    features: &'a [Feature],
    mistakes: Mistakes,
}

const COUNTABLE: [&str; 2] = ["set", "slots"];

impl Checker<'_> {
    fn weights(&mut self, policy: &Policy) {
        let mentee: u64 = policy.criteria.iter().map(|criterion| u64::from(criterion.mentee_weight)).sum();
        let mentor: u64 = policy.criteria.iter().map(|criterion| u64::from(criterion.mentor_weight)).sum();
        if mentee == 0 && mentor == 0 {
            let message = "no criterion has any weight; give one side weights that sum to 10000";
            self.mistakes.add("/criteria", Code::NoCriteria, message);
        }
        for (name, sum) in [("mentee_weight", mentee), ("mentor_weight", mentor)] {
            if sum != 0 && sum != u64::from(FULL) {
                let message = format!("all `{name}` sum to {sum}; make them sum to {FULL}, or all 0 for no opinion");
                self.mistakes.add("/criteria", Code::WeightSum, message);
            }
        }
    }

    fn measure(&mut self, pointer: &str, measure: &Measure) {
        match measure {
            Measure::Jaccard { mentee, mentor } => {
                self.alike(&format!("{pointer}/jaccard"), mentee, mentor, &COUNTABLE)
            }
            Measure::Coverage { mentee, mentor, .. } => {
                self.alike(&format!("{pointer}/coverage"), mentee, mentor, &["set"]);
            }
            Measure::Overlap { mentee, mentor } => {
                self.alike(&format!("{pointer}/overlap"), mentee, mentor, &COUNTABLE)
            }
            Measure::AtLeast { n, mentee, mentor } => {
                let pointer = format!("{pointer}/at_least");
                self.positive(&pointer, *n);
                self.alike(&pointer, mentee, mentor, &COUNTABLE);
            }
            Measure::Same { mentee, mentor } => self.alike(&format!("{pointer}/same"), mentee, mentor, &["key"]),
            Measure::Contains { mentee, mentor } => {
                let pointer = format!("{pointer}/contains");
                let one = self.feature(&format!("{pointer}/mentee"), mentee, &["key", "set"]);
                let other = self.feature(&format!("{pointer}/mentor"), mentor, &["key", "set"]);
                if let (Some(one), Some(other)) = (one, other)
                    && one == other
                {
                    let message = format!("`{mentee}` and `{mentor}` are both of kind {one}; take a key and a set");
                    self.mistakes.add(pointer, Code::UnfitFeature, message);
                }
            }
            Measure::Nearness { feature } => {
                self.feature(&format!("{pointer}/nearness/feature"), feature, &["place"]);
            }
            Measure::Cosine { mentee, mentor } => self.alike(&format!("{pointer}/cosine"), mentee, mentor, &["vector"]),
            Measure::MenteeChoice | Measure::MentorChoice | Measure::History => {}
        }
    }

    fn gate(&mut self, pointer: &str, gate: &Gate) {
        match gate {
            Gate::AtLeast { feature, n } => {
                self.positive(&format!("{pointer}/at_least"), *n);
                self.feature(&format!("{pointer}/at_least/feature"), feature, &COUNTABLE);
            }
            Gate::Different { feature } => {
                self.feature(&format!("{pointer}/different/feature"), feature, &["key"]);
            }
            Gate::SameKey { feature } => {
                self.feature(&format!("{pointer}/same_key/feature"), feature, &["key"]);
            }
            Gate::Requires { feature, category, .. } => {
                self.feature(&format!("{pointer}/requires/feature"), feature, &["key", "set"]);
                if *category > MAX_CATEGORY {
                    let message = format!("`category` {category} is above {MAX_CATEGORY}; nobody can have it");
                    self.mistakes.add(format!("{pointer}/requires/category"), Code::OutOfRange, message);
                }
            }
            Gate::ListedOnly { .. } | Gate::NotBefore | Gate::NotAgain => {}
        }
    }

    fn positive(&mut self, pointer: &str, n: u16) {
        if n == 0 {
            self.mistakes.add(format!("{pointer}/n"), Code::Zero, "`n` is 0; ask for 1 or more, or leave it out");
        }
    }

    /// Two features of one kind.
    fn alike(&mut self, pointer: &str, mentee: &str, mentor: &str, kinds: &[&str]) {
        let one = self.feature(&format!("{pointer}/mentee"), mentee, kinds);
        let other = self.feature(&format!("{pointer}/mentor"), mentor, kinds);
        if let (Some(one), Some(other)) = (one, other)
            && one != other
        {
            let message = format!("`{mentee}` is of kind {one} and `{mentor}` of kind {other}; compare like with like");
            self.mistakes.add(pointer, Code::UnfitFeature, message);
        }
    }

    /// The kind of a feature, if there is one that fits.
    fn feature(&mut self, pointer: &str, name: &str, kinds: &[&str]) -> Option<&'static str> {
        let field = pointer.rsplit('/').next().unwrap_or_default();
        let Some(feature) = self.features.iter().find(|feature| feature.name == name) else {
            let known: Vec<&str> = self.features.iter().map(|feature| feature.name.as_str()).collect();
            let message = format!("`{field}` names `{name}`, which is not a feature; known are: {}", known.join(", "));
            self.mistakes.add(pointer, Code::UnknownFeature, message);
            return None;
        };
        let kind = FeatureKind::name(&feature.kind);
        if kinds.contains(&kind) {
            return Some(kind);
        }
        let message = format!("`{field}` names `{name}` of kind {kind}; take one of kind {}", kinds.join(" or "));
        self.mistakes.add(pointer, Code::UnfitFeature, message);
        None
    }
}
