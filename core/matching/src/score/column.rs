#![expect(clippy::indexing_slicing, reason = "a column has an entry for every person of its side")]
//! The values of one feature for one side, packed.

use crate::population::{DIMENSIONS, FeatureKind, Person, Value};

/// Says that a person has no place.
pub(crate) const NO_PLACE: u16 = u16::MAX;
/// Says that a person has no key.
pub(crate) const NO_KEY: u32 = u32::MAX;

/// A week as bits.
pub(crate) type Week = [u64; 11];

#[derive(Debug, Clone)]
pub(crate) enum Column {
    Set(Lists),
    Slots(Vec<Week>),
    Place(Vec<u16>),
    Vector(Vectors),
    Key(Vec<u32>),
}

/// Sorted sets without repeats.
#[derive(Debug, Clone)]
pub(crate) struct Lists {
    pub(crate) starts: Vec<usize>,
    pub(crate) items: Vec<u16>,
}

impl Lists {
    pub(crate) fn row(&self, person: usize) -> &[u16] {
        &self.items[self.starts[person]..self.starts[person + 1]]
    }
}

/// Text vectors, and for each a factor that undoes its length, see [`super::measure::cosine_points`].
#[derive(Debug, Clone)]
pub(crate) struct Vectors {
    pub(crate) numbers: Vec<i8>,
    pub(crate) squares: Vec<u32>,
}

impl Vectors {
    pub(crate) fn row(&self, person: usize) -> &[i8] {
        &self.numbers[person * DIMENSIONS..(person + 1) * DIMENSIONS]
    }
}

impl Column {
    /// Packs checked values of feature number `feature`.
    pub(crate) fn new(kind: &FeatureKind, feature: usize, people: &[Person]) -> Self {
        let values = people.iter().map(|person| person.values.get(feature).unwrap_or(&Value::Unknown));
        match kind {
            FeatureKind::Set { .. } => {
                let mut lists = Lists { starts: Vec::with_capacity(people.len() + 1), items: vec![] };
                lists.starts.push(0);
                let mut row: Vec<u16> = vec![];
                for value in values {
                    if let Value::Set(categories) = value {
                        row.extend(categories.iter().map(|&category| category as u16));
                        row.sort_unstable();
                        row.dedup();
                        lists.items.append(&mut row);
                    }
                    lists.starts.push(lists.items.len());
                }
                lists.items.shrink_to_fit();
                Self::Set(lists)
            }
            FeatureKind::Slots => Self::Slots(values.map(week).collect()),
            FeatureKind::Place { .. } => Self::Place(
                values.map(|value| if let Value::Place(place) = value { *place } else { NO_PLACE }).collect(),
            ),
            FeatureKind::Vector => {
                let mut vectors = Vectors {
                    numbers: Vec::with_capacity(people.len() * DIMENSIONS),
                    squares: Vec::with_capacity(people.len()),
                };
                for value in values {
                    match value {
                        Value::Vector(numbers) => vectors.numbers.extend(numbers),
                        _ => vectors.numbers.extend([0; DIMENSIONS]),
                    }
                    let row = &vectors.numbers[vectors.squares.len() * DIMENSIONS..];
                    vectors.squares.push(row.iter().map(|&x| i32::from(x).pow(2) as u32).sum());
                }
                Self::Vector(vectors)
            }
            FeatureKind::Key => {
                Self::Key(values.map(|value| if let Value::Key(key) = value { *key } else { NO_KEY }).collect())
            }
        }
    }

    /// How many sets or slots a person has; 0 for other kinds.
    pub(crate) fn size(&self, person: usize) -> u32 {
        match self {
            Self::Set(lists) => lists.row(person).len() as u32,
            Self::Slots(weeks) => weeks[person].iter().map(|word| word.count_ones()).sum(),
            Self::Place(_) | Self::Vector(_) | Self::Key(_) => 0,
        }
    }

    /// The key of a person, if this is a column of keys and there is one.
    pub(crate) fn key(&self, person: usize) -> Option<u32> {
        match self {
            Self::Key(keys) => Some(keys[person]).filter(|&key| key != NO_KEY),
            Self::Set(_) | Self::Slots(_) | Self::Place(_) | Self::Vector(_) => None,
        }
    }

    /// Whether the set or key of a person has this category.
    pub(crate) fn has(&self, person: usize, category: u32) -> bool {
        match self {
            Self::Set(lists) => lists.row(person).binary_search_by_key(&category, |&item| u32::from(item)).is_ok(),
            Self::Key(keys) => keys[person] == category,
            Self::Slots(_) | Self::Place(_) | Self::Vector(_) => false,
        }
    }
}

fn week(value: &Value) -> Week {
    let mut week = [0; 11];
    if let Value::Slots(slots) = value {
        for &slot in slots {
            if let Some(word) = week.get_mut(usize::from(slot / 64)) {
                *word |= 1 << (slot % 64);
            }
        }
    }
    week
}

/// How many entries two people have in common.
pub(crate) fn common(one: &Column, person: usize, other: &Column, them: usize) -> u32 {
    match (one, other) {
        (Column::Set(one), Column::Set(other)) => {
            let (mut one, mut other) = (one.row(person), other.row(them));
            let mut count = 0;
            while let (Some(a), Some(b)) = (one.first(), other.first()) {
                count += u32::from(a == b);
                if a <= b {
                    one = &one[1..];
                }
                if b <= a {
                    other = &other[1..];
                }
            }
            count
        }
        (Column::Slots(one), Column::Slots(other)) => {
            one[person].iter().zip(&other[them]).map(|(a, b)| (a & b).count_ones()).sum()
        }
        _ => 0,
    }
}
