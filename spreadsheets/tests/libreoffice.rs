//! What LibreOffice saves is read as it was typed. `libreoffice/make.py` made the files.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use semillero_core::values::Locale;
use semillero_spreadsheets::{
    Encoding, Format, Kind, Line, Rows, SessionOutcome, Sheet, Side, parse, read_table, recognise,
};
use std::path::Path;

const ENDINGS: [&str; 6] = ["semicolon.csv", "comma.csv", "tab.csv", "windows1252.csv", "utf16.csv", "xlsx"];

/// Reads one sheet in every format, makes sure that all say the same without a mistake, and gives the one of the workbook.
fn read(name: &str, kind: Kind) -> Sheet {
    let mut sheets = Vec::new();
    for ending in ENDINGS {
        let file = format!("{name}.{ending}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/libreoffice").join(&file);
        let table = read_table(&std::fs::read(path).unwrap(), &file, None).unwrap();
        assert_eq!(recognise(&table), Ok(kind), "{file}");
        let sheet = parse(&table, kind);
        assert_eq!((sheet.mistakes.as_slice(), sheet.warnings.as_slice()), (&[][..], &[][..]), "{file}");
        assert!(sheet.columns.iter().all(|column| column.field.is_some()), "{file}");
        let encoding = match ending {
            "xlsx" => None,
            "utf16.csv" => Some(Encoding::Utf16Le),
            "windows1252.csv" if matches!(name, "emprendimientos" | "mentorias") => Some(Encoding::Latin1),
            "windows1252.csv" => Some(Encoding::Windows1252),
            _ => Some(Encoding::Utf8),
        };
        assert_eq!(table.origin.encoding, encoding, "{file}");
        sheets.push(sheet);
    }
    let book = sheets.pop().unwrap();
    assert_eq!(book.origin.format, Format::Xlsx);
    for sheet in sheets {
        assert_eq!(
            serde_json::to_value(&sheet.rows).unwrap(),
            serde_json::to_value(&book.rows).unwrap(),
            "{}",
            sheet.origin.file_name
        );
    }
    book
}

fn days<T>(rows: &[Line<T>], day: impl Fn(&T) -> String) -> Vec<String> {
    rows.iter().map(|row| day(&row.value)).collect()
}

#[test]
fn people_in_spanish() {
    let sheet = read("personas", Kind::People);
    let Rows::People(rows) = &sheet.rows else { panic!() };
    assert_eq!(sheet.origin.header_line, 4);
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [5, 7, 8]);
    let [ana, inigo, eva] = [&rows[0].value, &rows[1].value, &rows[2].value];
    assert_eq!(
        (ana.display_name.as_str(), ana.side, ana.capacity),
        ("Ana María Ruiz Ibáñez", Some(Side::Mentor), Some(3))
    );
    assert_eq!(ana.headline.as_deref(), Some("Directora de finanzas;\nantes, en la exportación"));
    assert_eq!(
        (ana.skills.as_slice(), ana.consents_to_matching),
        (&["finanzas".to_owned(), "exportación".to_owned()][..], Some(true))
    );
    assert_eq!(
        (inigo.email.as_str(), inigo.locale, inigo.consents_to_matching),
        ("iñigo@example.org", Some(Locale::En), Some(false))
    );
    assert_eq!(inigo.organisation.as_deref(), Some("Café \"Altura\", S. L."));
    assert_eq!(inigo.goals, ["vender fuera", "conseguir un préstamo de 10.000 €"]);
    assert_eq!((eva.capacity, eva.consents_to_matching, eva.goals.len()), (Some(0), Some(true), 2));
}

#[test]
fn people_in_english() {
    let sheet = read("people", Kind::People);
    let Rows::People(rows) = &sheet.rows else { panic!() };
    assert_eq!(rows[0].value.languages, ["Spanish", "English"]);
    assert_eq!(rows[0].value.headline.as_deref(), Some("Head of finance,\nformerly exporting"));
    assert_eq!(rows[1].value.display_name, "Zoë O’Brien");
    assert_eq!(rows[1].value.side, Some(Side::Mentee));
    assert_eq!(rows[1].value.organisation.as_deref(), Some("Altura \"Coffee\" Ltd"));
}

#[test]
fn ventures_with_their_dates() {
    let sheet = read("emprendimientos", Kind::Ventures);
    let Rows::Ventures(rows) = &sheet.rows else { panic!() };
    assert_eq!(days(rows, |venture| venture.founded_on.unwrap().to_string()), ["2021-05-04", "2019-12-31"]);
    assert_eq!(rows[0].value.summary.as_deref(), Some("Café tostado,\ncultivado arriba"));
    assert_eq!(rows[1].value.founders.len(), 2);
}

#[test]
fn mentorships_day_first() {
    let sheet = read("mentorias", Kind::Mentorships);
    let Rows::Mentorships(rows) = &sheet.rows else { panic!() };
    assert_eq!(days(rows, |mentorship| mentorship.started_on.to_string()), ["2026-05-04", "2026-11-02"]);
}

#[test]
fn sessions_with_times_and_decimal_commas() {
    let sheet = read("sesiones", Kind::Sessions);
    let Rows::Sessions(rows) = &sheet.rows else { panic!() };
    let starts = days(rows, |session| session.starts_at.to_string());
    assert_eq!(starts, ["2026-05-18 16:30:00", "2026-06-01 10:15:00", "2026-06-12 09:00:00", "2026-06-19 09:05:00"]);
    assert_eq!(rows.iter().map(|row| row.value.minutes).collect::<Vec<_>>(), [Some(90), Some(45), None, Some(120)]);
    let outcomes: Vec<_> = rows.iter().map(|row| row.value.outcome).collect();
    use SessionOutcome::{Cancelled, Held, MenteeMissed};
    assert_eq!(outcomes, [Held, Held, MenteeMissed, Cancelled]);
    assert_eq!(rows[0].value.topic.as_deref(), Some("precios,\nmárgenes y €"));
    assert_eq!(rows[0].value.rating, Some(5));
}
