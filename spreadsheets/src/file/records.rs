//! The records of a delimited text.
//!
//! The `csv` crate skips blank lines without a word and reads on to the end of the file when a quotation mark is never closed. People
//! need the row number their spreadsheet shows, and to be told of the open quotation mark, so this reads records itself.

use super::FileProblem;
use std::borrow::Cow;

/// Reads records one by one.
#[derive(Debug)]
pub(super) struct Records<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
    line: u32,
}

impl<'a> Records<'a> {
    /// Reads `text`, whose cells are separated by an ASCII character.
    pub(super) const fn new(text: &'a str, delimiter: u8) -> Self {
        Self { text, at: 0, delimiter, line: 0 }
    }

    /// The next record and its row; a blank line is a record with one empty cell.
    pub(super) fn next(&mut self, cells: &mut Vec<Cow<'a, str>>) -> Result<Option<u32>, FileProblem> {
        cells.clear();
        if self.at >= self.text.len() {
            return Ok(None);
        }
        self.line += 1;
        loop {
            cells.push(self.cell()?);
            match self.peek() {
                Some(byte) if byte == self.delimiter => self.at += 1,
                Some(b'\r') => {
                    self.at += 1;
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    return Ok(Some(self.line));
                }
                Some(b'\n') => {
                    self.at += 1;
                    return Ok(Some(self.line));
                }
                _ => return Ok(Some(self.line)),
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn cell(&mut self) -> Result<Cow<'a, str>, FileProblem> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte == b' ' && byte != self.delimiter) {
            self.at += 1;
        }
        if self.peek() == Some(b'"') {
            self.at += 1;
            return self.quoted();
        }
        self.skip_bare();
        Ok(Cow::Borrowed(self.slice(start, self.at)))
    }

    /// Moves to the end of what no quotation marks protect.
    fn skip_bare(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == self.delimiter || matches!(byte, b'\n' | b'\r'));
        self.at += end.unwrap_or(rest.len());
    }

    /// A cell whose quotation mark was just passed. Text after the closing one is kept, for people type `"Ana" Ruiz`.
    fn quoted(&mut self) -> Result<Cow<'a, str>, FileProblem> {
        let mut whole: Option<String> = None;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let Some(length) = rest.iter().position(|byte| *byte == b'"') else {
                return Err(FileProblem::OpenQuote { line: self.line });
            };
            let part = self.slice(self.at, self.at + length);
            self.at += length + 1;
            if self.peek() == Some(b'"') {
                let text = whole.get_or_insert_default();
                text.push_str(part);
                text.push('"');
                self.at += 1;
                continue;
            }
            let after = self.at;
            self.skip_bare();
            let tail = self.slice(after, self.at);
            let text = match whole {
                None if tail.is_empty() => Cow::Borrowed(part),
                before => Cow::Owned(before.unwrap_or_default() + part + tail),
            };
            return Ok(if text.contains('\r') {
                Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
            } else {
                text
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(u32, Vec<String>)> {
        let (mut records, mut cells, mut found) = (Records::new(text, b','), Vec::new(), Vec::new());
        while let Some(line) = records.next(&mut cells).unwrap() {
            found.push((line, cells.iter().map(|cell| cell.to_string()).collect()));
        }
        found
    }

    #[test]
    fn a_row_is_what_the_spreadsheet_shows() {
        let rows = all("a,b\r\n\r\n\"x\r\ny\",\"say \"\"hi\"\"\"\rlast,\n");
        let row = |line, cells: &[&str]| (line, cells.iter().map(|cell| cell.to_string()).collect::<Vec<_>>());
        assert_eq!(rows, [row(1, &["a", "b"]), row(2, &[""]), row(3, &["x\ny", "say \"hi\""]), row(4, &["last", ""])]);
    }

    #[test]
    fn careless_quotation_marks_lose_nothing() {
        assert_eq!(all("\"Ana\" Ruiz, \"a, b\",5\" x").first().unwrap().1, ["Ana Ruiz", "a, b", "5\" x"]);
    }

    #[test]
    fn an_open_quotation_mark_is_told_with_its_row() {
        let mut records = Records::new("a\n\"b\nc\n", b',');
        let mut cells = Vec::new();
        records.next(&mut cells).unwrap();
        assert_eq!(records.next(&mut cells), Err(FileProblem::OpenQuote { line: 2 }));
    }
}
