//! Writes the facts of a seeded ecosystem as CSV for `.ci/oracles/analytics_queries.py`: `oracle_facts SEED PEOPLE DAYS DIRECTORY`.

use semillero_analytics::{Fact, SpellStep};
use std::error::Error;
use std::fmt::Write as _;

#[path = "../tests/suite/common.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod common;

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [seed, people, days, directory] = given.as_slice() else {
        return Err("give a seed, how many people, how many days and a directory".into());
    };
    let text = |value: Option<String>| value.unwrap_or_default();
    let mut events = String::from("seq,at,day,kind,actor,subject,value,unit\n");
    let mut spells = String::from("seq,entity,id,step,at,day,subject,cluster,weight,how\n");
    let mut attributes = String::from("seq,ordinal,attribute,value,since\n");
    for fact in common::ecosystem(seed.parse()?, people.parse()?, days.parse()?) {
        match fact {
            Fact::Event(e) => {
                let (subject, value) =
                    (text(e.subject.map(|one| one.to_string())), text(e.value.map(|one| one.to_string())));
                writeln!(events, "{},{},{},{},{},{subject},{value},{}", e.seq, e.at, e.day.0, e.kind, e.actor, e.unit)?;
            }
            Fact::Spell(s) => {
                let rest = match &s.what {
                    SpellStep::Began { at, day, subject, cluster } => {
                        format!("began,{at},{},{subject},{},,", day.0, text(cluster.map(|one| one.to_string())))
                    }
                    SpellStep::Due { day, weight } => format!("due,,{},,,{weight},", day.0),
                    SpellStep::Ended { at, day, end } => format!("ended,{at},{},,,,{end}", day.0),
                    SpellStep::Reopened => "reopened,,,,,,".to_owned(),
                };
                writeln!(spells, "{},{},{},{rest}", s.seq, s.entity, s.id)?;
            }
            Fact::Attribute(a) => {
                writeln!(attributes, "{},{},{},{},{}", a.seq, a.ordinal, a.attribute, text(a.value), a.from.0)?;
            }
        }
    }
    let directory = std::path::Path::new(directory);
    std::fs::write(directory.join("events.csv"), events)?;
    std::fs::write(directory.join("spells.csv"), spells)?;
    std::fs::write(directory.join("attributes.csv"), attributes)?;
    Ok(())
}
