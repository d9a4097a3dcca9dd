//! Times the scan of a made-up cohort: `score_bench MENTEES MENTORS [K] [THREADS] [PATH] [DIRECTION] [POLICY] [RUNS]`.
//!
//! `K` is a number or `all`; `PATH` is `best`, `portable`, `avx2` or `avx512`; `DIRECTION` is `mentees` (the best mentors of every
//! mentee), `mentors` or `prices`; `POLICY` is `one` or `two`, as many sides have an opinion. Prints CPU seconds, the
//! median of the runs: wall time says little on a shared machine. Linux only, where the kernel counts them.

#![expect(clippy::print_stdout, reason = "prints its result")]

use semillero_matching::{Path, ScanOptions, Scorer, generator};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = |at: usize, default: &'static str| arguments.get(at).map_or(default, String::as_str);
    let number = |at: usize, default: usize| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(default);
    let (mentees, mentors) = (number(0, 1_000), number(1, 300));
    let k = if text(2, "50") == "all" { None } else { Some(number(2, 50) as u32) };
    let path = match text(4, "best") {
        "portable" => Path::Portable,
        "avx2" => Path::Avx2,
        "avx512" => Path::Avx512,
        _ => Path::best(),
    };
    let options = ScanOptions { k, seed: 42, threads: number(3, 1), path: Some(path), ..ScanOptions::default() };
    let direction = text(5, "mentees");
    let policy = if text(6, "one") == "two" { generator::two_sided_policy() } else { generator::policy() };
    let population = generator::population(&generator::Arrays::new(mentees, mentors, 42));

    let start = cpu_seconds();
    let Ok(scorer) = Scorer::compile(&population, &policy) else { return println!("the policy is not sound") };
    let packed = cpu_seconds() - start;
    drop(population);
    // Prices of a plausible market: mentees pay what is common for a pair, popular mentors more than others.
    let mentee_prices: Vec<i64> = (0..mentees).map(|at| 5_600 + (at as i64 * 7_919) % 900).collect();
    let mentor_prices: Vec<i64> = (0..mentors).map(|at| (at as i64 * 104_729) % 1_500).collect();
    let mut runs = vec![];
    let mut result = String::new();
    for _ in 0..number(7, 3) {
        let fresh = scorer.clone(); // lays the mentors out anew, which belongs to the time
        let start = cpu_seconds();
        let found = match direction {
            "mentors" => fresh.mentor_candidates(&options).map(|found| (found.others.len() as u64, digest(&found))),
            "prices" => fresh
                .price_out(
                    &mentee_prices,
                    &mentor_prices,
                    0,
                    &ScanOptions { k: Some(8), most: 1_000_000, ..options.clone() },
                )
                .map(|pricing| (pricing.violations, format!("least {}", pricing.least))),
            _ => fresh.candidates(&options).map(|found| (found.others.len() as u64, digest(&found))),
        };
        runs.push(cpu_seconds() - start);
        result = found.map_or_else(|error| error.to_string(), |(pairs, digest)| format!("pairs {pairs} {digest}"));
    }
    runs.sort_by(f64::total_cmp);
    let median = runs.get(runs.len() / 2).copied().unwrap_or_default();
    let per_pair = median * 1e9 / (mentees as f64 * mentors as f64);
    let (threads, peak) = (options.threads, peak_mib());
    println!(
        "{mentees}x{mentors} {direction} {path:?} threads {threads}: compile {packed:.4} s, scan {median:.4} s \
         ({per_pair:.2} ns/pair), peak {peak} MiB, {result}"
    );
}

fn digest(found: &semillero_matching::Candidates) -> String {
    let mut hasher = blake3::Hasher::new();
    found.starts.iter().chain(&found.others).for_each(|number| {
        hasher.update(&number.to_le_bytes());
    });
    found.scores.iter().for_each(|number| {
        hasher.update(&number.to_le_bytes());
    });
    hasher.finalize().to_hex().chars().take(16).collect()
}

/// The processor time of this process: of the living threads to the nanosecond, of others to the tick.
fn cpu_seconds() -> f64 {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let number = |text: &str, at: usize| text.split_whitespace().nth(at).and_then(|n| n.parse::<f64>().ok());
    let fine = number(&read("/proc/self/schedstat"), 0).unwrap_or_default() / 1e9;
    let stat = read("/proc/self/stat");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let coarse: f64 = [11, 12].into_iter().filter_map(|at| number(after_name, at)).sum::<f64>() / 100.0;
    if coarse > fine + 0.05 { coarse } else { fine }
}

fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() / 1_024
}
