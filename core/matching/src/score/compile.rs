#![expect(clippy::indexing_slicing, reason = "the population was checked, so its indices point at people")]
//! Packs a checked population and policy.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::column::Column;
use super::gate::Barrier;
use super::measure::{Form, Rule, RuleKind};
use super::rarity::rarity;
use super::relation::Relation;
use super::shares::share_out;
use crate::mistake::{Mistake, Mistakes};
use crate::policy::{Criterion, Fusion, Gate, Measure, Policy};
use crate::population::{CategoryWeights, Choices, Feature, FeatureKind, Person, Population, Side, Unlisted};
use crate::scan::Layout;
use crate::{Id, Two};

/// A population under a policy, packed for scoring.
///
/// It owns what it needs; the population may be dropped. Indices are those of the population.
#[derive(Debug, Clone)]
pub struct Scorer {
    pub(crate) mentees: People,
    pub(crate) mentors: People,
    pub(crate) tables: Vec<Table>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) barriers: Vec<Barrier>,
    pub(crate) fusion: Fusion,
    pub(crate) opinions: Opinions,
    pub(crate) blocked: Relation<()>,
    pub(crate) history: Relation<i32>,
    pub(crate) mentee_choices: Relation<Tier>,
    /// By mentee too.
    pub(crate) mentor_choices: Relation<Tier>,
    pub(crate) must: Vec<Two>,
    layout: OnceLock<Layout>,
}

#[derive(Debug, Clone)]
pub(crate) struct People {
    pub(crate) ids: Vec<Id>,
    /// Where each person stands when sorted by id.
    pub(crate) id_ranks: Vec<u32>,
    /// One per feature.
    pub(crate) columns: Vec<Column>,
    /// Who gave a list.
    pub(crate) lists: Vec<bool>,
    /// Who refuses everybody not on the list.
    pub(crate) refuses: Vec<bool>,
}

/// A rank among so many; 1 is best.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tier {
    pub(crate) rank: u32,
    pub(crate) of: u32,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) places: u16,
    pub(crate) nearness: Vec<u16>,
}

impl Table {
    pub(crate) fn nearness(&self, here: u16, there: u16) -> u32 {
        u32::from(self.nearness[usize::from(here) * usize::from(self.places) + usize::from(there)])
    }
}

/// Whose weights count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opinions {
    Both,
    Mentees,
    Mentors,
}

impl Scorer {
    /// Checks and packs.
    ///
    /// # Errors
    /// Every mistake of both; pointers start with `/population` or `/policy`.
    ///
    /// ```
    /// use semillero_matching::*;
    /// let person = |id, languages: &[u32]| Person {
    ///     id: Id::from_u128(id),
    ///     capacity: 1,
    ///     organisation: None,
    ///     values: vec![Value::Set(languages.to_vec())],
    ///     choices: Choices::default(),
    /// };
    /// let population = Population {
    ///     features: vec![Feature {
    ///         name: "languages".into(),
    ///         kind: FeatureKind::Set { weights: CategoryWeights::Even },
    ///     }],
    ///     mentees: vec![person(1, &[0, 7])],
    ///     mentors: vec![person(11, &[7, 9]), person(12, &[3])],
    ///     ..Population::default()
    /// };
    /// let policy = Policy {
    ///     version: 1,
    ///     criteria: vec![Criterion {
    ///         factor: 4,
    ///         mentee_weight: 10_000,
    ///         mentor_weight: 0,
    ///         measure: Measure::AtLeast { n: 2, mentee: "languages".into(), mentor: "languages".into() },
    ///     }],
    ///     gates: vec![Gate::AtLeast { feature: "languages".into(), n: 1 }],
    ///     fusion: Fusion::default(),
    /// };
    /// let scorer = Scorer::compile(&population, &policy).expect("a sound policy");
    /// let pair = scorer.pair(0, 0).expect("both exist");
    /// assert_eq!((pair.score, pair.terms), (5_000, vec![Term { factor: 4, points: 5_000 }]));
    /// let closed = scorer.pair(0, 1).expect("both exist").closed;
    /// assert_eq!(closed, [Closed::TooFewInCommon { feature: 0, common: 0, needed: 1 }]);
    ///
    /// let best = scorer.candidates(&ScanOptions { k: Some(50), ..ScanOptions::default() }).expect("few pairs");
    /// assert_eq!(best.row(0).collect::<Vec<_>>(), [(0, 5_000)]);
    /// ```
    pub fn compile(population: &Population, policy: &Policy) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Mistakes::default();
        mistakes.extend("/population", population.check());
        mistakes.extend("/policy", policy.check(&population.features));
        let mistakes = mistakes.into_vec();
        if mistakes.is_empty() { Ok(packed(population, policy)) } else { Err(mistakes) }
    }

    /// The mentors laid out for a scan, when the first one needs it.
    pub(crate) fn layout(&self) -> &Layout {
        self.layout.get_or_init(|| Layout::new(self))
    }

    /// How many mentees there are.
    pub fn mentee_count(&self) -> u32 {
        self.mentees.ids.len() as u32
    }

    /// How many mentors there are.
    pub fn mentor_count(&self) -> u32 {
        self.mentors.ids.len() as u32
    }

    /// The pairs the assignment has to make, sorted.
    pub fn must(&self) -> &[Two] {
        &self.must
    }
}

fn packed(population: &Population, policy: &Policy) -> Scorer {
    let Population { features, mentees, mentors, blocked, history, must } = population;
    let (mut rules, mut barriers) = (vec![], vec![]);
    let names: BTreeMap<&str, usize> = features.iter().map(|feature| feature.name.as_str()).zip(0..).collect();
    let number = |name: &String| names.get(name.as_str()).copied().unwrap_or_default();
    let sides = [people(features, mentees), people(features, mentors)];
    for criterion in &policy.criteria {
        rules.push(rule(criterion, features, &sides, &number));
    }
    for gate in &policy.gates {
        barriers.push(barrier(gate, &number));
    }
    let [mentee_side, mentor_side] = sides;
    let weighs = |side: usize| rules.iter().any(|rule| rule.weights[side] > 0);
    let opinions = match (weighs(0), weighs(1)) {
        (true, false) => Opinions::Mentees,
        (false, true) => Opinions::Mentors,
        _ => Opinions::Both,
    };
    let tables = features.iter().map(|feature| match &feature.kind {
        FeatureKind::Place { places, nearness } => Table { places: *places, nearness: nearness.clone() },
        _ => Table::default(),
    });
    let turned = |facts: Vec<(u32, u32, Tier)>| facts.into_iter().map(|(a, b, tier)| (b, a, tier)).collect();
    let mut must = must.clone();
    must.sort_unstable();
    must.dedup();
    Scorer {
        tables: tables.collect(),
        fusion: policy.fusion,
        opinions,
        blocked: Relation::new(mentees.len(), blocked.iter().map(|two| (two.mentee, two.mentor, ())).collect()),
        history: Relation::new(mentees.len(), history.iter().map(|e| (e.mentee, e.mentor, e.value)).collect()),
        mentee_choices: Relation::new(mentees.len(), choices(mentees)),
        mentor_choices: Relation::new(mentees.len(), turned(choices(mentors))),
        must,
        layout: OnceLock::new(),
        rules,
        barriers,
        mentees: mentee_side,
        mentors: mentor_side,
    }
}

fn people(features: &[Feature], people: &[Person]) -> People {
    let ids: Vec<Id> = people.iter().map(|person| person.id).collect();
    let mut by_id: Vec<u32> = (0..ids.len() as u32).collect();
    by_id.sort_unstable_by_key(|&person| ids[person as usize]);
    let mut id_ranks = vec![0; ids.len()];
    for (rank, &person) in (0..).zip(&by_id) {
        id_ranks[person as usize] = rank;
    }
    let gave_list = |choices: &Choices| choices.tiers.iter().any(|tier| !tier.is_empty());
    People {
        columns: features.iter().enumerate().map(|(at, feature)| Column::new(&feature.kind, at, people)).collect(),
        lists: people.iter().map(|person| gave_list(&person.choices)).collect(),
        refuses: people.iter().map(|person| person.choices.unlisted == Unlisted::Refused).collect(),
        ids,
        id_ranks,
    }
}

fn choices(people: &[Person]) -> Vec<(u32, u32, Tier)> {
    let mut facts = vec![];
    for (person, Person { choices, .. }) in (0..).zip(people) {
        let of = choices.tiers.len() as u32;
        for (rank, tier) in (1..).zip(&choices.tiers) {
            facts.extend(tier.iter().map(|&other| (person, other, Tier { rank, of })));
        }
    }
    facts
}

fn rule(criterion: &Criterion, features: &[Feature], sides: &[People; 2], number: &dyn Fn(&String) -> usize) -> Rule {
    let weights = [u32::from(criterion.mentee_weight), u32::from(criterion.mentor_weight)];
    let count = |form, mentee, mentor| RuleKind::Count { form, mentee: number(mentee), mentor: number(mentor) };
    let kind = match &criterion.measure {
        Measure::Jaccard { mentee, mentor } => count(Form::Jaccard, mentee, mentor),
        Measure::Overlap { mentee, mentor } => count(Form::Overlap, mentee, mentor),
        Measure::AtLeast { n, mentee, mentor } => count(Form::AtLeast(u32::from(*n)), mentee, mentor),
        Measure::Coverage { of, mentee, mentor } => {
            let (mentee, mentor) = (number(mentee), number(mentor));
            let (covered, by) = (&sides[0].columns[mentee], &sides[1].columns[mentor]);
            let (feature, covered, by) = match of {
                Side::Mentee => (mentee, covered, by),
                Side::Mentor => (mentor, by, covered),
            };
            let shares = weights.map(|weight| coverage(weight, &features[feature].kind, covered, by));
            RuleKind::Coverage { of: *of, mentee, mentor, shares }
        }
        Measure::Same { mentee, mentor } => RuleKind::Same { mentee: number(mentee), mentor: number(mentor) },
        Measure::Contains { mentee, mentor } => RuleKind::Contains { mentee: number(mentee), mentor: number(mentor) },
        Measure::Nearness { feature } => RuleKind::Nearness { feature: number(feature) },
        Measure::Cosine { mentee, mentor } => RuleKind::Cosine { mentee: number(mentee), mentor: number(mentor) },
        Measure::MenteeChoice => RuleKind::MenteeChoice,
        Measure::MentorChoice => RuleKind::MentorChoice,
        Measure::History => RuleKind::History,
    };
    Rule { factor: criterion.factor, weights, kind }
}

/// The points of every item of the covered side's sets.
fn coverage(weight: u32, kind: &FeatureKind, covered: &Column, by: &Column) -> Vec<u16> {
    let (Column::Set(lists), Column::Set(others), FeatureKind::Set { weights }) = (covered, by, kind) else {
        return vec![];
    };
    let of_category: Vec<u32> = match weights {
        CategoryWeights::Even => vec![1; 65_536],
        CategoryWeights::Rarity => {
            let mut having = vec![0_u32; 65_536];
            others.items.iter().for_each(|&item| having[usize::from(item)] += 1);
            let of = (others.starts.len() - 1) as u32;
            let by_count: Vec<u32> = (0..=of).map(|having| rarity(of, having)).collect(); // far fewer counts than categories
            having.into_iter().map(|n| by_count.get(n as usize).copied().unwrap_or_else(|| rarity(of, n))).collect()
        }
        CategoryWeights::Given(given) => {
            let mut all = vec![1; 65_536];
            given.iter().for_each(|entry| all[entry.category as usize] = entry.weight);
            all
        }
    };
    let mut shares = Vec::with_capacity(lists.items.len());
    for person in 0..lists.starts.len() - 1 {
        let row: Vec<u32> = lists.row(person).iter().map(|&item| of_category[usize::from(item)]).collect();
        shares.extend(share_out(weight, &row).into_iter().map(|share| share as u16));
    }
    shares
}

fn barrier(gate: &Gate, number: &dyn Fn(&String) -> usize) -> Barrier {
    match gate {
        Gate::AtLeast { feature, n } => Barrier::AtLeast { feature: number(feature), n: u32::from(*n) },
        Gate::Different { feature } => Barrier::Different { feature: number(feature) },
        Gate::SameKey { feature } => Barrier::SameKey { feature: number(feature) },
        Gate::Requires { side, feature, category } => {
            Barrier::Requires { side: *side, feature: number(feature), category: *category }
        }
        Gate::ListedOnly { side } => Barrier::ListedOnly { side: *side },
        Gate::NotBefore => Barrier::NotBefore,
        Gate::NotAgain => Barrier::NotAgain,
    }
}
