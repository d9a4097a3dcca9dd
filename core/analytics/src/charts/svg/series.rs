//! Lines over time: one panel per unit, the mean of seven days where figures are daily, the period before dashed.

use super::canvas::{Area, Type};
use super::draw::explain;
use super::palette::{Paint, dashes};
use super::pen::{Drawn, Pen};
use super::scale::{Scale, marks};
use super::sheet::{MARGIN, Sheet, Sign};
use super::times::{self, Times};
use crate::answer::{Row, Unit};
use crate::calendar::Period;
use crate::charts::cells::{self, Cell};
use crate::charts::numbers::Style;
use crate::charts::text::width;
use crate::charts::view::{Line, View};

/// More lines than this are too many to name.
const NAMED: usize = 6;

pub(super) fn draw(view: &View<'_>, sheet: &mut Sheet) {
    let lines: Vec<&Line<'_>> =
        view.lines.iter().filter(|line| line.rows.iter().any(|row| row.period.is_some())).collect();
    if lines.is_empty() {
        return super::bars::draw(view, sheet);
    }
    let mut styles: Vec<&Style> = Vec::new();
    for line in &lines {
        if !styles.contains(&&line.style) {
            styles.push(&line.style);
        }
    }
    let several = styles.len() > 1;
    let height = (sheet.room / i64::try_from(styles.len()).unwrap_or(1) - if several { 500 } else { 0 }).max(1100);
    let mut top = sheet.top;
    for style in styles {
        let of_style: Vec<&Line<'_>> = lines.iter().copied().filter(|line| line.style == *style).collect();
        if several {
            let names: Vec<&str> = of_style
                .iter()
                .map(|line| line.title.as_str())
                .collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .collect();
            let room = sheet.inner();
            sheet.canvas.label(MARGIN, top + 80, Type::LABEL.bold(), room, &names.join(" · "));
            top += 200;
        }
        panel(view, sheet, style, &of_style, top, height);
        top = sheet.bottom + 160;
    }
    explain(view, sheet, Some(0), true);
}

/// Gives colours: to all when they are few, else to those that end highest.
fn colored<'v, 'a>(lines: &[&'v Line<'a>]) -> Vec<Drawn<'v, 'a>> {
    let dated = |line: &Line<'a>| {
        let mut rows: Vec<(&'a Row, Period)> = line.rows.iter().filter_map(|row| Some((*row, row.period?))).collect();
        rows.sort_by_key(|(_, period)| *period);
        rows
    };
    let mut drawn: Vec<Drawn<'v, 'a>> =
        lines.iter().map(|line| Drawn { line, rows: dated(line), tone: None }).collect();
    let mut order: Vec<(usize, f64)> =
        drawn.iter().enumerate().map(|(at, one)| (at, one.last().map_or(f64::MIN, |(_, value)| value))).collect();
    if order.len() > 8 {
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        order.truncate(NAMED);
        order.sort_unstable_by_key(|(at, _)| *at);
    }
    for (tone, (at, _)) in order.into_iter().enumerate() {
        if let Some(one) = drawn.get_mut(at) {
            one.tone = Some(tone);
        }
    }
    drawn
}

fn panel(view: &View<'_>, sheet: &mut Sheet, style: &Style, lines: &[&Line<'_>], top: i64, height: i64) {
    let drawn = colored(lines);
    let factor = style.factor();
    let rows = || {
        drawn.iter().flat_map(|one| {
            one.rows.iter().map(|(row, _)| *row).chain(one.line.compared().into_iter().map(|(_, then)| then))
        })
    };
    let values: Vec<f64> = rows().filter_map(cells::shown).map(|value| value * factor).collect();
    let (least, most) = values.iter().fold((0.0_f64, 0.0_f64), |(lo, hi), value| (lo.min(*value), hi.max(*value)));
    // One interval as wide as the sea must not flatten the line.
    let reach = (most - least) * 1.5;
    let ends: Vec<(f64, f64)> = if lines.len() <= 3 { rows().filter_map(cells::ends).collect() } else { Vec::new() };
    let least = ends.iter().fold(least, |lo, (end, _)| lo.min((end * factor).max(least - reach)));
    let most = ends.iter().fold(most, |hi, (_, end)| hi.max((end * factor).min(most + reach)));
    let whole = matches!(style.unit, Unit::People | Unit::Projects | Unit::Events);
    let most = if style.unit == Unit::Share && most <= 100.0 { most.min(100.0) } else { most };
    let marks = marks(least, most, usize::try_from(height / 380).unwrap_or(5).clamp(3, 6), whole);

    let left = marks.at.iter().map(|mark| width(&marks.text(*mark, style), 12)).max().unwrap_or(0) + 110;
    let named: Vec<&Drawn<'_, '_>> = drawn.iter().filter(|one| one.tone.is_some()).collect();
    let beside = lines.len() > 1 && sheet.width >= 5200;
    let right = if beside {
        (named.iter().map(|one| width(&one.line.label, 12)).max().unwrap_or(0) + 160).min(sheet.inner() * 3 / 10)
    } else {
        120
    };
    let plot = Area { x: MARGIN + left, y: top, w: sheet.inner() - left - right, h: height };
    let scale = sheet.upright(&marks, style, plot);
    let starts = || drawn.iter().flat_map(|one| &one.rows).map(|(_, period)| *period);
    let (Some(first), Some(end)) = (starts().map(|period| period.from).min(), starts().map(|period| period.from).max())
    else {
        sheet.bottom = top + height;
        return;
    };
    let times = Times::new(first, end, plot.x + 60, plot.w - 120);
    let mut periods: Vec<(Period, i64)> = starts().map(|period| (period, times.at(period.from))).collect();
    periods.sort_unstable();
    periods.dedup();
    veil(sheet, &drawn, &periods, plot);
    times::name(sheet, &periods, plot, view.locale);
    let pen = Pen { scale: &scale, times: &times, factor, few: lines.len() <= 3, plot };
    for one in drawn.iter().filter(|one| one.tone.is_none()) {
        pen.plain(sheet, one);
    }
    for one in &named {
        pen.previous(view, sheet, one);
        pen.band(view, sheet, one);
    }
    for one in &named {
        pen.line(view, sheet, one);
    }
    if beside {
        names(sheet, &named, &scale, factor, plot);
    } else if lines.len() > 1 {
        for one in &named {
            sheet.key(Sign::Line(one.tone.unwrap_or(0)), one.line.label.clone());
        }
    } else if let Some(((_, value), at)) = named.first().and_then(|one| Some((one.last_over()?, one))) {
        let x = at.last_over().map_or(plot.x, |(period, _)| times.at(period.from));
        let text = at.line.style.short(value);
        let half = width(&text, 13) / 2;
        let x = x.min(sheet.width - MARGIN - half);
        sheet.canvas.over(
            x,
            (scale.at(value * factor) - 110).max(plot.y + 60),
            Type::LABEL.size(13).bold().middle(),
            &text,
        );
    }
    if named.len() < drawn.len() {
        let text = view.locale.pick(
            "con nombre las {a} mayores de {b}; todas en la tabla",
            "the largest {a} of {b} are named; all are in the table",
        );
        sheet.note(text.replace("{a}", &named.len().to_string()).replace("{b}", &drawn.len().to_string()));
    }
    sheet.bottom = plot.y + plot.h + 330;
}

/// Hatches the periods that are not over.
fn veil(sheet: &mut Sheet, drawn: &[Drawn<'_, '_>], periods: &[(Period, i64)], plot: Area) {
    let open: std::collections::BTreeSet<Period> = drawn
        .iter()
        .flat_map(|one| &one.rows)
        .filter(|(row, _)| !row.complete && cells::cell(row) != Cell::Hidden)
        .map(|(_, period)| *period)
        .collect();
    let mut run: Option<(i64, i64)> = None;
    let mut runs = Vec::new();
    for (at, (period, x)) in periods.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| periods.get(at)).map_or(plot.x, |(_, before)| (before + x) / 2);
        let after = periods.get(at + 1).map_or(plot.x + plot.w, |(_, after)| (after + x) / 2);
        if open.contains(period) {
            run = Some((run.map_or(before, |(from, _)| from), after));
        } else {
            runs.extend(run.take());
        }
    }
    runs.extend(run);
    for (from, to) in runs {
        let area = Area { x: from, y: plot.y, w: to - from, h: plot.h };
        sheet.canvas.rect(area, Paint::Part("shade"), " fill-opacity=\"0.7\"");
        sheet.canvas.pattern(area, "veil");
    }
}

/// The names of the lines at their ends, moved apart where they would touch.
fn names(sheet: &mut Sheet, named: &[&Drawn<'_, '_>], scale: &Scale, factor: f64, plot: Area) {
    let mut ends: Vec<(i64, usize, &str)> = named
        .iter()
        .filter_map(|one| Some((scale.at(one.last()?.1 * factor), one.tone?, one.line.label.as_str())))
        .collect();
    ends.sort_unstable();
    let room = sheet.width - MARGIN - plot.x - plot.w - 60;
    let places = apart(&ends.iter().map(|end| end.0).collect::<Vec<_>>(), 150, plot.y, plot.y + plot.h);
    for ((y, tone, label), place) in ends.into_iter().zip(places) {
        let from = (plot.x + plot.w - 40, y);
        let x = plot.x + plot.w + 70;
        sheet.canvas.path(&[from, (x - 30, place), (x + 40, place)], Paint::Stroke(tone), "1.5", dashes(tone));
        sheet.canvas.label(x + 70, place + 42, Type::LABEL, room - 80, label);
    }
}

/// Places at least so far apart, in order, as near to the wished ones as the room allows.
pub(super) fn apart(wished: &[i64], gap: i64, top: i64, bottom: i64) -> Vec<i64> {
    let mut places: Vec<i64> = Vec::new();
    for wish in wished {
        let least = places.last().map_or(top, |before| before + gap);
        places.push((*wish).max(least));
    }
    let mut limit = bottom;
    for place in places.iter_mut().rev() {
        *place = (*place).min(limit);
        limit = *place - gap;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn names_never_touch_and_stay_in_the_room() {
        assert_eq!(apart(&[100, 110, 500], 150, 0, 1000), [100, 250, 500]);
        assert_eq!(apart(&[950, 960, 970], 150, 0, 1000), [700, 850, 1000]);
        assert!(apart(&[], 150, 0, 1000).is_empty());
    }
}
