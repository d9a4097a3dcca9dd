#![expect(clippy::indexing_slicing, reason = "every index comes from the layout or the columns")]
//! One mentee, compiled against the layout of the mentors.

use super::layout::{Layout, Where, Wide, units};
use super::plan::Step;
use crate::kernels::{Bits, LANES, Lanes, Lookup, Program, Run, Scratch};
use crate::population::{DIMENSIONS, Side};
use crate::score::{Barrier, Column, NO_PLACE, Rule, RuleKind, Scorer, cosine_factor, history_points, points};

/// A list of places and how far it was read.
#[derive(Debug, Clone, Copy)]
struct Cursor {
    at: usize,
    end: usize,
}

/// What a mentee asks of the mentors, block after block.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) mentee: usize,
    /// Whether anybody can pass the gates.
    pub(crate) open: bool,
    pub(crate) program: Program,
    /// Lists that are read as planes, after those of the layout.
    sparse: Vec<Cursor>,
    /// Lists of those who are out, and of those who may be in.
    out: Vec<Cursor>,
    only: Vec<Cursor>,
    /// Lists and what they add.
    adds: Vec<(Cursor, [u16; 2])>,
    /// Lists of wide columns.
    wides: Vec<(usize, Cursor)>,
    /// Places that are out, ascending; likewise the only ones, and those picky mentors have on their lists.
    closed: Vec<u32>,
    closed_at: usize,
    listed: Option<Vec<u32>>,
    listed_at: usize,
    picked: Vec<u32>,
    picked_at: usize,
    /// What single pairs add.
    facts: Vec<(u32, [u16; 2])>,
    facts_at: usize,
    /// For each text its vector and the factors of both sides.
    pub(crate) texts: Vec<([i8; DIMENSIONS], [u64; 2])>,
}

impl Row {
    /// Compiles a mentee; what the row held before is gone.
    pub(crate) fn set(&mut self, scorer: &Scorer, layout: &Layout, mentee: usize) {
        self.clear(mentee);
        self.set_gates(scorer, layout);
        if !self.open {
            return;
        }
        self.set_counters(scorer, layout);
        for (rule, step) in scorer.rules.iter().zip(&layout.plan.steps) {
            self.set_rule(scorer, layout, rule, step);
        }
        self.closed.sort_unstable();
        self.picked.sort_unstable();
        self.facts.sort_unstable();
        if let Some(listed) = &mut self.listed {
            listed.sort_unstable();
        }
    }

    fn clear(&mut self, mentee: usize) {
        self.mentee = mentee;
        self.open = true;
        let program = &mut self.program;
        for planes in [&mut program.all, &mut program.none, &mut program.counted] {
            planes.clear();
        }
        program.runs.clear();
        program.lookups.clear();
        program.tables.clear();
        for side in 0..2 {
            program.adds[side].clear();
            program.steps[side].clear();
            program.wides[side].clear();
        }
        for lists in [&mut self.sparse, &mut self.out, &mut self.only] {
            lists.clear();
        }
        self.adds.clear();
        self.wides.clear();
        for places in [&mut self.closed, &mut self.picked] {
            places.clear();
        }
        self.listed = None;
        self.facts.clear();
        self.texts.clear();
        (self.closed_at, self.listed_at, self.picked_at, self.facts_at) = (0, 0, 0, 0);
    }

    fn set_gates(&mut self, scorer: &Scorer, layout: &Layout) {
        let mentee = self.mentee;
        let place = |mentor: u32| layout.place_of[mentor as usize];
        self.closed.extend(scorer.blocked.row(mentee).iter().map(|&(mentor, ())| place(mentor)));
        let mut hold_to_list = scorer.mentees.refuses[mentee];
        for barrier in &scorer.barriers {
            match *barrier {
                Barrier::Different { feature } => {
                    let Some(key) = scorer.mentees.columns[feature].key(mentee) else { continue };
                    match layout.find(feature, key) {
                        Where::Nobody => {}
                        Where::Plane(plane) => self.program.none.push(plane),
                        Where::List(at, end) => self.out.push(Cursor { at, end }),
                    }
                }
                Barrier::SameKey { feature } => {
                    let key = scorer.mentees.columns[feature].key(mentee);
                    match key.map_or(Where::Nobody, |key| layout.find(feature, key)) {
                        Where::Nobody => self.open = false,
                        Where::Plane(plane) => self.program.all.push(plane),
                        Where::List(at, end) => self.only.push(Cursor { at, end }),
                    }
                }
                Barrier::Requires { side: Side::Mentee, feature, category } => {
                    self.open &= scorer.mentees.columns[feature].has(mentee, category);
                }
                Barrier::ListedOnly { side: Side::Mentee } => hold_to_list |= scorer.mentees.lists[mentee],
                Barrier::NotBefore => {
                    self.closed.extend(scorer.history.row(mentee).iter().map(|&(mentor, _)| place(mentor)));
                }
                Barrier::NotAgain => {
                    let bad = scorer.history.row(mentee).iter().filter(|&&(_, value)| value < 0);
                    self.closed.extend(bad.map(|&(mentor, _)| place(mentor)));
                }
                // In the layout, or among the counters.
                Barrier::Requires { side: Side::Mentor, .. }
                | Barrier::ListedOnly { side: Side::Mentor }
                | Barrier::AtLeast { .. } => {}
            }
        }
        if hold_to_list {
            self.listed = Some(scorer.mentee_choices.row(mentee).iter().map(|&(mentor, _)| place(mentor)).collect());
        }
        if layout.picky.is_some() {
            self.picked.extend(scorer.mentor_choices.row(mentee).iter().map(|&(mentor, _)| place(mentor)));
        }
    }

    fn set_counters(&mut self, scorer: &Scorer, layout: &Layout) {
        for counter in &layout.plan.counters {
            let from = self.program.counted.len() as u32;
            match &scorer.mentees.columns[counter.mentee] {
                Column::Set(lists) => {
                    lists.row(self.mentee).iter().for_each(|&item| self.count(layout, counter.mentor, u32::from(item)));
                }
                Column::Slots(weeks) => {
                    for unit in units(&weeks[self.mentee], layout.plan.unit) {
                        self.count(layout, counter.mentor, unit as u32);
                    }
                }
                Column::Place(_) | Column::Vector(_) | Column::Key(_) => {}
            }
            let to = self.program.counted.len() as u32;
            self.open &= to - from >= counter.needed;
            self.program.runs.push(Run {
                from,
                to,
                counters: counter.start,
                len: counter.len,
                unary: counter.levels > 0,
                needed: counter.needed,
            });
        }
    }

    fn count(&mut self, layout: &Layout, column: usize, category: u32) {
        match layout.find(column, category) {
            Where::Nobody => {}
            Where::Plane(plane) => self.program.counted.push(plane),
            Where::List(at, end) => {
                self.program.counted.push(layout.plane_count() + self.sparse.len() as u32);
                self.sparse.push(Cursor { at, end });
            }
        }
    }

    fn set_rule(&mut self, scorer: &Scorer, layout: &Layout, rule: &Rule, step: &Step) {
        let columns = &scorer.mentees.columns;
        let mentee = self.mentee;
        let whole = rule.weights.map(|weight| weight as u16);
        match step {
            Step::Levels { counter, points } => {
                let start = layout.plan.counters[*counter].start;
                for (steps, points) in self.program.steps.iter_mut().zip(points) {
                    steps.extend((start..).zip(points).filter(|&(_, &points)| points > 0).map(|(at, &p)| (at, p)));
                }
            }
            Step::Sized { .. } => self.set_table(scorer, layout, rule, step),
            Step::Cover => {
                let RuleKind::Coverage { mentee: one, mentor, shares, .. } = &rule.kind else { return };
                let Column::Set(lists) = &columns[*one] else { return };
                for (at, &item) in (lists.starts[mentee]..).zip(lists.row(mentee)) {
                    let points = [shares[0][at], shares[1][at]];
                    self.add(layout, *mentor, u32::from(item), points);
                }
            }
            Step::CoverMentor { wide } => {
                let RuleKind::Coverage { mentee: one, .. } = &rule.kind else { return };
                let Column::Set(lists) = &columns[*one] else { return };
                for &item in lists.row(mentee) {
                    match layout.wide[*wide].of.get(usize::from(item)) {
                        Some(Wide::Lanes(of)) => {
                            for (wides, lanes) in self.program.wides.iter_mut().zip(of) {
                                wides.extend(lanes);
                            }
                        }
                        Some(&Wide::List(at, end)) => self.wides.push((*wide, Cursor { at, end })),
                        Some(Wide::Nobody) | None => {}
                    }
                }
            }
            Step::Has { mentee: one, mentor } => match &columns[*one] {
                Column::Set(lists) => {
                    lists.row(mentee).iter().for_each(|&item| self.add(layout, *mentor, u32::from(item), whole));
                }
                column => {
                    if let Some(key) = column.key(mentee) {
                        self.add(layout, *mentor, key, whole);
                    }
                }
            },
            Step::Place { lanes, len } => {
                let RuleKind::Nearness { feature } = rule.kind else { return };
                let Column::Place(places) = &columns[feature] else { return };
                let here = places[mentee];
                if here == NO_PLACE {
                    return;
                }
                let table = &scorer.tables[feature];
                let tables = rule.weights.map(|weight| {
                    (weight > 0).then(|| {
                        let entries =
                            (0..table.places).map(|there| points(weight, table.nearness(here, there), 65_535));
                        self.table(entries.map(|points| points as u16), *len)
                    })
                });
                self.program.lookups.push(Lookup {
                    lanes: Some(*lanes),
                    counters: 0,
                    bits: 0,
                    stride: 0,
                    tables,
                    len: *len,
                });
            }
            Step::Fact => {
                let place = |mentor: u32| layout.place_of[mentor as usize];
                let choices = match rule.kind {
                    RuleKind::MenteeChoice => scorer.mentee_choices.row(mentee),
                    RuleKind::MentorChoice => scorer.mentor_choices.row(mentee),
                    _ => &[],
                };
                for &(mentor, tier) in choices {
                    let share = |weight| points(weight, tier.of + 1 - tier.rank, tier.of) as u16;
                    self.facts.push((place(mentor), rule.weights.map(share)));
                }
                if matches!(rule.kind, RuleKind::History) {
                    for &(mentor, value) in scorer.history.row(mentee) {
                        let share = |weight| history_points(weight, value) as u16;
                        self.facts.push((place(mentor), rule.weights.map(share)));
                    }
                }
            }
            Step::Text { .. } => {
                let RuleKind::Cosine { mentee: one, .. } = rule.kind else { return };
                let Column::Vector(vectors) = &columns[one] else { return };
                let row = *vectors.row(mentee).first_chunk().unwrap_or(&[0; DIMENSIONS]);
                self.texts.push((row, rule.weights.map(|weight| cosine_factor(weight, vectors.squares[mentee]))));
            }
            Step::Late => {}
        }
    }

    fn set_table(&mut self, scorer: &Scorer, layout: &Layout, rule: &Rule, step: &Step) {
        let Step::Sized { counter, form, class } = step else { return };
        let at = *counter;
        let counter = &layout.plan.counters[at];
        let unit = layout.plan.unit_of(scorer, counter.mentor);
        let planes = self.program.runs[at].to - self.program.runs[at].from;
        if planes == 0 {
            return; // nothing in common with anybody
        }
        let size = scorer.mentees.columns[counter.mentee].size(self.mentee);
        let sizes: &[u32] = class.as_ref().map_or(&[0], |class| &class.sizes);
        let len = (planes + 1) * sizes.len() as u32;
        let tables = rule.weights.map(|weight| {
            (weight > 0).then(|| {
                let entries = (0..=planes).flat_map(|count| {
                    sizes.iter().map(move |&other| form.points(weight, count * unit, size, other) as u16)
                });
                self.table(entries, len)
            })
        });
        self.program.lookups.push(Lookup {
            lanes: class.as_ref().map(|class| class.lanes),
            counters: counter.start,
            bits: 32 - planes.leading_zeros(),
            stride: sizes.len() as u16,
            tables,
            len,
        });
    }

    /// Stores a table and fills it up to 64, or to `len`.
    fn table(&mut self, entries: impl Iterator<Item = u16>, len: u32) -> u32 {
        let start = self.program.tables.len();
        self.program.tables.extend(entries);
        self.program.tables.resize(start + len.max(64) as usize, 0);
        start as u32
    }

    fn add(&mut self, layout: &Layout, column: usize, category: u32, points: [u16; 2]) {
        match layout.find(column, category) {
            Where::Nobody => {}
            Where::Plane(plane) => {
                for (adds, points) in self.program.adds.iter_mut().zip(points) {
                    if points > 0 {
                        adds.push((plane, points));
                    }
                }
            }
            Where::List(at, end) => self.adds.push((Cursor { at, end }, points)),
        }
    }

    /// Opens the mask for a block and closes what lists close; whether anybody is left. Blocks come in ascending order.
    pub(crate) fn begin(&mut self, layout: &Layout, block: usize, scratch: &mut Scratch) -> bool {
        let mut mask = layout.alive[block];
        if let Some(picky) = &layout.picky {
            let mut out = picky[block];
            read(&self.picked, &mut self.picked_at, block, |lane| out.clear(lane));
            (0..8).for_each(|word| mask.0[word] &= !out.0[word]);
        }
        if let Some(listed) = &self.listed {
            let mut only = Bits::NONE;
            read(listed, &mut self.listed_at, block, |lane| only.set(lane));
            (0..8).for_each(|word| mask.0[word] &= only.0[word]);
        }
        for cursor in &mut self.only {
            let mut only = Bits::NONE;
            read(&layout.lists[..cursor.end], &mut cursor.at, block, |lane| only.set(lane));
            (0..8).for_each(|word| mask.0[word] &= only.0[word]);
        }
        for cursor in &mut self.out {
            read(&layout.lists[..cursor.end], &mut cursor.at, block, |lane| mask.clear(lane));
        }
        read(&self.closed, &mut self.closed_at, block, |lane| mask.clear(lane));
        scratch.mask = mask;
        if mask.is_empty() {
            return false;
        }
        scratch.sparse.clear();
        for cursor in &mut self.sparse {
            let mut plane = Bits::NONE;
            read(&layout.lists[..cursor.end], &mut cursor.at, block, |lane| plane.set(lane));
            scratch.sparse.push(plane);
        }
        true
    }

    /// Starts the sums of a block with what lists add.
    pub(crate) fn scatter(&mut self, layout: &Layout, block: usize, scratch: &mut Scratch) {
        scratch.sums = [Lanes::ZERO; 2];
        let sums = &mut scratch.sums;
        let mut add = |lane: usize, points: [u16; 2]| {
            sums[0].0[lane] += points[0];
            sums[1].0[lane] += points[1];
        };
        for (cursor, points) in &mut self.adds {
            read(&layout.lists[..cursor.end], &mut cursor.at, block, |lane| add(lane, *points));
        }
        let end = ((block + 1) * LANES) as u32;
        let start = (block * LANES) as u32;
        for (wide, cursor) in &mut self.wides {
            let list = &layout.wide[*wide].list[..cursor.end];
            while let Some(&(place, points)) = list.get(cursor.at).filter(|&&(place, _)| place < end) {
                if place >= start {
                    add((place - start) as usize, points);
                }
                cursor.at += 1;
            }
        }
        while let Some(&(place, points)) = self.facts.get(self.facts_at).filter(|&&(place, _)| place < end) {
            if place >= start {
                add((place - start) as usize, points);
            }
            self.facts_at += 1;
        }
    }
}

/// Gives the lanes of a block that an ascending list of places has, and skips those of earlier blocks.
#[inline]
fn read(places: &[u32], at: &mut usize, block: usize, mut each: impl FnMut(usize)) {
    let (start, end) = ((block * LANES) as u32, ((block + 1) * LANES) as u32);
    while let Some(&place) = places.get(*at).filter(|&&place| place < end) {
        if place >= start {
            each((place - start) as usize);
        }
        *at += 1;
    }
}
