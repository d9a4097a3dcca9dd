//! What texts cost, and what they find.
//!
//! `cargo run --release -p semillero-matching --example text` prints nanoseconds of processor time for each text.
//! With the name of a file it reads one text a line and prints, line by line, the numbers of the ten that are most like it.

#![expect(clippy::indexing_slicing, reason = "lists of known length")]

use std::fs;
use std::hint::black_box;
use std::sync::LazyLock;
use std::time::Instant;

use semillero_matching::{DIMS, EmbedError, Embedder, TfIdf, Vector, cosine};

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

const STEMS: [&str; 24] = [
    "vent", "finanz", "export", "client", "equip", "mercad", "product", "cosech", "turism", "energ", "salud", "escuel",
    "sell", "fund", "farm", "teach", "build", "trade", "market", "grow", "health", "travel", "design", "power",
];
const ENDINGS: [&str; 12] = ["a", "as", "o", "os", "ar", "ing", "er", "s", "ed", "ción", "ador", "ment"];
const FUNCTION_WORDS: [&str; 8] = ["de", "la", "con", "y", "the", "of", "and", "with"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    match std::env::args().nth(1) {
        Some(file) => neighbours(&fs::read_to_string(file)?.lines().collect::<Vec<_>>())?,
        None => [1_300, 13_000, 130_000].into_iter().try_for_each(speed)?,
    }
    Ok(())
}

/// A text of 40 words, of which every sixth or so is made to be rare.
fn text(number: u64) -> String {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = |n: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) % n
    };
    let languages = if number.is_multiple_of(2) { 0 } else { 12 };
    let words = (0..40).map(|_| match below(6) {
        0 | 1 => FUNCTION_WORDS[languages / 3 + below(4) as usize].to_owned(),
        2 => format!("{}{}", STEMS[below(24) as usize], below(400)),
        _ => format!("{}{}", STEMS[languages + below(12) as usize], ENDINGS[below(12) as usize]),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The time this process has had a processor, where Linux tells it; on a busy machine the clock says little.
fn now() -> u128 {
    let started = fs::read_to_string("/proc/self/schedstat").ok();
    let cpu = started.and_then(|times| times.split_whitespace().next()?.parse().ok());
    cpu.unwrap_or_else(|| START.elapsed().as_nanos())
}

fn speed(count: u64) -> Result<(), EmbedError> {
    let texts: Vec<String> = (0..count).map(text).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let per_text = |since: u128| (now() - since) / u128::from(count);
    let start = now();
    let model = TfIdf.fit(&texts);
    let learnt = per_text(start);
    let start = now();
    let vectors: Vec<Vector> = texts.iter().map(|text| model.vector(text)).collect();
    let embedded = per_text(start);
    let start = now();
    let all = TfIdf.embed(&texts)?;
    let both = per_text(start);
    let start = now();
    let sum: u64 = vectors.iter().zip(all.iter().rev()).map(|(a, b)| u64::from(cosine(a, b))).sum();
    println!(
        "{count} texts, {DIMS} dimensions: fit {learnt} ns/text, vector {embedded}, embed {both}, cosine {} ns",
        per_text(start)
    );
    black_box(sum);
    Ok(())
}

fn neighbours(texts: &[&str]) -> Result<(), EmbedError> {
    let vectors = TfIdf.embed(texts)?;
    for (index, vector) in vectors.iter().enumerate() {
        let mut others: Vec<_> = (0..vectors.len()).filter(|&other| other != index).collect();
        others.sort_by_cached_key(|&other| (std::cmp::Reverse(cosine(vector, &vectors[other])), other));
        println!("{}", others.iter().take(10).map(usize::to_string).collect::<Vec<_>>().join(" "));
    }
    Ok(())
}
