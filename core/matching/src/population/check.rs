//! Finds every mistake of a population.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    BEST_EARLIER, CategoryWeights, DIMENSIONS, Earlier, Feature, FeatureKind, MAX_CATEGORY, Person, Population, SLOTS,
    Two, Value,
};
use crate::mistake::{Mistake, MistakeCode as Code, Mistakes};

pub(super) fn check(population: &Population) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    let Population { features, mentees, mentors, .. } = population;
    for (list, people) in [("mentees", mentees), ("mentors", mentors)] {
        if u32::try_from(people.len()).is_err() {
            mistakes.add(
                format!("/{list}"),
                Code::WrongLength,
                "the list is longer than 4294967295; split the programme",
            );
        }
    }
    check_features(features, &mut mistakes);
    check_people("mentees", mentees, mentors.len(), features, &mut mistakes);
    check_people("mentors", mentors, mentees.len(), features, &mut mistakes);
    check_pairs(population, &mut mistakes);
    mistakes.into_vec()
}

fn check_features(features: &[Feature], mistakes: &mut Mistakes) {
    let mut names = BTreeSet::new();
    if features.len() > usize::from(u16::MAX) {
        mistakes.add("/features", Code::WrongLength, "there are more than 65535 features; drop those no policy uses");
    }
    for (at, feature) in features.iter().enumerate() {
        if !names.insert(feature.name.as_str()) {
            let message = format!("`name` `{}` is taken; give every feature a name of its own", feature.name);
            mistakes.add(format!("/features/{at}/name"), Code::Duplicate, message);
        }
        match &feature.kind {
            FeatureKind::Place { places, nearness } => check_table(at, *places, nearness, mistakes),
            FeatureKind::Set { weights: CategoryWeights::Given(given) } => {
                let mut seen = BTreeSet::new();
                for (entry, weight) in given.iter().enumerate() {
                    let pointer = format!("/features/{at}/kind/set/weights/given/{entry}/category");
                    check_category(&pointer, weight.category, mistakes);
                    if !seen.insert(weight.category) {
                        let message = format!("`category` {} has a weight already; keep one", weight.category);
                        mistakes.add(pointer, Code::Duplicate, message);
                    }
                }
            }
            FeatureKind::Set { .. } | FeatureKind::Slots | FeatureKind::Vector | FeatureKind::Key => {}
        }
    }
}

fn check_table(feature: usize, places: u16, nearness: &[u16], mistakes: &mut Mistakes) {
    let pointer = format!("/features/{feature}/kind/place/nearness");
    let side = usize::from(places);
    if nearness.len() != side * side {
        let message = format!("`nearness` has {} entries; {places} places need {}", nearness.len(), side * side);
        mistakes.add(pointer, Code::WrongLength, message);
        return;
    }
    for row in 0..side {
        for column in 0..row {
            let (one, other) = (nearness.get(row * side + column), nearness.get(column * side + row));
            if one != other {
                let message = format!("`nearness` of {row} and {column} differs from its mirror; make them equal");
                mistakes.add(format!("{pointer}/{}", row * side + column), Code::NotSymmetric, message);
            }
        }
    }
}

fn check_category(pointer: &str, category: u32, mistakes: &mut Mistakes) {
    if category > MAX_CATEGORY {
        let message = format!("category {category} is above {MAX_CATEGORY}; number the categories from 0");
        mistakes.add(pointer, Code::OutOfRange, message);
    }
}

fn check_people(list: &str, people: &[Person], others: usize, features: &[Feature], mistakes: &mut Mistakes) {
    let mut ids = BTreeSet::new();
    for (at, person) in people.iter().enumerate() {
        let pointer = format!("/{list}/{at}");
        if !ids.insert(person.id) {
            let message = format!("`id` `{}` appears twice; list everybody once", person.id);
            mistakes.add(format!("{pointer}/id"), Code::Duplicate, message);
        }
        if person.values.len() != features.len() {
            let (has, needs) = (person.values.len(), features.len());
            let message = format!("`values` has {has} entries and there are {needs} features; give one value for each");
            mistakes.add(format!("{pointer}/values"), Code::WrongLength, message);
        }
        for (feature, value) in person.values.iter().enumerate() {
            if let Some(Feature { name, kind }) = features.get(feature) {
                check_value(&format!("{pointer}/values/{feature}"), name, kind, value, mistakes);
            }
        }
        let mut listed = BTreeSet::new();
        for (tier, members) in person.choices.tiers.iter().enumerate() {
            for (entry, &other) in members.iter().enumerate() {
                let pointer = format!("{pointer}/choices/tiers/{tier}/{entry}");
                check_index(&pointer, other, others, mistakes);
                if !listed.insert(other) {
                    mistakes.add(pointer, Code::Duplicate, format!("person {other} is chosen twice; keep one rank"));
                }
            }
        }
    }
}

fn check_value(pointer: &str, name: &str, kind: &FeatureKind, value: &Value, mistakes: &mut Mistakes) {
    match (kind, value) {
        (_, Value::Unknown) => {}
        (FeatureKind::Set { .. }, Value::Set(categories)) => {
            for (entry, &category) in categories.iter().enumerate() {
                if category > MAX_CATEGORY {
                    check_category(&format!("{pointer}/set/{entry}"), category, mistakes);
                }
            }
        }
        (FeatureKind::Slots, Value::Slots(slots)) => {
            for (entry, &slot) in slots.iter().enumerate() {
                if slot >= SLOTS {
                    let message = format!("slot {slot} is not in the week; use 0 to {}", SLOTS - 1);
                    mistakes.add(format!("{pointer}/slots/{entry}"), Code::OutOfRange, message);
                }
            }
        }
        (FeatureKind::Place { places, .. }, Value::Place(place)) => {
            if place >= places {
                let message = format!("place {place} is not in the table of `{name}`, which has {places}");
                mistakes.add(format!("{pointer}/place"), Code::OutOfRange, message);
            }
        }
        (FeatureKind::Vector, Value::Vector(numbers)) => {
            if numbers.len() != DIMENSIONS {
                let message = format!("the vector has {} numbers; it needs {DIMENSIONS}", numbers.len());
                mistakes.add(format!("{pointer}/vector"), Code::WrongLength, message);
            }
        }
        (FeatureKind::Key, Value::Key(category)) => check_category(&format!("{pointer}/key"), *category, mistakes),
        (kind, Value::Set(_) | Value::Slots(_) | Value::Place(_) | Value::Vector(_) | Value::Key(_)) => {
            let message = format!("feature `{name}` is of kind {}; give such a value or `unknown`", kind.name());
            mistakes.add(pointer, Code::WrongKind, message);
        }
    }
}

fn check_index(pointer: &str, index: u32, people: usize, mistakes: &mut Mistakes) {
    if index as usize >= people {
        let message = format!("index {index} points at nobody; there are {people}");
        mistakes.add(pointer, Code::NoSuchPerson, message);
    }
}

fn check_pairs(population: &Population, mistakes: &mut Mistakes) {
    let Population { mentees, mentors, blocked, history, must, .. } = population;
    let mut check_two = |list: &str, at: usize, two: Two| {
        check_index(&format!("/{list}/{at}/mentee"), two.mentee, mentees.len(), mistakes);
        check_index(&format!("/{list}/{at}/mentor"), two.mentor, mentors.len(), mistakes);
    };
    blocked.iter().enumerate().for_each(|(at, &two)| check_two("blocked", at, two));
    must.iter().enumerate().for_each(|(at, &two)| check_two("must", at, two));
    let earlier = |&Earlier { mentee, mentor, .. }: &Earlier| Two { mentee, mentor };
    history.iter().map(earlier).enumerate().for_each(|(at, two)| check_two("history", at, two));

    let mut seen = BTreeSet::new();
    for (at, entry) in history.iter().enumerate() {
        if entry.value > BEST_EARLIER {
            let message = format!("`value` {} is above {BEST_EARLIER}, the best there is", entry.value);
            mistakes.add(format!("/history/{at}/value"), Code::OutOfRange, message);
        }
        if !seen.insert(earlier(entry)) {
            let message = "this pair has an entry already; keep one that sums it up";
            mistakes.add(format!("/history/{at}"), Code::Duplicate, message);
        }
    }
    let never: BTreeSet<Two> = blocked.iter().copied().collect();
    let mut made = BTreeSet::new();
    let (mut of_mentee, mut of_mentor) = (BTreeMap::<u32, u32>::new(), BTreeMap::<u32, u32>::new());
    for (at, &two) in must.iter().enumerate() {
        if never.contains(&two) {
            let message = "this pair is in `blocked` too; take it from one of the lists";
            mistakes.add(format!("/must/{at}"), Code::Contradiction, message);
        }
        if !made.insert(two) {
            continue;
        }
        for (side, people, index, taken) in
            [("mentee", mentees, two.mentee, &mut of_mentee), ("mentor", mentors, two.mentor, &mut of_mentor)]
        {
            let count = taken.entry(index).or_default();
            *count += 1;
            if let Some(person) = people.get(index as usize)
                && person.capacity < *count
            {
                let message = format!("{side} {index} has a capacity of {}, less than it must take", person.capacity);
                mistakes.add(format!("/must/{at}/{side}"), Code::Contradiction, message);
            }
        }
    }
}
