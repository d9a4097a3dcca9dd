#![expect(clippy::indexing_slicing, reason = "every index is made here, from columns of known length")]
//! The mentors, turned on their side: planes of bits and lanes of numbers, block by block.

use super::plan::{LaneKind, Plan, filter};
use crate::kernels::{Bits, Block, Filter, LANES, Lanes};
use crate::population::{DIMENSIONS, Side};
use crate::score::{Barrier, Column, NO_KEY, NO_PLACE, Rule, RuleKind, Scorer, cosine_inverse, points};

/// Categories with fewer mentors than this for each block are kept as lists.
const DENSE: usize = 8;

/// With so few blocks, order closes none, and it costs to undo it.
const FEW_BLOCKS: usize = 8;

/// Who has a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Where {
    Nobody,
    Plane(u32),
    /// A range of [`Layout::lists`].
    List(usize, usize),
}

/// The points of mentors for being covered in a category.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wide {
    Nobody,
    /// The lanes for each side; nothing for a side without weight.
    Lanes([Option<u32>; 2]),
    /// A range of [`WideColumn::list`].
    List(usize, usize),
}

#[derive(Debug, Clone, Default)]
pub(crate) struct WideColumn {
    pub(crate) of: Vec<Wide>,
    pub(crate) list: Vec<(u32, [u16; 2])>,
}

#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) rows: Vec<[i8; DIMENSIONS]>,
    pub(crate) inverses: Vec<u64>,
}

/// A mentor's number in here is its place; people of like hours and places stand together, so that gates close whole
/// blocks.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) plan: Plan,
    pub(crate) filter: Filter,
    /// Which sides have an opinion; the sums of the other are all 0 and stay so.
    pub(crate) sides: [bool; 2],
    pub(crate) blocks: usize,
    /// From places to mentors, and back.
    pub(crate) order: Vec<u32>,
    pub(crate) place_of: Vec<u32>,
    /// Whether places are the mentors' own numbers.
    pub(crate) in_order: bool,
    /// Mentors that pass the gates which ask nothing of the mentee.
    pub(crate) alive: Vec<Bits>,
    /// Mentors that only take people of their lists.
    pub(crate) picky: Option<Vec<Bits>>,
    plane_count: usize,
    planes: Vec<Bits>,
    lane_count: usize,
    lanes: Vec<Lanes>,
    /// For each mentor column that is indexed, who has each category or unit of slots.
    index: Vec<Vec<Where>>,
    pub(crate) lists: Vec<u32>,
    pub(crate) wide: Vec<WideColumn>,
    pub(crate) texts: Vec<Text>,
    /// For each rule of places the points of each side, row by row, where the tables are not too large.
    pub(crate) places: Vec<Option<[Vec<u16>; 2]>>,
}

impl Layout {
    pub(crate) fn new(scorer: &Scorer) -> Self {
        let plan = Plan::new(scorer);
        let mentors = scorer.mentors.ids.len();
        let in_order = mentors.div_ceil(LANES) <= FEW_BLOCKS;
        let order = if in_order { (0..mentors as u32).collect() } else { clustered(scorer) };
        let mut place_of = vec![0; mentors];
        for (place, &mentor) in (0..).zip(&order) {
            place_of[mentor as usize] = place;
        }
        let blocks = mentors.div_ceil(LANES);
        let mut layout = Self {
            filter: filter(scorer, &plan),
            sides: [0, 1].map(|side| scorer.rules.iter().any(|rule| rule.weights[side] > 0)),
            blocks,
            alive: vec![Bits::NONE; blocks],
            picky: None,
            plane_count: 0,
            planes: vec![],
            lane_count: plan.lanes.len(),
            lanes: vec![],
            index: vec![vec![]; scorer.mentors.columns.len()],
            lists: vec![],
            wide: vec![],
            texts: vec![],
            places: scorer.rules.iter().map(|rule| place_points(scorer, rule)).collect(),
            order,
            place_of,
            in_order,
            plan,
        };
        layout.lay_gates(scorer);
        let members = layout.lay_index(scorer);
        layout.planes = vec![Bits::NONE; layout.plane_count * blocks];
        for (plane, places) in members {
            for place in places {
                let at = place as usize / LANES * layout.plane_count + plane as usize;
                layout.planes[at].set(place as usize % LANES);
            }
        }
        layout.lay_lanes(scorer);
        layout.lay_texts(scorer);
        layout
    }

    pub(crate) fn block(&self, block: usize) -> Block<'_> {
        Block {
            planes: &self.planes[block * self.plane_count..(block + 1) * self.plane_count],
            lanes: &self.lanes[block * self.lane_count..(block + 1) * self.lane_count],
        }
    }

    pub(crate) fn plane_count(&self) -> u32 {
        self.plane_count as u32
    }

    /// Who of a mentor column has a category or unit.
    pub(crate) fn find(&self, column: usize, category: u32) -> Where {
        self.index[column].get(category as usize).copied().unwrap_or(Where::Nobody)
    }

    fn lay_gates(&mut self, scorer: &Scorer) {
        let listed_only =
            |side| scorer.barriers.iter().any(|b| matches!(b, Barrier::ListedOnly { side: s } if *s == side));
        let hold_to_lists = listed_only(Side::Mentor);
        let mut picky = vec![Bits::NONE; self.blocks];
        let mut any = false;
        for (place, &mentor) in self.order.iter().enumerate() {
            let mentor = mentor as usize;
            let passes = scorer.barriers.iter().all(|barrier| match *barrier {
                Barrier::Requires { side: Side::Mentor, feature, category } => {
                    scorer.mentors.columns[feature].has(mentor, category)
                }
                _ => true,
            });
            if passes {
                self.alive[place / LANES].set(place % LANES);
            }
            if scorer.mentors.refuses[mentor] || (hold_to_lists && scorer.mentors.lists[mentor]) {
                picky[place / LANES].set(place % LANES);
                any = true;
            }
        }
        self.picky = any.then_some(picky);
    }

    /// Numbers the planes and fills the lists; gives the members of each plane.
    fn lay_index(&mut self, scorer: &Scorer) -> Vec<(u32, Vec<u32>)> {
        let mut planes = vec![];
        for column in self.plan.indexed.clone() {
            let of_category = self.members(&scorer.mentors.columns[column]);
            let slots = matches!(scorer.mentors.columns[column], Column::Slots(_));
            for members in of_category {
                let found = if members.is_empty() {
                    Where::Nobody
                } else if slots || members.len() >= DENSE * self.blocks {
                    planes.push((self.plane_count as u32, members));
                    self.plane_count += 1;
                    Where::Plane(self.plane_count as u32 - 1)
                } else {
                    let start = self.lists.len();
                    self.lists.extend(members);
                    Where::List(start, self.lists.len())
                };
                self.index[column].push(found);
            }
        }
        for rule in self.plan.wide.clone() {
            let column = self.lay_wide(scorer, rule);
            self.wide.push(column);
        }
        planes
    }

    /// For each category or unit, the places that have it, ascending.
    fn members(&self, column: &Column) -> Vec<Vec<u32>> {
        let mut members: Vec<Vec<u32>> = vec![];
        let mut add = |category: usize, place: u32| {
            if members.len() <= category {
                members.resize(category + 1, vec![]);
            }
            members[category].push(place);
        };
        for (place, &mentor) in (0..).zip(&self.order) {
            let mentor = mentor as usize;
            match column {
                Column::Set(lists) => lists.row(mentor).iter().for_each(|&item| add(usize::from(item), place)),
                Column::Key(keys) if keys[mentor] != NO_KEY => add(keys[mentor] as usize, place),
                Column::Slots(weeks) => units(&weeks[mentor], self.plan.unit).for_each(|unit| add(unit, place)),
                Column::Key(_) | Column::Place(_) | Column::Vector(_) => {}
            }
        }
        members
    }

    /// Numbers the wide lanes of a rule; [`Self::lay_lanes`] fills them.
    fn lay_wide(&mut self, scorer: &Scorer, rule: usize) -> WideColumn {
        let weights = scorer.rules[rule].weights;
        let RuleKind::Coverage { mentor, shares, .. } = &scorer.rules[rule].kind else { return WideColumn::default() };
        let Column::Set(sets) = &scorer.mentors.columns[*mentor] else { return WideColumn::default() };
        let mut wide = WideColumn::default();
        for found in &self.index[*mentor] {
            wide.of.push(match *found {
                Where::Nobody => Wide::Nobody,
                Where::Plane(_) => Wide::Lanes(weights.map(|weight| {
                    (weight > 0).then(|| {
                        self.lane_count += 1;
                        self.lane_count as u32 - 1
                    })
                })),
                Where::List(..) => Wide::List(0, 0),
            });
        }
        for (category, found) in self.index[*mentor].iter().enumerate() {
            let Where::List(start, end) = *found else { continue };
            let first = wide.list.len();
            for &place in &self.lists[start..end] {
                let mentor = self.order[place as usize] as usize;
                if let Ok(at) = sets.row(mentor).binary_search(&(category as u16)) {
                    let at = sets.starts[mentor] + at;
                    wide.list.push((place, [0, 1].map(|side| shares[side][at])));
                }
            }
            wide.of[category] = Wide::List(first, wide.list.len());
        }
        wide
    }

    fn lay_lanes(&mut self, scorer: &Scorer) {
        self.lanes = vec![Lanes::ZERO; self.lane_count * self.blocks];
        let count = self.lane_count;
        let mut set = |place: usize, lanes: usize, number: u16| {
            self.lanes[place / LANES * count + lanes].0[place % LANES] = number;
        };
        for (place, &mentor) in self.order.iter().enumerate() {
            let mentor = mentor as usize;
            for (lanes, kind) in self.plan.lanes.iter().enumerate() {
                match kind {
                    LaneKind::Size(column, sizes) => {
                        let size = scorer.mentors.columns[*column].size(mentor);
                        set(place, lanes, sizes.binary_search(&size).unwrap_or(0) as u16);
                    }
                    LaneKind::Place(column) => {
                        if let Column::Place(places) = &scorer.mentors.columns[*column] {
                            let none = scorer.tables[*column].places;
                            set(place, lanes, if places[mentor] == NO_PLACE { none } else { places[mentor] });
                        }
                    }
                }
            }
            for (&rule, wide) in self.plan.wide.iter().zip(&self.wide) {
                let RuleKind::Coverage { mentor: column, shares, .. } = &scorer.rules[rule].kind else { continue };
                let Column::Set(sets) = &scorer.mentors.columns[*column] else { continue };
                for (at, &item) in (sets.starts[mentor]..).zip(sets.row(mentor)) {
                    if let Wide::Lanes(of) = wide.of[usize::from(item)] {
                        for (shares, lanes) in shares.iter().zip(of) {
                            if let Some(lanes) = lanes {
                                set(place, lanes as usize, shares[at]);
                            }
                        }
                    }
                }
            }
        }
    }

    fn lay_texts(&mut self, scorer: &Scorer) {
        for &column in &self.plan.texts {
            let Column::Vector(vectors) = &scorer.mentors.columns[column] else { continue };
            let row = |&mentor: &u32| *vectors.row(mentor as usize).first_chunk().unwrap_or(&[0; DIMENSIONS]);
            self.texts.push(Text {
                rows: self.order.iter().map(row).collect(),
                inverses: self.order.iter().map(|&m| cosine_inverse(vectors.squares[m as usize])).collect(),
            });
        }
    }
}

/// The points of a rule of places for all pairs of places; a large table would cost more than it saves.
fn place_points(scorer: &Scorer, rule: &Rule) -> Option<[Vec<u16>; 2]> {
    let RuleKind::Nearness { feature } = rule.kind else { return None };
    let table = &scorer.tables[feature];
    let all = |weight| table.nearness.iter().map(|&near| points(weight, u32::from(near), 65_535) as u16).collect();
    (table.places <= 512).then(|| rule.weights.map(all))
}

/// The units of a week that are set.
pub(crate) fn units(week: &[u64; 11], unit: u32) -> impl Iterator<Item = usize> {
    let keep = match unit {
        4 => 0x1111_1111_1111_1111,
        2 => 0x5555_5555_5555_5555,
        _ => u64::MAX,
    };
    let unit = unit as usize;
    week.iter().enumerate().flat_map(move |(at, &word)| {
        let mut word = word & keep;
        std::iter::from_fn(move || {
            let bit = word.trailing_zeros() as usize;
            (word != 0).then(|| {
                word &= word - 1;
                (at * 64 + bit) / unit
            })
        })
    })
}

/// Mentors by the hour of the day they have most often, then by place, then by id.
fn clustered(scorer: &Scorer) -> Vec<u32> {
    let columns = &scorer.mentors.columns;
    let weeks = columns.iter().find_map(|column| if let Column::Slots(weeks) = column { Some(weeks) } else { None });
    let places = columns.iter().find_map(|column| if let Column::Place(places) = column { Some(places) } else { None });
    let signature = |mentor: u32| {
        let at = mentor as usize;
        let hour = weeks.map_or(0, |weeks| {
            let mut often = [0_u16; 24];
            units(&weeks[at], 1).for_each(|slot| often[slot / 4 % 24] += 1);
            (0..24_usize).max_by_key(|&hour| (often[hour], std::cmp::Reverse(hour))).unwrap_or(0)
        });
        (hour, places.map_or(0, |places| places[at]), scorer.mentors.id_ranks[at])
    };
    let mut order: Vec<u32> = (0..scorer.mentors.ids.len() as u32).collect();
    order.sort_by_cached_key(|&mentor| signature(mentor));
    order
}
