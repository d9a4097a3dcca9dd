#![expect(clippy::indexing_slicing, reason = "columns are looked up by numbers made when compiling")]
//! Decides how each criterion and gate is computed for 512 mentors at once.

use crate::kernels::{Bound, Filter};
use crate::policy::{FULL, Fusion};
use crate::population::Side;
use crate::score::{Barrier, Column, Form, NO_PLACE, Opinions, RuleKind, Scorer, points};

/// More levels than this are counted in binary.
const MAX_LEVELS: u32 = 8;

/// How a criterion is computed.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Points for each level of a unary counter.
    Levels { counter: usize, points: [Vec<u16>; 2] },
    /// A table of (count, class of the mentor's size).
    Sized { counter: usize, form: Form, class: Option<Classes> },
    /// Points for each category of the mentee.
    Cover,
    /// Points of the mentor for each category: number of the wide column.
    CoverMentor { wide: usize },
    /// Full points if a category of the mentee's set or key is there.
    Has { mentee: usize, mentor: usize },
    /// A table of places.
    Place { lanes: u32, len: u32 },
    /// Facts about single pairs.
    Fact,
    /// An inner product for those who may still reach the threshold: number of the text.
    Text { text: usize },
    /// Pair by pair for those who may still reach the threshold.
    Late,
}

/// The sizes of the mentors' sets, and the lanes that say which each has.
#[derive(Debug, Clone)]
pub(crate) struct Classes {
    pub(crate) lanes: u32,
    pub(crate) sizes: Vec<u32>,
}

/// What lanes hold.
#[derive(Debug, Clone)]
pub(crate) enum LaneKind {
    /// The class of the size of a mentor column.
    Size(usize, Vec<u32>),
    /// The places of a mentor column.
    Place(usize),
}

/// Something to count for each mentee and block.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    pub(crate) mentee: usize,
    pub(crate) mentor: usize,
    /// How many levels of a unary counter, 0 for a binary one.
    pub(crate) levels: u32,
    /// How many units a gate asks for.
    pub(crate) needed: u32,
    /// Where its counters start.
    pub(crate) start: u32,
    /// How many they are.
    pub(crate) len: u32,
}

/// What has to be laid out, and how it is used.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// One per criterion.
    pub(crate) steps: Vec<Step>,
    pub(crate) counters: Vec<Counter>,
    /// How many counters all need together.
    pub(crate) counter_len: u32,
    /// Mentor columns whose categories or slots need planes or lists.
    pub(crate) indexed: Vec<usize>,
    /// Rules whose mentors' points need wide lanes.
    pub(crate) wide: Vec<usize>,
    /// What needs lanes.
    pub(crate) lanes: Vec<LaneKind>,
    /// Mentor columns of texts.
    pub(crate) texts: Vec<usize>,
    /// How many slots make one unit: all slots of all people come in aligned groups of so many.
    pub(crate) unit: u32,
    /// Whether a gate is checked pair by pair.
    pub(crate) late_gates: bool,
    /// Rules computed late: texts first.
    pub(crate) late: Vec<usize>,
}

impl Plan {
    pub(crate) fn new(scorer: &Scorer) -> Self {
        let mut plan = Self { unit: unit(scorer), ..Self::default() };
        for barrier in &scorer.barriers {
            plan.gate(scorer, barrier);
        }
        for (at, rule) in scorer.rules.iter().enumerate() {
            let step = plan.step(scorer, at, &rule.kind, rule.weights);
            if matches!(step, Step::Text { .. } | Step::Late) {
                plan.late.push(at);
            }
            plan.steps.push(step);
        }
        // Gates first: they may end a block before anything else is counted.
        for counter in &mut plan.counters {
            counter.start = plan.counter_len;
            counter.len = if counter.levels > 0 { counter.levels } else { binary_digits(scorer, counter, plan.unit) };
            plan.counter_len += counter.len;
        }
        plan
    }

    fn gate(&mut self, scorer: &Scorer, barrier: &Barrier) {
        match *barrier {
            Barrier::AtLeast { feature, n } => {
                let needed = n.div_ceil(self.unit_of(scorer, feature));
                if needed > MAX_LEVELS {
                    self.late_gates = true;
                } else {
                    let counter = self.unary(feature, feature, needed);
                    self.counters[counter].needed = self.counters[counter].needed.max(needed);
                }
            }
            Barrier::Different { feature } | Barrier::SameKey { feature } => self.index(feature),
            Barrier::Requires { .. } | Barrier::ListedOnly { .. } | Barrier::NotBefore | Barrier::NotAgain => {}
        }
    }

    fn step(&mut self, scorer: &Scorer, at: usize, kind: &RuleKind, weights: [u32; 2]) -> Step {
        match *kind {
            RuleKind::Count { form: Form::AtLeast(n), mentee, mentor } => {
                let unit = self.unit_of(scorer, mentor);
                let levels = n.div_ceil(unit);
                if levels > MAX_LEVELS {
                    let form = Form::AtLeast(n);
                    return Step::Sized { counter: self.binary(mentee, mentor), form, class: None };
                }
                let at_level = |weight, level: u32| points(weight, (level * unit).min(n), n);
                let deltas = |weight| {
                    (1..=levels).map(|level| (at_level(weight, level) - at_level(weight, level - 1)) as u16).collect()
                };
                Step::Levels { counter: self.unary(mentee, mentor, levels), points: weights.map(deltas) }
            }
            RuleKind::Count { form, mentee, mentor } => {
                let column = &scorer.mentors.columns[mentor];
                let mut sizes: Vec<u32> = (0..scorer.mentors.ids.len()).map(|person| column.size(person)).collect();
                sizes.sort_unstable();
                sizes.dedup();
                let largest = (0..scorer.mentees.ids.len()).map(|person| scorer.mentees.columns[mentee].size(person));
                if (largest.max().unwrap_or(0) as usize + 1) * sizes.len().max(1) > 1 << 16 {
                    return Step::Late; // the index would not fit a lane
                }
                let lanes = self.lanes.len() as u32;
                self.lanes.push(LaneKind::Size(mentor, sizes.clone()));
                let class = Some(Classes { lanes, sizes });
                Step::Sized { counter: self.binary(mentee, mentor), form, class }
            }
            RuleKind::Coverage { of: Side::Mentee, mentor, .. } => {
                self.index(mentor);
                Step::Cover
            }
            RuleKind::Coverage { of: Side::Mentor, mentor, .. } => {
                self.index(mentor);
                self.wide.push(at);
                Step::CoverMentor { wide: self.wide.len() - 1 }
            }
            RuleKind::Same { mentee, mentor } | RuleKind::Contains { mentee, mentor } => {
                self.index(mentor);
                Step::Has { mentee, mentor }
            }
            RuleKind::Nearness { feature } => {
                let lanes = self.lanes.len() as u32;
                self.lanes.push(LaneKind::Place(feature));
                let Column::Place(places) = &scorer.mentors.columns[feature] else { return Step::Late };
                // One more entry for mentors without a place, if there are such.
                let more = u32::from(places.contains(&NO_PLACE));
                Step::Place { lanes, len: u32::from(scorer.tables[feature].places) + more }
            }
            RuleKind::Cosine { mentor, .. } => {
                self.texts.push(mentor);
                Step::Text { text: self.texts.len() - 1 }
            }
            RuleKind::MenteeChoice | RuleKind::MentorChoice | RuleKind::History => Step::Fact,
        }
    }

    fn index(&mut self, mentor: usize) {
        if !self.indexed.contains(&mentor) {
            self.indexed.push(mentor);
        }
    }

    fn unary(&mut self, mentee: usize, mentor: usize, levels: u32) -> usize {
        self.index(mentor);
        let same = |counter: &Counter| counter.levels > 0 && (counter.mentee, counter.mentor) == (mentee, mentor);
        if let Some(at) = self.counters.iter().position(same) {
            self.counters[at].levels = self.counters[at].levels.max(levels);
            return at;
        }
        self.counters.push(Counter { mentee, mentor, levels, needed: 0, start: 0, len: 0 });
        self.counters.len() - 1
    }

    fn binary(&mut self, mentee: usize, mentor: usize) -> usize {
        self.index(mentor);
        let same = |counter: &Counter| counter.levels == 0 && (counter.mentee, counter.mentor) == (mentee, mentor);
        if let Some(at) = self.counters.iter().position(same) {
            return at;
        }
        self.counters.push(Counter { mentee, mentor, levels: 0, needed: 0, start: 0, len: 0 });
        self.counters.len() - 1
    }

    /// How many entries of a column one plane stands for.
    pub(crate) fn unit_of(&self, scorer: &Scorer, mentor: usize) -> u32 {
        if matches!(scorer.mentors.columns[mentor], Column::Slots(_)) { self.unit } else { 1 }
    }
}

/// Hours, half hours or quarters: programmes that plan in hours have a quarter of the planes.
fn unit(scorer: &Scorer) -> u32 {
    let weeks = scorer.mentees.columns.iter().chain(&scorer.mentors.columns).filter_map(|column| match column {
        Column::Slots(weeks) => Some(weeks),
        _ => None,
    });
    let mut halves = true;
    let mut hours = true;
    for word in weeks.flatten().flatten() {
        let pairs = word & 0x5555_5555_5555_5555;
        halves &= pairs | (pairs << 1) == *word;
        let fours = word & 0x1111_1111_1111_1111;
        hours &= fours * 15 == *word;
    }
    if hours {
        4
    } else if halves {
        2
    } else {
        1
    }
}

fn binary_digits(scorer: &Scorer, counter: &Counter, unit: u32) -> u32 {
    let column = &scorer.mentees.columns[counter.mentee];
    let unit = if matches!(column, Column::Slots(_)) { unit } else { 1 };
    let largest = (0..scorer.mentees.ids.len()).map(|person| column.size(person) / unit).max().unwrap_or(0);
    32 - largest.leading_zeros()
}

/// The bound that the kernels hold against the threshold.
pub(crate) fn filter(scorer: &Scorer, plan: &Plan) -> Filter {
    let bound = match (scorer.opinions, scorer.fusion) {
        (Opinions::Mentees, _) => Bound::Side(0),
        (Opinions::Mentors, _) => Bound::Side(1),
        (Opinions::Both, Fusion::Weighted { mentee_share }) => {
            let share = |share: u32| (share * 65_536).div_ceil(FULL).min(65_535) as u16;
            Bound::Weighted([share(u32::from(mentee_share)), share(FULL - u32::from(mentee_share))])
        }
        (Opinions::Both, Fusion::Min | Fusion::Product) => Bound::Min,
        (Opinions::Both, Fusion::Harmonic) => Bound::Harmonic,
        (Opinions::Both, Fusion::CrossRatio) => Bound::CrossRatio,
    };
    let late = [0, 1].map(|side| plan.late.iter().map(|&at| scorer.rules[at].weights[side] as u16).sum());
    Filter { bound, late }
}
