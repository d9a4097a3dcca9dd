//! Writes every kind of chart in both languages to a folder: `cargo run -p semillero-analytics --example gallery -- FOLDER`.
//! `index-es.html` and `index-en.html` show them all.

use semillero_analytics::charts::{ByteOrderMark, Locale, Size, alt_text, csv, html, svg, vega_lite};
use semillero_analytics::{Gated, Readable};
use std::fmt::Write;
use std::path::PathBuf;

#[path = "../tests/suite/samples.rs"]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the samples are written by hand and used by the tests as well"
)]
mod samples;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/gallery".to_owned()));
    std::fs::create_dir_all(&folder)?;
    for locale in [Locale::Es, Locale::En] {
        let tag = locale.tag();
        let mut page = format!(
            "<!doctype html><html lang=\"{tag}\"><meta charset=\"utf-8\"><title>Semillero</title><body style=\"max-width:44rem;margin:1rem auto;font-family:system-ui\">\n"
        );
        for (name, table) in samples::all() {
            let table = Gated::rows_are_readable(table, Readable::NobodysData);
            let at = |ending: &str| folder.join(format!("{name}-{tag}{ending}"));
            std::fs::write(at(".svg"), svg(&table, locale, Size::default()))?;
            std::fs::write(at("-phone.svg"), svg(&table, locale, Size { width: 340, height: 300 }))?;
            std::fs::write(at(".vl.json"), vega_lite(&table, locale).to_string())?;
            std::fs::write(at(".csv"), csv(&table, locale, ByteOrderMark::With))?;
            std::fs::write(at(".txt"), alt_text(&table, locale))?;
            let _ = writeln!(page, "<h2>{name}</h2>{}", html(&table, locale));
        }
        std::fs::write(folder.join(format!("index-{tag}.html")), page)?;
    }
    Ok(())
}
