//! How long the largest file takes, and how much memory.
//!
//! ```sh
//! cargo run --release --example speed -- write folder      # people.csv and people.xlsx with 50,000 rows
//! cargo run --release --example speed -- read folder/people.xlsx
//! ```
//!
//! Writing and reading are two processes, so that the peak is that of reading.

use semillero_spreadsheets::{Kind, Limits, parse, read_table};
use std::error::Error;
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["write", folder] => write(Path::new(folder)),
        ["read", file] => read(file),
        _ => Err("write FOLDER or read FILE".into()),
    }
}

fn row(number: usize) -> [String; 10] {
    [
        format!("persona{number}@example.org"),
        format!("María José {number}"),
        format!("Ibáñez Núñez {}", number % 977),
        if number.is_multiple_of(3) { "mentora" } else { "emprendedora" }.to_owned(),
        (number % 20).to_string(),
        format!("Cooperativa número {}", number % 500),
        "Directora de finanzas; antes, en la exportación".to_owned(),
        "finanzas, exportación, precios".to_owned(),
        "español, inglés".to_owned(),
        "vender fuera; conseguir un préstamo".to_owned(),
    ]
}

const HEADER: [&str; 10] = [
    "Correo",
    "Nombre",
    "Apellidos",
    "Rol",
    "Plazas",
    "Organización",
    "Presentación",
    "Habilidades",
    "Idiomas",
    "Objetivos",
];

fn write(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut csv = csv::Writer::from_path(folder.join("people.csv"))?;
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    csv.write_record(HEADER)?;
    sheet.write_row(0, 0, HEADER)?;
    for (line, number) in (1..).zip(0..Limits::ROWS) {
        let cells = row(number);
        sheet.write_row(line, 0, &cells)?;
        csv.write_record(&cells)?;
    }
    csv.flush()?;
    book.save(folder.join("people.xlsx"))?;
    Ok(())
}

fn read(file: &str) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let start = Instant::now();
    let table = read_table(&bytes, file, None)?;
    let read = start.elapsed();
    let sheet = parse(&table, Kind::People);
    let all = start.elapsed();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    let (good, bad) = (sheet.rows.len(), sheet.bad_lines.len());
    println!("{} bytes: table {read:?}, all {all:?}, {good} good, {bad} bad, {peak}", bytes.len());
    Ok(())
}
