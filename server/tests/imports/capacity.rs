//! The seats of mentors are right from the first day.

use crate::folder::{Folder, cells, counts};

const PEOPLE: &str = "correo,nombre,rol,plazas\nana@x.org,Ana,mentora,2\nluz@x.org,Luz,mentora,5\n\
                      b@x.org,Bea,emprendedora,\nc@x.org,Cora,emprendedora,\nd@x.org,Dora,emprendedora,\n";

#[test]
fn running_mentorships_take_seats_and_one_too_many_is_told_by_line() {
    let folder = Folder::new();
    folder.write("people.csv", PEOPLE);
    folder.imported("people.csv");
    let seats = |folder: &Folder, email: &str| folder.person(email)["ally"]["seats_taken"].clone();
    assert_eq!(seats(&folder, "ana@x.org"), 0);

    // Three for a mentor with two seats: the third is at fault.
    folder.write(
        "three.csv",
        "mentora;emprendedora;desde\nana@x.org;b@x.org;2026-03-02\nana@x.org;c@x.org;2026-03-03\n\
         ana@x.org;d@x.org;2026-03-04\n",
    );
    let before = folder.rows();
    let refused = folder.report("three.csv", &["--apply"]);
    assert_eq!((cells(&refused), &refused["applied"]), (vec!["A4 no_seat_left".to_owned()], &false.into()));
    assert_eq!((folder.rows(), seats(&folder, "ana@x.org")), (before, 0.into()));
    let skipped = folder.report("three.csv", &["--apply", "--skip-bad"]);
    assert_eq!((counts(&skipped), &skipped["bad"]), ((2, 0, 0), &vec![4].into()));
    assert_eq!(seats(&folder, "ana@x.org"), 2);

    // Those two are known, and still there is no seat for a third.
    assert_eq!(cells(&folder.report("three.csv", &["--apply"])), ["A4 no_seat_left"]);
    // A mentee has one mentor here, and Luz has room for the one who is left.
    folder
        .write("more.csv", "mentora;emprendedora;desde\nluz@x.org;b@x.org;2026-03-02\nluz@x.org;d@x.org;2026-03-02\n");
    let refused = folder.report("more.csv", &["--apply"]);
    assert_eq!(cells(&refused), ["B2 too_many_mentors"]);
    let told = folder.import("more.csv", &["--apply", "--lang", "es"]);
    let expected =
        "B2 (emprendedora): con esta fila `b@x.org` tendría más de 1 mentoría(s) en la cohorte; quite la fila";
    assert!(told.err.contains(expected), "{}", told.err);
    assert_eq!(counts(&folder.report("more.csv", &["--apply", "--skip-bad"])), (1, 0, 0));
    assert_eq!((seats(&folder, "ana@x.org"), seats(&folder, "luz@x.org")), (2.into(), 1.into()));
}

#[test]
fn a_date_put_right_in_the_sheet_is_put_right_here() {
    let folder = Folder::new();
    folder.write("people.csv", PEOPLE);
    folder.imported("people.csv");
    folder.write("one.csv", "mentora,emprendedora,desde\nana@x.org,b@x.org,2026-03-02\n");
    folder.imported("one.csv");
    folder.write("one.csv", "mentora,emprendedora,desde\nana@x.org,b@x.org,2026-02-02\n");
    assert_eq!(counts(&folder.report("one.csv", &["--apply"])), (0, 1, 0));
    assert_eq!(counts(&folder.report("one.csv", &["--apply"])), (0, 0, 1));
}
