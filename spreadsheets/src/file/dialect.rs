//! Which character separates the cells.

use super::{Limits, header, records::Records};

/// Semicolon before comma: a Spanish Excel writes it, and decimal commas are no separators.
const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// What is left of a text after the `sep=;` line with which Excel is told the separator, and that separator.
pub(super) fn declared(text: &str) -> (&str, Option<u8>) {
    let Some(rest) = text.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| text.get(4..))
    else {
        return (text, None);
    };
    let delimiter = rest.bytes().next().filter(|byte| DELIMITERS.contains(byte));
    let after = rest.get(1..).unwrap_or_default();
    let after = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r']));
    match (delimiter, after) {
        (Some(_), Some(after)) => (after, delimiter),
        _ => (text, None),
    }
}

/// The separator with which the most column names are known, then the one that cuts the rows most evenly.
pub(super) fn detect(text: &str) -> u8 {
    let most = text.len().min(64 << 10);
    let sample = text.get(..text.floor_char_boundary(most)).unwrap_or(text);
    let mut best = (b',', (0, 0, 0));
    for delimiter in DELIMITERS {
        let score = score(sample, delimiter);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// Known names in the best row, rows of the most frequent width, that width.
fn score(sample: &str, delimiter: u8) -> (usize, usize, usize) {
    let (mut records, mut cells) = (Records::new(sample, delimiter), Vec::new());
    let (mut known, mut widths, mut seen) = (0, Vec::new(), 0_usize);
    // An open quotation mark ends the sample early, as does its end in the middle of a row.
    while seen < 40 && matches!(records.next(&mut cells), Ok(Some(_))) {
        seen += 1;
        if seen <= Limits::HEADER_ROWS && cells.len() > 1 {
            known = known.max(header::known_names(cells.iter().map(AsRef::as_ref)));
        }
        if cells.len() > 1 {
            widths.push(cells.len());
        }
    }
    widths.sort_unstable();
    let (rows, width) = widths
        .chunk_by(|a, b| a == b)
        .map(|same| (same.len(), same.first().copied().unwrap_or(0)))
        .max()
        .unwrap_or((0, 0));
    (known, rows, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_before_commas() {
        assert_eq!(detect("email;nombre;habilidades\na@x.org;Ana;a, b, c, d\nb@x.org;Eva;e, f, g, h\n"), b';');
        assert_eq!(detect("email,nombre,habilidades\na@x.org,Ana,\"a;b;c\"\n"), b',');
        assert_eq!(detect("email\tnombre\na@x.org\tAna\n"), b'\t');
        assert_eq!(detect("email|nombre\na@x.org|Ana\n"), b'|');
        assert_eq!(detect("email\na@x.org\n"), b',');
    }

    #[test]
    fn excel_may_be_told_the_separator() {
        assert_eq!(declared("sep=;\r\nemail;a"), ("email;a", Some(b';')));
        assert_eq!(declared("sep=ñ\nemail"), ("sep=ñ\nemail", None));
        assert_eq!(declared("separador;a"), ("separador;a", None));
    }
}
