//! Answers with a structure of their own.

use super::world::{count, measure, release, share, table};
use semillero_analytics::{Behind, Candidate, Grain, Measure, Release, Row, Shape, Unit};

fn values(release: &Release) -> Vec<Option<f64>> {
    release.tables.iter().flat_map(|table| &table.get().rows).map(|row| row.value).collect()
}

fn some(text: &str) -> Vec<Option<String>> {
    vec![Some(text.to_owned())]
}

/// Of what is shown of a falling line, no two neighbours tell how few fell away between them.
fn no_small_step(shown: &[Option<f64>]) {
    let left: Vec<f64> = shown.iter().copied().flatten().collect();
    for pair in left.windows(2) {
        let fell = pair[0] - pair[1];
        assert!(fell == 0.0 || fell >= 5.0, "{fell} fell away, as {shown:?} shows");
    }
}

#[test]
fn a_funnel_does_not_tell_how_few_fell_away_between_two_steps() {
    for steps in [[40, 38, 20, 12], [40, 38, 37, 36], [40, 30, 20, 19], [9, 8, 7, 6]] {
        let rows = steps
            .iter()
            .enumerate()
            .map(|(at, people)| count("reached", None, some(&(at + 1).to_string()), *people))
            .collect();
        let asked = table("funnel", Shape::Funnel, &["step"], vec![measure("reached", Unit::People)], rows);
        no_small_step(&values(&release(vec![asked.into()])));
    }
}

#[test]
fn a_step_hidden_in_a_funnel_is_not_told_by_what_the_next_one_is_out_of() {
    let steps = [40, 38, 20, 12];
    let reached = |at: usize| if at == 0 { steps[0] } else { steps[at] };
    let rows = (0..4)
        .map(|at| {
            share(
                "step_rate",
                None,
                some(&(at + 1).to_string()),
                reached(at),
                if at == 0 { steps[0] } else { steps[at - 1] },
            )
        })
        .collect();
    let asked = table("funnel", Shape::Funnel, &["step"], vec![measure("step_rate", Unit::Share)], rows);
    let release = release(vec![asked.into()]);
    let rows = &release.tables[0].get().rows;
    // Two fell away at the second step; 38 stands in its row and, as what the third is out of, in that one too.
    assert!(rows[1].suppressed.is_some());
    let shown: std::collections::BTreeSet<i64> =
        rows.iter().flat_map(|row| [row.numerator, row.denominator]).flatten().collect();
    assert!(!(shown.contains(&40) && shown.contains(&38)), "{shown:?}");
}

#[test]
fn a_funnel_of_many_is_shown_whole() {
    let rows = [400, 300, 200, 120].iter().enumerate();
    let rows = rows.map(|(at, people)| count("reached", None, some(&(at + 1).to_string()), *people)).collect();
    let asked = table("funnel", Shape::Funnel, &["step"], vec![measure("reached", Unit::People)], rows);
    assert!(values(&release(vec![asked.into()])).iter().all(Option::is_some));
}

#[test]
fn a_histogram_hides_a_second_bin_since_all_bins_make_n() {
    let bins = [(1, 7), (2, 2), (3, 11), (4, 20)];
    let rows = bins
        .iter()
        .map(|(value, people)| Row { n: Some(40), ..count("ratings", None, some(&value.to_string()), *people) })
        .collect();
    let asked = table("ratings", Shape::Histogram, &["value"], vec![measure("ratings", Unit::People)], rows);
    assert_eq!(values(&release(vec![asked.into()])), [None, None, Some(11.0), Some(20.0)]);
}

#[test]
fn shares_of_one_whole_are_hidden_in_pairs() {
    let rows = [("held", 30), ("no_show", 3), ("cancelled", 7)];
    let rows = rows.iter().map(|(part, sessions)| share("outcome", None, some(part), *sessions, 40)).collect();
    let asked = table("outcome", Shape::Bars, &["person.role"], vec![measure("outcome", Unit::Share)], rows);
    assert_eq!(values(&release(vec![asked.into()])), [Some(0.75), None, None]);
}

#[test]
fn a_line_of_the_lifecycle_is_shown_whole_or_not_at_all() {
    let day = "2026-02-10".parse().unwrap();
    let first_month = Grain::Month.around(day);
    let next = Grain::Month.around(first_month.to);
    let parts = ["new", "returning", "resurrecting", "dormant"];
    let measures: Vec<Measure> = parts.iter().map(|part| measure(part, Unit::People)).collect();
    let rows = |small| {
        let first = parts.iter().map(|part| count(part, Some(first_month), vec![], 20));
        let second =
            parts.iter().map(move |part| count(part, Some(next), vec![], if *part == "new" { small } else { 30 }));
        first.chain(second).collect::<Vec<Row>>()
    };
    let lifecycle =
        |small| release(vec![table("lifecycle", Shape::Lifecycle, &[], measures.clone(), rows(small)).into()]);
    assert!(values(&lifecycle(3)).iter().all(Option::is_none));
    assert!(values(&lifecycle(25)).iter().all(Option::is_some));
}

#[test]
fn the_active_are_the_sum_of_their_parts_in_another_measure_too() {
    let names = ["active", "new", "returning"];
    let rows = names.iter().zip([33, 3, 30]).map(|(name, people)| count(name, None, vec![], people)).collect();
    let measures = names.iter().map(|name| measure(name, Unit::People)).collect();
    let asked = table("active", Shape::Number, &[], measures, rows);
    let shown = values(&release(vec![asked.into()]));
    assert_eq!(shown[1], None);
    assert_eq!(shown.iter().filter(|one| one.is_none()).count(), 2);
}

#[test]
fn a_survival_curve_shows_no_step_of_few() {
    let points =
        [(0, 1.0, 60), (30, 0.95, 57), (60, 50.0 / 60.0, 50), (90, 50.0 / 60.0, 49), (120, 0.5, 30), (150, 0.4, 4)];
    let rows = points.iter().map(|(day, share, at_risk)| Row {
        value: Some(*share),
        behind: Behind { people: Some(*at_risk as u64), ..Behind::default() },
        ..count("alive", None, some(&day.to_string()), *at_risk)
    });
    let asked = table("alive", Shape::Survival, &["day"], vec![measure("alive", Unit::Share)], rows.collect());
    let release = release(vec![asked.into()]);
    let at_risk: Vec<Option<f64>> = release.tables[0].get().rows.iter().map(|row| row.n.map(|n| n as f64)).collect();
    no_small_step(&at_risk);
    assert!(at_risk[0].is_some() && at_risk[2].is_some() && at_risk[4].is_some());
    assert_eq!((at_risk[1], at_risk[3], at_risk[5]), (None, None, None));
}

#[test]
fn a_cohort_is_hidden_with_another_where_all_cohorts_are_shown_together() {
    let rows =
        [(None, 3 + 20 + 12, 60), (Some("2026-01"), 3, 15), (Some("2026-02"), 20, 25), (Some("2026-03"), 12, 20)];
    let rows = rows.iter().map(|(cohort, back, of)| {
        share("retention", None, vec![cohort.map(str::to_owned), Some("1".into())], *back, *of)
    });
    let asked = table(
        "retention",
        Shape::Retention,
        &["cohort", "offset"],
        vec![measure("retention", Unit::Share)],
        rows.collect(),
    );
    let shown = values(&release(vec![asked.into()]));
    assert_eq!((shown[0].is_some(), shown[1]), (true, None));
    assert_eq!(shown.iter().filter(|one| one.is_none()).count(), 2);
}

#[test]
fn a_quarter_is_the_sum_of_its_months() {
    let quarter = Grain::Quarter.around("2026-01-01".parse().unwrap());
    let months = Grain::Month.periods(quarter);
    let mut rows = vec![count("sessions", Some(quarter), vec![], 3 + 20 + 30)];
    rows.extend(months.iter().zip([3, 20, 30]).map(|(month, held)| count("sessions", Some(*month), vec![], held)));
    let asked = table("sessions", Shape::Series, &[], vec![measure("sessions", Unit::Events)], rows);
    let shown = values(&release(vec![asked.into()]));
    assert_eq!(shown, [Some(53.0), None, None, Some(30.0)]);
}

#[test]
fn what_is_compared_is_hidden_with_its_change() {
    let mut measures = vec![
        measure("active", Unit::People),
        measure("active.previous", Unit::People),
        measure("active.change", Unit::Share),
    ];
    measures.iter_mut().for_each(|one| one.metric = "active".into());
    let change = Row { value: Some(0.2), n: None, ..count("active.change", None, vec![], 24) };
    let rows = vec![count("active", None, vec![], 4), count("active.previous", None, vec![], 20), change];
    let shown = values(&release(vec![table("active", Shape::Number, &[], measures, rows).into()]));
    assert!(shown.iter().all(Option::is_none));
}

#[test]
fn a_small_change_between_two_large_counts_is_shown() {
    let names = ["active", "active.previous", "active.change"];
    let mut measures: Vec<Measure> = names.iter().map(|name| measure(name, Unit::People)).collect();
    measures.iter_mut().for_each(|one| (one.metric, one.definition_hash) = ("active".into(), "1".into()));
    let rows = names.iter().zip([46, 43, 3]).map(|(name, people)| Row {
        behind: Behind { people: Some(43), ..Behind::default() },
        n: Some(43),
        ..count(name, None, vec![], people)
    });
    let shown = values(&release(vec![table("active", Shape::Number, &[], measures, rows.collect()).into()]));
    assert_eq!(shown, [Some(46.0), Some(43.0), Some(3.0)]);
}

#[test]
fn linked_measures_and_overlapping_windows_are_hidden_whole() {
    let measures = vec![measure("a", Unit::People), measure("b", Unit::Points)];
    let rows = vec![count("a", None, vec![], 3), Row { value: Some(7.5), ..count("b", None, vec![], 30) }];
    let mut linked = Candidate::from(table("linked", Shape::Number, &[], measures, rows));
    assert_eq!(values(&release(vec![linked.clone()])), [None, Some(7.5)]);
    linked.linked = vec![vec!["a".into(), "b".into()]];
    assert_eq!(values(&release(vec![linked])), [None, None]);

    let days = Grain::Day.periods(Grain::Week.around("2026-04-06".parse().unwrap()));
    let rows =
        days.iter().zip([9, 9, 4, 9, 9, 9, 9]).map(|(day, people)| count("mau", Some(*day), vec![], people)).collect();
    let mut windowed = Candidate::from(table("mau", Shape::Series, &[], vec![measure("mau", Unit::People)], rows));
    assert_eq!(values(&release(vec![windowed.clone()])).iter().filter(|one| one.is_none()).count(), 1);
    windowed.windowed = true;
    assert!(values(&release(vec![windowed])).iter().all(Option::is_none));
}
