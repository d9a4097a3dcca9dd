//! From a cohort to the engine's population: labels become categories, places a table of nearness, texts vectors.

use super::Factor;
use super::engine::{
    BEST_EARLIER, CategoryWeights, Choices, Earlier, Embedder as _, Feature, FeatureKind, Person, Population, TfIdf,
    Two, Unlisted, Value,
};
use super::facts::Facts;
use super::policy::{Gate, MatchPolicy};
use super::pool::{Member, Pool};
use crate::programmes::Side;
use crate::values::UserId;
use std::collections::{BTreeMap, BTreeSet};

/// The category that consent is: people without it have none.
pub(super) const CONSENT: u32 = 1;

/// What the engine calls the features. The `open` ones serve gates, see [`Column::open`].
pub(super) mod names {
    pub(crate) const TIME: &str = "time";
    pub(crate) const PLACE: &str = "place";
    pub(crate) const ABOUT: &str = "about";
    pub(crate) const ORGANISATION: &str = "organisation";
    pub(crate) const CONSENT: &str = "consent";
    pub(crate) const OPEN_TIME: &str = "open_time";
    pub(crate) const OPEN_COUNTRY: &str = "open_country";

    pub(crate) fn open(factor: crate::matching::Factor) -> String {
        format!("open_{factor}")
    }
}

/// The factors that compare labels.
const LABELLED: [Factor; 5] = [Factor::Skills, Factor::Sectors, Factor::Languages, Factor::Goals, Factor::Stages];

/// The two sides as a run asks about them, in the order of their ids.
pub(super) struct Sides<'a> {
    pub(super) mentees: Vec<&'a Member>,
    pub(super) mentors: Vec<&'a Member>,
}

impl<'a> Sides<'a> {
    pub(super) fn of(pool: &'a Pool) -> Self {
        Self {
            // A mentee who has all the mentors they may have asks for nothing: neither matched nor unmatched.
            mentees: pool.mentees.values().filter(|mentee| mentee.room > 0).collect(),
            // A mentor without room stays in, so that a mentee who wants only them hears `no_seats`.
            mentors: pool.mentors.values().filter(|mentor| mentor.consented && mentor.approved).collect(),
        }
    }

    pub(super) fn index(&self, side: Side, user: UserId) -> Option<u32> {
        let people = match side {
            Side::Mentee => &self.mentees,
            Side::Mentor => &self.mentors,
        };
        u32::try_from(people.binary_search_by_key(&user, |member| member.id).ok()?).ok()
    }

    fn both(&self) -> impl Iterator<Item = (Side, &'a Member)> + '_ {
        let mentees = self.mentees.iter().map(|member| (Side::Mentee, *member));
        mentees.chain(self.mentors.iter().map(|member| (Side::Mentor, *member)))
    }
}

pub(super) fn population(
    pool: &Pool,
    sides: &Sides<'_>,
    policy: &MatchPolicy,
    organisations: &BTreeMap<&str, u32>,
) -> Population {
    let columns = columns(sides, policy);
    let person = |side: Side, at: usize, member: &Member| Person {
        id: super::engine_id(member.id),
        capacity: u32::try_from(member.room).unwrap_or(0),
        organisation: match side {
            Side::Mentee => None,
            Side::Mentor => member.facts.organisation.as_deref().and_then(|key| organisations.get(key).copied()),
        },
        values: columns.iter().map(|column| column.value(side, at)).collect(),
        choices: choices(sides, side, member),
    };
    let people = |side: Side, members: &[&Member]| {
        members.iter().enumerate().map(|(at, member)| person(side, at, member)).collect()
    };
    Population {
        mentees: people(Side::Mentee, &sides.mentees),
        mentors: people(Side::Mentor, &sides.mentors),
        blocked: blocked(pool, sides, policy),
        history: history(pool, sides),
        must: (policy.must.iter())
            .filter(|pair| !pool.together(pair.mentee_id, pair.mentor_id))
            .filter_map(|pair| two(sides, pair.mentee_id, pair.mentor_id))
            .collect(),
        features: columns.into_iter().map(|column| column.feature).collect(),
    }
}

fn two(sides: &Sides<'_>, mentee: UserId, mentor: UserId) -> Option<Two> {
    Some(Two { mentee: sides.index(Side::Mentee, mentee)?, mentor: sides.index(Side::Mentor, mentor)? })
}

fn choices(sides: &Sides<'_>, side: Side, member: &Member) -> Choices {
    let other = match side {
        Side::Mentee => Side::Mentor,
        Side::Mentor => Side::Mentee,
    };
    let listed = !member.taste.is_empty();
    Choices {
        tiers: member.taste.tiers(|user| sides.index(other, user)),
        // A mentee who gave a list is paired with people on it only; the list of a mentor only orders.
        unlisted: if side == Side::Mentee && listed { Unlisted::Refused } else { Unlisted::Allowed },
    }
}

fn blocked(pool: &Pool, sides: &Sides<'_>, policy: &MatchPolicy) -> Vec<Two> {
    let mut blocked = BTreeSet::new();
    for mentee in &sides.mentees {
        let vetoes = mentee.taste.vetoes().filter_map(|mentor| two(sides, mentee.id, mentor));
        blocked.extend(vetoes.chain(two(sides, mentee.id, mentee.id)));
    }
    for mentor in &sides.mentors {
        blocked.extend(mentor.taste.vetoes().filter_map(|mentee| two(sides, mentee, mentor.id)));
    }
    blocked.extend(pool.all_together().filter_map(|(mentee, mentor)| two(sides, mentee, mentor)));
    blocked.extend(policy.never.iter().filter_map(|pair| two(sides, pair.mentee_id, pair.mentor_id)));
    blocked.into_iter().collect()
}

fn history(pool: &Pool, sides: &Sides<'_>) -> Vec<Earlier> {
    let earlier = |(&(mentee, mentor), &well): (&(UserId, UserId), &bool)| {
        let Two { mentee, mentor } = two(sides, mentee, mentor)?;
        Some(Earlier { mentee, mentor, value: if well { BEST_EARLIER } else { -BEST_EARLIER } })
    };
    pool.earlier().iter().filter_map(earlier).collect()
}

/// One feature with the values of everybody.
struct Column {
    feature: Feature,
    mentees: Vec<Value>,
    mentors: Vec<Value>,
}

impl Column {
    fn value(&self, side: Side, at: usize) -> Value {
        let values = match side {
            Side::Mentee => &self.mentees,
            Side::Mentor => &self.mentors,
        };
        values.get(at).cloned().unwrap_or(Value::Unknown)
    }

    /// A column from what each person has. Of whoever did not agree, nothing is told.
    fn new(name: &str, kind: FeatureKind, sides: &Sides<'_>, value: impl Fn(Side, &Facts) -> Value) -> Self {
        let told = |side: Side, member: &&Member| {
            if member.consented { value(side, &member.facts) } else { Value::Unknown }
        };
        Self {
            feature: Feature { name: name.to_owned(), kind },
            mentees: sides.mentees.iter().map(|member| told(Side::Mentee, member)).collect(),
            mentors: sides.mentors.iter().map(|member| told(Side::Mentor, member)).collect(),
        }
    }
}

impl Column {
    /// A column of sets for a gate that asks for `least` categories in common, which whoever said nothing passes.
    ///
    /// Beside the `known` categories there are two kinds of marks, `least` of each. One kind is on silent mentees and on all mentors, the
    /// other on silent mentors and on all mentees: a silent person shares enough with everybody, and two who spoke share no mark.
    fn open(name: &str, sides: &Sides<'_>, known: u32, least: u32, numbers: impl Fn(Side, &Facts) -> Vec<u32>) -> Self {
        let (of_mentees, of_mentors) = (known..known + least, known + least..known + 2 * least);
        Self::new(name, FeatureKind::Set { weights: CategoryWeights::Even }, sides, |side, facts| {
            let mut set = numbers(side, facts);
            let (own, others) = match side {
                Side::Mentee => (&of_mentees, &of_mentors),
                Side::Mentor => (&of_mentors, &of_mentees),
            };
            if set.is_empty() {
                set.extend(own.clone());
            }
            set.extend(others.clone());
            Value::Set(set)
        })
    }
}

/// Texts by number.
struct Dictionary<'a>(BTreeMap<&'a str, u32>);

impl<'a> Dictionary<'a> {
    fn of(texts: impl Iterator<Item = &'a str>) -> Self {
        let texts: BTreeSet<&str> = texts.collect();
        Self(texts.into_iter().zip(0..).collect())
    }

    fn len(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    fn numbers(&self, texts: &[String]) -> Vec<u32> {
        texts.iter().filter_map(|text| self.0.get(text.as_str()).copied()).collect()
    }
}

fn columns(sides: &Sides<'_>, policy: &MatchPolicy) -> Vec<Column> {
    let weighs = |factor| {
        policy.weights.iter().any(|weight| weight.factor == factor && (weight.mentee, weight.mentor) != (0, 0))
    };
    let least = |gate| policy.gates.iter().find(|rule| rule.gate == gate).map(|rule| u32::from(rule.asks_for()));
    let mut columns = Vec::new();
    for factor in LABELLED {
        let gated = closes_by(factor).and_then(least);
        if weighs(factor) || gated.is_some() {
            labels(&mut columns, sides, factor, gated);
        }
    }
    if weighs(Factor::Time) {
        let slots = |_: Side, facts: &Facts| match facts.time.is_empty() {
            true => Value::Unknown,
            false => Value::Slots(facts.time.clone()),
        };
        columns.push(Column::new(names::TIME, FeatureKind::Slots, sides, slots));
    }
    if let Some(least) = least(Gate::SharedTime) {
        let slots = |_: Side, facts: &Facts| facts.time.iter().map(|slot| u32::from(*slot)).collect();
        columns.push(Column::open(names::OPEN_TIME, sides, super::engine::SLOTS.into(), least, slots));
    }
    if weighs(Factor::Place) {
        columns.push(places(sides));
    }
    if let Some(least) = least(Gate::SameCountry) {
        columns.push(countries(sides, least));
    }
    if weighs(Factor::About) {
        columns.push(texts(sides));
    }
    if least(Gate::OtherOrganisation).is_some() {
        let known = Dictionary::of(sides.both().filter_map(|(_, member)| member.facts.organisation.as_deref()));
        let key = |_: Side, facts: &Facts| {
            let number = facts.organisation.as_deref().and_then(|key| known.0.get(key).copied());
            number.map_or(Value::Unknown, Value::Key)
        };
        columns.push(Column::new(names::ORGANISATION, FeatureKind::Key, sides, key));
    }
    columns.push(Column::new(names::CONSENT, FeatureKind::Key, sides, |_, _| Value::Key(CONSENT)));
    columns
}

/// The gate that compares the labels of a factor.
const fn closes_by(factor: Factor) -> Option<Gate> {
    match factor {
        Factor::Skills => Some(Gate::SharedSkill),
        Factor::Sectors => Some(Gate::SharedSector),
        Factor::Languages => Some(Gate::SharedLanguage),
        Factor::Stages => Some(Gate::SharedStage),
        _ => None,
    }
}

fn labels(columns: &mut Vec<Column>, sides: &Sides<'_>, factor: Factor, gated: Option<u32>) {
    let all = sides.both().flat_map(|(side, member)| member.facts.labels(factor, side).unwrap_or_default());
    let known = Dictionary::of(all.map(String::as_str));
    let numbers = |side, facts: &Facts| known.numbers(facts.labels(factor, side).unwrap_or_default());
    let set = |side: Side, facts: &Facts| {
        let numbers = numbers(side, facts);
        if numbers.is_empty() { Value::Unknown } else { Value::Set(numbers) }
    };
    let kind = FeatureKind::Set { weights: CategoryWeights::Even };
    columns.push(Column::new(factor.word(), kind, sides, set));
    if let Some(least) = gated {
        columns.push(Column::open(&names::open(factor), sides, known.len(), least, numbers));
    }
}

/// How near two people in one country, but not in one part of it, are to each other.
const SAME_COUNTRY: u16 = u16::MAX / 2;

fn places(sides: &Sides<'_>) -> Column {
    let known = Dictionary::of(sides.both().filter_map(|(_, member)| member.facts.place.as_deref()));
    let country = |place: &str| place.split('-').next().unwrap_or_default().to_owned();
    let nearness = known.0.keys().flat_map(|one| {
        known.0.keys().map(move |other| match one {
            _ if one == other => u16::MAX,
            _ if country(one) == country(other) => SAME_COUNTRY,
            _ => 0,
        })
    });
    let kind =
        FeatureKind::Place { places: u16::try_from(known.0.len()).unwrap_or(u16::MAX), nearness: nearness.collect() };
    let place = |_: Side, facts: &Facts| {
        let number = facts.place.as_deref().and_then(|place| known.0.get(place).copied());
        number.and_then(|number| u16::try_from(number).ok()).map_or(Value::Unknown, Value::Place)
    };
    Column::new(names::PLACE, kind, sides, place)
}

fn countries(sides: &Sides<'_>, least: u32) -> Column {
    let known = Dictionary::of(sides.both().filter_map(|(_, member)| member.facts.country()));
    let country = |_: Side, facts: &Facts| {
        let number = facts.country().and_then(|country| known.0.get(country).copied());
        number.into_iter().collect()
    };
    Column::open(names::OPEN_COUNTRY, sides, known.len(), least, country)
}

/// What people write about themselves, as vectors; how rare a word is, the cohort decides.
fn texts(sides: &Sides<'_>) -> Column {
    let said: Vec<&str> = sides
        .both()
        .filter(|(_, member)| member.consented)
        .filter_map(|(_, member)| member.facts.about.as_deref())
        .collect();
    let vectors = TfIdf.embed(&said).unwrap_or_default(); // never fails
    let known: BTreeMap<&str, _> = said.into_iter().zip(vectors).collect();
    let vector = |_: Side, facts: &Facts| {
        let vector = facts.about.as_deref().and_then(|text| known.get(text));
        vector.map_or(Value::Unknown, |vector| Value::Vector(vector.values().to_vec()))
    };
    Column::new(names::ABOUT, FeatureKind::Vector, sides, vector)
}
