//! Mistakes: told by cell in both languages, and nothing is written, or all that is good.

use crate::folder::{Folder, cells, counts};
use serde_json::json;

const PEOPLE: &str = "Correo;Nombre;Rol;Plazas\nana@x.org;Ana;Mentora;3\nbea@;Bea;Emprendedora;\n\
                      cora@x.org;Cora;Jefa;\ndora@x.org;Dora;Emprendedora;\neva@x.org;;Mentora;muchas\n";

#[test]
fn three_bad_rows_refuse_the_whole_and_are_told_in_both_languages() {
    let folder = Folder::new();
    folder.write("gente.csv", PEOPLE);
    let before = folder.rows();
    for (lang, lines) in [
        (
            "es",
            [
                "semillero: comprobado, hay errores y no se escribió nada: gente.csv (CSV, UTF-8, separado por `;`)",
                "5 filas: 2 nuevas, 0 actualizadas, 0 sin cambios, 3 con errores",
                "  A3 (Correo): `bea@` no es una dirección de correo; escriba una dirección como ana@example.org",
                "  C4 (Rol): `Jefa` no es una opción de `Rol`; use una de estas: emprendedora, mentora",
                "  B6 (Nombre): `Nombre completo` no puede estar vacío; complete la celda",
                "  D6 (Plazas): `muchas` no es un número; escriba un número como 90 o 1,5",
            ],
        ),
        (
            "en",
            [
                "semillero: checked, there are mistakes and nothing was written: gente.csv (CSV, UTF-8, separated by `;`)",
                "5 rows: 2 new, 0 updated, 0 unchanged, 3 with mistakes",
                "  A3 (Correo): `bea@` is not an e-mail address; write an address such as ana@example.org",
                "  C4 (Rol): `Jefa` is not a choice for `Role`; use one of: mentee, mentor",
                "  B6 (Nombre): `Name` must not be empty; fill in the cell",
                "  D6 (Plazas): `muchas` is not a number; write a number such as 90 or 1.5",
            ],
        ),
    ] {
        for more in [&["--lang", lang][..], &["--lang", lang, "--apply"]] {
            let said = folder.import("gente.csv", more);
            assert_eq!((said.code, said.out.as_str()), (1, ""));
            assert_eq!(said.err.lines().collect::<Vec<_>>(), lines);
        }
    }
    assert_eq!(folder.rows(), before, "something was written");

    let said = folder.import("gente.csv", &["--apply", "--skip-bad", "--lang", "es"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let mut lines = said.out.lines();
    assert_eq!(lines.next(), Some("importado: gente.csv (CSV, UTF-8, separado por `;`)"));
    assert_eq!(lines.next(), Some("5 filas: 2 nuevas, 0 actualizadas, 0 sin cambios, 3 omitidas"));
    assert_eq!(
        lines.map(|line| line.trim_start().split(' ').next().unwrap()).collect::<Vec<_>>(),
        ["A3", "C4", "B6", "D6"]
    );
    assert_eq!((folder.rows()["users"].clone(), folder.rows()["enrolments"].clone()), (2.into(), 2.into()));
    let again = folder.report("gente.csv", &["--apply", "--skip-bad"]);
    assert_eq!((counts(&again), &again["bad"]), ((0, 0, 2), &json!([3, 4, 6])));
}

#[test]
fn the_report_in_json() {
    let folder = Folder::new();
    folder.write("gente.csv", PEOPLE.replace("Plazas", "Plazas;Talla"));
    let refused = folder.import("gente.csv", &["--apply", "--json"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    insta::assert_snapshot!("report_refused", refused.err);
    let skipped = folder.import("gente.csv", &["--apply", "--skip-bad", "--json", "--lang", "es"]);
    assert_eq!((skipped.code, skipped.err.as_str()), (0, ""));
    insta::assert_snapshot!("report_skipped", skipped.out);
}

/// What only the database can know is told by cell like everything else.
#[test]
fn mistakes_of_content_are_told_by_cell() {
    let folder = Folder::new();
    folder
        .write("people.csv", "E-mail,Name,Role\nana@x.org,Ana,mentor\nbea@x.org,Bea,mentee\ncora@x.org,Cora,mentee\n");
    folder.imported("people.csv");
    let told = |name: &str, text: &str| {
        folder.write(name, text);
        let before = folder.rows();
        let report = folder.report(name, &["--apply"]);
        assert_eq!(folder.rows(), before, "{name} wrote something");
        cells(&report)
    };
    assert_eq!(
        told("sideless.csv", "Name,Mail\nAna,ana@x.org\nDora,dora@x.org\n"),
        ["2 missing_field", "3 missing_field"]
    );
    let ventures = "Website,Startup,Founders\nhttps://a.example,Altura,bea@x.org\nftp://b,Brote,bea@x.org\n\
                    ,Cepa,bea@x.org; ana@x.org\n,Dulce,nadie@x.org\n";
    assert_eq!(told("ventures.csv", ventures), ["A3 bad_link", "C4 not_on_side", "C5 not_on_side"]);
    let mentorships = "Since,Mentee,Mentor\n2026-03-02,nadie@x.org,ana@x.org\n2099-03-02,bea@x.org,ana@x.org\n\
                       2026-03-02,ana@x.org,bea@x.org\n";
    assert_eq!(
        told("mentorships.csv", mentorships),
        ["B2 not_on_side", "A3 in_the_future", "B4 not_on_side", "C4 not_on_side"]
    );
    folder.write("one.csv", "Mentor,Mentee,Since\nana@x.org,bea@x.org,2026-03-02\n");
    folder.imported("one.csv");
    let sessions = "Hours,Date,Time,Mentor,Mentee,Rating\n1,2026-04-01,16:30,ana@x.org,bea@x.org,5\n\
                    1,2026-04-01,16:30,ana@x.org,cora@x.org,\n1,2099-04-01,16:30,ana@x.org,bea@x.org,\n\
                    1,2026-04-01,16:30,ana@x.org,nadie@x.org,\n1,2026-04-02,16:30,bea@x.org,ana@x.org,\n";
    assert_eq!(
        told("sessions.csv", sessions),
        ["E3 no_mentorship", "B4 in_the_future", "E5 not_on_side", "D6 not_on_side", "E6 not_on_side"]
    );
    let said = folder.import("sessions.csv", &["--apply", "--lang", "es"]);
    for line in [
        "  E3 (Mentee): no hay una mentoría entre `ana@x.org` y `cora@x.org` en la cohorte; importe primero las mentorías",
        "  B4 (Date): `2099-04-01T16:30:00.000000Z` aún no ha llegado; importe solo lo que ya pasó",
        "  E5 (Mentee): `nadie@x.org` no está en la cohorte como `mentee`; importe primero a las personas o corrija la dirección",
    ] {
        assert!(said.err.contains(line), "{line}\n{}", said.err);
    }
    // The one good line is written, and a second list may not say otherwise of it.
    assert_eq!(counts(&folder.report("sessions.csv", &["--apply", "--skip-bad"])), (1, 0, 0));
    let other = "Mentor,Mentee,Date and time,Outcome\nana@x.org,bea@x.org,2026-04-01 16:30,cancelled\n";
    assert_eq!(told("other.csv", other), ["D2 other_outcome"]);
}

/// What the file alone shows and what the database knows stand in one list, by line.
#[test]
fn mistakes_of_both_kinds_are_told_together() {
    let folder = Folder::new();
    folder.write("mixed.csv", "correo,nombre,rol\nana@x.org,Ana,\nbea@,Bea,mentora\ncora@x.org,Cora,mentora\n");
    assert_eq!(cells(&folder.report("mixed.csv", &[])), ["C2 missing_field", "A3 bad_email"]);
    let report = folder.report("mixed.csv", &["--apply", "--skip-bad"]);
    assert_eq!((counts(&report), &report["lines"]), ((1, 0, 0), &3.into()));
}

#[test]
fn thousands_of_mistakes_are_counted_and_not_all_told() {
    let folder = Folder::new();
    let mut people = "correo,nombre,rol\n".to_owned();
    let mut pairs = "mentora,emprendedora,desde\n".to_owned();
    for at in 0..3_000 {
        people += &format!("p{at}@,Persona {at},mentora\n");
        pairs += &format!("m{at}@x.org,e{at}@x.org,2026-03-02\n");
    }
    for (name, text, mistakes) in [("people.csv", people, 3_000), ("pairs.csv", pairs, 6_000)] {
        folder.write(name, text);
        let report = folder.report(name, &["--apply"]);
        assert_eq!(report["bad"].as_array().unwrap().len(), 3_000, "{name}");
        let told = report["mistakes"].as_array().unwrap().len();
        assert_eq!((told, report["mistakes_left_out"].as_i64()), (1_000, Some(mistakes - 1_000)), "{name}");
        let said = folder.import(name, &["--lang", "es"]);
        let last = said.err.lines().last().unwrap();
        assert_eq!(last, format!("  … {} errores más", mistakes - 1_000), "{name}");
    }
}
