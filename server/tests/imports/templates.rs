//! The templates are good as they are.

use crate::folder::{Folder, counts};

#[test]
fn every_template_is_imported_as_it_is_in_both_languages() {
    for lang in ["es", "en"] {
        let folder = Folder::new();
        // The templates of mentorships and ventures name people of whom that of people shows only two.
        folder.write(
            "others.csv",
            "correo;nombre;rol\neva@example.org;Eva;emprendedora\nmarta@example.org;Marta;emprendedora\n",
        );
        folder.imported("others.csv");
        for kind in ["people", "ventures", "mentorships", "sessions"] {
            let template = folder.run(&["import", "--template", kind, "--lang", lang]);
            assert_eq!((template.code, template.err.as_str()), (0, ""), "{kind}");
            assert!(template.out.starts_with('\u{feff}'), "Excel would break the accents of {kind}");
            folder.write("template.csv", &template.out);
            let report = folder.report("template.csv", &["--apply", "--lang", lang]);
            assert_eq!((counts(&report), &report["kind"]), ((2, 0, 0), &kind.into()), "{kind} in {lang}: {report:#}");
            assert_eq!(report["warnings"], serde_json::json!([]), "{kind} in {lang}");
            let again = folder.report("template.csv", &["--apply", "--lang", lang]);
            assert_eq!(counts(&again), (0, 0, 2), "{kind} in {lang}");
        }
    }
}
