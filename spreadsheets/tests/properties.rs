//! What holds for every file: nothing panics, and what a spreadsheet writes is read back in every dialect and encoding.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

mod support;

use proptest::prelude::*;
use semillero_spreadsheets::{Cell, Encoding, FileProblem, Kind, Table, parse, read_table, recognise};

fn all_the_way(bytes: &[u8]) -> Result<Table, FileProblem> {
    let table = read_table(bytes, "file", None)?;
    for kind in Kind::ALL {
        let sheet = parse(&table, kind);
        assert!(sheet.header_is_bad() || sheet.rows.len() + sheet.bad_lines.len() == table.rows.len());
    }
    let _ = recognise(&table);
    Ok(table)
}

/// Cells whose characters are in Windows-1252. Space around them and cells of quotation marks alone would not survive by design.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zñáéíóúü ,;|\t\"\n.€@0-9]{0,12}",
        1 => Just(String::new()),
        1 => "[ -~]{0,20}",
    ]
    .prop_map(|text| text.trim().to_owned())
    .prop_filter("formula texts and errors are read as such", |text| !text.starts_with("=\"") && !text.starts_with('#'))
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let units = || text.encode_utf16();
    match encoding {
        Encoding::Utf16Le => [vec![0xff, 0xfe], units().flat_map(u16::to_le_bytes).collect()].concat(),
        Encoding::Utf16Be => [vec![0xfe, 0xff], units().flat_map(u16::to_be_bytes).collect()].concat(),
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        Encoding::Utf8 => text.as_bytes().to_vec(),
        _ => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = all_the_way(&bytes);
    }

    #[test]
    fn no_text_panics(text in "(correo|nombre|fecha|mentor|mentee|horas|[;,\t|\"\n\r€ñ/:.0-9#=-]|\\PC){0,80}") {
        let _ = all_the_way(text.as_bytes());
        let _ = all_the_way(&encoded(&text, Encoding::Utf16Le));
    }

    #[test]
    fn no_sheet_xml_panics(cells in proptest::collection::vec(("(n|s|str|b|e|d|inlineStr)?", "[0-9.eE#a-z:TZ/+-]{0,12}", "[A-Z]{0,3}[0-9]{0,7}"), 0..20)) {
        let data: String = cells.iter().map(|(kind, value, at)| format!(r#"<row><c t="{kind}" r="{at}" s="1"><v>{value}</v></c><c t="{kind}"><v>{value}</v></c></row>"#)).collect();
        let _ = all_the_way(&support::books::workbook(&(support::books::row(1, &["correo", "nombre"]) + &data)));
    }

    #[test]
    fn every_dialect_and_encoding_is_read_back(
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 4), 1..12),
        delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t'), Just(b'|')],
        encoding in prop_oneof![
            Just(Encoding::Utf8), Just(Encoding::Mixed), Just(Encoding::Utf16Le), Just(Encoding::Utf16Be), Just(Encoding::Windows1252)
        ],
        quote in prop_oneof![Just(csv::QuoteStyle::Necessary), Just(csv::QuoteStyle::Always)],
        terminator in prop_oneof![Just(csv::Terminator::CRLF), Just(csv::Terminator::Any(b'\n'))],
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(quote).terminator(terminator).from_writer(Vec::new());
        writer.write_record(["Correo electrónico", "Nombre", "Objetivos", "Presentación"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let table = all_the_way(&encoded(&text, encoding)).unwrap();
        prop_assert_eq!(table.origin.delimiter, Some(char::from(delimiter)));
        let wanted: Vec<(u32, Vec<String>)> = (2..).zip(&rows)
            .filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()))
            .map(|(line, row)| (line, row.clone()))
            .collect();
        let found: Vec<(u32, Vec<String>)> = table.rows.iter()
            .map(|row| (row.line, (0..4).map(|at| row.cells.get(at).map(Cell::show).unwrap_or_default()).collect()))
            .collect();
        prop_assert_eq!(found, wanted);
    }
}
