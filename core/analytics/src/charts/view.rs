//! A table taken apart for drawing: one line per measure and group, with what it is compared to.

use super::numbers::Style;
use super::words::Locale;
use crate::answer::{Measure, Row, Shape, Table, Unit};
use crate::calendar::{Day, Grain};
use std::collections::BTreeMap;

/// The end of the name of a measure that is the comparison of another.
const PREVIOUS: &str = ".previous";
/// The end of the name of a measure that is the change of another since its comparison.
const CHANGE: &str = ".change";

/// A table with a language.
pub(super) struct View<'a> {
    pub(super) table: &'a Table,
    pub(super) locale: Locale,
    /// The dimension along which the shape is drawn.
    axis: Option<usize>,
    currency: Option<usize>,
    /// Whether the labels of all lines are first days of months.
    monthly: bool,
    pub(super) lines: Vec<Line<'a>>,
}

/// The rows of one measure and group, in the order of the table.
pub(super) struct Line<'a> {
    pub(super) measure: Option<&'a Measure>,
    /// The title of the measure.
    pub(super) title: String,
    /// What sets the line apart from the others; the title when there is only one.
    pub(super) label: String,
    pub(super) style: Style,
    pub(super) rows: Vec<&'a Row>,
    pub(super) previous: Vec<&'a Row>,
    pub(super) change: Option<&'a Row>,
}

impl Line<'_> {
    /// Whether the name of the measure or of its metric ends in a word.
    pub(super) fn ends_in(&self, word: &str) -> bool {
        let ends = |name: &str| name.rsplit(['.', '_']).next() == Some(word);
        self.measure.is_some_and(|measure| ends(&measure.metric) || ends(&measure.name))
    }
}

impl<'a> View<'a> {
    pub(super) fn new(table: &'a Table, locale: Locale) -> Self {
        let at = |name: &str| table.dimensions.iter().position(|dimension| dimension == name);
        let axis = match table.shape {
            Shape::Funnel => at("step"),
            Shape::Retention => at("offset"),
            Shape::Survival => at("day"),
            Shape::Histogram => at("value"),
            Shape::Waterfall => at("part"),
            Shape::Number | Shape::Series | Shape::Bars | Shape::Lifecycle | Shape::Effect => None,
        };
        let mut view = Self { table, locale, axis, currency: at("currency"), monthly: false, lines: Vec::new() };
        view.lines = view.read();
        view.monthly = view.lines.iter().all(|line| line.label.parse::<Day>().is_ok_and(|day| day.parts().2 == 1));
        view
    }

    fn read(&self) -> Vec<Line<'a>> {
        let mut known: BTreeMap<(&str, Vec<Option<&str>>), usize> = BTreeMap::new();
        let mut lines: Vec<Line<'a>> = Vec::new();
        for row in &self.table.rows {
            let (name, kind) = match (row.measure.strip_suffix(PREVIOUS), row.measure.strip_suffix(CHANGE)) {
                (Some(name), _) if self.measure(name).is_some() => (name, PREVIOUS),
                (_, Some(name)) if self.measure(name).is_some() => (name, CHANGE),
                _ => (row.measure.as_str(), ""),
            };
            let group: Vec<Option<&str>> = self.group(row);
            let at = *known.entry((name, group)).or_insert_with(|| {
                lines.push(self.line(name, row));
                lines.len() - 1
            });
            if let Some(line) = lines.get_mut(at) {
                match kind {
                    PREVIOUS => line.previous.push(row),
                    CHANGE => line.change = line.change.or(Some(row)),
                    _ => line.rows.push(row),
                }
            }
        }
        let titles: std::collections::BTreeSet<&str> = lines.iter().map(|line| line.title.as_str()).collect();
        let many = titles.len() > 1;
        let labels: Vec<String> = lines.iter().map(|line| self.label(line, many)).collect();
        for (line, label) in lines.iter_mut().zip(labels) {
            line.label = label;
        }
        lines
    }

    fn line(&self, name: &str, row: &Row) -> Line<'a> {
        let measure = self.measure(name);
        let title = measure.map_or(name, |measure| self.locale.of(&measure.title)).to_owned();
        let unit = measure.map_or(Unit::Number, |measure| measure.unit);
        let currency =
            self.currency.and_then(|at| row.group.get(at)).cloned().flatten().filter(|_| unit == Unit::MinorUnits);
        let style = Style { unit, currency, locale: self.locale };
        Line { measure, title, label: String::new(), style, rows: Vec::new(), previous: Vec::new(), change: None }
    }

    fn label(&self, line: &Line<'a>, many_measures: bool) -> String {
        let row = line.rows.first().or(line.previous.first()).copied().or(line.change);
        let group = row.map(|row| self.group_label(row)).unwrap_or_default();
        match (group.is_empty(), many_measures) {
            (true, _) => line.title.clone(),
            (false, true) => format!("{} · {group}", line.title),
            (false, false) => group,
        }
    }

    /// The group of a row in words, without the dimension along which the shape is drawn and without the currency, which amounts say.
    pub(super) fn group_label(&self, row: &Row) -> String {
        let all = self.locale.pick("todos", "all");
        let money = self.measure(&row.measure).is_some_and(|measure| measure.unit == Unit::MinorUnits);
        let told = |at: usize| Some(at) != self.axis && (!money || Some(at) != self.currency);
        let values = row.group.iter().enumerate().filter(|(at, _)| told(*at));
        let parts: Vec<&str> = values.map(|(_, value)| value.as_deref().unwrap_or(all)).collect();
        // All together along every dimension is the measure itself.
        if parts.iter().all(|part| *part == all) { String::new() } else { parts.join(" · ") }
    }

    fn group<'r>(&self, row: &'r Row) -> Vec<Option<&'r str>> {
        let values = row.group.iter().enumerate();
        values.filter(|(at, _)| Some(*at) != self.axis).map(|(_, value)| value.as_deref()).collect()
    }

    /// The measure of this name.
    pub(super) fn measure(&self, name: &str) -> Option<&'a Measure> {
        self.table.measures.iter().find(|measure| measure.name == name)
    }

    /// How the figures of a row are written.
    pub(super) fn style(&self, row: &Row) -> Style {
        let unit = self.measure(&row.measure).map_or(Unit::Number, |measure| measure.unit);
        let currency =
            self.currency.and_then(|at| row.group.get(at)).cloned().flatten().filter(|_| unit == Unit::MinorUnits);
        Style { unit, currency, locale: self.locale }
    }

    /// The title of the measure of a row.
    pub(super) fn title_of(&self, row: &'a Row) -> &'a str {
        self.measure(&row.measure).map_or(row.measure.as_str(), |measure| self.locale.of(&measure.title))
    }

    /// Where a row stands along the shape.
    pub(super) fn along<'r>(&self, row: &'r Row) -> Option<&'r str> {
        self.axis.and_then(|at| row.group.get(at)).and_then(|value| value.as_deref())
    }

    /// The same as a number; nothing when it is none.
    pub(super) fn along_number(&self, row: &Row) -> Option<f64> {
        self.along(row)?.trim().parse::<f64>().ok().filter(|number| number.is_finite())
    }

    /// The value of a row in a dimension of this name.
    pub(super) fn dimension<'r>(&self, row: &'r Row, name: &str) -> Option<&'r str> {
        let at = self.table.dimensions.iter().position(|dimension| dimension == name)?;
        row.group.get(at)?.as_deref()
    }

    /// What the table is about: the titles of its measures, or the name of the query when they are many.
    pub(super) fn title(&self) -> String {
        let mut titles: Vec<&str> = Vec::new();
        for line in &self.lines {
            if !titles.contains(&line.title.as_str()) {
                titles.push(&line.title);
            }
        }
        if titles.is_empty() {
            let derived = |name: &str| name.ends_with(PREVIOUS) || name.ends_with(CHANGE);
            let measures = self.table.measures.iter().filter(|measure| !derived(&measure.name));
            titles = measures.map(|measure| self.locale.of(&measure.title)).collect();
        }
        let main = |test: &dyn Fn(&&Line<'a>) -> bool| self.lines.iter().find(test).map(|line| line.title.clone());
        let by_shape = match (self.table.shape, titles.len()) {
            (Shape::Lifecycle, 2..) => Some(self.locale.pick("Ciclo de vida", "Lifecycle").to_owned()),
            (Shape::Effect, 3..) => {
                Some(self.locale.pick("Diferencias entre grupos", "Differences between groups").to_owned())
            }
            (Shape::Funnel, _) => main(&|line| !line.ends_in("open")),
            (Shape::Histogram, 2..) => main(&|line| line.measure.is_some_and(|measure| measure.metric == "nps")),
            _ => None,
        };
        match (by_shape, titles.as_slice()) {
            (Some(title), _) => title,
            (None, [first]) => (*first).to_owned(),
            (None, [first, second]) => format!("{first} · {second}"),
            _ => {
                let mut letters = self.table.query.chars();
                let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
                format!("{first}{}", letters.as_str()).replace(['_', '-'], " ")
            }
        }
    }

    /// `datos hasta el 24 nov 2026`.
    pub(super) fn as_of(&self) -> String {
        format!(
            "{} {}",
            self.locale.pick("datos hasta el", "data up to"),
            super::dates::day(self.table.as_of, self.locale)
        )
    }

    /// A label that is a day is written as one; where all labels of the table are first days of months, as the month.
    pub(super) fn nice(&self, label: &str) -> String {
        match label.parse::<Day>() {
            Ok(day) if self.monthly => super::dates::period(Grain::Month.around(day), self.locale),
            Ok(day) => super::dates::day(day, self.locale),
            Err(_) => label.to_owned(),
        }
    }
}
