//! Every finaliser says what an independent library says. The vectors are those of `.ci/oracles/analytics_stats.py`; run with `--nocapture` to
//! see the largest difference per function: relative to figures above 1, absolute below; of distributions always relative.

use semillero_analytics::stats::*;
use semillero_analytics::{Day, Interval};
use serde_json::Value;
use std::sync::OnceLock;

fn golden(name: &str) -> &'static Value {
    static GOLDEN: OnceLock<Value> = OnceLock::new();
    let all = GOLDEN.get_or_init(|| serde_json::from_str(include_str!("../golden/stats.json")).unwrap());
    assert!(all.get(name).is_some(), "the golden file has no `{name}`");
    &all[name]
}

fn rows(name: &str) -> &'static [Value] {
    golden(name).as_array().unwrap()
}

fn real(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn int(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

fn ints(value: &Value) -> Vec<i64> {
    value.as_array().unwrap().iter().map(int).collect()
}

fn level(value: &Value) -> Level {
    Level::new(real(value)).unwrap()
}

/// The largest difference seen of one function.
struct Worst(&'static str, f64, f64);

impl Worst {
    fn of(name: &'static str, within: f64) -> Self {
        Self(name, 0.0, within)
    }

    fn see(&mut self, ours: f64, theirs: &Value, case: &Value) {
        assert!(theirs.is_number(), "{}: ours is {ours}, theirs nothing: {case}", self.0);
        let theirs = real(theirs);
        self.note((ours - theirs).abs() / theirs.abs().max(1.0), ours, theirs, case);
    }

    fn relative(&mut self, ours: f64, theirs: &Value, case: &Value) {
        let theirs = real(theirs);
        self.note(if theirs == 0.0 { ours.abs() } else { ((ours - theirs) / theirs).abs() }, ours, theirs, case);
    }

    fn note(&mut self, difference: f64, ours: f64, theirs: f64, case: &Value) {
        assert!(difference <= self.2, "{}: ours {ours}, theirs {theirs} of {case}", self.0);
        self.1 = self.1.max(difference);
    }

    fn open(&mut self, ours: Option<f64>, theirs: &Value, case: &Value) {
        match ours {
            Some(ours) => self.see(ours, theirs, case),
            None => assert!(theirs.is_null(), "{}: ours is nothing, theirs {theirs} of {case}", self.0),
        }
    }

    fn ends(&mut self, ours: Option<Interval>, lo: &Value, hi: &Value, case: &Value) {
        self.open(ours.and_then(|ours| ours.lo), lo, case);
        self.open(ours.and_then(|ours| ours.hi), hi, case);
    }

    /// The value and both ends, the last three of a row.
    fn estimate(&mut self, ours: Option<Estimate>, theirs: &[Value], case: &Value) {
        assert!(ours.is_some(), "{}: nothing of {case}", self.0);
        let ours = ours.unwrap();
        self.see(ours.value, &theirs[0], case);
        self.ends(ours.interval, &theirs[1], &theirs[2], case);
    }
}

impl Drop for Worst {
    fn drop(&mut self) {
        println!("{:>24}: {:.1e}", self.0, self.1);
    }
}

#[test]
fn distributions_are_those_of_scipy_to_ten_digits() {
    let mut worst = Worst::of("normal_tail", 1e-12);
    rows("normal_tail").iter().for_each(|row| worst.relative(normal_tail(real(&row[0])), &row[1], row));
    let mut worst = Worst::of("normal_quantile", 1e-13);
    rows("normal_quantile")
        .iter()
        .for_each(|row| worst.relative(normal_quantile(real(&row[0])).unwrap(), &row[1], row));
    let mut worst = Worst::of("student_tail", 1e-11);
    for row in rows("student_tail") {
        worst.relative(student_tail(real(&row[0]), real(&row[1])).unwrap(), &row[2], row);
    }
    let mut worst = Worst::of("student_quantile", 1e-11);
    for row in rows("student_quantile") {
        worst.relative(student_quantile(real(&row[0]), real(&row[1])).unwrap(), &row[2], row);
    }
    let mut worst = Worst::of("chi_square_tail", 1e-12);
    for row in rows("chi_square_tail") {
        worst.relative(chi_square_tail(real(&row[0]), u32::try_from(int(&row[1])).unwrap()).unwrap(), &row[2], row);
    }
}

#[test]
fn shares_and_their_differences_are_those_of_statsmodels() {
    let mut worst = Worst::of("wilson", 1e-13);
    for row in rows("wilson") {
        worst.estimate(wilson(int(&row[0]), int(&row[1]), level(&row[2])), &row.as_array().unwrap()[3..], row);
    }
    type Two = fn(i64, i64, i64, i64, Level) -> Option<Estimate>;
    for (name, of, within) in [("newcombe", newcombe as Two, 1e-13), ("odds_ratio", odds_ratio, 1e-12)] {
        let mut worst = Worst::of(name, within);
        for row in rows(name) {
            let ours = of(int(&row[0]), int(&row[1]), int(&row[2]), int(&row[3]), level(&row[4]));
            worst.estimate(ours, &row.as_array().unwrap()[5..], row);
        }
    }
    let mut worst = Worst::of("shares_differ_p", 1e-12);
    for row in rows("shares_differ_p") {
        let [hits1, n1, hits2, n2] = [0, 1, 2, 3].map(|at| int(&row[at]));
        worst.relative(shares_differ_p(hits1, n1, hits2, n2).unwrap(), &row[4], row);
    }
    let mut worst = Worst::of("growth, cmgr", 1e-12);
    for row in rows("growth") {
        let ours = cmgr(int(&row[0]), int(&row[1]), u32::try_from(int(&row[2])).unwrap(), level(&row[3]));
        worst.estimate(ours, &row.as_array().unwrap()[4..], row);
    }
    let mut worst = Worst::of("detectable_share", 1e-12);
    for row in rows("detectable_share") {
        let [hits, n, n1, n2] = [0, 1, 2, 3].map(|at| row[at].as_u64().unwrap());
        worst.see(detectable_share(hits, n, n1, n2, level(&row[4]), 8_000).unwrap(), &row[5], row);
    }
}

#[test]
fn means_and_effects_are_those_of_statsmodels() {
    let moments = |value: &Value| Moments::of(&ints(value));
    let mut worst = Worst::of("mean_t", 1e-12);
    for row in rows("mean_t") {
        worst.estimate(mean_t(moments(&row[0]), level(&row[1])), &row.as_array().unwrap()[2..], row);
    }
    let (mut worst, mut worst_p) = (Worst::of("welch", 1e-12), Worst::of("welch, p", 1e-10));
    for row in rows("welch") {
        let ours = welch(moments(&row[0]), moments(&row[1]), level(&row[2])).unwrap();
        worst.estimate(Some(ours.estimate), &row.as_array().unwrap()[3..], row);
        worst_p.relative(ours.p, &row[6], row);
    }
    let mut worst = Worst::of("hedges_g", 1e-12);
    for row in rows("hedges_g") {
        let ours = hedges_g(moments(&row[0]), moments(&row[1]), level(&row[2]));
        worst.estimate(ours, &row.as_array().unwrap()[3..], row);
    }
    let mut worst = Worst::of("detectable_mean", 1e-12);
    for row in rows("detectable_mean") {
        let ours = detectable_mean(moments(&row[0]), moments(&row[1]), level(&row[2]), 9_000);
        worst.see(ours.unwrap(), &row[3], row);
    }
    let mut worst = Worst::of("cliffs_delta", 1e-12);
    for row in rows("cliffs_delta") {
        let ours = cliffs_delta(&Histogram::of(ints(&row[0])), &Histogram::of(ints(&row[1])), level(&row[2]));
        worst.estimate(ours, &row.as_array().unwrap()[3..], row);
    }
}

#[test]
fn quantiles_concentrations_and_q_values_are_those_of_numpy_scipy_and_statsmodels() {
    let numbers: Vec<Histogram> = rows("numbers").iter().map(|list| Histogram::of(ints(list))).collect();
    let list = |value: &Value| &numbers[usize::try_from(int(value)).unwrap()];
    let bp = |value: &Value| u32::try_from(int(value)).unwrap();
    let mut worst = Worst::of("quantile", 1e-14);
    for row in rows("quantile") {
        worst.estimate(quantile(list(&row[0]), bp(&row[1]), level(&row[2])), &row.as_array().unwrap()[3..], row);
    }
    let mut worst = Worst::of("gini", 1e-15);
    rows("gini").iter().for_each(|row| worst.see(gini(list(&row[0])).unwrap(), &row[1], row));
    let mut worst = Worst::of("top_share", 1e-14);
    rows("top_share").iter().for_each(|row| worst.see(top_share(list(&row[0]), bp(&row[1])).unwrap(), &row[2], row));
    let mut worst = Worst::of("benjamini_hochberg", 1e-14);
    for row in rows("benjamini_hochberg") {
        let p: Vec<Option<f64>> = row[0].as_array().unwrap().iter().map(Value::as_f64).collect();
        for (ours, theirs) in benjamini_hochberg(&p).into_iter().zip(row[1].as_array().unwrap()) {
            worst.see(ours.unwrap(), theirs, row);
        }
    }
}

#[test]
fn promoter_scores_are_those_of_a_weighted_sample() {
    let wave = |row: &Value, from: usize| {
        let [promoters, detractors, n] = [from, from + 1, from + 2].map(|at| int(&row[at]));
        Wave { promoters, detractors, n }
    };
    let mut worst = Worst::of("nps", 1e-12);
    for row in rows("nps") {
        worst.estimate(nps(wave(row, 0), level(&row[3])), &row.as_array().unwrap()[4..], row);
    }
    let mut worst = Worst::of("nps_difference", 1e-12);
    for row in rows("nps_difference") {
        let ours = nps_difference(wave(row, 0), wave(row, 3), level(&row[6]));
        worst.estimate(ours, &row.as_array().unwrap()[7..], row);
    }
}

/// Parallel lists: how long, how it ended (0 is open), since when it was watched.
fn table(spells: &Value) -> LifeTable {
    let (stay, end) = (ints(&spells[0]), ints(&spells[1]));
    let entry = spells.get(2).map_or_else(|| vec![0; stay.len()], ints);
    let spell = |((exit, end), entry): ((i64, i64), i64)| {
        let end = (end > 0).then(|| u16::try_from(end).unwrap());
        Observed { entry, exit, end, count: 1 }
    };
    LifeTable::of(&stay.into_iter().zip(end).zip(entry).map(spell).collect::<Vec<_>>()).unwrap()
}

#[test]
fn survival_is_that_of_lifelines_and_scikit_survival() {
    let (mut worst, mut ends) = (Worst::of("kaplan_meier", 1e-13), Worst::of("kaplan_meier, band", 1e-12));
    let cases = rows("kaplan_meier");
    for case in cases {
        let curve = kaplan_meier(&table(&case["spells"]), level(&case["level"])).unwrap();
        assert_eq!(curve.points.len(), case["time"].as_array().unwrap().len());
        for (at, point) in curve.points.iter().enumerate() {
            assert_eq!(Value::from(point.time), case["time"][at]);
            assert_eq!(point.at_risk, case["at_risk"][at].as_u64().unwrap(), "at {}", point.time);
            worst.see(point.value, &case["value"][at], case);
            ends.ends(point.interval, &case["lo"][at], &case["hi"][at], case);
        }
    }
    let case = |row: &Value| &cases[usize::try_from(int(&row[0])).unwrap()];
    let mut worst = Worst::of("survival_quantile", 0.0);
    for row in rows("survival_quantile") {
        let (case, q_bp) = (case(row), u32::try_from(int(&row[1])).unwrap());
        let curve = kaplan_meier(&table(&case["spells"]), level(&case["level"])).unwrap();
        match survival_quantile(&curve, q_bp, level(&case["level"])) {
            Some(ours) => worst.estimate(Some(ours), &row.as_array().unwrap()[2..], row),
            None => assert!(row[2].is_null(), "{row}"),
        }
    }
    let mut worst = Worst::of("restricted_mean", 1e-13);
    for row in rows("restricted_mean") {
        let ours = restricted_mean(&table(&case(row)["spells"]), int(&row[1]), Level::default());
        worst.estimate(ours, &row.as_array().unwrap()[2..], row);
    }
}

#[test]
fn competing_ends_are_those_of_scikit_survival_and_lifelines() {
    let (mut worst, mut spread) = (Worst::of("cumulative_incidence", 1e-13), Worst::of("…, variance", 1e-11));
    let mut ends = Worst::of("…, band", 1e-11);
    for case in rows("cumulative_incidence") {
        let kind = u16::try_from(int(&case["kind"])).unwrap();
        let curve = cumulative_incidence(&table(&case["spells"]), kind, level(&case["level"])).unwrap();
        assert_eq!(curve.points.len(), case["time"].as_array().unwrap().len());
        for (at, point) in curve.points.iter().enumerate() {
            assert_eq!(Value::from(point.time), case["time"][at]);
            worst.see(point.value, &case["value"][at], case);
            spread.relative(point.variance, &case["variance"][at], case);
            ends.ends(point.interval, &case["lo"][at], &case["hi"][at], case);
        }
    }
}

#[test]
fn the_log_rank_test_is_that_of_lifelines_and_scikit_survival() {
    let (mut worst, mut worst_p) = (Worst::of("log_rank", 1e-11), Worst::of("log_rank, p", 1e-11));
    for case in rows("log_rank") {
        let groups: Vec<LifeTable> = case["groups"].as_array().unwrap().iter().map(table).collect();
        let test = log_rank(&groups).unwrap();
        worst.see(test.statistic, &case["statistic"], case);
        worst_p.relative(test.p, &case["p"], case);
        for (ours, theirs) in test.expected.iter().zip(case["expected"].as_array().unwrap()) {
            worst.see(*ours, theirs, case);
        }
    }
}

#[test]
fn shrunk_means_are_those_of_the_definition() {
    let mut worst = Worst::of("shrunk_means", 1e-12);
    for case in rows("shrunk_means") {
        let units: Vec<Moments> =
            case["units"].as_array().unwrap().iter().map(|unit| Moments::of(&ints(unit))).collect();
        let ours = shrunk_means(&units, Level::default()).unwrap();
        worst.see(ours.mean, &case["mean"], case);
        worst.open(ours.strength, &case["strength"], case);
        for (at, unit) in ours.units.iter().enumerate() {
            worst.see(unit.value, &case["value"][at], case);
            let half = unit.interval.map(|ends| (ends.hi.unwrap() - ends.lo.unwrap()) / 2.0);
            worst.open(half, &case["half"][at], case);
        }
    }
}

#[test]
fn money_is_that_of_numpy_financial_and_scipy() {
    let flows = |days: &[i64], minor: &[i64]| -> Vec<Flow> {
        let flow = |(day, minor): (&i64, &i64)| Flow { day: Day(i32::try_from(*day).unwrap()), minor: *minor };
        days.iter().zip(minor).map(flow).collect()
    };
    let yearly = |value: &Value| {
        let minor = ints(value);
        flows(&(0..minor.len() as i64).map(|year| year * 365).collect::<Vec<_>>(), &minor)
    };
    let mut worst = Worst::of("net_present_value", 1e-13);
    for row in rows("npv_yearly") {
        worst.see(net_present_value(&yearly(&row[0]), real(&row[1]), Day(0)).unwrap(), &row[2], row);
    }
    for row in rows("npv_dated") {
        let flows = flows(&ints(&row[0]), &ints(&row[1]));
        worst.see(net_present_value(&flows, real(&row[2]), flows[0].day).unwrap(), &row[3], row);
    }
    let mut worst = Worst::of("internal_rate_of_return", 1e-12);
    for row in rows("irr_yearly") {
        worst.see(internal_rate_of_return(&yearly(&row[0])).unwrap(), &row[1], row);
    }
    for row in rows("irr_dated") {
        worst.see(internal_rate_of_return(&flows(&ints(&row[0]), &ints(&row[1]))).unwrap(), &row[2], row);
    }
}

#[test]
fn social_return_is_that_of_numpy_financial() {
    let range = |value: &Value| Range { low: int(&value[0]), base: int(&value[1]), high: int(&value[2]) };
    let outcome = |value: &Value| Outcome {
        quantity: range(&value["quantity"]),
        proxy: range(&value["proxy"]),
        deadweight_bp: range(&value["bp"][0]),
        displacement_bp: range(&value["bp"][1]),
        attribution_bp: range(&value["bp"][2]),
        drop_off_bp: range(&value["bp"][3]),
        years: u32::try_from(int(&value["years"])).unwrap(),
    };
    let mut worst = Worst::of("social_return", 1e-13);
    for case in rows("sroi") {
        let outcomes: Vec<Outcome> = case["outcomes"].as_array().unwrap().iter().map(outcome).collect();
        let inputs = real(&case["inputs"]);
        let ours = social_return(&SocialReturn { outcomes: &outcomes, inputs, rate_bp: range(&case["rate"]) }).unwrap();
        worst.see(ours.ratio.value, &case["value"], case);
        worst.ends(ours.ratio.interval, &case["lo"], &case["hi"], case);
        let factors = [Factor::Quantity, Factor::Proxy, Factor::Deadweight, Factor::Displacement, Factor::Attribution];
        for row in case["tornado"].as_array().unwrap() {
            let factor = usize::try_from(int(&row[1])).unwrap();
            let last = if row[0].is_null() { Factor::Rate } else { Factor::DropOff };
            let factor = factors.get(factor).copied().unwrap_or(last);
            let outcome = row[0].as_u64().map(|outcome| usize::try_from(outcome).unwrap());
            match ours.tornado.iter().find(|bar| bar.outcome == outcome && bar.factor == factor) {
                Some(bar) => {
                    worst.see(bar.low, &row[2], case);
                    worst.see(bar.high, &row[3], case);
                }
                // Without doubt or without weight there is no bar.
                None => assert!((real(&row[2]) - real(&row[3])).abs() < 1e-12, "{row}"),
            }
        }
        assert!(ours.tornado.windows(2).all(|pair| pair[0].high - pair[0].low >= pair[1].high - pair[1].low));
    }
}

#[test]
fn the_bootstrap_draws_the_same_weights_in_another_language() {
    let case = golden("bootstrap");
    let bootstrap = Bootstrap { seed: case["seed"].as_u64().unwrap(), replicates: 200 };
    let unit = |row: &Value| (row[0].as_u64().unwrap(), int(&row[1]), int(&row[2]));
    let units: Vec<(u64, i64, i64)> = case["units"].as_array().unwrap().iter().map(unit).collect();
    let mut sums = RatioSums::new(bootstrap);
    units.iter().for_each(|(unit, hits, of)| sums.add(*unit, *hits, *of));
    for (ours, theirs) in sums.replicates().iter().zip(case["sums"].as_array().unwrap()) {
        assert_eq!(*ours, (i128::from(int(&theirs[0])), i128::from(int(&theirs[1]))));
    }
    let mut worst = Worst::of("bootstrap", 1e-14);
    let estimate = bootstrap.ratio(&units, Level::default()).unwrap();
    worst.ends(estimate.interval, &case["lo"], &case["hi"], case);
    let load: Vec<(u64, i64)> = units.iter().map(|(unit, load, _)| (*unit, *load)).collect();
    let of = |load: &[(i64, u32)]| {
        gini(&Histogram::from_counts(load.iter().map(|(load, times)| (*load, u64::from(*times)))))
    };
    let inequality = bootstrap.statistic(&load, of, Level::default()).unwrap();
    worst.ends(inequality.interval, &case["gini"][0], &case["gini"][1], case);
}
