//! Which passwords are taken, by NIST SP 800-63B-4: length, and not what everybody guesses first. No rule asks for kinds of
//! characters.

use semillero_core::errors::SignInFault;
use unicode_normalization::UnicodeNormalization as _;

/// The fewest characters.
pub const LEAST: usize = 15;
/// The most characters.
pub const MOST: usize = 256;
/// How many letters and digits must be left when what everybody guesses is taken away.
const OWN: usize = 8;

/// The most used passwords and the pieces they are made of, one a line, folded.
const COMMON: &str = include_str!("common.txt");
/// The names of this site, folded.
const SITE: [&str; 4] = ["semillero", "emprendimiento", "emprender", "entrepreneurship"];
/// The ways along keyboard and alphabet.
const WAYS: [&str; 7] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "q1w2e3r4t5y6u7i8o9p0",
];

/// Checks a new password of a person; `context` are their name and address.
///
/// # Errors
/// The first reason for which it is not taken.
pub fn check(password: &str, context: &[&str]) -> Result<(), SignInFault> {
    let length = password.nfc().count();
    if length < LEAST {
        return Err(SignInFault::Short { length, least: LEAST });
    }
    if length > MOST {
        return Err(SignInFault::Long { length, most: MOST });
    }
    let folded = folded(password);
    if repeats(&password.nfc().collect::<Vec<char>>()) || repeats(&folded.chars().collect::<Vec<char>>()) {
        return Err(SignInFault::Repeats);
    }
    if is_sequence(&folded) {
        return Err(SignInFault::Sequence);
    }
    let personal = without(&folded, words(context).iter().map(String::as_str).chain(SITE));
    if own(&personal) < OWN.min(own(&folded)) {
        return Err(SignInFault::Personal);
    }
    if own(&without(&personal, COMMON.lines().filter(|line| !line.is_empty()))) < OWN {
        let personal = personal != folded;
        return Err(if personal { SignInFault::Personal } else { SignInFault::Common });
    }
    Ok(())
}

/// Lower case, without accents, with the usual substitutes read as the letters they stand for; other scripts stay.
fn folded(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase);
    plain.collect()
}

/// The same with digits and signs read as the letters they stand for.
fn read_as_letters(folded: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    folded.chars().map(letter).collect()
}

/// Whether it is one part twice or more often, the last perhaps cut off.
fn repeats(text: &[char]) -> bool {
    (1..=text.len() / 2).any(|size| text.iter().zip(text.iter().skip(size)).all(|(a, b)| a == b))
}

/// Whether nearly every step goes along the keyboard or the alphabet, or stays.
fn is_sequence(folded: &str) -> bool {
    let signs: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let beside = |a: char, b: char| {
        a == b
            || WAYS.iter().any(|way| {
                let pairs = || way.chars().zip(way.chars().skip(1));
                pairs().any(|(x, y)| (x, y) == (a, b) || (y, x) == (a, b))
            })
    };
    let steps = signs.len().saturating_sub(1);
    let along = signs.iter().zip(signs.iter().skip(1)).filter(|(a, b)| beside(**a, **b)).count();
    steps > 0 && along * 5 >= steps * 4
}

/// The words of names and addresses that say who somebody is.
fn words(context: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for text in context {
        let folded = folded(text);
        let joined: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        let local: String = folded.split('@').next().unwrap_or_default().to_owned();
        let pieces = folded.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
        words.extend(pieces.chain([folded.clone(), joined, local]).filter(|word| word.chars().count() >= 3));
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words
}

/// A text without these words, written plainly or with substitutes; the longest go first.
fn without<'a>(folded: &str, words: impl Iterator<Item = &'a str>) -> String {
    let mut words: Vec<&str> = words.collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut left = folded.to_owned();
    for word in words {
        while let Some(at) = left.find(word).or_else(|| find_as_letters(&left, word)) {
            let end = left.get(at..).unwrap_or_default().chars().take(word.chars().count()).map(char::len_utf8);
            let end = at + end.sum::<usize>();
            // A sign that is no letter keeps what stood beside it apart, so that no new word comes about.
            left.replace_range(at..end, "\u{b7}");
        }
    }
    left
}

/// Where a word begins that is written with substitutes.
fn find_as_letters(left: &str, word: &str) -> Option<usize> {
    let letters = read_as_letters(left);
    let at = letters.find(word)?;
    // As many characters stand before it as in the reading; their bytes may be more.
    let before = letters.get(..at)?.chars().count();
    left.char_indices().nth(before).map(|(at, _)| at)
}

/// How many letters and digits of one's own there are, whole runs of the same counting once.
fn own(text: &str) -> usize {
    let mut signs: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    signs.dedup();
    signs.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_and_what_is_not() {
        use SignInFault::{Common, Long, Personal, Repeats, Sequence, Short};
        let long = "una frase distinta ".repeat(20);
        let table: &[(&str, Result<(), SignInFault>)] = &[
            ("caballo verde grapa", Ok(())),
            ("correct horse battery staple", Ok(())),
            ("ÑANDÚ pálido y 3 gatos", Ok(())),
            ("日本語のとても長いパスワードです", Ok(())),
            ("todo en minusculas sin numeros", Ok(())),
            ("ana come peras maduras", Ok(())),
            ("kV9#xQ2!mZ7@pL4", Ok(())),
            ("kV9#xQ2!mZ7@pL", Err(Short { length: 14, least: 15 })),
            ("", Err(Short { length: 0, least: 15 })),
            ("ñañañañañañaña", Err(Short { length: 14, least: 15 })),
            ("n\u{303}n\u{303}n\u{303}n\u{303}n\u{303}n\u{303}n\u{303}n\u{303}", Err(Short { length: 8, least: 15 })),
            (&long, Err(Long { length: 380, most: 256 })),
            ("aaaaaaaaaaaaaaaa", Err(Repeats)),
            ("abcabcabcabcabcab", Err(Repeats)),
            ("contraseñacontraseña", Err(Repeats)),
            ("Clave2024Clave2024", Err(Repeats)),
            ("abcdefghijklmnopq", Err(Sequence)),
            ("9876543210987654", Err(Sequence)),
            ("qwertyuiopasdfghjkl", Err(Sequence)),
            ("1qaz2wsx3edc4rfv", Err(Sequence)),
            ("Contraseña123456", Err(Common)),
            ("P@ssw0rd-2024-2025!", Err(Common)),
            ("iloveyou-princesa!", Err(Common)),
            ("bienvenido123456!", Err(Common)),
            ("Semillero-2026!!", Err(Personal)),
            ("S3m1ll3r0-S3m1ll3r0x", Err(Personal)),
            ("ana.restrepo@example.org", Err(Personal)),
            ("AnaRestrepo-2026!", Err(Personal)),
            ("restrepo-restrepo-ana", Err(Personal)),
        ];
        let context = ["Ana Restrepo", "ana.restrepo@example.org"];
        for (password, expected) in table {
            assert_eq!(check(password, &context), *expected, "{password}");
        }
    }

    #[test]
    fn long_ones_are_taken_to_the_last_character() {
        let long = "el zorro cruzó la plaza vacía mientras nueve campanas tocaban lejos; detrás, dos vecinas hablaban de \
                    higos, del precio de la harina y de un perro que nunca volvió al taller de bicicletas junto al río";
        let of = |length: usize| long.chars().take(length).collect::<String>();
        for length in [15, 64, 128, 190] {
            assert_eq!(of(length).chars().count(), length);
            assert_eq!(check(&of(length), &[]), Ok(()), "{length}");
        }
    }
}
