//! What people see.

use crate::samples;
use semillero_analytics::charts::{ByteOrderMark, Locale, Size, alt_text, csv, html, svg};

#[test]
fn every_shape_draws_in_both_languages() {
    for (name, table) in samples::all() {
        for locale in [Locale::Es, Locale::En] {
            let drawn = svg(&table, locale, Size::default());
            assert!(drawn.contains("role=\"img\"") && drawn.contains("<desc"), "{name}");
            assert_eq!(drawn, svg(&table, locale, Size::default()), "{name} is the same every time");
            assert!(html(&table, locale).contains("</table>"), "{name}");
            assert!(alt_text(&table, locale).ends_with('.'), "{name}");
            assert!(csv(&table, locale, ByteOrderMark::Without).lines().count() > table.rows.len(), "{name}");
        }
    }
}
