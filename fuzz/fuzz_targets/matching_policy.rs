//! Any bytes as people and a policy: mistakes are named, sound ones are scanned alike by all instructions, and nothing panics.
//!
//! The bytes are numbers that fill a problem of every kind of feature, measure and gate; what they say may be out of range.
#![no_main]

use libfuzzer_sys::fuzz_target;
use semillero_matching::{
    CategoryWeight, CategoryWeights, Choices, Criterion, DIMENSIONS, Earlier, Feature, FeatureKind, Fusion, Gate, Id, Measure, Path,
    Person, Policy, Population, ScanOptions, Scorer, Side, Two, Unlisted, Value,
};

/// Bytes as numbers; zeros when they are used up.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    fn below(&mut self, n: u8) -> usize {
        usize::from(self.byte() % n)
    }

    /// Mostly small, now and then at the edges of its type.
    fn number(&mut self) -> u32 {
        match self.byte() {
            255 => u32::MAX,
            254 => 65_536,
            253 => 65_535,
            252 => 10_001,
            251 => 672,
            small => u32::from(small % 32),
        }
    }

    fn two(&mut self) -> Two {
        Two { mentee: self.number() % 20, mentor: self.number() % 20 }
    }

    fn list<T>(&mut self, most: u8, mut item: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most)).map(|_| item(self)).collect()
    }

    fn name(&mut self) -> String {
        ["skills", "languages", "hours", "city", "text", "firm", "stage", "none"][self.below(8)].to_owned()
    }

    fn side(&mut self) -> Side {
        if self.below(2) == 0 { Side::Mentee } else { Side::Mentor }
    }

    fn person(&mut self, id: u128, places: u16) -> Person {
        let mut values = vec![
            Value::Set(self.list(9, Self::number)),
            Value::Set(self.list(4, |bytes| bytes.number() % 4)),
            Value::Slots(self.list(20, |bytes| bytes.number() as u16)),
            Value::Place(self.byte() as u16 % places),
            Value::Vector((0..DIMENSIONS).map(|_| self.byte() as i8).collect()),
            Value::Key(self.number() % 8),
            Value::Key(self.number() % 4),
        ];
        match self.below(20) {
            at @ 0..7 => values[at] = Value::Unknown,
            7 => values.reverse(),
            8 => drop(values.pop()),
            _ => {}
        }
        let unlisted = if self.below(8) == 0 { Unlisted::Refused } else { Unlisted::Allowed };
        let choices = Choices { tiers: self.list(4, |bytes| bytes.list(3, |bytes| bytes.number() % 20)), unlisted };
        Person { id: Id::from_u128(id), capacity: self.number(), organisation: None, values, choices }
    }

    fn population(&mut self) -> Population {
        let places = 1 + self.below(4) as u16;
        let mut nearness = vec![0; usize::from(places) * usize::from(places)];
        for here in 0..usize::from(places) {
            for there in 0..=here {
                let near = self.number() as u16;
                nearness[here * usize::from(places) + there] = near;
                nearness[there * usize::from(places) + here] = near;
            }
        }
        let weights = match self.below(3) {
            0 => CategoryWeights::Even,
            1 => CategoryWeights::Rarity,
            _ => CategoryWeights::Given(self.list(6, |b| CategoryWeight { category: b.number(), weight: b.number() })),
        };
        let kinds = [
            ("skills", FeatureKind::Set { weights }),
            ("languages", FeatureKind::Set { weights: CategoryWeights::Even }),
            ("hours", FeatureKind::Slots),
            ("city", FeatureKind::Place { places, nearness }),
            ("text", FeatureKind::Vector),
            ("firm", FeatureKind::Key),
            ("stage", FeatureKind::Key),
        ];
        let (mentees, mentors) = (self.below(6) as u128, self.below(20) as u128);
        Population {
            features: kinds.into_iter().map(|(name, kind)| Feature { name: name.into(), kind }).collect(),
            mentees: (0..mentees).map(|at| self.person(1 + at, places)).collect(),
            mentors: (0..mentors).map(|at| self.person(100 + at, places)).collect(),
            blocked: self.list(4, Self::two),
            must: self.list(2, Self::two),
            history: self.list(6, |bytes| {
                let Two { mentee, mentor } = bytes.two();
                Earlier { mentee, mentor, value: bytes.number() as i32 }
            }),
        }
    }

    fn measure(&mut self) -> Measure {
        let (mentee, mentor) = (self.name(), self.name());
        match self.below(11) {
            0 => Measure::Jaccard { mentee, mentor },
            1 => Measure::Overlap { mentee, mentor },
            2 => Measure::AtLeast { n: self.number() as u16, mentee, mentor },
            3 => Measure::Coverage { of: self.side(), mentee, mentor },
            4 => Measure::Same { mentee, mentor },
            5 => Measure::Contains { mentee, mentor },
            6 => Measure::Nearness { feature: mentee },
            7 => Measure::Cosine { mentee, mentor },
            8 => Measure::MenteeChoice,
            9 => Measure::MentorChoice,
            _ => Measure::History,
        }
    }

    fn policy(&mut self) -> Policy {
        let mut left = [10_000_u16; 2];
        let mut criteria: Vec<Criterion> = (0..1 + self.below(6) as u16)
            .map(|factor| {
                let [mentee_weight, mentor_weight] = [0, 1].map(|side| {
                    let weight = u16::from(self.byte()) * 16 % (left[side] + 1);
                    left[side] -= weight;
                    weight
                });
                Criterion { factor, mentee_weight, mentor_weight, measure: self.measure() }
            })
            .collect();
        criteria[0].mentee_weight += left[0];
        criteria[0].mentor_weight += left[1];
        let gates = self.list(4, |bytes| match bytes.below(7) {
            0 => Gate::AtLeast { feature: bytes.name(), n: bytes.number() as u16 },
            1 => Gate::Different { feature: bytes.name() },
            2 => Gate::SameKey { feature: bytes.name() },
            3 => Gate::Requires { side: bytes.side(), feature: bytes.name(), category: bytes.number() },
            4 => Gate::ListedOnly { side: bytes.side() },
            5 => Gate::NotBefore,
            _ => Gate::NotAgain,
        });
        let fusion = match self.below(5) {
            0 => Fusion::Weighted { mentee_share: self.number() as u16 },
            1 => Fusion::Min,
            2 => Fusion::Product,
            3 => Fusion::Harmonic,
            _ => Fusion::CrossRatio,
        };
        Policy { version: 1, criteria, gates, fusion }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Bytes(bytes);
    let (k, policy, population) = (bytes.below(4) as u32, bytes.policy(), bytes.population());
    let Ok(scorer) = Scorer::compile(&population, &policy) else { return };
    let prices = |count: u32| (0..count).map(|at| i64::from(at % 3) * 2_000).collect::<Vec<_>>();
    let (mentee_prices, mentor_prices) = (prices(scorer.mentee_count()), prices(scorer.mentor_count()));
    let answers = |path| {
        let options = ScanOptions { k: (k > 0).then_some(k), path: Some(path), ..ScanOptions::default() };
        (
            scorer.candidates(&options).expect("few pairs"),
            scorer.mentor_candidates(&options).expect("few pairs"),
            scorer.price_out(&mentee_prices, &mentor_prices, 0, &options).expect("a price for everybody"),
        )
    };
    let plain = answers(Path::Portable);
    for path in Path::ALL.into_iter().filter(|path| path.is_available()) {
        assert_eq!(answers(path), plain, "{path:?}");
    }
    for mentee in 0..scorer.mentee_count() {
        for (mentor, score) in plain.0.row(mentee) {
            let pair = scorer.pair(mentee, mentor).expect("both exist");
            assert!(pair.closed.is_empty() && pair.score == u32::from(score));
            assert_eq!(pair.terms.iter().map(|term| i64::from(term.points)).sum::<i64>(), i64::from(score));
        }
    }
});
