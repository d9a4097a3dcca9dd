//! The two solvers agree, and the prices are what they are said to be.

use crate::solve::transport::oracle;
use crate::*;

/// What a made-up market is like; numbers are drawn by the lottery.
#[derive(Clone, Copy)]
struct Market {
    mentees: u32,
    mentors: u32,
    organisations: u32,
    slots: u32,
    seats: u32,
    scores: u32,
    /// Pairs listed, of 16.
    listed: u32,
}

fn instance(market: Market, seed: u64) -> Instance {
    let draw = |what: u128, at: u128| lottery(seed, &what.to_be_bytes(), &at.to_be_bytes()) >> 7;
    let below = |what: u128, at: u32, most: u32| (draw(what, at.into()) % (u64::from(most) + 1)) as u32;
    let id = |base: u32, at: u32| Id::from_u128(u128::from(base + at));
    let organisation = |at: u32| match below(1, at, market.organisations) {
        0 => None,
        organisation => Some(organisation - 1),
    };
    Instance::new(InstanceInput {
        mentees: (0..market.mentees).map(|at| Mentee { id: id(0, at), capacity: below(2, at, market.slots) }).collect(),
        mentors: (0..market.mentors)
            .map(|at| Mentor {
                id: id(1 << 20, at),
                capacity: below(3, at, market.seats),
                organisation: organisation(at),
            })
            .collect(),
        organisations: (0..market.organisations)
            .map(|at| Organisation { id: id(1 << 21, at), capacity: below(4, at, market.seats * 3) })
            .collect(),
        pairs: (0..market.mentees * market.mentors)
            .filter(|&at| below(5, at, 15) < market.listed)
            .map(|at| PairInput {
                mentee: at / market.mentors,
                mentor: at % market.mentors,
                mentee_rank: 1,
                mentor_rank: 1,
                score: below(6, at, market.scores),
                terms: vec![],
            })
            .collect(),
        rules: Rules::default(),
    })
    .unwrap()
}

fn markets() -> impl Iterator<Item = (Market, u64)> {
    (0..400_u64).map(|seed| {
        let of = |what: u32, choices: &[u32]| {
            let number = lottery(seed, &u128::from(what).to_be_bytes(), &[9; 16]) as usize;
            choices[number % choices.len()]
        };
        let market = Market {
            mentees: of(1, &[1, 7, 20, 40]),
            mentors: of(2, &[1, 4, 10, 25]),
            organisations: of(3, &[0, 0, 1, 4]),
            slots: of(4, &[1, 1, 2, 4]),
            seats: of(5, &[1, 2, 4, 9]),
            scores: of(6, &[0, 2, 10, 1_000_000]),
            listed: of(7, &[2, 6, 16]),
        };
        (market, seed)
    })
}

#[test]
fn agrees_with_the_plain_solver_and_proves_it() {
    for (market, seed) in markets() {
        let instance = instance(market, seed);
        for first in [SizeOrScore::Size, SizeOrScore::Score] {
            let strategy = Strategy::MaxWeight { first };
            let plain = oracle::solve(&instance, first, seed).unwrap();
            let fast = solve(&instance, &strategy, seed).unwrap();
            assert_eq!(certificate_gap(&instance, seed, &plain), Some(Amount::default()), "plain, {seed}");
            assert_eq!(certificate_gap(&instance, seed, &fast), Some(Amount::default()), "fast, {seed}");
            assert_eq!(fast.pairs, plain.pairs, "{seed}");
            assert_eq!(fast.unmatched, plain.unmatched, "{seed}");
        }
    }
}
