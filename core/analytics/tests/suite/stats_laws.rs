//! What holds of every figure: no input makes one infinite, not a number, or 0 out of nothing.

use proptest::collection::vec;
use proptest::prelude::*;
use semillero_analytics::stats::*;
use semillero_analytics::{Day, Interval, IntervalMethod, Verdict};

/// Small numbers, and those at which something may break.
fn any_int() -> impl Strategy<Value = i64> + Clone {
    let extremes = [i64::MIN, i64::MIN + 1, -1, 0, 1, 2, (1 << 53) + 1, i64::MAX - 1, i64::MAX];
    prop_oneof![4 => -3_i64..60, 1 => any::<i64>(), 2 => prop::sample::select(extremes.to_vec())]
}

fn any_level() -> impl Strategy<Value = Level> {
    prop_oneof![Just(1e-9), Just(0.95), Just(0.999_999_999), 0.01..0.999].prop_map(|level| Level::new(level).unwrap())
}

fn sound_interval(interval: Option<Interval>) {
    let Some(Interval { lo, hi, level, .. }) = interval else { return };
    assert!(lo.is_some() || hi.is_some());
    assert!(lo.is_none_or(f64::is_finite) && hi.is_none_or(f64::is_finite) && level > 0.0 && level <= 1.0);
    assert!(lo.zip(hi).is_none_or(|(lo, hi)| lo <= hi), "{interval:?}");
}

fn sound(estimate: Option<Estimate>) {
    let Some(Estimate { value, interval }) = estimate else { return };
    assert!(value.is_finite());
    sound_interval(interval);
}

/// With the value between the ends.
fn holds(estimate: Option<Estimate>) {
    sound(estimate);
    let Some(Estimate { value, interval: Some(Interval { lo, hi, .. }) }) = estimate else { return };
    assert!(lo.is_none_or(|lo| lo <= value) && hi.is_none_or(|hi| value <= hi), "{estimate:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_count_makes_a_share_or_a_growth_that_is_no_number(
        [a, b, c, d] in prop::array::uniform4(any_int()), periods in 0_u32..40, level in any_level()
    ) {
        holds(wilson(a, b, level));
        holds(newcombe(a, b, c, d, level));
        holds(odds_ratio(a, b, c, d, level));
        holds(growth(a, b, level));
        holds(cmgr(a, b, periods, level));
        sound(nps(Wave { promoters: a, detractors: b, n: c }, level));
        sound(nps_difference(Wave { promoters: a, detractors: b, n: c }, Wave { promoters: b, detractors: d, n: a }, level));
        assert!(shares_differ_p(a, b, c, d).is_none_or(|p| (0.0..=1.0).contains(&p)));
        for figure in [
            quick_ratio(a, b, c),
            ratio(i128::from(a) * i128::from(b), i128::from(c)),
            ratio(i128::MIN, i128::from(d)),
            relative_change(i128::from(a), i128::MAX),
            stickiness(&[(a.unsigned_abs(), b.unsigned_abs()), (c.unsigned_abs(), d.unsigned_abs())]),
            detectable_share(a.unsigned_abs(), b.unsigned_abs(), c.unsigned_abs(), d.unsigned_abs(), level, 8_000),
        ] {
            assert!(figure.is_none_or(f64::is_finite));
        }
    }

    #[test]
    fn no_sums_make_a_mean_or_an_effect_that_is_no_number(
        x in vec(any_int(), 0..12), y in vec(any_int(), 0..12), sums in any::<(i64, i128, i128)>(), level in any_level()
    ) {
        let sums = Moments { n: sums.0, sum: sums.1, squares: sums.2 };
        for (a, b) in [(Moments::of(&x), Moments::of(&y)), (sums, Moments::of(&x)), (Moments::of(&y), sums), (sums, sums)] {
            holds(mean_t(a, level));
            holds(hedges_g(a, b, level));
            let test = welch(a, b, level);
            holds(test.map(|test| test.estimate));
            assert!(test.is_none_or(|test| (0.0..=1.0).contains(&test.p)));
            assert!(detectable_mean(a, b, level, 8_000).is_none_or(f64::is_finite));
            if let Some(shrunk) = shrunk_means(&[a, b, Moments::default()], level) {
                assert!(shrunk.mean.is_finite() && shrunk.strength.is_none_or(f64::is_finite));
                shrunk.units.into_iter().for_each(|unit| holds(Some(unit)));
            }
        }
    }

    #[test]
    fn no_numbers_make_a_quantile_or_a_concentration_that_is_no_number(
        x in vec((any_int(), any_int()), 0..12), y in vec(any_int(), 0..12), q_bp in 0_u32..10_002, level in any_level()
    ) {
        let numbers = Histogram::from_counts(x.iter().map(|(value, count)| (*value, count.unsigned_abs())));
        let others = Histogram::of(y);
        for numbers in [&numbers, &others] {
            holds(quantile(numbers, q_bp, level));
            assert!(gini(numbers).is_none_or(|gini| (0.0..=1.0).contains(&gini)));
            assert!(top_share(numbers, q_bp).is_none_or(|share| (0.0..=1.0).contains(&share)));
        }
        holds(cliffs_delta(&numbers, &others, level));
    }

    #[test]
    fn no_spells_make_a_curve_that_is_no_number(spells in any_spells(any_int()), horizon in any_int(), level in any_level()) {
        let Ok(table) = LifeTable::of(&spells) else { return Ok(()) };
        let all = table.rows().iter().map(|row| row.ended + row.censored).sum::<u64>();
        assert_eq!(table.n(), all);
        let Some(curve) = kaplan_meier(&table, level) else { return Ok(()) };
        let mut last = 1.0;
        for point in &curve.points {
            assert!(point.value <= last && point.value >= 0.0 && point.variance.is_finite());
            last = point.value;
            holds(Estimate { value: point.value, interval: point.interval }.into());
        }
        sound(survival_quantile(&curve, 5_000, level));
        holds(restricted_mean(&table, horizon, level));
        // The ways to end and survival add up to everything.
        let ways = [0, 1, 2].map(|end| cumulative_incidence(&table, end, level).unwrap());
        for way in &ways {
            way.points.iter().for_each(|point| holds(Estimate { value: point.value, interval: point.interval }.into()));
        }
        for row in table.rows() {
            let sum: f64 = ways.iter().map(|way| way.at(row.time).unwrap()).sum();
            assert!((sum + curve.at(row.time).unwrap() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn spells_count_as_often_as_they_are_given_in_any_order(spells in any_spells(0_i64..20), split in 0_usize..30) {
        let Ok(table) = LifeTable::of(&spells) else { return Ok(()) };
        let single = |spell: &Observed| vec![Observed { count: 1, ..*spell }; usize::try_from(spell.count.min(60)).unwrap()];
        let mut singles: Vec<Observed> = spells.iter().flat_map(single).collect();
        let middle = split.min(singles.len());
        singles.rotate_left(middle);
        assert_eq!(kaplan_meier(&LifeTable::of(&singles).unwrap(), Level::default()), kaplan_meier(&table, Level::default()));
        for time in 0..20 {
            let watched = |spell: &&Observed| spell.exit >= time && (spell.entry == 0 || spell.entry < time);
            let seen = |spell: &&Observed| spell.entry == 0 || spell.entry < spell.exit;
            assert_eq!(table.at_risk(time), u64::try_from(singles.iter().filter(seen).filter(watched).count()).unwrap());
        }
    }

    #[test]
    fn log_rank_has_a_p_value_and_sees_no_difference_between_equal_groups(spells in any_spells(any_int())) {
        let Ok(table) = LifeTable::of(&spells) else { return Ok(()) };
        let (first, rest) = spells.split_at(spells.len() / 2);
        if let Some(test) = log_rank(&[LifeTable::of(first).unwrap(), LifeTable::of(rest).unwrap()]) {
            assert!(test.statistic.is_finite() && (0.0..=1.0).contains(&test.p));
        }
        if let Some(test) = log_rank(&[table.clone(), table.clone(), table]) {
            assert!(test.statistic.abs() < 1e-9 && test.p > 0.999, "{test:?}");
            assert_eq!(test.degrees, 2);
        }
    }

    #[test]
    fn no_flows_make_money_that_is_no_number(
        flows in vec((any::<i32>(), any_int()), 0..8), rate in prop_oneof![-2.0..3.0, Just(f64::NAN), Just(1e300), Just(-0.999_999)], on in any::<i32>()
    ) {
        let flows: Vec<Flow> = flows.into_iter().map(|(day, minor)| Flow { day: Day(day), minor }).collect();
        let mut turned = flows.clone();
        turned.reverse();
        let value = net_present_value(&flows, rate, Day(on));
        assert!(value.is_none_or(f64::is_finite));
        assert_eq!(value, net_present_value(&turned, rate, Day(on)));
        assert!(return_on_investment(&flows, &turned, rate, Day(on)).is_none_or(f64::is_finite));
        assert_eq!(payback(&flows), payback(&turned));
        if let Ok(rate) = internal_rate_of_return(&flows) {
            assert!(rate.is_finite() && rate > -1.0);
            // Nothing is left, measured against all that moved, as near as a rate can be written.
            let first = flows.iter().map(|flow| flow.day).min().unwrap();
            let moved: Vec<Flow> = flows.iter().map(|flow| Flow { minor: flow.minor.saturating_abs(), ..*flow }).collect();
            let near = [rate, rate * (1.0 + 1e-9) + 1e-9, rate * (1.0 - 1e-9) - 1e-9].map(|rate| net_present_value(&flows, rate, first));
            if let ([Some(left), Some(below), Some(above)], Some(moved)) = (near, net_present_value(&moved, rate, first)) {
                assert!(left.abs() <= 1e-6 * moved || below.signum() != above.signum(), "{rate}: {left} of {moved}");
            }
        }
    }

    #[test]
    fn a_social_return_lies_within_its_range_and_no_bar_beyond_it(outcomes in vec(any_outcome(), 0..5), inputs in 1e-3..1e12, rate in any_range(3_000)) {
        let sroi = social_return(&SocialReturn { outcomes: &outcomes, inputs, rate_bp: rate }).unwrap();
        let near = |value: f64| value * (1.0 + 1e-12);
        let ends = sroi.ratio.interval.unwrap();
        let (lo, hi) = (ends.lo.unwrap(), ends.hi.unwrap());
        assert!(lo <= near(sroi.ratio.value) && sroi.ratio.value <= near(hi));
        for bar in sroi.tornado {
            assert!(lo <= near(bar.low) && bar.low <= near(sroi.ratio.value));
            assert!(sroi.ratio.value <= near(bar.high) && bar.high <= near(hi));
        }
    }

    #[test]
    fn shards_of_units_make_the_same_replicates(units in vec((any::<u64>(), any_int(), any_int()), 0..20), cut in 0_usize..20, seed in any::<u64>(), level in any_level()) {
        let bootstrap = Bootstrap { seed, replicates: 50 };
        let of = |units: &[(u64, i64, i64)]| {
            let mut sums = RatioSums::new(bootstrap);
            units.iter().for_each(|(unit, hits, of)| sums.add(*unit, *hits, *of));
            sums
        };
        let (left, right) = units.split_at(cut.min(units.len()));
        let mut merged = of(right);
        assert!(merged.merge(&of(left)));
        assert_eq!(merged, of(&units));
        assert!(!merged.merge(&RatioSums::new(Bootstrap { seed: !seed, replicates: 50 })));
        sound(merged.estimate(level));
        assert_eq!(merged.estimate(level), bootstrap.ratio(&units, level));
    }

    #[test]
    fn q_values_are_no_smaller_and_keep_the_order(p in vec(prop_oneof![Just(None), (0.0..=1.0_f64).prop_map(Some), Just(Some(f64::NAN)), Just(Some(2.0))], 0..30)) {
        let q = benjamini_hochberg(&p);
        for (at, p1) in p.iter().enumerate() {
            let Some(p1) = p1.filter(|p| (0.0..=1.0).contains(p)) else { assert_eq!(q[at], None); continue };
            assert!(q[at].unwrap() >= p1 && q[at].unwrap() <= 1.0);
            for (other, p2) in p.iter().enumerate() {
                assert!(p2.is_none_or(|p2| p2.is_nan() || p2 > 1.0 || p2 < p1 || q[other].unwrap() >= q[at].unwrap()));
            }
        }
    }

    #[test]
    fn a_place_counts_who_is_surely_better_and_who_is_surely_worse(ends in vec(prop::option::of((0_u32..9, 0_u32..4)), 0..12)) {
        let interval = |(lo, width): (u32, u32)| Interval {
            lo: (lo > 0).then_some(f64::from(lo)),
            hi: (lo + width < 11).then_some(f64::from(lo + width)),
            level: 0.95,
            method: IntervalMethod::Wilson,
        };
        let intervals: Vec<Option<Interval>> = ends.into_iter().map(|ends| ends.map(interval)).collect();
        let known: Vec<Interval> = intervals.iter().flatten().copied().collect();
        let surely_below = |a: &Interval, b: &Interval| a.hi.zip(b.lo).is_some_and(|(hi, lo)| hi < lo);
        let expected = |mine: &Interval| {
            let better = known.iter().filter(|other| surely_below(mine, other)).count();
            (better + 1, known.len() - known.iter().filter(|other| surely_below(other, mine)).count())
        };
        let expected: Vec<_> = intervals.iter().map(|interval| interval.as_ref().map(expected)).collect();
        assert_eq!(places(&intervals), expected);
    }

    #[test]
    fn distributions_come_back_from_their_quantiles(tail in 1e-9..0.5, degrees in prop_oneof![1.0..40.0, 1.0..1e6]) {
        let z = normal_quantile(tail).unwrap();
        assert!((normal_tail(-z) / tail - 1.0).abs() < 1e-13);
        let t = student_quantile(tail, degrees).unwrap();
        assert!((student_tail(-t, degrees).unwrap() / tail - 1.0).abs() < 1e-11, "{t}");
        assert!(t <= z);
    }
}

fn any_spells(time: impl Strategy<Value = i64> + Clone) -> impl Strategy<Value = Vec<Observed>> {
    let spell = (prop_oneof![Just(0), time.clone()], time, prop::option::of(0_u16..3), 0_u64..4);
    let spell = spell.prop_map(|(a, b, end, count)| {
        let (entry, exit) = (a.max(0).min(b.max(0)), b.max(0).max(a.max(0)));
        Observed { entry, exit, end, count }
    });
    vec(spell, 0..25)
}

fn any_range(most: i64) -> impl Strategy<Value = Range> {
    prop::array::uniform3(0..=most).prop_map(|mut ends| {
        ends.sort_unstable();
        Range { low: ends[0], base: ends[1], high: ends[2] }
    })
}

fn any_outcome() -> impl Strategy<Value = Outcome> {
    let bp = || any_range(10_000);
    (any_range(1 << 53), any_range(1 << 53), bp(), bp(), bp(), bp(), 0_u32..=100).prop_map(
        |(quantity, proxy, a, b, c, d, years)| Outcome {
            quantity,
            proxy,
            deadweight_bp: a,
            displacement_bp: b,
            attribution_bp: c,
            drop_off_bp: d,
            years,
        },
    )
}

#[test]
fn nothing_out_of_nothing_is_undefined_and_never_0() {
    let level = Level::default();
    let (none, empty) = (Moments::default(), Histogram::default());
    assert_eq!((wilson(0, 0, level), newcombe(0, 0, 1, 2, level), odds_ratio(1, 2, 0, 0, level)), (None, None, None));
    assert_eq!((mean_t(none, level), hedges_g(none, none, level), welch(none, none, level)), (None, None, None));
    assert_eq!((quantile(&empty, 5_000, level), gini(&empty), top_share(&empty, 1_000)), (None, None, None));
    assert_eq!((nps(Wave::default(), level), growth(0, 0, level), quick_ratio(0, 0, 0)), (None, None, None));
    assert_eq!((stickiness(&[]), stickiness(&[(0, 0)]), ratio(0, 0), relative_change(0, 0)), (None, None, None, None));
    assert_eq!((kaplan_meier(&LifeTable::default(), level), log_rank(&[]), payback(&[])), (None, None, None));
    assert_eq!(
        (cumulative_incidence(&LifeTable::default(), 0, level), Bootstrap::default().ratio(&[], level)),
        (None, None)
    );
    assert_eq!(
        (return_on_investment(&[], &[], 0.0, Day(0)), internal_rate_of_return(&[])),
        (None, Err(NoIrr::OneSign))
    );
    assert_eq!((verdict(0), verdict(9), verdict(10)), (Verdict::Undefined, Verdict::Insufficient, Verdict::Good));
    assert_eq!((verdict_of_arms(500, 9), verdict_of_arms(0, 50)), (Verdict::Insufficient, Verdict::Undefined));
}

#[test]
fn a_share_of_none_or_all_reaches_its_end_exactly() {
    for n in 1..500 {
        let ends = |hits| wilson(hits, n, Level::default()).unwrap().interval.unwrap();
        assert_eq!((ends(0).lo, ends(n).hi), (Some(0.0), Some(1.0)));
    }
    assert_eq!(detectable_share(1, 2, 1, 1, Level::default(), 8_000), Some(1.0));
}

#[test]
fn a_curve_that_reaches_one_half_on_paper_has_a_median() {
    // 17/20 · 16/17 · 11/14 · 10/11 · 7/8, which is 1/2, and 1.1e-16 more in binary.
    let steps = [(3, 0), (1, 2), (3, 0), (1, 2), (1, 3), (0, 4)];
    let spells: Vec<Observed> = (1..)
        .zip(steps)
        .flat_map(|(exit, (ended, open))| {
            [(Some(0), ended), (None, open)].map(|(end, count)| Observed { entry: 0, exit, end, count })
        })
        .collect();
    let curve = kaplan_meier(&LifeTable::of(&spells).unwrap(), Level::default()).unwrap();
    assert!(curve.at(5).unwrap() > 0.5);
    assert_eq!(survival_quantile(&curve, 5_000, Level::default()).unwrap().value, 5.0);
}

#[test]
fn the_interval_of_a_median_ends_where_everybody_is_gone() {
    let spells = [1, 2, 3].map(|exit| Observed { entry: 0, exit, end: Some(0), count: 1 });
    let curve = kaplan_meier(&LifeTable::of(&spells).unwrap(), Level::default()).unwrap();
    let median = survival_quantile(&curve, 5_000, Level::default()).unwrap();
    assert_eq!((median.value, median.interval.unwrap().hi), (2.0, Some(3.0)));
}

#[test]
fn what_is_paid_back_and_lent_again_is_not_paid_back() {
    let flow = |day, minor| Flow { day: Day(day), minor };
    let flows = [flow(0, -10), flow(1, 12), flow(2, -5), flow(3, 1), flow(4, 9), flow(5, -2)];
    assert_eq!(payback(&flows), Some(Day(4)));
    assert_eq!(payback(&flows[..3]), None);
    assert_eq!(payback(&flows[1..2]), None);
}

#[test]
fn weights_are_poisson_with_mean_1() {
    let bootstrap = Bootstrap { seed: 42, replicates: 0 };
    let mut counts = [0_u32; 6];
    let mut sum = 0;
    for replicate in 0..400 {
        for unit in 0..500 {
            let weight = bootstrap.weight(replicate, unit);
            counts[usize::try_from(weight).unwrap().min(5)] += 1;
            sum += weight;
        }
    }
    let n = 200_000.0;
    // Five standard errors.
    assert!((f64::from(sum) / n - 1.0).abs() < 5.0 / f64::sqrt(n));
    let mut expected = n / std::f64::consts::E;
    let chi_square: f64 = (0..5)
        .map(|k| {
            let off = f64::from(counts[k]) - expected;
            let part = off * off / expected;
            expected /= k as f64 + 1.0;
            part
        })
        .sum();
    assert!(chi_square_tail(chi_square, 4).unwrap() > 1e-4, "{counts:?}");
}

/// Sessions of 40 pairs that go well or badly together, 400 times.
#[test]
fn the_bootstrap_over_pairs_covers_as_often_as_it_says_and_a_share_of_sessions_does_not() {
    let mut state = 1_u64;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let (mut covered, mut naive, runs) = (0, 0, 400);
    for run in 0..runs {
        let units: Vec<(u64, i64, i64)> = (0..40)
            .map(|pair| {
                let (good, sessions) = (if uniform() < 0.5 { 0.95 } else { 0.55 }, 2 + (uniform() * 10.0) as i64);
                (pair, (0..sessions).filter(|_| uniform() < good).count() as i64, sessions)
            })
            .collect();
        let holds = |estimate: Option<Estimate>| {
            let ends = estimate.unwrap().interval.unwrap();
            i32::from(ends.lo.unwrap() <= 0.75 && 0.75 <= ends.hi.unwrap())
        };
        covered += holds(Bootstrap { seed: run, replicates: 300 }.ratio(&units, Level::default()));
        naive += holds(wilson(
            units.iter().map(|unit| unit.1).sum(),
            units.iter().map(|unit| unit.2).sum(),
            Level::default(),
        ));
    }
    println!("covers {covered} of {runs}, the share of sessions {naive}");
    assert!(covered * 100 >= 91 * 400 && covered * 100 <= 98 * 400, "{covered} of {runs}");
    assert!(naive * 100 < 85 * 400, "{naive} of {runs}");
}

#[test]
fn weights_of_a_bootstrap_are_poisson_and_independent() {
    let drawn = |seed, replicate, unit: u32| Bootstrap { seed, replicates: 10 }.weight(replicate, unit.into());
    let n = 200_000_u32;
    let weights: Vec<f64> = (0..n).map(|unit| f64::from(drawn(1, 5, unit))).collect();
    let mean = weights.iter().sum::<f64>() / f64::from(n);
    let variance = weights.iter().map(|weight| (weight - mean).powi(2)).sum::<f64>() / f64::from(n);
    // Four standard errors: 1/√n of the mean, √(3/n) of the variance.
    assert!((mean - 1.0).abs() < 4.0 / f64::from(n).sqrt(), "{mean}");
    assert!((variance - 1.0).abs() < 4.0 * (3.0 / f64::from(n)).sqrt(), "{variance}");
    for (seed, replicate, shift) in [(1, 6, 0), (2, 5, 0), (1, 5, 1)] {
        let product =
            |(unit, weight): (u32, &f64)| (weight - 1.0) * (f64::from(drawn(seed, replicate, unit + shift)) - 1.0);
        let covariance = (0..n).zip(&weights).map(product).sum::<f64>() / f64::from(n);
        assert!(covariance.abs() < 4.0 / f64::from(n).sqrt(), "{seed} {replicate} {shift}: {covariance}");
    }
    let zeros = weights.iter().filter(|weight| **weight == 0.0).count() as f64 / f64::from(n);
    assert!((zeros - (-1.0_f64).exp()).abs() < 0.005, "{zeros}");
}
