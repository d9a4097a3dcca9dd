//! Small populations, and tables about them.

use super::attacker::Puzzle;
use semillero_analytics::{
    Behind, Candidate, Counted, Day, GateContext, GatePolicy, Measure, Period, Release, Row, Shape, Table, Unit,
    Verdict, gate,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const K: i64 = 5;

/// The dimensions of the tests; all are in the default policy.
pub(super) const DIMENSIONS: [&str; 3] = ["person.role", "venture.sector", "venture.stage"];

pub(super) fn policy() -> GatePolicy {
    GatePolicy::default()
}

pub(super) fn as_of() -> Day {
    "2026-04-30".parse().unwrap()
}

pub(super) fn measure(name: &str, unit: Unit) -> Measure {
    Measure {
        name: name.into(),
        metric: name.into(),
        title: [name.into(), name.into()],
        unit,
        definition_hash: measure_hash(name),
    }
}

fn measure_hash(name: &str) -> String {
    format!("hash of {name}")
}

pub(super) fn count(measure: &str, period: Option<Period>, group: Vec<Option<String>>, people: i64) -> Row {
    Row {
        measure: measure.into(),
        period,
        group,
        value: Some(people as f64),
        n: Some(people),
        numerator: None,
        denominator: None,
        interval: None,
        complete: true,
        suppressed: None,
        verdict: Verdict::Good,
        behind: Behind { people: Some(people as u64), ..Behind::default() },
    }
}

pub(super) fn share(measure: &str, period: Option<Period>, group: Vec<Option<String>>, part: i64, of: i64) -> Row {
    Row {
        value: (of != 0).then(|| part as f64 / of as f64),
        n: Some(of),
        numerator: Some(part),
        denominator: Some(of),
        verdict: if of == 0 { Verdict::Undefined } else { Verdict::Good },
        behind: Behind { people: Some(part as u64), rest: Some((of - part) as u64), ..Behind::default() },
        ..count(measure, period, group, part)
    }
}

pub(super) fn table(query: &str, shape: Shape, dimensions: &[&str], measures: Vec<Measure>, rows: Vec<Row>) -> Table {
    let dimensions = dimensions.iter().map(|one| (*one).to_owned()).collect();
    Table { query: query.into(), shape, dimensions, measures, rows, as_of: as_of(), notes: Vec::new() }
}

pub(super) fn release(candidates: Vec<Candidate>) -> Release {
    gate(candidates, &policy(), GateContext::default()).unwrap()
}

/// People by up to three dimensions, and of each finest group those who succeeded and those who did not.
#[derive(Debug, Clone)]
pub(super) struct World {
    pub sizes: [usize; 3],
    /// By finest group: succeeded, then not.
    pub counts: Vec<[i64; 2]>,
}

/// What a table tells about a world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Members,
    Succeeded,
    Rate,
}

/// A question about a world: by which dimensions, with which totals, filtered to a value of a dimension.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub what: What,
    pub by: [bool; 3],
    pub totals: bool,
    pub fixed: Option<(usize, usize)>,
}

impl World {
    fn group(&self, at: usize) -> [usize; 3] {
        let [_, b, c] = self.sizes;
        [at / (b * c), at / c % b, at % c]
    }

    fn within(&self, wanted: [Option<usize>; 3]) -> Vec<usize> {
        let fits = |at: &usize| {
            self.group(*at).iter().zip(wanted).all(|(is, wanted)| wanted.is_none_or(|wanted| *is == wanted))
        };
        (0..self.counts.len()).filter(fits).collect()
    }

    /// The answer, and for each row the finest groups that it counts: those of its part, and those of its whole.
    pub(super) fn answer(&self, name: &str, asked: &Asked) -> (Candidate, Vec<Shown>) {
        let by: Vec<usize> =
            (0..3).filter(|at| asked.by[*at] && asked.fixed.is_none_or(|(fixed, _)| fixed != *at)).collect();
        let mut wanted: Vec<[Option<usize>; 3]> = vec![[None; 3]];
        if let Some((dimension, value)) = asked.fixed {
            wanted[0][dimension] = Some(value);
        }
        for dimension in &by {
            wanted = wanted
                .into_iter()
                .flat_map(|one| {
                    let values = (0..self.sizes[*dimension]).map(Some).chain(asked.totals.then_some(None));
                    values.map(move |value| {
                        let mut one = one;
                        one[*dimension] = value;
                        one
                    })
                })
                .collect();
        }
        let (mut rows, mut shown) = (Vec::new(), Vec::new());
        for one in wanted {
            let group = by.iter().map(|at| one[*at].map(|value| format!("v{value}"))).collect();
            let within = self.within(one);
            let part: Vec<usize> = within.iter().map(|at| at * 2).collect();
            let whole: Vec<usize> = within.iter().flat_map(|at| [at * 2, at * 2 + 1]).collect();
            let total = |set: &[usize]| set.iter().map(|at| self.counts[at / 2][at % 2]).sum::<i64>();
            let (row, sets) = match asked.what {
                What::Members => (count("members", None, group, total(&whole)), vec![whole]),
                What::Succeeded => (count("succeeded", None, group, total(&part)), vec![part]),
                What::Rate => {
                    let rest = whole.iter().copied().filter(|at| at % 2 == 1).collect();
                    (share("rate", None, group, total(&part), total(&whole)), vec![part, rest])
                }
            };
            rows.push(row);
            shown.push(Shown { truths: sets.iter().map(|set| total(set)).collect(), sets });
        }
        let (measure, shape) = match asked.what {
            What::Members => (measure("members", Unit::People), Shape::Bars),
            What::Succeeded => (measure("succeeded", Unit::People), Shape::Bars),
            What::Rate => (measure("rate", Unit::Share), Shape::Bars),
        };
        let names: Vec<&str> = by.iter().map(|at| DIMENSIONS[*at]).collect();
        let mut candidate = Candidate::from(table(name, shape, &names, vec![measure], rows));
        candidate.fixed = asked
            .fixed
            .iter()
            .map(|(at, value)| (DIMENSIONS[*at].to_owned(), format!("v{value}")))
            .collect::<BTreeMap<_, _>>();
        if asked.what == What::Succeeded {
            let within = vec![measure_hash("members")];
            candidate.counts.insert("succeeded".into(), Counted { within, ..Counted::default() });
        }
        if asked.what == What::Rate {
            let hash = |name: &str| Some(measure_hash(name));
            let counted = Counted {
                numerator: hash("succeeded"),
                denominator: hash("members"),
                n: hash("members"),
                within: vec![measure_hash("members")],
            };
            candidate.counts.insert("rate".into(), counted);
        }
        (candidate, shown)
    }
}

/// What a row counts: disjoint sets of finest groups, and how many each has.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub sets: Vec<Vec<usize>>,
    pub truths: Vec<i64>,
}

/// Sends questions through the gate and returns what an attacker has then: her puzzle, and the sets that are hidden from her.
pub(super) fn attack(
    groups: usize,
    answers: Vec<(Candidate, Vec<Shown>)>,
) -> (Release, Puzzle, Vec<(Vec<usize>, i64)>) {
    let (candidates, shown): (Vec<Candidate>, Vec<Vec<Shown>>) = answers.into_iter().unzip();
    let release = release(candidates);
    let mut puzzle = Puzzle { groups, most: 40, ..Puzzle::default() };
    let mut hidden = BTreeSet::new();
    for (table, shown) in release.tables.iter().zip(&shown) {
        for (row, shown) in table.get().rows.iter().zip(shown) {
            if row.suppressed.is_some() {
                assert_eq!(
                    (row.value, row.n, row.numerator, row.denominator, row.interval),
                    (None, None, None, None, None)
                );
                hidden.extend(shown.sets.iter().cloned().zip(shown.truths.iter().copied()));
                // Nothing of nobody is hidden here, so a hidden figure is of somebody.
                if shown.truths.iter().sum::<i64>() > 0 {
                    puzzle.at_least.push((shown.sets.concat(), 1));
                }
            } else {
                puzzle.known.extend(shown.sets.iter().cloned().zip(shown.truths.iter().copied()));
            }
        }
    }
    puzzle.known.sort();
    puzzle.known.dedup();
    (release, puzzle, hidden.into_iter().collect())
}
