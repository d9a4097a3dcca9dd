//! A table to fill in.

use crate::kinds::Kind;
use semillero_core::values::Locale;

/// A CSV file with the header of a kind and two rows of example, in one language.
///
/// It begins with a byte-order mark, without which Excel takes UTF-8 for Windows-1252. In Spanish the separator is `;`, which is what a
/// Spanish Excel opens; in English it is `,`. Columns that only replace another one (given and family name, hours) are left out.
#[must_use]
pub fn template(kind: Kind, locale: Locale) -> String {
    let delimiter = match locale {
        Locale::Es => b';',
        Locale::En => b',',
    };
    let fields =
        || kind.fields().iter().filter(|field| field.examples.iter().any(|(es, en)| !locale.pick(es, en).is_empty()));
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing into memory cannot fail.
    let mut written = writer.write_record(fields().map(|field| field.label(locale))).is_ok();
    for row in 0..2 {
        let cells = fields().map(|field| field.examples.get(row).map_or("", |(es, en)| locale.pick(es, en)));
        written &= writer.write_record(cells).is_ok();
    }
    debug_assert!(written);
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{parse, read_table, recognise};

    #[test]
    fn every_template_is_read_back_without_a_word() {
        for kind in Kind::ALL {
            for locale in [Locale::Es, Locale::En] {
                let table = read_table(template(kind, locale).as_bytes(), "plantilla.csv", None).unwrap();
                assert_eq!(recognise(&table), Ok(kind), "{locale}");
                let sheet = parse(&table, kind);
                assert_eq!(
                    (sheet.mistakes.as_slice(), sheet.warnings.as_slice()),
                    (&[][..], &[][..]),
                    "{kind:?} {locale}"
                );
                assert_eq!(sheet.rows.len(), 2);
                assert!(sheet.columns.iter().all(|column| column.field.is_some()));
            }
        }
    }
}
