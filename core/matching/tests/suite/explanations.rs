//! Explanations are exact: against brute force on small instances.

use std::collections::BTreeSet;

use crate::common::{SCORE_FIRST, SIZE_FIRST, STABLE, all_matchings, instances, people};
use crate::rules::{keeps, ruled};
use crate::sessions::{BLEND, Worth, add, wide, worth};
use proptest::prelude::*;
use proptest::strategy::Strategy as _;
use semillero_matching::Strategy; // the one of proptest has the same name
use semillero_matching::*;

/// An instance with floors that some plan keeps, since they are what some of its people have in one.
fn floored() -> impl proptest::strategy::Strategy<Value = Instance> {
    let picks = (any::<prop::sample::Index>(), prop::sample::select(vec![63_u32, 47, 30, 5, 0]), 0..2_usize);
    (instances(2), picks).prop_map(|(mut input, (plan, mask, musts))| {
        let instance = Instance::new(input.clone()).unwrap();
        let plans = all_matchings(&instance);
        let largest = plans.iter().map(Vec::len).max().unwrap();
        let large: Vec<&Vec<u32>> = plans.iter().filter(|pairs| pairs.len() + 1 >= largest).collect();
        let plan = *plan.get(&large);
        let mentors = (0..instance.mentors().len() as u32).map(Member::Mentor);
        let members = mentors.chain((0..2).map(Member::Organisation));
        let has = |of: Member| {
            let counts = |&&at: &&u32| {
                let mentor = instance.pairs()[at as usize].mentor;
                match of {
                    Member::Mentor(at) => at == mentor,
                    Member::Organisation(at) => instance.mentors()[mentor as usize].organisation == Some(at),
                }
            };
            plan.iter().filter(counts).count() as u32
        };
        let floors = members.zip(0..).filter(|(_, at)| mask >> at & 1 == 1);
        input.rules.floors =
            floors.map(|(of, _)| Floor { of, least: has(of) }).filter(|floor| floor.least > 0).collect();
        let must = |&at: &u32| Together {
            mentee: instance.pairs()[at as usize].mentee,
            mentor: instance.pairs()[at as usize].mentor,
        };
        input.rules.must = plan.iter().take(musts).map(must).collect();
        Instance::new(input).unwrap()
    })
}

fn sum(instance: &Instance, strategy: Strategy, seed: u64, pairs: &[u32]) -> Worth {
    pairs.iter().fold((0, 0, 0), |sum, &at| add(sum, worth(instance, strategy, seed, at), 1))
}

/// The best worth of a matching that `wish` likes.
fn best(instance: &Instance, strategy: Strategy, seed: u64, wish: impl Fn(&[u32]) -> bool) -> Option<Worth> {
    let fits = all_matchings(instance).into_iter().filter(|pairs| wish(pairs));
    fits.map(|pairs| sum(instance, strategy, seed, &pairs)).max()
}

fn solution_of(instance: &Instance, strategy: Strategy, seed: u64) -> Solution {
    Session::start(instance.clone(), strategy, seed).unwrap().solution()
}

fn with(instance: &Instance, change: impl Fn(&mut InstanceInput)) -> Instance {
    let mut input = InstanceInput::from(instance.clone());
    for pair in &mut input.pairs {
        pair.terms.clear();
    }
    change(&mut input);
    Instance::new(input).unwrap()
}

/// What the steps make of a plan: its pairs, when each step fits it.
fn after(solution: &Solution, steps: &[Step]) -> Option<BTreeSet<(u32, u32)>> {
    let mut pairs: BTreeSet<(u32, u32)> = solution.pairs.iter().map(|line| (line.mentee, line.mentor)).collect();
    for step in steps {
        if step.leaves.is_some_and(|mentor| !pairs.remove(&(step.mentee, mentor))) {
            return None;
        }
    }
    for step in steps {
        if step.takes.is_some_and(|mentor| !pairs.insert((step.mentee, mentor))) {
            return None;
        }
    }
    Some(pairs)
}

fn is_matching(instance: &Instance, pairs: &BTreeSet<(u32, u32)>) -> bool {
    all_matchings(instance).iter().any(|other| people(instance, other).into_iter().collect::<BTreeSet<_>>() == *pairs)
}

fn indices(instance: &Instance, pairs: &BTreeSet<(u32, u32)>) -> Vec<u32> {
    pairs.iter().map(|&(mentee, mentor)| instance.pair_index(mentee, mentor).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn regret_leaves_alone_what_must_be(instance in ruled(), seed: u64) {
        let mut input = InstanceInput::from(instance);
        input.rules.floors.clear();
        let instance = Instance::new(input).unwrap();
        let is_must = |at: u32| {
            let pair = &instance.pairs()[at as usize];
            instance.rules().must.contains(&Together { mentee: pair.mentee, mentor: pair.mentor })
        };
        let musts: Vec<u32> = (0..instance.pairs().len() as u32).filter(|&at| is_must(at)).collect();
        let kept = |pairs: &[u32]| musts.iter().all(|at| pairs.contains(at));
        for strategy in [SIZE_FIRST, SCORE_FIRST, BLEND] {
            let solution = solve(&instance, &strategy, seed).unwrap();
            let mut explainer = Explainer::new(&instance, &solution, seed).unwrap();
            let optimum = best(&instance, strategy, seed, kept).unwrap();
            for (at, pair) in (0..).zip(instance.pairs()) {
                let (mentee, mentor) = (pair.mentee, pair.mentor);
                let regret = explainer.regret(mentee, mentor);
                match best(&instance, strategy, seed, |pairs| kept(pairs) && pairs.contains(&at)) {
                    None => prop_assert!(matches!(regret, Err(ExplainError::NoCapacity { .. })), "{regret:?}"),
                    Some(forced) => prop_assert_eq!(wide(regret.unwrap().cost), add(optimum, forced, -1)),
                }
                prop_assert!(explainer.why_not(mentee, mentor).is_ok());
                prop_assert!(explainer.what_would_change(mentee, mentor).is_ok());
                let without = explainer.regret_without(mentee, mentor);
                match best(&instance, strategy, seed, |pairs| kept(pairs) && !pairs.contains(&at)) {
                    None => prop_assert!(matches!(without, Err(ExplainError::MustBeMade { .. })), "{without:?}"),
                    Some(next) if solution.pairs.iter().any(|line| line.pair == Some(at)) => {
                        prop_assert_eq!(wide(without.unwrap().cost), add(optimum, next, -1));
                    }
                    Some(_) => prop_assert!(matches!(without, Err(ExplainError::NotMatched { .. })), "{without:?}"),
                }
            }
            for mentor in 0..instance.mentors().len() as u32 {
                let held = solution.pairs.iter().filter(|line| line.mentor == mentor).count();
                prop_assert_eq!(explainer.price_of(mentor).unwrap().held as usize, held);
            }
            prop_assert_eq!(explainer.regrets_of_plan().unwrap().len() + musts.len(), solution.pairs.len());
        }
    }

    #[test]
    fn regret_is_the_loss_of_the_best_plan_with_or_without_the_pair(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        for strategy in [SIZE_FIRST, SCORE_FIRST, BLEND] {
            let solution = solution_of(&instance, strategy, seed);
            let mut explainer = Explainer::new(&instance, &solution, seed).unwrap();
            let optimum = best(&instance, strategy, seed, |_| true).unwrap();
            for (at, pair) in (0..).zip(instance.pairs()) {
                let matched = solution.pairs.iter().any(|line| line.pair == Some(at));
                let forced = best(&instance, strategy, seed, |pairs| pairs.contains(&at));
                let regret = explainer.regret(pair.mentee, pair.mentor);
                match forced {
                    None => prop_assert!(matches!(regret, Err(ExplainError::NoCapacity { .. })), "{regret:?}"),
                    Some(forced) => {
                        let regret = regret.unwrap();
                        prop_assert_eq!(wide(regret.cost), add(optimum, forced, -1));
                        prop_assert_eq!(matched, regret.plan.is_empty());
                        let plan = after(&solution, &regret.plan).unwrap();
                        prop_assert!(plan.contains(&(pair.mentee, pair.mentor)));
                        prop_assert!(is_matching(&instance, &plan));
                        prop_assert_eq!(sum(&instance, strategy, seed, &indices(&instance, &plan)), forced);
                    }
                }
                let without = explainer.regret_without(pair.mentee, pair.mentor);
                if !matched {
                    prop_assert!(matches!(without, Err(ExplainError::NotMatched { .. })), "{without:?}");
                    continue;
                }
                let next = best(&instance, strategy, seed, |pairs| !pairs.contains(&at)).unwrap();
                let without = without.unwrap();
                prop_assert_eq!(wide(without.cost), add(optimum, next, -1));
                let plan = after(&solution, &without.plan).unwrap();
                prop_assert!(is_matching(&instance, &plan) && !plan.contains(&(pair.mentee, pair.mentor)));
                prop_assert_eq!(sum(&instance, strategy, seed, &indices(&instance, &plan)), next);
            }
            prop_assert_eq!(explainer.regrets_of_plan().unwrap().len(), solution.pairs.len());
        }
    }

    #[test]
    fn a_place_is_worth_what_one_more_adds(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        for strategy in [SIZE_FIRST, SCORE_FIRST, BLEND] {
            let solution = solution_of(&instance, strategy, seed);
            let mut explainer = Explainer::new(&instance, &solution, seed).unwrap();
            let Some(Certificate::Prices(duals)) = &solution.certificate else { panic!("no prices") };
            let optimum = best(&instance, strategy, seed, |_| true).unwrap();
            for (mentor, person) in (0_u32..).zip(instance.mentors()) {
                let place = explainer.price_of(mentor).unwrap();
                let more = with(&instance, |input| input.mentors[mentor as usize].capacity += 1);
                let gain = add(best(&more, strategy, seed, |_| true).unwrap(), optimum, -1);
                prop_assert_eq!(wide(place.one_more), gain);
                prop_assert_eq!(gain > (0, 0, 0), !place.serves.is_empty());
                let plan = after(&solution, &place.serves).unwrap();
                prop_assert!(is_matching(&more, &plan));
                prop_assert_eq!(sum(&more, strategy, seed, &indices(&more, &plan)), add(optimum, gain, 1));
                let above = person.organisation.map_or((0, 0, 0), |at| wide(duals.organisations[at as usize]));
                prop_assert_eq!(wide(place.price), add(above, wide(duals.mentors[mentor as usize]), 1));
                let held = solution.pairs.iter().filter(|line| line.mentor == mentor).count();
                prop_assert_eq!(place.held as usize, held);
                prop_assert!(place.wanted_by >= place.held);
            }
        }
    }

    #[test]
    fn what_would_change_it_does_and_less_does_not(input in instances(2), seed: u64) {
        let instance = with(&Instance::new(input).unwrap(), |_| {});
        for strategy in [SIZE_FIRST, SCORE_FIRST, BLEND] {
            let solution = solution_of(&instance, strategy, seed);
            let mut explainer = Explainer::new(&instance, &solution, seed).unwrap();
            for (at, pair) in (0..).zip(instance.pairs()).step_by(3) {
                let change = explainer.what_would_change(pair.mentee, pair.mentor).unwrap();
                let optimal_with = |more: u32| {
                    let raised = with(&instance, |input| input.pairs[at as usize].score += more);
                    best(&raised, strategy, seed, |pairs| pairs.contains(&at)).is_some_and(|forced| {
                        best(&raised, strategy, seed, |_| true) == Some(forced)
                    })
                };
                match change.more_score {
                    None => prop_assert!(!optimal_with(MAX_SCORE - pair.score)),
                    Some(more) => {
                        prop_assert!(optimal_with(more));
                        prop_assert!(more == 0 || !optimal_with(more - 1));
                    }
                }
                let made_with = |more: u32| {
                    let roomier = with(&instance, |input| input.mentors[pair.mentor as usize].capacity += more);
                    solution_of(&roomier, strategy, seed).pairs.iter().any(|line| line.pair == Some(at))
                };
                prop_assert_eq!(change.more_places, (0..8).find(|&more| made_with(more)));
            }
            // Looking at more places left nothing behind.
            let fresh = Explainer::new(&instance, &solution, seed).unwrap().regrets_of_plan().unwrap();
            prop_assert_eq!(explainer.regrets_of_plan().unwrap(), fresh);
        }
    }

    #[test]
    fn why_not_is_true(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        for strategy in [SIZE_FIRST, SCORE_FIRST, BLEND, STABLE] {
            let solution = match strategy {
                Strategy::Stable => solve(&instance, &STABLE, seed).unwrap(),
                _ => solution_of(&instance, strategy, seed),
            };
            let mut explainer = Explainer::new(&instance, &solution, seed).unwrap();
            let holds = |mentee, mentor| {
                solution.pairs.iter().any(|line| (line.mentee, line.mentor) == (mentee, mentor))
            };
            for mentee in 0..instance.mentees().len() as u32 {
                for mentor in 0..instance.mentors().len() as u32 {
                    let pair = instance.pair_index(mentee, mentor).map(|at| &instance.pairs()[at as usize]);
                    let found = explainer.why_not(mentee, mentor).unwrap();
                    prop_assert_eq!(found == WhyNot::Matched, holds(mentee, mentor));
                    prop_assert_eq!(found == WhyNot::NotEligible, pair.is_none());
                    match found {
                        WhyNot::Matched | WhyNot::NotEligible => {}
                        WhyNot::NoCapacity { .. } => {
                            prop_assert!(all_matchings(&instance).iter().all(|pairs| !people(&instance, pairs).contains(&(mentee, mentor))));
                        }
                        WhyNot::PriceTooHigh { price, worth, needed_more } => {
                            prop_assert!(worth <= price && needed_more > Amount::default() && strategy != STABLE);
                        }
                        WhyNot::BetterElsewhere { instead, gain_there, gain_here, needed_more } => {
                            prop_assert!(holds(mentee, instead) && gain_there >= gain_here && strategy != STABLE);
                            prop_assert!(gain_here > Amount::default() && needed_more > Amount::default());
                        }
                        WhyNot::OutrankedBy { mentee: rival, rank, own_rank } => {
                            let above = |mentor: u32| instance.mentors()[mentor as usize].organisation;
                            let full = solution.pairs.iter().filter(|line| line.mentee == rival).any(|line| {
                                let same = line.mentor == mentor || (above(mentor).is_some() && above(line.mentor) == above(mentor));
                                same && instance.pairs()[line.pair.unwrap() as usize].mentor_rank == rank
                            });
                            prop_assert!(rank <= own_rank && own_rank == pair.unwrap().mentor_rank);
                            prop_assert!(strategy == STABLE && full);
                        }
                        WhyNot::Prefers { mentor: other, rank, own_rank } => {
                            prop_assert!(holds(mentee, other) && rank <= own_rank && strategy == STABLE);
                        }
                        WhyNot::Blocks => prop_assert!(false, "the plan is stable"),
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn floors_are_kept_in_every_answer(instance in floored(), seed: u64) {
        let all = all_matchings(&instance);
        let floors = instance.rules().floors.clone();
        let kept = |pairs: &[u32]| keeps(&instance, pairs, &floors);
        let best = |strategy, wish: &dyn Fn(&[u32]) -> bool| {
            let fits = all.iter().filter(|pairs| kept(pairs) && wish(pairs));
            fits.map(|pairs| sum(&instance, strategy, seed, pairs)).max()
        };
        for strategy in [SIZE_FIRST, SCORE_FIRST, BLEND] {
            let solution = solve(&instance, &strategy, seed).unwrap();
            let mut explainer = Explainer::new(&instance, &solution, seed).unwrap();
            let optimum = best(strategy, &|_| true).unwrap();
            let mut without_some = 0;
            for (at, pair) in (0..).zip(instance.pairs()) {
                let (mentee, mentor) = (pair.mentee, pair.mentor);
                let matched = solution.pairs.iter().any(|line| line.pair == Some(at));
                let is_must = instance.rules().must.contains(&Together { mentee, mentor });
                let regret = explainer.regret(mentee, mentor);
                let why_not = explainer.why_not(mentee, mentor).unwrap();
                prop_assert_eq!(why_not == WhyNot::Matched, matched);
                match best(strategy, &|pairs| pairs.contains(&at)) {
                    None => {
                        prop_assert!(matches!(regret, Err(ExplainError::NoCapacity { .. })), "{regret:?}");
                        prop_assert!(matches!(why_not, WhyNot::NoCapacity { .. }), "{why_not:?}");
                    }
                    Some(forced) => {
                        let regret = regret.unwrap();
                        prop_assert_eq!(wide(regret.cost), add(optimum, forced, -1));
                        let plan = indices(&instance, &after(&solution, &regret.plan).unwrap());
                        prop_assert!(plan.contains(&at) && kept(&plan) && all.contains(&plan));
                        prop_assert_eq!(sum(&instance, strategy, seed, &plan), forced);
                    }
                }
                let without = explainer.regret_without(mentee, mentor);
                match best(strategy, &|pairs| !pairs.contains(&at)) {
                    _ if !matched => prop_assert!(matches!(without, Err(ExplainError::NotMatched { .. })), "{without:?}"),
                    None => prop_assert!(matches!(without, Err(ExplainError::MustBeMade { .. })), "{without:?}"),
                    Some(next) => {
                        let without = without.unwrap();
                        prop_assert_eq!(wide(without.cost), add(optimum, next, -1));
                        let plan = indices(&instance, &after(&solution, &without.plan).unwrap());
                        prop_assert!(!plan.contains(&at) && kept(&plan) && all.contains(&plan));
                        without_some += usize::from(!is_must);
                    }
                }
                let change = explainer.what_would_change(mentee, mentor).unwrap();
                let made_with = |more: u32| {
                    let roomier = with(&instance, |input| input.mentors[mentor as usize].capacity += more);
                    let solution = solve(&roomier, &strategy, seed).unwrap();
                    solution.pairs.iter().any(|line| line.pair == Some(at))
                };
                prop_assert_eq!(change.more_places, (0..8).find(|&more| made_with(more)));
                let optimal_with = |more: u32| {
                    let raised = with(&instance, |input| input.pairs[at as usize].score += more);
                    let worths = |pairs: &&Vec<u32>| sum(&raised, strategy, seed, pairs);
                    let most = all.iter().filter(|pairs| kept(pairs)).max_by_key(worths).unwrap();
                    is_must || most.contains(&at)
                };
                match change.more_score {
                    None => prop_assert!(!optimal_with(MAX_SCORE - pair.score)),
                    Some(more) => {
                        prop_assert!(optimal_with(more));
                        prop_assert!(more == 0 || !optimal_with(more - 1));
                    }
                }
            }
            prop_assert_eq!(explainer.regrets_of_plan().unwrap().len(), without_some);
            for mentor in 0..instance.mentors().len() as u32 {
                let place = explainer.price_of(mentor).unwrap();
                let more = with(&instance, |input| input.mentors[mentor as usize].capacity += 1);
                let more_of = all_matchings(&more);
                let most = more_of.iter().filter(|pairs| keeps(&more, pairs, &floors));
                let gain = add(most.map(|pairs| sum(&more, strategy, seed, pairs)).max().unwrap(), optimum, -1);
                prop_assert_eq!(wide(place.one_more), gain);
                let held = solution.pairs.iter().filter(|line| line.mentor == mentor).count();
                prop_assert!(place.held as usize == held && place.wanted_by >= place.held);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn regret_is_what_other_runs_lose(
        seed: u64, scores in prop::collection::vec(0..=1_000_000_u32, 24 * 20), places in prop::collection::vec(prop::sample::select(vec![0_u32, 0, 0, 1, 2]), 20),
        two in prop::collection::vec(1..=2_u32, 24), quotas in prop::collection::vec(3..8_u32, 3),
    ) {
        let id = Id::from_u128;
        let instance = Instance::new(InstanceInput {
            mentees: (0..).zip(&two).map(|(at, &capacity)| Mentee { id: id(at), capacity }).collect(),
            mentors: (0..).zip(&places).map(|(at, &capacity)| {
                Mentor { id: id(at.into()), capacity, organisation: Some(at % 5).filter(|&at| at < 3) }
            }).collect(),
            organisations: (0..).zip(&quotas).map(|(at, &capacity)| Organisation { id: id(at), capacity }).collect(),
            pairs: (0..).zip(&scores).map(|(at, &score)| {
                PairInput { mentee: at / 20, mentor: at % 20, mentee_rank: 1, mentor_rank: 1, score, terms: vec![] }
            }).collect(),
            ..InstanceInput::default()
        }).unwrap();
        for strategy in [SIZE_FIRST, SCORE_FIRST] {
            let total = |instance: &Instance| {
                let solution = solve(instance, &strategy, seed).unwrap();
                let pairs: Vec<u32> = solution.pairs.iter().map(|line| line.pair.unwrap()).collect();
                sum(instance, strategy, seed, &pairs)
            };
            let solution = solve(&instance, &strategy, seed).unwrap();
            let optimum = total(&instance);
            let mut explainer = Explainer::new(&instance, &solution, seed).unwrap();
            for (at, pair) in (0..).zip(instance.pairs()).step_by(17) {
                let organisation = instance.mentors()[pair.mentor as usize].organisation;
                let without = with(&instance, |input| drop(input.pairs.remove(at as usize)));
                if solution.pairs.iter().any(|line| line.pair == Some(at)) {
                    let regret = explainer.regret_without(pair.mentee, pair.mentor).unwrap();
                    prop_assert_eq!(wide(regret.cost), add(optimum, total(&without), -1));
                } else if instance.mentors()[pair.mentor as usize].capacity > 0 {
                    let rest = with(&without, |input| {
                        input.mentees[pair.mentee as usize].capacity -= 1;
                        input.mentors[pair.mentor as usize].capacity -= 1;
                        organisation.into_iter().for_each(|at| input.organisations[at as usize].capacity -= 1);
                    });
                    let forced = add(total(&rest), worth(&instance, strategy, seed, at), 1);
                    prop_assert_eq!(wide(explainer.regret(pair.mentee, pair.mentor).unwrap().cost), add(optimum, forced, -1));
                }
            }
        }
    }
}

#[test]
fn bad_questions_have_clear_errors() {
    let id = Id::from_u128;
    let instance = Instance::new(InstanceInput {
        mentees: vec![Mentee { id: id(1), capacity: 1 }],
        mentors: vec![Mentor { id: id(11), capacity: 1, organisation: None }],
        ..InstanceInput::default()
    })
    .unwrap();
    let solution = solve(&instance, &SIZE_FIRST, 1).unwrap();
    let mut explainer = Explainer::new(&instance, &solution, 1).unwrap();
    assert_eq!(
        explainer.regret(0, 0).unwrap_err().to_string(),
        format!("mentee `{}` with mentor `{}` is no eligible pair", id(1), id(11))
    );
    assert_eq!(explainer.regret(1, 0).unwrap_err().to_string(), "there is no mentee 1");
    assert_eq!(explainer.price_of(1).unwrap_err().to_string(), "there is no mentor 1");
    let without = Solution { certificate: None, ..solution.clone() };
    assert_eq!(Explainer::new(&instance, &without, 1).unwrap_err(), ExplainError::NotOptimal);
    let greedy = Solution { strategy: Strategy::Greedy, ..solution };
    assert_eq!(Explainer::new(&instance, &greedy, 1).unwrap_err(), ExplainError::Strategy { strategy: "greedy" });
}
