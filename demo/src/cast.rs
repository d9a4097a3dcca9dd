//! The people of the story.

use crate::about::{Facts, week};
use crate::dice::Dice;
use crate::words::{
    BENGALURU, BOGOTA, GIVEN_EN, GIVEN_ES, ORGANISATIONS, PLACES, SECTORS, SKILLS, SURNAMES_EN, SURNAMES_ES,
};
use semillero_core::PersonRow;
use semillero_core::programmes::Side;
use semillero_core::values::{Locale, UserId, words_of};

/// A person of a cohort as the story knows them.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: UserId,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) skills: Vec<String>,
    /// Minutes from UTC at the place where they work.
    pub(crate) zone: i64,
}

/// Makes names, each address once.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    number: usize,
    mentors: usize,
}

impl Cast {
    fn name(dice: &mut Dice, locale: Locale) -> String {
        match locale {
            Locale::Es => {
                let (first, second) = (dice.word(SURNAMES_ES), dice.word(SURNAMES_ES));
                format!("{} {first} {second}", dice.word(GIVEN_ES))
            }
            Locale::En => format!("{} {}", dice.word(GIVEN_EN), dice.word(SURNAMES_EN)),
        }
    }

    /// Whether the next mentor lives far from all others: two of ninety do.
    fn is_far(&mut self) -> bool {
        self.mentors += 1;
        self.mentors % 45 == 10
    }

    /// A row of the import of a cohort, and the zone in which they work.
    pub(crate) fn person(&mut self, dice: &mut Dice, side: Side, english: usize) -> (PersonRow, i64) {
        self.number += 1;
        let locale = if dice.percent(english) { Locale::En } else { Locale::Es };
        let display_name = Self::name(dice, locale);
        let words = words_of(&display_name);
        let word = |at: usize| words.get(at).cloned().unwrap_or_default();
        let email = format!("{}.{}{}@example.org", word(0), word(1), self.number);
        let in_words = |pairs: &[(&'static str, &'static str)]| -> Vec<&'static str> {
            pairs.iter().map(|(es, en)| locale.pick(es, en)).collect()
        };
        let skills = dice.between(2, 4);
        let skills = dice.some(&in_words(SKILLS), usize::try_from(skills).unwrap_or(2));
        let sectors = dice.some(&in_words(SECTORS), 2);
        let spot = dice.one(PLACES).copied().unwrap_or(BOGOTA);
        let spot = if side == Side::Mentor && self.is_far() { BENGALURU } else { spot };
        let (place, zone) = (spot.city, spot.minutes);
        let languages = match (locale, dice.percent(30)) {
            (_, true) => vec!["es".to_owned(), "en".to_owned()],
            (locale, false) => vec![locale.word().to_owned()],
        };
        let first = skills.first().cloned().unwrap_or_default();
        let (headline, organisation, capacity) = match side {
            Side::Mentor => {
                let hours =
                    format!("UTC{}{}:{:02}", if zone < 0 { '−' } else { '+' }, zone.abs() / 60, zone.abs() % 60);
                let headline = match locale {
                    Locale::Es => format!("Mentoría en {} · {place} ({hours})", first.to_lowercase()),
                    Locale::En => format!("Mentoring in {} · {place} ({hours})", first.to_lowercase()),
                };
                let capacity = i32::try_from(dice.between(2, 5)).unwrap_or(3);
                (headline, Some(dice.word(ORGANISATIONS).to_owned()), Some(capacity))
            }
            Side::Mentee => (
                locale.pick("Busco aprender de ", "Looking to learn about ").to_owned() + &first.to_lowercase(),
                None,
                None,
            ),
        };
        let goals = match side {
            Side::Mentee => vec![locale.pick("Primeras ventas", "First sales").to_owned()],
            Side::Mentor => Vec::new(),
        };
        // Chance of their own, so that what people say of themselves does not change how the story goes.
        let mut own = Dice::new(
            display_name
                .bytes()
                .fold(self.number as u64, |sum, byte| sum.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte)),
        );
        let facts = Facts {
            side,
            locale,
            skills: &skills,
            sector: sectors.first().map_or("", String::as_str),
            place,
            organisation: organisation.as_deref().unwrap_or_default(),
        };
        let (about, stages) = (facts.text(&mut own), facts.stages(&mut own));
        let row = PersonRow {
            email,
            display_name,
            side: Some(side),
            capacity,
            organisation,
            headline: Some(headline),
            locale: Some(locale),
            skills,
            sectors,
            languages,
            goals,
            stages,
            about: Some(about),
            place: Some(spot.code.to_owned()),
            time_zone: Some(spot.zone.to_owned()),
            availability: week(&mut own),
            consents_to_matching: Some(side == Side::Mentor || dice.percent(94)),
        };
        (row, zone)
    }
}
