//! Nasty text files.

use encoding_rs::WINDOWS_1252;

const PEOPLE: &str =
    "Correo;Nombre;Apellidos;Rol\r\nana@x.org;Ana;Ruiz;Mentora\r\nluis@x.org;Luis;Peña;Emprendedor\r\n";

fn wide(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

/// Every file with its name.
pub(crate) fn files() -> Vec<(&'static str, Vec<u8>)> {
    let bytes = |text: &str| text.as_bytes().to_vec();
    vec![
        ("bom.csv", [b"\xef\xbb\xbf".as_slice(), PEOPLE.as_bytes()].concat()),
        ("utf16_bom_tabs.csv", [b"\xff\xfe".as_slice(), &wide(&PEOPLE.replace(';', "\t"), true)].concat()),
        ("utf16_big_endian.csv", [b"\xfe\xff".as_slice(), &wide(PEOPLE, false)].concat()),
        ("utf16_without_bom.csv", wide(PEOPLE, true)),
        ("latin1.csv", WINDOWS_1252.encode(PEOPLE).0.into_owned()),
        (
            "windows1252_euro.csv",
            WINDOWS_1252.encode("correo;nombre;objetivos\nana@x.org;Ana “la jefa”;ganar 5 €\n").0.into_owned(),
        ),
        ("mac_roman.csv", b"correo;nombre\rana@x.org;Mar\x92a Nu\x96ez\rjose@x.org;Jos\x8e\r".to_vec()),
        ("two_encodings.csv", b"correo;nombre\nana@x.org;Mar\xc3\xada\njose@x.org;Jos\xe9\n".to_vec()),
        ("accents_encoded_twice.csv", bytes("correo;nombre\njose@x.org;JosÃ© PeÃ±a\n")),
        (
            "quoted_newlines.csv",
            bytes("correo,nombre,objetivos\nana@x.org,Ana,\"vender más,\r\ny mejor\r\n\"\"ya\"\"\"\nluis@x.org,,x\n"),
        ),
        ("carriage_returns_only.csv", bytes("correo,nombre\rana@x.org,Ana\r\rluis@x.org,Luis")),
        ("told_separator.csv", bytes("sep=|\r\ncorreo|nombre\r\nana@x.org|Ana; Eva, y | \r\n")),
        ("pipes.csv", bytes("correo|nombre|habilidades\nana@x.org|Ana|a;b,c\n")),
        (
            "titles_above.csv",
            bytes(
                "Programa Semilla;;;\n;;;\nPersonas que son mentoras;;;\nCorreo;Nombre;Rol;Plazas\n;;;\nana@x.org;Ana;Mentora;3\n",
            ),
        ),
        ("more_than_twenty_titles.csv", bytes(&format!("{}correo,nombre\nana@x.org,Ana\n", "nota,\n".repeat(21)))),
        ("total_below.csv", bytes("correo,nombre,plazas\nana@x.org,Ana,3\nTotal,,3\n")),
        ("header_only.csv", bytes("correo,nombre\n")),
        ("no_header.csv", bytes("ana@x.org,Ana\nluis@x.org,Luis\n")),
        ("one_column.csv", bytes("Correo electrónico\nana@x.org\n")),
        ("empty.csv", Vec::new()),
        ("blank_lines.csv", bytes("\n\r\n;;;\n  \n\u{a0}\n")),
        ("only_bom.csv", b"\xef\xbb\xbf".to_vec()),
        ("open_quote.csv", bytes("correo,nombre\nana@x.org,\"Ana\nluis@x.org,Luis\n")),
        (
            "stray_quotes.csv",
            bytes(
                "correo,nombre,organización\nana@x.org,\"Ana \"\"la jefa\"\" Ruiz\",Pizza 12\" SL\nluis@x.org, \"Luis\" Peña,\"Café\"\n",
            ),
        ),
        (
            "separator_without_quotes.csv",
            bytes("correo,nombre,objetivos\nana@x.org,Ana,vender más, y mejor\nluis@x.org,Luis,x\n"),
        ),
        ("trailing_separators.csv", bytes("correo;nombre;;;\nana@x.org;Ana;;;\nluis@x.org;Luis;;sí;\n")),
        ("short_rows.csv", bytes("correo,nombre,rol,plazas\nana@x.org,Ana\nluis@x.org\n")),
        ("same_person_twice.csv", bytes("correo,nombre\nAna@x.org,Ana\nluis@x.org,Luis\n ana@X.ORG ,Ana otra vez\n")),
        (
            "every_cell_wrong.csv",
            bytes(
                "correo,nombre,rol,plazas,idioma,acepta\nana@,,jefa,tres,francés,quizá\nana@x.org; eva@x.org,Ana,mentora,21,es,sí\nx@x.org,X,mentor,\"1,5\",en,no\ny@x.org,Y,mentor,1.000,en,no\n,#N/A,#REF!,#¡VALOR!,,\n",
            ),
        ),
        (
            "columns_missing_and_twice.csv",
            bytes("Correo,E-mail,Rol,Tipo,Habilidaes,Talla\nana@x.org,eva@x.org,mentora,mentora,x,M\n"),
        ),
        ("another_table.csv", bytes("producto,precio\ncafé,3\n")),
        (
            "invisible_characters.csv",
            bytes("\u{feff}\u{feff}correo\u{a0},\u{200b}nombre\nana@x.org\u{200b},\u{a0}Ana\u{202f}Ruiz\u{a0}\n"),
        ),
        (
            "formula_texts.csv",
            bytes(
                "correo,nombre,organización\n=\"ana@x.org\",=\"Ana\",\"=\"\"0012\"\"\"\nluis@x.org,\"=HYPERLINK(\"\"http://x\"\";\"\"Luis\"\")\",-\n",
            ),
        ),
        ("long_cell.csv", bytes(&format!("correo,nombre\nana@x.org,{}\n", "ñ".repeat(10_001)))),
        ("too_many_columns.csv", bytes(&format!("correo,nombre{}\n", ",x".repeat(199)))),
        ("many_empty_columns.csv", bytes(&format!("correo,nombre{}\nana@x.org,Ana\n", ",".repeat(999)))),
        ("too_many_rows.csv", bytes(&format!("correo,nombre\n{}", "a,b\n".repeat(50_001)))),
        ("zeros.csv", b"correo,nombre\nana@x.org,A\0na\n".to_vec()),
        ("noise.csv", (0..=255).cycle().take(900).collect()),
        ("emoji.csv", bytes("correo,nombre\nana@x.org,Ana 👩🏽‍🌾 Jose\u{301}\n")),
        (
            "month_first.csv",
            bytes(
                "mentora,emprendedora,fecha de inicio\na@x.org,b@x.org,05/23/2026\na@x.org,c@x.org,31/02/2026\na@x.org,d@x.org,mayo\na@x.org,e@x.org,04/05/0226\na@x.org,a@x.org,04/05/26\na@x.org,f@x.org,46146\na@x.org,f@x.org,4 de mayo de 2026\n",
            ),
        ),
        (
            "sessions.csv",
            bytes(
                "mentor;mentee;date and time;hours;minutes;outcome;rating\na@x.org;b@x.org;04/05/2026 16:30;1,5;;realizada;5\na@x.org;b@x.org;2026-05-04T16:30;1;;;\na@x.org;b@x.org;5 May 2026;1.000;;no asistió;6\na@x.org;b@x.org;6/5/2026 25:00;;un rato;a medias;\na@x.org;c@x.org;7/5/2026;2;90;;\na@x.org;c@x.org;8/5/2026;;1 h 30 min;mentor missed;\n",
            ),
        ),
        (
            "ventures.csv",
            bytes(
                "startup,founder,founded\nCafé Altura,a@x.org b@x.org,04.05.2021\nCAFE ALTURA,c@x.org,\nTelar,nadie,2021\n,d@x.org,\n",
            ),
        ),
        ("page.xls", bytes("<html><body><table><tr><td>correo</td></tr></table></body></html>")),
        ("page_2003.xls", bytes("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?><Workbook/>")),
        ("people.json", bytes("[\n {\"email\": \"ana@x.org\"}]")),
        ("letter.rtf", bytes("{\\rtf1 correo}")),
        ("list.pdf", b"%PDF-1.7\n%\xe2\xe3".to_vec()),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("list.csv.gz", b"\x1f\x8b\x08\0\0".to_vec()),
        ("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".to_vec()),
        ("locked.xlsx", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &wide("EncryptedPackage", true)].concat()),
    ]
}
