//! Any bytes as states: they are refused or are a state whose own bytes lead back to it, and merging keeps its laws.
//!
//! The first byte chooses a state; its tag and version are put in front, which random bytes would not find.
#![no_main]

use libfuzzer_sys::fuzz_target;
use semillero_analytics::{Book, Day, Family, Hist, Key, Ordinals, Users};

fn tagged(tag: &[u8; 4], rest: &[u8]) -> Vec<u8> {
    [&tag[..], &[1], rest].concat()
}

fn row(book: &mut Book, family: Family, tag: &[u8; 4], rest: &[u8]) {
    let time = matches!(family, Family::Log | Family::Users);
    let (part, rest) = rest.split_first().map_or((0, rest), |(part, rest)| (*part, rest));
    let key = Key {
        family,
        name: "name".into(),
        part: if time { 0 } else { part.into() },
        bucket: if time { i32::from(part.cast_signed()) } else { 0 },
    };
    let before = book.clone();
    match book.take_row(&key, &tagged(tag, rest)) {
        Ok(()) => assert!(book.row(&key).is_some()),
        Err(_) => assert_eq!(*book, before),
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((which, rest)) = bytes.split_first() else { return };
    let mut book = Book::default();
    match which % 8 {
        0 => {
            if let Ok(users) = Users::from_bytes(&tagged(b"SUSR", rest)) {
                assert_eq!(Users::from_bytes(&users.to_bytes()).as_ref(), Ok(&users));
            }
        }
        1 => row(&mut book, Family::Users, b"SUSR", rest),
        2 => row(&mut book, Family::Log, b"SLOG", rest),
        3 => row(&mut book, Family::Attributes, b"SATT", rest),
        4 => row(&mut book, Family::Spells, b"SSPL", rest),
        5 => {
            if let Ok(hist) = Hist::from_bytes(&tagged(b"SHST", rest)) {
                assert_eq!(hist.to_bytes(), tagged(b"SHST", rest));
            }
        }
        6 => {
            if let Ok(ordinals) = Ordinals::from_bytes(&tagged(b"SORD", rest)) {
                assert_eq!(ordinals.to_bytes(), tagged(b"SORD", rest));
            }
        }
        _ => {
            if let Ok(read) = Book::from_bytes(&tagged(b"SBOK", rest)) {
                book = read;
            }
        }
    }
    let written = book.to_bytes();
    let again = Book::from_bytes(&written).expect("what a book wrote");
    assert_eq!((&again, again.to_bytes() == written), (&book, true));
    let mut twice = book.clone();
    twice.merge(&again);
    assert_eq!(twice, book);
    for spell in book.spells("name", Day(0)).take(10) {
        book.clone().forget([spell.subject]);
    }
});
