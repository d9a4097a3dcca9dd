//! Several things in one cell.

use semillero_core::values::{EmailAddress, label_key};
use std::collections::HashSet;

/// The items of a list: separated by `;`, `|` or new lines, and by `,` when none of those occurs. Bullets go, and so do repetitions.
pub(crate) fn items(text: &str) -> Vec<String> {
    let strong = [';', '|', '\n'];
    let separators: &[char] = if text.contains(strong) { &strong } else { &[','] };
    let mut seen = HashSet::new();
    text.split(separators)
        .map(|item| item.trim().trim_start_matches(['•', '·', '*', '-', '–', '▪']).trim())
        .filter(|item| !item.is_empty())
        .filter(|item| {
            let key = label_key(item);
            // `C++` and `C#` have the same key and are two things; only what has letters is compared without punctuation.
            seen.insert(if key.len() > 2 { key } else { item.to_lowercase() })
        })
        .map(str::to_owned)
        .collect()
}

/// The addresses in a cell, or the first part that is none.
pub(crate) fn emails(text: &str) -> Result<Vec<EmailAddress>, String> {
    let mut found: Vec<EmailAddress> = Vec::new();
    // `Ana Ruiz <ana@example.org>` holds a space that separates nothing.
    let named = text.contains('<');
    let part_ends = |c: char| matches!(c, ';' | ',' | '|' | '\n') || (!named && (c.is_whitespace() || c == '/'));
    for part in text.split(part_ends).map(str::trim).filter(|part| !part.is_empty() && *part != "y" && *part != "&") {
        let address = EmailAddress::parse(bare(part)).map_err(|_| part.to_owned())?;
        if !found.iter().any(|known| known.key() == address.key()) {
            found.push(address);
        }
    }
    Ok(found)
}

/// The address in `Ana Ruiz <ana@example.org>` and in `mailto:ana@example.org`.
fn bare(text: &str) -> &str {
    let inner = text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(text, |(inner, _)| inner);
    let inner = inner.trim();
    match inner.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => inner.get(7..).unwrap_or(inner),
        _ => inner,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_separate_only_when_nothing_stronger_does() {
        assert_eq!(items("finanzas, ventas"), ["finanzas", "ventas"]);
        assert_eq!(items("vender más, y mejor; exportar;"), ["vender más, y mejor", "exportar"]);
        assert_eq!(items("- uno\n- dos\n\n• Uno"), ["uno", "dos"]);
        assert_eq!(items("C++, C#, C"), ["C++", "C#", "C"]);
    }

    #[test]
    fn addresses_come_in_many_coats() {
        let keys = |text: &str| emails(text).map(|all| all.iter().map(EmailAddress::key).collect::<Vec<_>>());
        assert_eq!(keys("Ana Ruiz <Ana@x.org>; mailto:eva@x.org"), Ok(vec!["ana@x.org".into(), "eva@x.org".into()]));
        assert_eq!(keys("ana@x.org y eva@x.org, ANA@x.org"), Ok(vec!["ana@x.org".into(), "eva@x.org".into()]));
        assert_eq!(keys("ana@x.org; eva"), Err("eva".into()));
    }
}
