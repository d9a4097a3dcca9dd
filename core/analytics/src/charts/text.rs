//! Labels that come from people: made safe for markup, measured and cut without knowing the font.

use std::borrow::Cow;

/// Text that is safe between tags and inside quoted attributes of XML and HTML. What XML cannot hold becomes U+FFFD; marks that turn
/// the direction of what follows are left out, since they would reach beyond their label.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

/// About how wide a text is, in tenths of a pixel. Widths are those of a wide sans serif, so that text fits in others too.
pub(super) fn width(text: &str, size: i64) -> i64 {
    text.chars().map(|letter| thousandths(letter) * size).sum::<i64>() / 100
}

/// Of an em.
fn thousandths(letter: char) -> i64 {
    match letter {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => 0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{a0}' | 'í' | '·' => 330,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | 'I' | '/' | '-' => 400,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '−' | '+' | '≥' | '≤' | '×' => 900,
        '0'..='9' | 'a'..='z' | 'á' | 'é' | 'ó' | 'ú' | 'ñ' | 'ü' | '–' => 620,
        'A'..='Z' | 'Á' | 'É' | 'Ó' | 'Ú' | 'Ñ' => 710,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}' | '\u{1f000}'.. => 1050,
        _ => 680,
    }
}

/// The text, or as much of it as fits with an ellipsis.
pub(super) fn shorten(text: &str, size: i64, room: i64) -> Cow<'_, str> {
    if width(text, size) <= room {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if width(&kept, size) + width("…", size) > room {
            kept.pop();
            break;
        }
    }
    let trimmed = kept.trim_end();
    Cow::Owned(format!("{trimmed}…"))
}

/// The text in at most so many lines, broken between words; the last is cut if it must be.
pub(super) fn wrap(text: &str, size: i64, room: i64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        let full = lines.len() >= most;
        match lines.last_mut() {
            Some(line) if full || width(line, size) + width(" ", size) + width(word, size) <= room => {
                // Once the last line is over its room, more words only lengthen what is cut off.
                if width(line, size) <= room {
                    line.push(' ');
                    line.push_str(word);
                }
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| shorten(line, size, room).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_labels_lose_their_teeth() {
        assert_eq!(escape("</text><script>"), "&lt;/text&gt;&lt;script&gt;");
        assert_eq!(escape("a\u{0}b\u{202e}c\nd"), "a\u{fffd}bc d");
    }

    #[test]
    fn long_labels_are_cut_or_broken() {
        assert_eq!(shorten("corto", 13, 1000), "corto");
        assert!(shorten("una etiqueta muy larga", 13, 700).ends_with('…'));
        assert_eq!(wrap("uno dos tres", 13, 600, 3).len(), 2);
        assert!(wrap("uno dos tres cuatro cinco", 13, 600, 2)[1].ends_with('…'));
        assert!(wrap("", 13, 600, 2).is_empty());
    }
}
