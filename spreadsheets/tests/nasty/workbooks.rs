//! Nasty workbooks, and zip files that are none.

use crate::support::books::{row, workbook, workbook_with, zipped};
use rust_xlsxwriter::{Format, Formula, Workbook};

const HEADER: [&str; 2] = ["correo", "nombre"];

fn people() -> String {
    row(1, &HEADER) + &row(2, &["ana@x.org", "Ana"])
}

/// Sessions with every kind of cell that Excel has.
fn every_kind_of_cell() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (day, clock) = (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_num_format("hh:mm"));
    let moment = Format::new().set_num_format("d \"de\" mmmm \"de\" yyyy hh:mm");
    sheet.merge_range(0, 0, 0, 6, "Sesiones de 2026", &Format::new()).unwrap();
    for (column, name) in
        ["Mentora", "Emprendedora", "Fecha", "Hora", "Horas", "Valoración", "Estado"].iter().enumerate()
    {
        sheet.write(2, u16::try_from(column).unwrap(), *name).unwrap();
    }
    for line in [4, 5, 6, 7, 8] {
        sheet.write(line, 0, "a@x.org").unwrap();
        sheet.write(line, 1, format!("b{line}@x.org")).unwrap();
    }
    sheet.write_with_format(4, 2, 46_146, &day).unwrap().write_with_format(4, 3, 0.6875, &clock).unwrap();
    sheet.write(4, 4, 1.5).unwrap().write(4, 5, 5.0).unwrap().write(4, 6, true).unwrap();
    sheet
        .write_with_format(5, 2, 46146.6875, &moment)
        .unwrap()
        .write(5, 5, Formula::new("=2+2").set_result("4"))
        .unwrap();
    sheet.write(6, 2, "6 de mayo de 2026").unwrap().write_with_format(6, 4, 0.0625, &clock).unwrap();
    sheet.write(7, 2, 46_149).unwrap().write(7, 5, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write(8, 2, 2026).unwrap().write(8, 5, 4.5).unwrap();
    book.save_to_buffer().unwrap()
}

/// The table stands on the second sheet, and a hidden one holds an older copy.
pub(crate) fn several_sheets() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Instrucciones").unwrap().write(0, 0, "Complete la hoja siguiente").unwrap();
    for (name, hidden, person) in [("Copia", true, "old@x.org"), ("Personas", false, "ana@x.org")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "Correo").unwrap().write(0, 1, "Nombre").unwrap().write(0, 2, "Rol").unwrap();
        sheet.write(1, 0, person).unwrap().write(1, 1, "Ana").unwrap().set_hidden(hidden);
    }
    book.save_to_buffer().unwrap()
}

fn damaged_at(mut bytes: Vec<u8>, from_end: usize) -> Vec<u8> {
    bytes.truncate(bytes.len() - from_end);
    bytes
}

/// The same zip file, which says that every part is `size` bytes long once unpacked.
fn lying(mut zip: Vec<u8>, size: u32) -> Vec<u8> {
    for (signature, offset) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let places: Vec<usize> =
            zip.windows(4).enumerate().filter(|(_, four)| four == signature).map(|(at, _)| at).collect();
        for at in places {
            zip[at + offset..at + offset + 4].copy_from_slice(&size.to_le_bytes());
        }
    }
    zip
}

/// Every file with its name.
pub(crate) fn files() -> Vec<(&'static str, Vec<u8>)> {
    let zeros = vec![b' '; 20 << 20];
    let many_texts = "<".repeat(6_000_001).into_bytes();
    let sheet_of = |data: &str| {
        format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData></worksheet>"#
        )
    };
    let laughs = format!(
        r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>{}"#,
        sheet_of(&(row(1, &HEADER) + &row(2, &["ana@x.org", "&b;&f;"])))
    );
    let far = people()
        + r#"<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>eva@x.org</t></is></c><c r="B1048576" t="inlineStr"><is><t>Eva</t></is></c></row>"#;
    let wide = people() + r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>"#;
    let beside = row(1, &HEADER) + &row(2, &["ana@x.org", "Ana", "", "llamar antes"]);
    let numbers = row(1, &["correo", "nombre", "plazas", "organización"])
        + r#"<row r="2"><c t="inlineStr"><is><t>a@x.org</t></is></c><c><v>7</v></c><c><v>3.0</v></c><c><v>1E+20</v></c></row>"#
        + r#"<row r="3"><c t="inlineStr"><is><t>b@x.org</t></is></c><c t="b"><v>1</v></c><c t="str"><v>4</v></c><c t="e"><v>#REF!</v></c></row>"#;
    let dates = row(1, &["mentor", "mentee", "since"])
        + r#"<row r="2"><c t="inlineStr"><is><t>a@x.org</t></is></c><c t="inlineStr"><is><t>b@x.org</t></is></c><c s="1"><v>44684</v></c></row>"#
        + r#"<row r="3"><c t="inlineStr"><is><t>a@x.org</t></is></c><c t="inlineStr"><is><t>c@x.org</t></is></c><c t="d"><v>2026-05-04T00:00:00</v></c></row>"#
        + r#"<row r="4"><c t="inlineStr"><is><t>a@x.org</t></is></c><c t="inlineStr"><is><t>d@x.org</t></is></c><c s="1"><v>1E+300</v></c></row>"#
        + r#"<row r="5"><c t="inlineStr"><is><t>a@x.org</t></is></c><c t="inlineStr"><is><t>e@x.org</t></is></c><c s="1"><v>-5</v></c></row>"#;
    vec![
        ("every_kind_of_cell.xlsx", every_kind_of_cell()),
        ("several_sheets.xlsx", several_sheets()),
        ("workbook_named.csv", workbook(&people())),
        ("text_named.xlsx", b"correo,nombre\nana@x.org,Ana\n".to_vec()),
        ("inline_texts.xlsx", workbook(&people())),
        ("numbers_and_errors.xlsx", workbook(&numbers)),
        ("dates_of_1904.xlsx", workbook_with(r#"<workbookPr date1904="1"/>"#, &sheet_of(&dates), &[])),
        ("last_row.xlsx", workbook(&far)),
        ("last_cell.xlsx", workbook(&wide)),
        ("note_beside.xlsx", workbook(&beside)),
        ("empty_sheet.xlsx", workbook("")),
        ("rows_out_of_order.xlsx", workbook(&(row(5, &HEADER) + &row(2, &["ana@x.org", "Ana"])))),
        ("unknown_shared_text.xlsx", workbook(&(people() + r#"<row r="3"><c t="s"><v>99</v></c></row>"#))),
        ("unknown_cell_type.xlsx", workbook(&(people() + r#"<row r="3"><c t="zzz"><v>9</v></c></row>"#))),
        ("unclosed_xml.xlsx", workbook_with("", "<worksheet><sheetData><row><c><v>1", &[])),
        ("entities.xlsx", workbook_with("", &laughs, &[])),
        ("bomb.xlsx", workbook_with("", &sheet_of(&people()), &[("xl/media/image1.bin", &zeros)])),
        (
            "bomb_that_lies.xlsx",
            lying(workbook_with("", &sheet_of(&people()), &[("xl/media/image1.bin", &zeros)]), 100),
        ),
        ("many_texts.xlsx", workbook_with("", &sheet_of(&people()), &[("xl/sharedStrings.xml", &many_texts)])),
        ("cut_off.xlsx", damaged_at(workbook(&people()), 300)),
        ("only_start.xlsx", b"PK\x03\x04".to_vec()),
        ("empty_zip.xlsx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec()),
        ("photos.zip", zipped(&[("photo.jpg", b"\xff\xd8\xff")])),
        (
            "people.ods",
            zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")]),
        ),
        ("people.numbers", zipped(&[("Index/Document.iwa", b"x"), ("preview.jpg", b"x")])),
        ("people.xlsb", zipped(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.bin", b"x")])),
        (
            "letter.docx",
            zipped(&[("[Content_Types].xml", b"<x/>"), ("_rels/.rels", b"<x/>"), ("word/document.xml", b"<x/>")]),
        ),
        ("no_parts.xlsx", zipped(&[("[Content_Types].xml", b"<x/>")])),
    ]
}
