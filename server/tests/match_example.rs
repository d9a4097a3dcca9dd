//! `semillero match` on our invented example: what it prints for each strategy, in both languages, and that rows may stand in any order.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it cannot go on")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const FILES: [&str; 3] = ["mentees", "mentors", "organisations"];

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/matching")
}

fn printed(folder: &Path, language: &str, more: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_semillero"));
    command.env("LANG", language).arg("match").args(more);
    for file in FILES {
        command.arg(format!("--{file}")).arg(folder.join(file).with_extension("csv"));
    }
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Copies the example with the rows of each file in another order.
fn turned(by: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in FILES {
        let text = std::fs::read_to_string(example().join(file).with_extension("csv")).unwrap();
        let (columns, rows) = text.split_once('\n').unwrap();
        let mut rows: Vec<&str> = rows.lines().collect();
        let places = rows.len();
        rows.rotate_left(by % places);
        // Turned by an odd number and reversed, two rows would stand as before.
        if by.is_multiple_of(4) {
            rows.reverse();
        }
        let text = format!("{columns}\n{}\n", rows.join("\n"));
        std::fs::write(folder.path().join(file).with_extension("csv"), text).unwrap();
    }
    folder
}

#[test]
fn rows_of_all_three_files_may_stand_in_any_order() {
    for strategy in ["most-people", "highest-score", "stable"] {
        let digest = |folder: &Path| {
            let text = printed(folder, "en_US.UTF-8", &["--json", "--seed", "3", "--strategy", strategy]);
            serde_json::from_str::<Value>(&text).unwrap()["digest"].clone()
        };
        let expected = digest(&example());
        assert!(expected.is_string());
        for by in 1..5 {
            assert_eq!(digest(turned(by).path()), expected, "{strategy}, turned by {by}");
        }
    }
}

#[test]
fn most_people_prints() {
    insta::assert_snapshot!(printed(&example(), "es_ES.UTF-8", &["--strategy", "most-people"]), @r"
    Bruno Salas    →  Marta Ríos   100.00 %  su 1.ª opción (7000) + la 1.ª opción de quien mentora (3000)
    Camila Duarte  →  Tomás Vega   100.00 %  su 1.ª opción (7000) + la 1.ª opción de quien mentora (3000)
    Diego Ñañez    →  Óscar Lemus   70.00 %  su 1.ª opción (7000)
    Elena Cabrera  →  Inés Prado   100.00 %  su 1.ª opción (7000) + la 1.ª opción de quien mentora (3000)
    Gabriela Luna  →  Lucía Ferro  100.00 %  su 1.ª opción (7000) + la 1.ª opción de quien mentora (3000)
    Hugo Paredes   →  Lucía Ferro  100.00 %  su 1.ª opción (7000) + la 1.ª opción de quien mentora (3000)
    Iris Montalvo  →  Tomás Vega    85.00 %  su 1.ª opción (7000) + la 2.ª opción de quien mentora (1500)
    Julián Reyes   →  Marta Ríos    85.00 %  su 1.ª opción (7000) + la 2.ª opción de quien mentora (1500)
    Luis Zamora    →  Inés Prado    90.00 %  su 1.ª opción (7000) + la 2.ª opción de quien mentora (2000)
    Alma Quispe    –  los cupos de su lista dan más al conjunto con otras personas
    Fabián Ortiz   –  los cupos de su lista dan más al conjunto con otras personas
    Karina Solís   –  sin lista propia; los cupos dan más al conjunto con otras personas

    parejas: 9; con pareja: 9 de 12 mentees
    por opción: 1.ª: 9
    incumplimientos verificados: 0; no existe nada mejor
    parejas que bloquean, ambas partes ganan: 0
    contando el sorteo entre iguales: 2 (quien mentora tiene los cupos llenos y prefiere a esta persona: 1; la organización está llena y prefiere a esta persona: 1)
    estrategia most_people, semilla 0, huella 4e26cba2fa45cfcf765a880bb41b2f03ebe38eb87e1015d6cab450d2d32bf146
    ");
}

#[test]
fn highest_score_prints() {
    insta::assert_snapshot!(printed(&example(), "en_US.UTF-8", &["--strategy", "highest-score"]), @r"
    Bruno Salas    →  Marta Ríos   100.00 %  their choice no. 1 (7000) + the mentor's choice no. 1 (3000)
    Camila Duarte  →  Tomás Vega   100.00 %  their choice no. 1 (7000) + the mentor's choice no. 1 (3000)
    Diego Ñañez    →  Óscar Lemus   70.00 %  their choice no. 1 (7000)
    Elena Cabrera  →  Inés Prado   100.00 %  their choice no. 1 (7000) + the mentor's choice no. 1 (3000)
    Gabriela Luna  →  Lucía Ferro  100.00 %  their choice no. 1 (7000) + the mentor's choice no. 1 (3000)
    Hugo Paredes   →  Lucía Ferro  100.00 %  their choice no. 1 (7000) + the mentor's choice no. 1 (3000)
    Iris Montalvo  →  Tomás Vega    85.00 %  their choice no. 1 (7000) + the mentor's choice no. 2 (1500)
    Julián Reyes   →  Marta Ríos    85.00 %  their choice no. 1 (7000) + the mentor's choice no. 2 (1500)
    Luis Zamora    →  Inés Prado    90.00 %  their choice no. 1 (7000) + the mentor's choice no. 2 (2000)
    Alma Quispe    –  the seats on their list serve the whole better with others
    Fabián Ortiz   –  the seats on their list serve the whole better with others
    Karina Solís   –  no list of their own; the seats serve the whole better with others

    pairs: 9; matched: 9 of 12 mentees
    by choice: 1st: 9
    breaches, verified: 0; nothing better exists
    blocking pairs, both sides gain by rank: 0
    counting the lottery among equals too: 2 (the mentor is full and prefers this mentee: 1; the organisation is full and prefers this mentee: 1)
    strategy highest_score, seed 0, digest 2aebce8c6529647851eae528382163b95c3839bd8ececff26b92020ba30b4242
    ");
}

#[test]
fn stable_prints() {
    insta::assert_snapshot!(printed(&example(), "en_US.UTF-8", &["--strategy", "stable"]), @r"
    Alma Quispe    →  Marta Ríos    85.00 %  their choice no. 1 (7000) + the mentor's choice no. 2 (1500)
    Bruno Salas    →  Marta Ríos   100.00 %  their choice no. 1 (7000) + the mentor's choice no. 1 (3000)
    Camila Duarte  →  Tomás Vega   100.00 %  their choice no. 1 (7000) + the mentor's choice no. 1 (3000)
    Diego Ñañez    →  Óscar Lemus   70.00 %  their choice no. 1 (7000)
    Elena Cabrera  →  Inés Prado   100.00 %  their choice no. 1 (7000) + the mentor's choice no. 1 (3000)
    Hugo Paredes   →  Lucía Ferro  100.00 %  their choice no. 1 (7000) + the mentor's choice no. 1 (3000)
    Iris Montalvo  →  Tomás Vega    85.00 %  their choice no. 1 (7000) + the mentor's choice no. 2 (1500)
    Karina Solís   →  Óscar Lemus    0.00 %  neither list names the other
    Luis Zamora    →  Inés Prado    90.00 %  their choice no. 1 (7000) + the mentor's choice no. 2 (2000)
    Fabián Ortiz   –  every seat on their list went to people ranked higher, or luckier in the lottery among equals
    Gabriela Luna  –  every seat on their list went to people ranked higher, or luckier in the lottery among equals
    Julián Reyes   –  every seat on their list went to people ranked higher, or luckier in the lottery among equals

    pairs: 9; matched: 9 of 12 mentees
    by choice: 1st: 8
    breaches, verified: 0
    blocking pairs, both sides gain by rank: 0
    counting the lottery among equals too: 0
    strategy stable, seed 0, digest b8d8d0c938cbc78a54449eccaf0180eab2480caef3240bebc605b865b49ac2db
    ");
}
