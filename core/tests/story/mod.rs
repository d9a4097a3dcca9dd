//! The people of the story at full size: 1,000 mentees and 300 mentors, made up, the same ones each time.

use serde_json::{Value, json};
use std::fmt::Write as _;

const MENTEES: usize = 1_000;
const MENTORS: usize = 300;

/// The file that the scenario reads: one person a line, so that a change of the generator shows as what it is.
pub(crate) fn people() -> String {
    let mut dice = Dice(2026);
    let mut file = String::from("{\"people\": [\n");
    for number in 1..=MENTEES + MENTORS {
        let comma = if number == MENTEES + MENTORS { "" } else { "," };
        writeln!(file, "{}{comma}", person(&mut dice, number)).unwrap_or_default();
    }
    file.push_str("]}\n");
    file
}

/// Park and Miller's generator, as in the guide's own list of people.
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0 * 16_807 % 2_147_483_647;
        self.0 % below
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let at = self.below(of.len() as u64);
        of.get(at as usize).copied().unwrap_or_default()
    }

    /// One or two labels.
    fn some<'a>(&mut self, of: &[&'a str]) -> Vec<&'a str> {
        let (one, other) = (self.one(of), self.one(of));
        if one == other { vec![one] } else { vec![one, other] }
    }
}

fn person(dice: &mut Dice, number: usize) -> Value {
    let mentor = number > MENTEES;
    let hour = 8 + dice.below(10);
    let skills =
        dice.some(&["sales", "finance", "exporting", "product", "hiring", "pricing", "law", "design", "data", "brand"]);
    let mut person = json!({
        "email": format!("p{number}@example.org"),
        "display_name": format!("Person {number}"),
        "side": if mentor { "mentor" } else { "mentee" },
        "skills": skills,
        "sectors": dice.some(&["food", "retail", "health", "software", "farming"]),
        "languages": match dice.below(4) {
            0 => vec!["Spanish", "English"],
            _ => vec!["Spanish"],
        },
        "stages": [dice.one(&["idea", "validation", "growth"])],
        "availability": [{
            "weekday": dice.one(&["monday", "tuesday", "wednesday"]),
            "starts": format!("{hour:02}:00"),
            "ends": format!("{:02}:00", hour + 3),
        }],
        "consents_to_matching": true,
    });
    if mentor && let Some(fields) = person.as_object_mut() {
        fields.insert("capacity".into(), json!(1 + dice.below(5)));
    }
    person
}
