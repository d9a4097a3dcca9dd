//! CPU seconds and memory of this process, from what the system counts.

use serde_json::{Value, json};

/// Linux counts CPU time in hundredths of a second for whom it asks this way.
const TICKS: f64 = 100.0;

pub struct Meter {
    resident: f64,
}

fn status(name: &str) -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// Nanoseconds that this process ran, as the scheduler counts them; ours has one thread.
pub fn cpu() -> f64 {
    let nanoseconds = std::fs::read_to_string("/proc/self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    let ticks = || {
        let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
        let after = text.rsplit(") ").next().unwrap_or_default();
        after.split(' ').skip(11).take(2).filter_map(|part| part.parse::<f64>().ok()).sum::<f64>() / TICKS
    };
    nanoseconds.map_or_else(ticks, |nanoseconds| nanoseconds / 1e9)
}

impl Meter {
    pub fn start() -> Self {
        Self { resident: status("VmRSS") }
    }

    /// `measured` is the CPU time of one run of the question where preparing it does not count.
    pub fn tell(&self, what: &str, measured: Option<f64>, answer: &Value) -> Value {
        json!({ "what": what, "cpu_s": measured.unwrap_or_else(cpu), "peak_mib": status("VmHWM") - self.resident, "answer": answer })
    }
}
