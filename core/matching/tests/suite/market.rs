//! Greedy, lists and the market of arrivals: their bounds against brute force.

use crate::common::{all_matchings, instances};
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};
use semillero_matching::*;

fn score(instance: &Instance, pairs: &[u32]) -> u64 {
    pairs.iter().map(|&at| u64::from(instance.pairs()[at as usize].score)).sum()
}

fn indices(solution: &Solution) -> Vec<u32> {
    solution.pairs.iter().map(|line| line.pair.unwrap()).collect()
}

/// The same input as lists: other capacities, no organisations.
fn as_lists(input: &InstanceInput, length: u32, exposure: u32) -> InstanceInput {
    let mut input = input.clone();
    input.mentees.iter_mut().for_each(|mentee| mentee.capacity = length);
    input.mentors.iter_mut().for_each(|mentor| (mentor.capacity, mentor.organisation) = (exposure, None));
    input.organisations.clear();
    input
}

/// The gain of a list in floats, as the books have it.
fn gain(scores: &mut [u32]) -> f64 {
    scores.sort_unstable_by(|a, b| b.cmp(a));
    (2..).zip(scores).map(|(place, &mut score)| f64::from(score) / f64::from(place).log2()).sum()
}

fn mean_share(instance: &Instance, shown: &[u32], people: usize, length: usize, of: fn(&Pair) -> u32) -> u32 {
    let list = |person: usize, pairs: &mut dyn Iterator<Item = &Pair>| -> Vec<u32> {
        pairs.filter(|pair| of(pair) as usize == person).map(|pair| pair.score).collect()
    };
    let mut shares = Vec::new();
    for person in 0..people {
        let mut mine = list(person, &mut shown.iter().map(|&at| &instance.pairs()[at as usize]));
        let mut best = list(person, &mut instance.pairs().iter());
        best.sort_unstable_by(|a, b| b.cmp(a));
        best.truncate(length);
        if gain(&mut best) > 0.0 {
            shares.push(gain(&mut mine) / gain(&mut best));
        }
    }
    if shares.is_empty() { 0 } else { (shares.iter().sum::<f64>() / shares.len() as f64 * 10_000.0) as u32 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn greedy_proves_at_least_half_and_never_too_much(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        let solution = solve(&instance, &Strategy::Greedy, seed).unwrap();
        let verdict = verify(&instance, seed, &solution);
        prop_assert!(verdict.is_feasible());
        prop_assert_eq!(verdict.optimal, None);
        let best = all_matchings(&instance).iter().map(|pairs| score(&instance, pairs)).max().unwrap();
        let share = u64::from(verdict.fairness.proven_share_bp.unwrap());
        prop_assert!(share >= 5_000);
        prop_assert!(share * best <= verdict.score * 10_000);
    }

    #[test]
    fn greedy_leaves_no_better_pair_with_room(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        let taken = indices(&solve(&instance, &Strategy::Greedy, seed).unwrap());
        let order = |at: u32| {
            let pair = &instance.pairs()[at as usize];
            let mentee = instance.mentees()[pair.mentee as usize].id;
            let mentor = instance.mentors()[pair.mentor as usize].id;
            (std::cmp::Reverse(pair.score), lottery(seed, mentee.as_bytes(), mentor.as_bytes()))
        };
        let matchings = all_matchings(&instance);
        for at in 0..instance.pairs().len() as u32 {
            let mut before: Vec<u32> = taken.iter().copied().filter(|&other| order(other) < order(at)).collect();
            before.push(at);
            before.sort_unstable();
            prop_assert_eq!(matchings.contains(&before), taken.contains(&at));
        }
    }

    #[test]
    fn greedy_makes_the_pairs_that_must_be_made(input in instances(1), at in any::<prop::sample::Index>(), seed: u64) {
        let mut input = input;
        if !input.pairs.is_empty() {
            let pair = at.get(&input.pairs);
            input.rules.must.push(Together { mentee: pair.mentee, mentor: pair.mentor });
            if let Ok(instance) = Instance::new(input) {
                let solution = solve(&instance, &Strategy::Greedy, seed).unwrap();
                let must = instance.rules().must[0];
                prop_assert!(solution.pairs.iter().any(|line| (line.mentee, line.mentor) == (must.mentee, must.mentor)));
                let must = instance.pair_index(must.mentee, must.mentor).unwrap();
                let kept = all_matchings(&instance).into_iter().filter(|pairs| pairs.contains(&must));
                let best = kept.map(|pairs| score(&instance, &pairs)).max().unwrap();
                let verdict = verify(&instance, seed, &solution);
                prop_assert!(u64::from(verdict.fairness.proven_share_bp.unwrap()) * best <= verdict.score * 10_000);
            }
        }
    }

    #[test]
    fn lists_have_the_largest_total(input in instances(2), length in 0..3_u32, exposure in 0..3_u32, seed: u64) {
        let wide = Instance::new(as_lists(&input, length, exposure)).unwrap();
        let instance = Instance::new(input).unwrap();
        let solution = solve(&instance, &Strategy::Lists { length, exposure }, seed).unwrap();
        let shown = indices(&solution);
        let best = all_matchings(&wide).iter().map(|pairs| score(&wide, pairs)).max().unwrap();
        prop_assert_eq!(score(&instance, &shown), best);
        let verdict = verify(&instance, seed, &solution);
        prop_assert_eq!(verdict.breaches, Breaches::default());
        prop_assert_eq!(verdict.optimal, Some(true));
        let quality = verdict.fairness.lists.unwrap();
        prop_assert!(quality.most_exposure <= exposure);
        let mentees = mean_share(&wide, &shown, wide.mentees().len(), length as usize, |pair| pair.mentee);
        let mentors = mean_share(&wide, &shown, wide.mentors().len(), exposure as usize, |pair| pair.mentor);
        prop_assert!(quality.mentee_ndcg_bp.abs_diff(mentees) <= 2, "{} {}", quality.mentee_ndcg_bp, mentees);
        prop_assert!(quality.mentor_ndcg_bp.abs_diff(mentors) <= 2, "{} {}", quality.mentor_ndcg_bp, mentors);
    }

    #[test]
    fn the_market_never_promises_too_much(
        input in instances(2), events in prop::collection::vec(0..6_u32, 0..14), priced: bool, size_first: bool, seed: u64,
    ) {
        let instance = Instance::new(input.clone()).unwrap();
        let first = if size_first { SizeOrScore::Size } else { SizeOrScore::Score };
        let solved = solve(&instance, &Strategy::MaxWeight { first }, seed).unwrap();
        let Some(Certificate::Prices(prices)) = solved.certificate else { unreachable!() };
        let mut market = if priced {
            Online::with_prices(&instance, seed, &prices, first).unwrap()
        } else {
            Online::new(&instance, seed)
        };
        let mut here = std::collections::BTreeSet::new();
        for mentee in events {
            let known = (mentee as usize) < instance.mentees().len();
            if here.remove(&mentee) {
                prop_assert_eq!(market.arrive(mentee), Err(OnlineError::AlreadyHere { mentee }));
                market.leave(mentee).unwrap();
            } else if known {
                prop_assert_eq!(market.leave(mentee), Err(OnlineError::NotHere { mentee }));
                market.arrive(mentee).unwrap();
                here.insert(mentee);
            } else {
                prop_assert_eq!(market.arrive(mentee), Err(OnlineError::UnknownMentee { mentee }));
            }
            let mut today = input.clone();
            for (at, mentee) in (0..).zip(&mut today.mentees) {
                if !here.contains(&at) {
                    mentee.capacity = 0;
                }
            }
            let today = Instance::new(today).unwrap();
            let matchings = all_matchings(&today);
            let best = matchings.iter().map(|pairs| score(&today, pairs)).max().unwrap();
            let made: Vec<u32> = market.pairs().iter().map(|line| line.pair.unwrap()).collect();
            prop_assert!(matchings.contains(&made));
            let standing = market.standing();
            prop_assert_eq!(standing.score, score(&today, &made));
            prop_assert!(standing.at_most >= best);
            if here.is_empty() {
                prop_assert_eq!(standing, Standing::default());
            }
        }
    }

    #[test]
    fn the_diagnostics_are_their_definitions(input in instances(2), pick in any::<prop::sample::Index>(), seed: u64) {
        let instance = Instance::new(input).unwrap();
        let matchings = all_matchings(&instance);
        let pairs = pick.get(&matchings);
        let solution = crate::common::by_hand(&instance, Strategy::Greedy, &crate::common::people(&instance, pairs));
        let fairness = verify(&instance, seed, &solution).fairness;
        let held: Vec<&Pair> = pairs.iter().map(|&at| &instance.pairs()[at as usize]).collect();
        prop_assert_eq!(fairness.least, held.iter().map(|pair| pair.score).min());

        let (mut by_rank, mut by_score) = (Envy::default(), Envy::default());
        for pair in instance.pairs() {
            let slots = instance.mentees()[pair.mentee as usize].capacity as usize;
            let own: Vec<&&Pair> = held.iter().filter(|other| other.mentee == pair.mentee).collect();
            let others: Vec<&&Pair> = held.iter().filter(|other| other.mentor == pair.mentor).collect();
            if slots == 0 || others.is_empty() || own.iter().any(|own| own.mentor == pair.mentor) {
                continue;
            }
            let justified = u32::from(others.iter().any(|other| pair.mentor_rank < other.mentor_rank));
            let free = own.len() < slots;
            if free || own.iter().any(|own| pair.mentee_rank < own.mentee_rank) {
                by_rank = Envy { pairs: by_rank.pairs + 1, justified: by_rank.justified + justified };
            }
            if free || own.iter().any(|own| pair.score > own.score) {
                by_score = Envy { pairs: by_score.pairs + 1, justified: by_score.justified + justified };
            }
        }
        prop_assert_eq!(fairness.envy_by_rank, by_rank);
        prop_assert_eq!(fairness.envy_by_score, by_score);

        // Gini as the mean difference of two people over twice the mean.
        let takes = (0..).zip(instance.mentees()).filter(|(_, mentee)| mentee.capacity > 0);
        let sums: Vec<u64> = takes
            .map(|(at, _): (u32, _)| held.iter().filter(|pair| pair.mentee == at).map(|pair| u64::from(pair.score)).sum())
            .collect();
        let differences: u64 = sums.iter().flat_map(|a| sums.iter().map(|b| a.abs_diff(*b))).sum();
        let total: u64 = sums.iter().sum();
        let gini = (differences * 10_000).checked_div(2 * sums.len() as u64 * total).unwrap_or_default();
        prop_assert_eq!(u64::from(fairness.gini_bp), gini);

        let spread: u32 = fairness.spread.iter().map(|spread| spread.pairs).sum();
        prop_assert_eq!(spread as usize, held.len());
        prop_assert_eq!(fairness.spread.iter().map(|spread| spread.score).sum::<u64>(), score(&instance, pairs));
        prop_assert_eq!(fairness.occupancy.seats.taken, held.len() as u64);
        let busy = (0..).zip(instance.mentors()).filter(|(at, _)| held.iter().any(|pair| pair.mentor == *at)).count() as u64;
        let Filled { taken: idle, of } = fairness.occupancy.idle_mentors;
        prop_assert_eq!(of - idle, busy);
    }
}
