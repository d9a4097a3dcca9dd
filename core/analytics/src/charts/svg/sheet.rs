//! The sheet that a chart is drawn on: title above, keys and notes below, the chart between.

use super::canvas::{Anchor, Area, Canvas, Type};
use super::palette::{self, Paint};
use super::scale::{Marks, Scale};
use crate::charts::numbers::Style;
use crate::charts::text::{escape, width, wrap};

/// The margin on every side.
pub(super) const MARGIN: i64 = 160;

/// What a sign below the chart explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A line of this colour with its dashes.
    Line(usize),
    /// A heavy line of this colour.
    Heavy(usize),
    /// A light line of this colour.
    Light(usize),
    /// A dashed grey line.
    Previous,
    /// An area of this colour with a pattern.
    Fill(usize, &'static str),
    /// A pale area: an interval.
    Band(usize),
    /// A whisker with a dot.
    Whisker(usize),
    /// A hatched area: not over yet.
    Veil,
    /// A grey area.
    Grey,
    /// A hatched grey area: still open.
    Open,
    /// A diamond: hidden.
    Hidden,
    /// A hollow dot: too little behind it.
    Hollow(usize),
    /// A star.
    Star,
    /// An interval with ends.
    Range,
    /// A line with a square.
    Net,
}

/// A chart in the making.
pub(super) struct Sheet {
    pub(super) canvas: Canvas,
    pub(super) width: i64,
    /// Where the chart begins.
    pub(super) top: i64,
    /// How high it may be if that is enough for it.
    pub(super) room: i64,
    /// Where it ends, once it is drawn.
    pub(super) bottom: i64,
    keys: Vec<(Sign, String)>,
    notes: Vec<String>,
}

impl Sheet {
    /// Draws the title and what stands under it.
    pub(super) fn new(id: &str, width: i64, height: i64, title: &str, under: &str) -> Self {
        let mut canvas = Canvas { id: id.to_owned(), body: String::new() };
        let inner = width - 2 * MARGIN;
        let mut y = 130;
        for line in wrap(title, 16, inner * 9 / 10, 2) {
            y += 140;
            canvas.text(MARGIN, y, Type::LABEL.size(16).bold(), &line);
            y += 60;
        }
        for line in wrap(under, 12, inner, 2) {
            y += 120;
            canvas.text(MARGIN, y, Type::QUIET, &line);
            y += 40;
        }
        let top = y + 130;
        Self {
            canvas,
            width,
            top,
            room: (height - top - 560).max(1200),
            bottom: top,
            keys: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn inner(&self) -> i64 {
        self.width - 2 * MARGIN
    }

    /// Explains a sign, once.
    pub(super) fn key(&mut self, sign: Sign, text: impl Into<String>) {
        let text = text.into();
        if !self.keys.iter().any(|known| known.0 == sign) {
            self.keys.push((sign, text));
        }
    }

    pub(super) fn note(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() && !self.notes.contains(&text) {
            self.notes.push(text);
        }
    }

    /// The marks of an upright axis with their lines across; answers the scale.
    pub(super) fn upright(&mut self, marks: &Marks, style: &Style, plot: Area) -> Scale {
        let scale = Scale::new(marks.lo, marks.hi, plot.y + plot.h, plot.y);
        for mark in &marks.at {
            let y = scale.at(*mark);
            let (paint, wide) = if *mark == 0.0 { (Paint::Part("axis"), "1") } else { (Paint::Part("grid"), "1") };
            self.canvas.line((plot.x, y), (plot.x + plot.w, y), paint, wide, "");
            self.canvas.text(plot.x - 80, y + 42, Type::QUIET.end(), &marks.text(*mark, style));
        }
        scale
    }

    /// The marks of a level axis below a plot with their lines through it; answers the scale.
    pub(super) fn level(&mut self, marks: &Marks, style: &Style, plot: Area) -> Scale {
        let scale = Scale::new(marks.lo, marks.hi, plot.x, plot.x + plot.w);
        let widest = marks.at.iter().map(|mark| width(&marks.text(*mark, style), 12)).max().unwrap_or(0);
        let each = plot.w / i64::try_from(marks.at.len().max(2) - 1).unwrap_or(1);
        let skip = usize::try_from((widest + 100) / each.max(1) + 1).unwrap_or(1);
        for (at, mark) in marks.at.iter().enumerate() {
            let x = scale.at(*mark);
            let paint = if *mark == 0.0 { Paint::Part("axis") } else { Paint::Part("grid") };
            self.canvas.line((x, plot.y), (x, plot.y + plot.h), paint, "1", "");
            if at % skip == 0 || *mark == 0.0 && skip == 1 {
                self.canvas.text(x, plot.y + plot.h + 160, Type::QUIET.middle(), &marks.text(*mark, style));
            }
        }
        scale
    }

    /// Draws keys and notes, and closes the picture.
    pub(super) fn finish(mut self, tag: &str, title: &str, description: &str) -> String {
        let mut y = self.bottom + 120;
        y = self.draw_keys(y);
        for note in std::mem::take(&mut self.notes) {
            for line in wrap(&note, 12, self.inner(), 3) {
                y += 120;
                self.canvas.text(MARGIN, y, Type::QUIET, &line);
                y += 45;
            }
        }
        let (w, h) = (super::canvas::px(self.width), super::canvas::px((y + 120) / 10 * 10));
        let Canvas { id, body } = self.canvas;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sm-chart\" lang=\"{tag}\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
             aria-labelledby=\"{id}-t {id}-d\" font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\">\n\
             <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n{}\n<defs>{}</defs>\n\
             <rect width=\"{w}\" height=\"{h}\" rx=\"10\" {}/>\n{body}</svg>\n",
            escape(title),
            escape(description),
            palette::styles(),
            palette::patterns(&id),
            Paint::Part("ground").attributes(),
        )
    }

    fn draw_keys(&mut self, mut y: i64) -> i64 {
        let mut x = MARGIN;
        let keys = std::mem::take(&mut self.keys);
        let any = !keys.is_empty();
        for (sign, text) in keys {
            let room = self.inner() - 300;
            let lines = wrap(&text, 12, room, 3);
            let wide = 300 + lines.iter().map(|line| width(line, 12)).max().unwrap_or(0) + 180;
            if x > MARGIN && x + wide - 180 > self.width - MARGIN {
                x = MARGIN;
                y += 190;
            }
            self.sign(sign, x, y + 80);
            for (at, line) in lines.iter().enumerate() {
                y += if at == 0 { 0 } else { 160 };
                self.canvas.text(x + 300, y + 122, Type::LABEL, line);
            }
            x += wide;
        }
        if any { y + 200 } else { y }
    }

    /// A sign of 24 by 10 pixels around a middle line.
    fn sign(&mut self, sign: Sign, x: i64, y: i64) {
        let area = Area { x, y: y - 50, w: 240, h: 100 };
        let ends = ((x, y), (x + 240, y));
        let canvas = &mut self.canvas;
        match sign {
            Sign::Line(tone) => canvas.line(ends.0, ends.1, Paint::Stroke(tone), "2", palette::dashes(tone)),
            Sign::Heavy(tone) => canvas.line(ends.0, ends.1, Paint::Stroke(tone), "2.5", ""),
            Sign::Light(tone) => canvas.line(ends.0, ends.1, Paint::Stroke(tone), "1", ""),
            Sign::Previous => canvas.line(ends.0, ends.1, Paint::Part("axis"), "1.5", "5 4"),
            Sign::Net => {
                canvas.line(ends.0, ends.1, Paint::Part("whisker"), "1.8", "");
                canvas.net((x + 120, y));
            }
            Sign::Range => super::bars::whisker(canvas, x + 20, x + 220, y),
            Sign::Fill(tone, pattern) => {
                canvas.rect(area, Paint::Fill(tone), "");
                if !pattern.is_empty() {
                    canvas.pattern(area, pattern);
                }
            }
            Sign::Band(tone) => canvas.rect(area, Paint::Fill(tone), " fill-opacity=\"0.18\""),
            Sign::Whisker(tone) => {
                canvas.line(ends.0, ends.1, Paint::Stroke(tone), "2", "");
                canvas.dot((x + 120, y), 40, tone, true);
            }
            Sign::Veil => {
                canvas.rect(area, Paint::Part("shade"), "");
                canvas.pattern(area, "veil");
            }
            Sign::Open => {
                canvas.rect(area, Paint::Part("grey"), "");
                canvas.pattern(area, "hatch");
            }
            Sign::Grey => canvas.rect(area, Paint::Part("grey"), ""),
            Sign::Hidden => canvas.hidden((x + 120, y)),
            Sign::Hollow(tone) => canvas.dot((x + 120, y), 40, tone, false),
            Sign::Star => canvas.text(x + 120, y + 50, Type { anchor: Anchor::Middle, ..Type::LABEL }, "*"),
        }
    }
}
