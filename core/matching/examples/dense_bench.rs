//! Solves and verifies a dense assignment of a file and prints one JSON line; `benches/peers/matching` runs it.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::{env, process};

use semillero_matching::{DenseVerdict, Matrix, solve_dense, verify_dense};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [path] = arguments.as_slice() else {
        eprintln!("usage: dense_bench FILE");
        process::exit(2);
    };
    match run(path) {
        Ok(line) => println!("{line}"),
        Err(reason) => {
            eprintln!("{path}: {reason}");
            process::exit(1);
        }
    }
}

fn run(path: &str) -> Result<String, String> {
    let mut file = BufReader::new(File::open(path).map_err(|error| error.to_string())?);
    let mut head = [0; 32];
    file.read_exact(&mut head).map_err(|error| error.to_string())?;
    let (words, _) = head.as_chunks();
    let [magic, version, rows, columns] =
        [0, 1, 2, 3].map(|at| words.get(at).map_or(0, |word| u32::from_le_bytes(*word)));
    if magic != u32::from_le_bytes(*b"SDNS") || version != 1 {
        return Err("no dense matrix of version 1".to_owned());
    }
    let (rows, columns) = (rows as usize, columns as usize);
    // Piece by piece, so that the file is not in memory twice when the peak is measured.
    let mut costs = Vec::with_capacity(rows * columns);
    let mut word = [0; 4];
    while costs.len() < rows * columns {
        file.read_exact(&mut word).map_err(|error| error.to_string())?;
        costs.push(i32::from_le_bytes(word));
    }
    let matrix = Matrix::new(rows, columns, &costs).map_err(|error| error.to_string())?;
    let resident = status("VmRSS:");
    let start = cpu_seconds();
    let solution = solve_dense(&matrix);
    let solved = cpu_seconds();
    let verdict = verify_dense(&matrix, &solution);
    let verified = cpu_seconds();
    let checks = if verdict == DenseVerdict::default() { "ok".to_owned() } else { format!("{verdict:?}") };
    let size = solution.column_of.iter().filter(|column| (**column as usize) < columns).count();
    Ok(format!(
        r#"{{"what":"dense","cpu_s":{:.3},"peak_mib":{},"size":{size},"score":{},"checks":"{checks}","solve_s":{:.3},"verify_s":{:.3},"matrix_mib":{},"resident_before_mib":{resident}}}"#,
        verified - start,
        status("VmHWM:"),
        solution.cost,
        solved - start,
        verified - solved,
        costs.len() / (1 << 18),
    ))
}

/// User and system seconds of this process so far, as Linux counts them; 0 elsewhere.
fn cpu_seconds() -> f64 {
    // Nanoseconds on the processor, and so finer than the ticks of /proc/self/stat.
    let text = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

/// MiB of a line of /proc/self/status.
fn status(name: &str) -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
