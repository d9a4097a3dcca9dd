//! Ventures of a public directory by their current status, read from the shared folder beside the repository (or `SEMILLERO_SHARED`),
//! never committed. Without the file the trial is ignored, and says so. There are no exit dates in it, so there is no survival curve.

#[cfg(test)]
use semillero_analytics::standard::{attribute, spell};
#[cfg(test)]
use semillero_analytics::{
    AttributeChange, Book, Checks, Choices, Dashboard, Day, Fact, Row, Scope, SpellChange, SpellStep, Vocabulary, run,
};
#[cfg(test)]
use std::collections::BTreeMap;
#[cfg(test)]
use std::path::{Path, PathBuf};

#[cfg(test)]
fn file() -> PathBuf {
    let named = std::env::var_os("SEMILLERO_SHARED").map(|shared| PathBuf::from(shared).join("data/ventures-yc.csv"));
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/ventures-yc.csv");
    named.filter(|file| file.is_file()).unwrap_or_else(beside)
}

#[cfg(test)]
fn main() {
    use libtest_mimic::{Arguments, Trial};

    let missing = !file().is_file();
    if missing {
        eprintln!("ventures by current status are IGNORED: there is no {}", file().display());
    }
    let shares = Trial::test("shares_of_today_beside_the_rate_that_misleads", shares).with_ignored_flag(missing);
    libtest_mimic::run(&Arguments::from_args(), vec![shares]).exit();
}

/// How many of a batch ended how: succeeded, failed, open.
#[cfg(test)]
type Counts = BTreeMap<String, [i64; 3]>;

/// The facts of the directory as it stood on a day, and its rows counted by hand.
#[cfg(test)]
fn facts(today: Day) -> Result<(Vec<Fact>, Counts), Box<dyn std::error::Error>> {
    let mut reader = csv::Reader::from_path(file())?;
    let head = reader.headers()?.clone();
    let column = |name: &str| head.iter().position(|title| title == name).ok_or(format!("no column {name}"));
    let (status, batch) = (column("status")?, column("batch")?);
    let (mut facts, mut counts) = (Vec::new(), Counts::new());
    for (id, record) in (0_u32..).zip(reader.records()) {
        let record = record?;
        let text = |at: usize| record.get(at).unwrap_or_default().to_owned();
        let Ok(year) = text(batch).parse::<i32>() else { continue };
        let (at, seq) = (0, u64::from(id) * 4);
        let day = Day::new(year, 1, 1).ok_or("a year")?;
        let end = match text(status).as_str() {
            "Acquired" | "Public" => Some("succeeded"),
            "Inactive" => Some("failed"),
            _ => None,
        };
        let slot = match end {
            Some("succeeded") => 0,
            Some(_) => 1,
            None => 2,
        };
        counts.entry(year.to_string()).or_default()[slot] += 1;
        let entity = || spell::PROJECT.to_owned();
        let began = SpellStep::Began { at, day, subject: id, cluster: None };
        facts.push(Fact::Spell(SpellChange { seq, entity: entity(), id, what: began }));
        if let Some(end) = end {
            let what = SpellStep::Ended { at, day: today, end: end.to_owned() };
            facts.push(Fact::Spell(SpellChange { seq: seq + 1, entity: entity(), id, what }));
        }
        let (attribute, value) = (attribute::COHORT.to_owned(), Some(year.to_string()));
        facts.push(Fact::Attribute(AttributeChange { seq: seq + 2, ordinal: id, attribute, value, from: day }));
    }
    Ok((facts, counts))
}

#[cfg(test)]
fn shares() -> Result<(), libtest_mimic::Failed> {
    let today = Day::new(2025, 12, 31).ok_or("a day")?;
    let (facts, counts) = facts(today)?;
    let document = serde_json::json!({ "v": 1, "name": "status", "queries": { "status": {
        "title": ["Estado actual", "Current status"], "dimensions": ["cohort"],
        "measures": ["project_share_succeeded", "project_share_failed", "project_share_open"] } } });
    let names = Vocabulary::standard();
    let checks = Checks { names: &names, as_of: Some(today), least_k: 5 };
    let dashboard = Dashboard::read(&document, checks).map_err(|mistakes| format!("{mistakes:?}"))?;
    let tables = run(&Book::of(&facts), &dashboard, &Choices::new(), today, &Scope::everything())
        .map_err(|mistakes| format!("{mistakes:?}"))?;
    let rows = &tables.first().ok_or("a table")?.rows;
    let of = |measure: &str, batch: &str| -> Option<&Row> {
        rows.iter().find(|row| row.measure == measure && row.group == [Some(batch.to_owned())])
    };
    println!(
        "current status, batch by batch; 'naive' leaves out who is still open\n\nbatch   all  succeeded  failed    open   naive"
    );
    for (batch, [succeeded, failed, open]) in &counts {
        let all = succeeded + failed + open;
        let naive = 100.0 * *succeeded as f64 / (succeeded + failed).max(1) as f64;
        let mut line = format!("{batch} {all:6}");
        for (measure, count) in
            [("project_share_succeeded", succeeded), ("project_share_failed", failed), ("project_share_open", open)]
        {
            let row = of(measure, batch).ok_or(format!("no row of {measure} for {batch}"))?;
            if (row.numerator, row.denominator) != (Some(*count), Some(all)) {
                return Err(format!("{batch} {measure}: {row:?}, by hand {count} of {all}").into());
            }
            let interval = row.interval.ok_or("an interval")?;
            let value = row.value.ok_or("a share")?;
            if !(interval.lo <= Some(value) && Some(value) <= interval.hi) {
                return Err(format!("{batch} {measure}: {value} outside {interval:?}").into());
            }
            line.push_str(&format!(" {:8.1} %", 100.0 * value));
        }
        println!("{line} {naive:6.1} %");
    }
    Ok(())
}
