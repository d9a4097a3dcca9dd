//! What matching asks about people, from spreadsheets in both languages.

use crate::folder::{Folder, cells, counts};
use serde_json::json;

#[test]
fn facts_come_in_under_the_names_people_give_them_and_change_nothing_the_second_time() {
    let folder = Folder::new();
    folder.write(
        "gente.csv",
        "Correo;Nombre;Rol;Biografía;Ubicación;Zona horaria;Disponibilidad;Etapas\n\
         ana@x.org;Ana;mentora;Doce años en banca.;co-ant;Bogotá;\"lun-mar 18:00-20:00; sáb 9:00-12:00\";validación, crecimiento\n\
         luz@x.org;Luz;emprendedora;;Perú;America/Lima;;\n",
    );
    folder.imported("gente.csv");
    let ana = folder.person("ana@x.org")["user"].clone();
    let day = |day: &str, from: &str, to: &str| json!({ "weekday": day, "from": from, "to": to });
    let week =
        json!([day("monday", "18:00", "20:00"), day("tuesday", "18:00", "20:00"), day("saturday", "09:00", "12:00")]);
    assert_eq!(
        (&ana["about"], &ana["place"], &ana["time_zone"], &ana["stages"], &ana["availability"]),
        (
            &json!("Doce años en banca."),
            &json!("CO-ANT"),
            &json!("America/Bogota"),
            &json!(["validación", "crecimiento"]),
            &week
        )
    );
    let luz = folder.person("luz@x.org")["user"].clone();
    assert_eq!(
        (&luz["place"], &luz["time_zone"], &luz["availability"]),
        (&json!("PE"), &json!("America/Lima"), &json!([]))
    );
    assert_eq!(counts(&folder.report("gente.csv", &["--apply"])), (0, 0, 2));

    // The same week in English, and empty cells: nothing changes.
    folder.write(
        "people.csv",
        "email,name,bio,location,time zone,availability,stages\n\
         ana@x.org,Ana,,CO-ANT,america/bogota,\"Sat 9-12, Mon 6-8pm, Tue 18:00-19:00, 19:00-20:00\",\n\
         luz@x.org,Luz,,pe,,-,\n",
    );
    assert_eq!(counts(&folder.report("people.csv", &["--apply"])), (0, 0, 2));
    folder.write("people.csv", "email,name,availability\nana@x.org,Ana,Mon 18-20\n");
    assert_eq!(counts(&folder.report("people.csv", &["--apply"])), (0, 1, 0));
    assert_eq!(folder.person("ana@x.org")["user"]["availability"], json!([day("monday", "18:00", "20:00")]));
}

#[test]
fn what_is_wrong_names_cell_value_and_remedy_in_both_languages() {
    let folder = Folder::new();
    let long = "a".repeat(2_001);
    folder.write(
        "gente.csv",
        format!(
            "Correo;Nombre;Rol;Lugar;Zona horaria;Disponibilidad;Acerca de\n\
             a@x.org;A;mentora;Medellín;GMT-5;por las tardes;{long}\n\
             b@x.org;B;mentora;PER;Colombia;vie 22:00-02:00;\n\
             c@x.org;C;mentora;;;9:00-12:00;\n\
             d@x.org;D;mentora;;;lun-vie;\n\
             e@x.org;E;mentora;;;lun 9-25;\n\
             f@x.org;F;mentora;;;;{long}\n"
        ),
    );
    let expected = [
        "D2 bad_place",
        "E2 bad_time_zone",
        "F2 unknown_in_week",
        "D3 bad_place",
        "E3 bad_time_zone",
        "F3 ends_too_soon",
        "F4 no_day",
        "F5 no_hours",
        "F6 not_hours",
        "G7 too_long",
    ];
    assert_eq!(cells(&folder.report("gente.csv", &["--apply"])), expected);
    for (lang, lines) in [
        (
            "es",
            [
                "  D2 (Lugar): `Medellín` no es el código de un lugar; escriba un código ISO 3166 como CO-ANT o PE, o el nombre del país",
                "  E2 (Zona horaria): `GMT-5` no es una zona horaria; escriba un nombre como America/Bogota, o su ciudad: Bogotá",
                "  F2 (Disponibilidad): `por` no es un día ni una hora; escriba días y horas, como lun-vie 18:00-20:00; sáb 9:00-12:00",
                "  F3 (Disponibilidad): `22:00-02:00` termina antes de empezar; corrija las horas; lo que pasa de la medianoche se escribe en dos días, como vie 22:00-24:00; sáb 0:00-2:00",
                "  F4 (Disponibilidad): `9:00-12:00` no dice de qué día; ponga el día delante, como lun 9:00-12:00",
            ],
        ),
        (
            "en",
            [
                "  D2 (Lugar): `Medellín` is not the code of a place; write an ISO 3166 code such as CO-ANT or PE, or the name of the country",
                "  E2 (Zona horaria): `GMT-5` is not a time zone; write a name such as America/Bogota, or its city: Bogotá",
                "  F5 (Disponibilidad): `lun-vie` does not say at what time; put the hours behind it, such as lun-vie 9:00-12:00; for the whole day, 0:00-24:00",
                "  F6 (Disponibilidad): `9-25` does not say from when until when; write two times with a hyphen, 0:00 to 24:00, such as 18:00-20:00",
                "  G7 (Acerca de): has 2001 characters; the most is 2000; shorten it",
            ],
        ),
    ] {
        let told = folder.import("gente.csv", &["--lang", lang]).err;
        for line in lines {
            assert!(told.lines().any(|found| found == line), "{line}\n{told}");
        }
    }
}
