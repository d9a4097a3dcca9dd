//! Reads ranked lists, matches and verifies, and prints one JSON line; `benches/peers/matching` runs it:
//! `stable_bench prefs.bin [--side mentees|mentors] [--repeat N]`. With several repetitions times are medians.

use std::error::Error;
use std::{env, fs, process};

use rustix::time::{ClockId, clock_gettime};
use semillero_matching::{RankedLists, Side, stable_graph, verify_stable_graph};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut file, mut side, mut repeat) = (None, Side::Mentee, 1_usize);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), argument.starts_with("--")) {
            ("--side", _) if arguments.next().as_deref() == Some("mentors") => side = Side::Mentor,
            ("--side", _) => side = Side::Mentee,
            ("--repeat", _) => repeat = arguments.next().ok_or("how often?")?.parse()?,
            (option, true) => {
                eprintln!("unknown option {option}");
                process::exit(2);
            }
            (name, false) => file = Some(name.to_owned()),
        }
    }
    let words = read(&file.ok_or("no file")?)?;
    let [magic, 1, n, m, e, 0, 0, 0, rest @ ..] = words.as_slice() else {
        return Err("no ranked lists of version 1".into());
    };
    let (n, m, e) = (*n as usize, *m as usize, *e as usize);
    if magic.to_le_bytes() != *b"SPRF" || rest.len() != m + (n + 1) + e + (m + 1) + e {
        return Err("no ranked lists, or cut short".into());
    }
    let (capacities, rest) = rest.split_at(m);
    let (mentee_starts, rest) = rest.split_at(n + 1);
    let (mentors, rest) = rest.split_at(e);
    let (mentor_starts, mentees) = rest.split_at(m + 1);
    let lists = RankedLists { capacities, mentee_starts, mentors, mentor_starts, mentees };

    let (mut solve_times, mut verify_times) = (Vec::new(), Vec::new());
    let mut verdict = None;
    for _ in 0..repeat.max(1) {
        let start = cpu_seconds();
        let matching = stable_graph(&lists, side)?;
        let solved = cpu_seconds();
        verdict = Some(verify_stable_graph(&lists, &matching));
        verify_times.push(cpu_seconds() - solved);
        solve_times.push(solved - start);
    }
    let verdict = verdict.ok_or("no run")?;
    let checks = if verdict.is_stable() { "ok".to_owned() } else { format!("{verdict:?}") };
    let (solve, verify) = (median(solve_times), median(verify_times));
    println!(
        r#"{{"what":"stable","cpu_s":{:.6},"peak_mib":{},"size":{},"score":{},"checks":"{checks}","solve_s":{solve:.6},"verify_s":{verify:.6}}}"#,
        solve + verify,
        peak_mib(),
        verdict.size,
        verdict.places,
    );
    Ok(())
}

fn read(path: &str) -> Result<Vec<u32>, Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let (words, rest) = bytes.as_chunks();
    if !rest.is_empty() {
        return Err("cut short".into());
    }
    Ok(words.iter().map(|word| u32::from_le_bytes(*word)).collect())
}

/// Seconds on the processor, of all threads of this process.
fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(0.0)
}

/// The most memory this process had, as Linux counts it; 0 elsewhere.
fn peak_mib() -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
