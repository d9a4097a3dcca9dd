//! Solves `edges.bin` (see `benches/peers/matching/README.md`) and prints one JSON line: `flow_bench FILE`.

#![expect(clippy::indexing_slicing, reason = "chunks have the length that was asked for")]

use std::error::Error;
use std::fs;

use semillero_matching::{Goal, Graph, GraphInput, Id, Limits, solve_graph, verify_graph};

fn main() -> Result<(), Box<dyn Error>> {
    let mut file = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--threads" => drop(arguments.next()), // the solver uses one
            option if option.starts_with("--") => {
                eprintln!("unknown option {option}");
                std::process::exit(2);
            }
            name => file = Some(name.to_owned()),
        }
    }
    let words = read(&file.ok_or("no file")?)?;
    let [magic, 1, n, m, e, 0, 0, 0, rest @ ..] = &words[..] else {
        return Err("not an edges.bin of version 1".into());
    };
    let (n, m, e) = (*n as usize, *m as usize, *e as usize);
    if magic.to_le_bytes() != *b"SEDG" || rest.len() != n + 1 + 2 * e + m {
        return Err("not an edges.bin, or cut short".into());
    }
    let (starts, rest) = rest.split_at(n + 1);
    let (mentors, rest) = rest.split_at(e);
    let (scores, mentor_capacities) = rest.split_at(e);
    let ids = |count: usize| -> Vec<Id> { (0..count as u128).map(Id::from_u128).collect() };
    let (mentee_ids, mentor_ids) = (ids(n), ids(m));
    let mentee_capacities = vec![1; n];
    let start = cpu()?;
    let graph = Graph::new(GraphInput {
        starts,
        mentors,
        scores,
        mentee_capacities: &mentee_capacities,
        mentor_capacities,
        mentee_ids: &mentee_ids,
        mentor_ids: &mentor_ids,
        ..GraphInput::default()
    })
    .map_err(|errors| format!("{errors:?}"))?;
    let built = cpu()?;
    let solution = solve_graph(&graph, Goal::SizeFirst, 2026, &Limits::default())?;
    let solved = cpu()?;
    let verdict = verify_graph(&graph, Goal::SizeFirst, 2026, &solution);
    let verified = cpu()?;
    let checks = if verdict.is_optimal() { "ok".to_owned() } else { format!("{verdict:?}") };
    println!(
        "{{\"what\":\"flow\",\"cpu_s\":{:.5},\"peak_mib\":{},\"size\":{},\"score\":{},\"checks\":\"{checks}\",\
         \"build_s\":{:.5},\"solve_s\":{:.5},\"verify_s\":{:.5},\"gap\":{}}}",
        verified - start,
        peak_mib()?,
        verdict.size,
        verdict.score,
        built - start,
        solved - built,
        verified - solved,
        verdict.gap.map_or("null".to_owned(), |gap| gap.first.to_string()),
    );
    Ok(())
}

fn read(file: &str) -> Result<Vec<u32>, Box<dyn Error>> {
    let bytes = fs::read(file)?;
    Ok(bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect())
}

/// The CPU seconds of the main thread, to the nanosecond, where the system tells; otherwise in ticks.
fn cpu() -> Result<f64, Box<dyn Error>> {
    std::thread::yield_now(); // brings the counter up to date
    let text = fs::read_to_string("/proc/self/schedstat")?;
    let nanoseconds: f64 = text.split_whitespace().next().ok_or("no schedstat")?.parse()?;
    Ok(nanoseconds / 1e9)
}

fn peak_mib() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM")).ok_or("no VmHWM")?;
    let kib: u64 = line.split_whitespace().nth(1).ok_or("no number")?.parse()?;
    Ok(kib / 1024)
}
