//! From the bytes of a CSV file to text.

use super::{Encoding, FileProblem, OtherFormat};
use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Decodes a file and says what its encoding was.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), FileProblem> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok((UTF_16LE.decode_without_bom_handling(rest).0, Encoding::Utf16Le));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok((UTF_16BE.decode_without_bom_handling(rest).0, Encoding::Utf16Be));
    }
    if let Some(encoding) = bare_utf16(bytes) {
        let codec = if encoding == Encoding::Utf16Le { UTF_16LE } else { UTF_16BE };
        return Ok((codec.decode_without_bom_handling(bytes).0, encoding));
    }
    if is_binary(bytes) {
        return Err(FileProblem::OtherFormat(OtherFormat::Binary));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), Encoding::Utf8));
    }
    if has_utf8_letters(bytes) {
        return Ok((Cow::Owned(line_by_line(bytes)), Encoding::Mixed));
    }
    if is_mac(bytes) {
        return Ok((MACINTOSH.decode_without_bom_handling(bytes).0, Encoding::MacRoman));
    }
    // The two differ only in 0x80 to 0x9F, where Latin-1 has control characters.
    let latin1 = !bytes.iter().any(|byte| (0x80..=0x9f).contains(byte));
    let encoding = if latin1 { Encoding::Latin1 } else { Encoding::Windows1252 };
    Ok((WINDOWS_1252.decode_without_bom_handling(bytes).0, encoding))
}

/// UTF-16 without a byte-order mark: every other byte of western text is zero.
fn bare_utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..bytes.len().min(4_096) & !1)?;
    let (mut high, mut low, mut pairs) = (0_usize, 0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        pairs += 1;
        high += usize::from(pair.first() == Some(&0));
        low += usize::from(pair.last() == Some(&0));
    }
    if pairs < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    match (high * 10 > pairs * 7, low * 10 > pairs * 7) {
        (true, false) => Some(Encoding::Utf16Be),
        (false, true) => Some(Encoding::Utf16Le),
        _ => None,
    }
}

/// A zero byte, or control characters in more than one byte of fifty.
fn is_binary(bytes: &[u8]) -> bool {
    let odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a);
    bytes.contains(&0) || bytes.iter().filter(odd).count() * 50 > bytes.len()
}

/// Whether a letter with an accent stands there in UTF-8, although the whole is not UTF-8.
fn has_utf8_letters(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| chunk.valid().chars().any(|c| ('\u{a1}'..='\u{24f}').contains(&c)))
}

fn line_by_line(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0),
        }
    }
    text
}

/// Whether accents are where a Mac puts them: `á é ó ú ñ` are punctuation or rare letters in Windows-1252, and none of the bytes that
/// Windows uses for its own accents follows a letter.
fn is_mac(bytes: &[u8]) -> bool {
    let (mut mac, mut windows) = (0_usize, 0_usize);
    for pair in bytes.windows(2) {
        let [before, byte] = pair else { continue };
        if before.is_ascii_alphabetic() {
            mac += usize::from(matches!(byte, 0x87 | 0x8e | 0x96 | 0x97 | 0x9c));
            windows +=
                usize::from(matches!(byte, 0xe1 | 0xe9 | 0xed | 0xf1 | 0xf3 | 0xfa | 0xfc | 0xcd | 0xd3 | 0xc9 | 0xd1));
        }
    }
    mac > 0 && windows == 0
}

/// A word whose accents were encoded twice (`JosÃ©`), if there is one.
pub(super) fn twice_encoded(text: &str) -> Option<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '"')).find(|word| {
        word.match_indices('Ã').any(|(at, found)| {
            let next = word.get(at + found.len()..).and_then(|rest| rest.chars().next());
            next.is_some_and(|c| ('\u{a1}'..='\u{bf}').contains(&c) || matches!(c, '\u{ad}' | '‘' | '“' | '‰' | 'š'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> (String, Encoding) {
        let (text, encoding) = decode(bytes).unwrap();
        (text.into_owned(), encoding)
    }

    #[test]
    fn every_encoding_gives_the_same_name() {
        let name = "María Ñuñez,José";
        let wide: Vec<u16> = name.encode_utf16().collect();
        let le: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let be: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(of(name.as_bytes()), (name.to_owned(), Encoding::Utf8));
        assert_eq!(of(&[b"\xff\xfe".as_slice(), &le].concat()), (name.to_owned(), Encoding::Utf16Le));
        assert_eq!(of(&[b"\xfe\xff".as_slice(), &be].concat()), (name.to_owned(), Encoding::Utf16Be));
        assert_eq!(of(&le), (name.to_owned(), Encoding::Utf16Le));
        assert_eq!(of(&be), (name.to_owned(), Encoding::Utf16Be));
        assert_eq!(of(&WINDOWS_1252.encode(name).0), (name.to_owned(), Encoding::Latin1));
        assert_eq!(of(b"Mar\x92a \x84u\x96ez,Jos\x8e"), ("María Ñuñez,José".to_owned(), Encoding::MacRoman));
    }

    #[test]
    fn the_euro_tells_windows_from_latin_1() {
        assert_eq!(of(b"A\xf1o \x80"), ("Año €".to_owned(), Encoding::Windows1252));
    }

    #[test]
    fn two_files_pasted_together_are_read_line_by_line() {
        assert_eq!(of(b"Mar\xc3\xada\nJos\xe9\n"), ("María\nJosé\n".to_owned(), Encoding::Mixed));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(decode(b"ab\0cd\x01").is_err());
        assert_eq!(twice_encoded("email;MarÃ\u{ad}a"), Some("MarÃ\u{ad}a"));
        assert_eq!(twice_encoded("SÃO PAULO"), None);
    }
}
