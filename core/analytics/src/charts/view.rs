//! A table taken apart for drawing: one line per measure and group, with what it is compared to.

use super::numbers::Style;
use super::words::Locale;
use crate::answer::{Measure, Row, Shape, Table, Unit};
use crate::calendar::{Day, Grain, Period};
use std::collections::BTreeMap;

/// The ends of the names of measures that stand beside another: its comparison, the change since then in its own unit and as a share, and
/// the least effect that would show.
const BESIDE: [(&str, Beside); 4] = [
    (".previous", Beside::Previous),
    (".change", Beside::Change),
    (".change_share", Beside::ChangeShare),
    (".detectable", Beside::Detectable),
];

/// What a measure is to another.
#[derive(Clone, Copy)]
enum Beside {
    Itself,
    Previous,
    Change,
    ChangeShare,
    Detectable,
}

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
    previous: Vec<&'a Row>,
    changes: Vec<&'a Row>,
    shares: Vec<&'a Row>,
    /// The least effect that would show.
    pub(super) detectable: Option<&'a Row>,
}

impl<'a> Line<'a> {
    /// Whether a word stands in the name of the measure or of its metric.
    pub(super) fn is_of(&self, word: &str) -> bool {
        let has = |name: &str| name.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == word);
        self.measure.is_some_and(|measure| has(&measure.metric) || has(&measure.name))
    }

    /// Rows with those that they are compared with: of the same period, else in the same place.
    pub(super) fn compared(&self) -> Vec<(&'a Row, &'a Row)> {
        let of_period: BTreeMap<Period, &'a Row> =
            self.previous.iter().filter_map(|row| Some((row.period?, *row))).collect();
        let same: Vec<(&'a Row, &'a Row)> =
            self.rows.iter().filter_map(|row| Some((*row, *of_period.get(&row.period?)?))).collect();
        if same.is_empty() { self.rows.iter().copied().zip(self.previous.iter().copied()).collect() } else { same }
    }

    /// The last change of a period that is over, as a share where there is one.
    pub(super) fn change(&self) -> Option<&'a Row> {
        let last =
            |rows: &[&'a Row]| rows.iter().rfind(|row| row.complete && super::cells::shown(row).is_some()).copied();
        last(&self.shares).or_else(|| last(&self.changes))
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
        let mut days = view.lines.iter().filter_map(|line| line.label.parse::<Day>().ok()).peekable();
        view.monthly = days.peek().is_some() && days.all(|day| day.parts().2 == 1);
        view
    }

    fn read(&self) -> Vec<Line<'a>> {
        let mut known: BTreeMap<(&str, Vec<Option<&str>>), usize> = BTreeMap::new();
        let mut lines: Vec<Line<'a>> = Vec::new();
        for row in &self.table.rows {
            let beside = BESIDE.iter().find_map(|(end, kind)| Some((row.measure.strip_suffix(end)?, *kind)));
            let known_beside = beside.filter(|(name, _)| self.measure(name).is_some());
            let (name, kind) = known_beside.unwrap_or((row.measure.as_str(), Beside::Itself));
            let group: Vec<Option<&str>> = self.group(row);
            let at = *known.entry((name, group)).or_insert_with(|| {
                lines.push(self.line(name, row));
                lines.len() - 1
            });
            if let Some(line) = lines.get_mut(at) {
                match kind {
                    Beside::Itself => line.rows.push(row),
                    Beside::Previous => line.previous.push(row),
                    Beside::Change => line.changes.push(row),
                    Beside::ChangeShare => line.shares.push(row),
                    Beside::Detectable => line.detectable = Some(row),
                }
            }
        }
        // Tables are in the order of texts, where 10 comes before 2.
        for line in lines.iter_mut().filter(|line| line.rows.iter().all(|row| self.along_number(row).is_some())) {
            let place = |row: &Row| self.along_number(row).unwrap_or(f64::MAX);
            line.rows.sort_by(|a, b| place(a).total_cmp(&place(b)));
        }
        let titles: std::collections::BTreeSet<&str> = lines.iter().map(|line| line.title.as_str()).collect();
        let many = titles.len() > 1;
        let labels: Vec<String> = lines.iter().map(|line| self.label(line, many, lines.len() > 1)).collect();
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
        Line {
            measure,
            title,
            label: String::new(),
            style,
            rows: Vec::new(),
            previous: Vec::new(),
            changes: Vec::new(),
            shares: Vec::new(),
            detectable: None,
        }
    }

    fn label(&self, line: &Line<'a>, many_measures: bool, several: bool) -> String {
        let row = line.rows.first().or(line.previous.first()).or(line.changes.first()).or(line.shares.first());
        let group = row.map(|row| self.group_label(row)).unwrap_or_default();
        match (group.is_empty(), many_measures) {
            (true, false) if several => self.locale.pick("todos", "all").to_owned(),
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
            let derived = |name: &str| BESIDE.iter().any(|(end, _)| name.ends_with(end));
            let measures = self.table.measures.iter().filter(|measure| !derived(&measure.name));
            titles = measures.map(|measure| self.locale.of(&measure.title)).collect();
        }
        let main = |test: &dyn Fn(&&Line<'a>) -> bool| self.lines.iter().find(test).map(|line| line.title.clone());
        let by_shape = match (self.table.shape, titles.len()) {
            (Shape::Lifecycle, 2..) => Some(self.locale.pick("Ciclo de vida", "Lifecycle").to_owned()),
            (Shape::Effect, 3..) => {
                Some(self.locale.pick("Diferencias entre grupos", "Differences between groups").to_owned())
            }
            (Shape::Funnel, _) => main(&|line| !line.is_of("open")),
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
