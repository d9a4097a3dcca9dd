//! Measures a whole run: `run_bench [MENTEES MENTORS SEED ROUNDS]`, on the made-up cohort with its gates.
//!
//! Prints one JSON line: CPU milliseconds, the median of the rounds, of a whole run (score, solve, verify, record), of the terms of
//! every matched pair, of what each of them would cost to be without, and of the stages of the run taken one by one.

use std::cell::RefCell;

use rustix::time::{ClockId, clock_gettime};
use semillero_matching::*;

/// CPU milliseconds of this process so far: wall time says little on a shared machine.
fn cpu_ms() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// The stages by name, with what each round took.
#[derive(Default)]
struct Stages(Vec<(&'static str, Vec<f64>)>);

impl Stages {
    fn add(&mut self, name: &'static str, ms: f64) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, times)) => times.push(ms),
            None => self.0.push((name, vec![ms])),
        }
    }

    fn timed<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = cpu_ms();
        let result = work();
        self.add(name, cpu_ms() - start);
        result
    }

    /// The median of each stage as members of a JSON object.
    fn medians(self) -> String {
        let median = |(name, mut times): (&str, Vec<f64>)| {
            times.sort_by(f64::total_cmp);
            format!("\"{name}_ms\":{:.2}", times.get(times.len() / 2).copied().unwrap_or_default())
        };
        self.0.into_iter().map(median).collect::<Vec<_>>().join(",")
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let number = |at: usize, default: u64| numbers.get(at).copied().unwrap_or(default);
    let (mentees, mentors, seed, rounds) = (number(0, 1_000), number(1, 300), number(2, 2026), number(3, 21));
    let population = generator::population(&generator::Arrays::new(mentees as usize, mentors as usize, seed));
    let problem = Problem {
        population,
        policy: generator::policy(),
        organisations: vec![],
        floors: vec![],
        groups: vec![],
        candidates: None,
        arrivals: vec![],
    };
    let plan = Plan { strategy: Strategy::MaxWeight { first: SizeOrScore::Size }, seed, best: None };
    let limits = Limits::default();
    let mut stages = Stages::default();
    let (mut pairs, mut size, mut terms) = (0, 0, 0);
    for _ in 0..rounds {
        let marks = RefCell::new(Vec::new());
        let start = cpu_ms();
        let run = run_problem(&problem, &plan, 1, &limits, &|stage| marks.borrow_mut().push((stage, cpu_ms())))?;
        let end = cpu_ms();
        for (at, &(stage, from)) in marks.borrow().iter().enumerate() {
            let until = marks.borrow().get(at + 1).map_or(end, |&(_, next)| next);
            let name = match stage {
                Stage::Scoring => "scoring",
                Stage::Solving => "solving",
                _ => "verifying",
            };
            stages.add(name, until - from);
        }
        let explained: Vec<_> =
            stages.timed("explain", || run.solution.pairs.iter().filter_map(|pair| run.explain(pair)).collect());
        let mut explainer = stages.timed("explainer", || Explainer::new(&run.instance, &run.solution, seed))?;
        let regrets = stages.timed("regrets", || explainer.regrets_of_plan())?;
        stages.add("total", cpu_ms() - start);
        assert_eq!(run.record.run.verdict.optimal, Some(true));
        (pairs, size, terms) = (run.instance.pairs().len(), regrets.len(), explained.len());

        // What the stages are made of.
        let scorer = stages.timed("compile", || Scorer::compile(&problem.population, &problem.policy));
        let scorer = scorer.map_err(|mistakes| format!("{mistakes:?}"))?;
        stages.timed("scan", || scorer.candidates(&ScanOptions { seed, ..ScanOptions::default() }))?;
        let instance = stages.timed("scan_and_instance", || problem.instance(&scorer, &plan, &[], &limits))?;
        let solution = stages.timed("solve", || solve(&instance, &plan.strategy, seed))?;
        stages.timed("verify", || verify(&instance, seed, &solution));
        stages.timed("record", || RunRecord::new(&instance, seed, &solution));
        stages.timed("instance_digest", || instance_digest(&instance));
        stages.timed("problem_digest", || problem.digest());
    }
    println!(
        "{{\"what\":\"run\",\"mentees\":{mentees},\"mentors\":{mentors},\"pairs\":{pairs},\"size\":{size},\"explained\":{terms},\"rounds\":{rounds},{}}}",
        stages.medians()
    );
    Ok(())
}
