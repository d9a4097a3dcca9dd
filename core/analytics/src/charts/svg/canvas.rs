//! Marks as SVG text. Places are whole tenths of a pixel, so that the bytes are the same on every platform.

use super::palette::Paint;
use crate::charts::text::{escape, width, wrap};
use std::fmt::Write;

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: i64,
    pub(super) bold: bool,
    pub(super) part: &'static str,
    pub(super) anchor: Anchor,
}

impl Type {
    pub(super) const LABEL: Self = Self { size: 12, bold: false, part: "ink", anchor: Anchor::Start };
    pub(super) const QUIET: Self = Self { size: 12, bold: false, part: "quiet", anchor: Anchor::Start };

    pub(super) fn size(self, size: i64) -> Self {
        Self { size, ..self }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    pub(super) fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }
}

/// A box in tenths of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) w: i64,
    pub(super) h: i64,
}

/// The marks drawn so far.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    pub(super) id: String,
    pub(super) body: String,
}

/// Tenths of a pixel as pixels.
pub(super) fn px(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

impl Canvas {
    fn put(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(arguments);
        self.body.push('\n');
    }

    pub(super) fn text(&mut self, x: i64, y: i64, kind: Type, text: &str) {
        self.letters(x, y, kind, text, "");
    }

    /// A text that stays readable over what is drawn below it.
    pub(super) fn over(&mut self, x: i64, y: i64, kind: Type, text: &str) {
        let edge = Paint::Part("edge").attributes().replace("class=\"sm-edge\" ", "");
        let class = format!("sm-edge sm-{}", kind.part);
        let fill = Paint::Part(kind.part).attributes();
        let fill = fill.split_once(' ').map_or("", |(_, fill)| fill);
        let extra = format!(
            "class=\"{class}\" {fill} {edge} stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\""
        );
        self.letters(x, y, kind, text, &extra);
    }

    fn letters(&mut self, x: i64, y: i64, kind: Type, text: &str, paint: &str) {
        let anchor = match kind.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if kind.bold { " font-weight=\"600\"" } else { "" };
        let own = Paint::Part(kind.part).attributes();
        let paint = if paint.is_empty() { own.as_str() } else { paint };
        self.put(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{anchor} {paint}>{}</text>",
            px(x),
            px(y),
            kind.size,
            escape(text)
        ));
    }

    /// A label that ends at a place beside a mark; a long one has two smaller lines around the middle and may be cut.
    pub(super) fn beside(&mut self, x: i64, middle: i64, kind: Type, room: i64, text: &str) {
        let small = kind.size(kind.size - 1).end();
        match wrap(text, small.size, room, 2).as_slice() {
            [first, second] if width(text, kind.size) > room => {
                let whole = [first.as_str(), second.as_str()].join(" ") == text;
                if !whole {
                    self.body.push_str(&format!("<g><title>{}</title>", escape(text)));
                }
                self.text(x, middle - 22, small, first);
                self.text(x, middle + 108, small, second);
                if !whole {
                    self.body.push_str("</g>\n");
                }
            }
            [only] if width(text, kind.size) > room && only == text => self.text(x, middle + 42, small, only),
            _ => self.label(x, middle + 42, kind.end(), room, text),
        }
    }

    /// A label that may be cut; the whole of it is shown when pointed at.
    pub(super) fn label(&mut self, x: i64, y: i64, kind: Type, room: i64, text: &str) {
        let short = crate::charts::text::shorten(text, kind.size, room);
        if short == text {
            self.text(x, y, kind, text);
        } else {
            self.body.push_str(&format!("<g><title>{}</title>", escape(text)));
            self.text(x, y, kind, &short);
            self.body.push_str("</g>\n");
        }
    }

    pub(super) fn rect(&mut self, area: Area, paint: Paint, extra: &str) {
        let Area { x, y, w, h } = area;
        self.put(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {}{extra}/>",
            px(x),
            px(y),
            px(w.max(0)),
            px(h.max(0)),
            paint.attributes()
        ));
    }

    /// A pattern laid over what was drawn before.
    pub(super) fn pattern(&mut self, area: Area, name: &str) {
        let Area { x, y, w, h } = area;
        let id = self.id.clone();
        self.put(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#{id}-{name})\"/>",
            px(x),
            px(y),
            px(w.max(0)),
            px(h.max(0))
        ));
    }

    pub(super) fn line(&mut self, from: (i64, i64), to: (i64, i64), paint: Paint, width: &str, dashes: &str) {
        let dashes = if dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dashes}\"") };
        self.put(format_args!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {} stroke-width=\"{width}\"{dashes}/>",
            px(from.0),
            px(from.1),
            px(to.0),
            px(to.1),
            paint.attributes()
        ));
    }

    /// A line through points.
    pub(super) fn path(&mut self, points: &[(i64, i64)], paint: Paint, width: &str, dashes: &str) {
        if points.len() > 1 {
            let dashes = if dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dashes}\"") };
            let d = outline(points);
            self.put(format_args!(
                "<path d=\"{d}\" fill=\"none\" {} stroke-width=\"{width}\" stroke-linejoin=\"round\"{dashes}/>",
                paint.attributes()
            ));
        }
    }

    /// A filled shape.
    pub(super) fn shape(&mut self, points: &[(i64, i64)], paint: Paint, extra: &str) {
        if points.len() > 2 {
            let d = outline(points);
            self.put(format_args!("<path d=\"{d}Z\" {}{extra}/>", paint.attributes()));
        }
    }

    /// A dot, full or hollow.
    pub(super) fn dot(&mut self, (x, y): (i64, i64), radius: i64, tone: usize, full: bool) {
        if full {
            self.put(format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}/>",
                px(x),
                px(y),
                px(radius),
                Paint::Fill(tone).attributes()
            ));
        } else {
            self.put(format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}/>",
                px(x),
                px(y),
                px(radius),
                Paint::Part("ground").attributes()
            ));
            self.put(format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" {} stroke-width=\"1.6\"/>",
                px(x),
                px(y),
                px(radius),
                Paint::Stroke(tone).attributes()
            ));
        }
    }

    /// A small square with an edge.
    pub(super) fn net(&mut self, (x, y): (i64, i64)) {
        self.rect(Area { x: x - 40, y: y - 40, w: 80, h: 80 }, Paint::Part("ground"), "");
        self.rect(Area { x: x - 28, y: y - 28, w: 56, h: 56 }, Paint::Part("ink"), "");
    }

    /// The mark of a hidden figure: a small hollow diamond.
    pub(super) fn hidden(&mut self, (x, y): (i64, i64)) {
        let r = 40;
        self.put(format_args!(
            "<path d=\"{}Z\" fill=\"none\" {} stroke-width=\"1.4\"/>",
            outline(&[(x, y - r), (x + r, y), (x, y + r), (x - r, y)]),
            Paint::Part("axis").attributes()
        ));
    }
}

fn outline(points: &[(i64, i64)]) -> String {
    let mut d = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        d.push(if at == 0 { 'M' } else { 'L' });
        d.push_str(&px(*x));
        d.push(' ');
        d.push_str(&px(*y));
    }
    d
}
