//! Results that must never change, nor differ between platforms and bindings.

use std::collections::BTreeMap;

use semillero_matching::*;

#[test]
fn the_best_fifty_of_the_made_up_cohort_stay_the_same() {
    let people = generator::population(&generator::Arrays::new(1_000, 300, 42));
    for (policy, expected) in [
        (generator::policy(), "ece1f6de259bc4fbdd594124c168fe1098d7384aa4b5f7e12f4e416bd03c84ef"),
        (generator::two_sided_policy(), "f9fb63dc96759ce89574d994163c7e988ddb83d7718cb0f7c21a10f04a073783"),
    ] {
        let scorer = Scorer::compile(&people, &policy).unwrap();
        for path in Path::ALL.into_iter().filter(|path| path.is_available()) {
            for threads in [1, 3] {
                let options =
                    ScanOptions { k: Some(50), seed: 42, threads, path: Some(path), ..ScanOptions::default() };
                let found = scorer.candidates(&options).unwrap();
                let mut hasher = blake3::Hasher::new();
                for number in found.starts.iter().chain(&found.others) {
                    hasher.update(&number.to_le_bytes());
                }
                for score in &found.scores {
                    hasher.update(&score.to_le_bytes());
                }
                assert_eq!(hasher.finalize().to_hex().as_str(), expected, "{path:?}");
            }
        }
    }
}

#[test]
fn every_strategy_gives_the_same_results_for_ever() {
    let golden: BTreeMap<String, Digest> = serde_json::from_str(include_str!("../golden/runs.json")).unwrap();
    let population = generator::population(&generator::Arrays::new(1_000, 300, 2026));
    let policy = generator::policy();
    let problem = Problem {
        population,
        policy,
        organisations: vec![],
        floors: vec![],
        groups: vec![],
        candidates: None,
        arrivals: vec![],
    };
    let mut found = BTreeMap::new();
    for strategy in [
        Strategy::MaxWeight { first: SizeOrScore::Size },
        Strategy::MaxWeight { first: SizeOrScore::Score },
        Strategy::Blend { per_pair: 1_000 },
        Strategy::Stable,
        Strategy::StableForMentors,
        Strategy::StableTies,
        Strategy::Profile { goal: ProfileGoal::RankMaximal },
        Strategy::Profile { goal: ProfileGoal::Greedy },
        Strategy::Profile { goal: ProfileGoal::Generous },
        Strategy::Profile { goal: ProfileGoal::MinCost },
        Strategy::Fair { goal: FairGoal::MaxMin },
        Strategy::Lists { length: 5, exposure: 20 },
        Strategy::Greedy,
        Strategy::Online,
    ] {
        let plan = Plan { strategy, seed: 2026, best: None };
        let run = run_problem(&problem, &plan, 2, &Limits::default(), &|_| {}).unwrap();
        found.insert(strategy.name().to_owned(), run.record.run.result_digest);
    }
    assert_eq!(found, golden, "{}", serde_json::to_string_pretty(&found).unwrap());
}

#[test]
fn a_run_does_not_depend_on_threads_or_instructions() {
    let population = generator::population(&generator::Arrays::new(1_000, 300, 2026));
    let policy = generator::policy();
    let problem = Problem {
        population,
        policy,
        organisations: vec![],
        floors: vec![],
        groups: vec![],
        candidates: None,
        arrivals: vec![],
    };
    let plan = Plan { strategy: Strategy::MaxWeight { first: SizeOrScore::Size }, seed: 2026, best: None };
    let [one, two] =
        [1, 2].map(|threads| run_problem(&problem, &plan, threads, &Limits::default(), &|_| {}).unwrap().record);
    assert_eq!(one, two);
    let scorer = Scorer::compile(&problem.population, &problem.policy).unwrap();
    let all = |path| scorer.candidates(&ScanOptions { path: Some(path), ..ScanOptions::default() }).unwrap();
    let portable = all(Path::Portable);
    for path in Path::ALL.into_iter().filter(|path| path.is_available()) {
        assert_eq!(all(path), portable, "{path:?}");
    }
}
