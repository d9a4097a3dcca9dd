//! Believable tables of every shape, without chance: for the gallery and for the tests of the charts.

use semillero_analytics::{
    Behind, Day, Grain, Interval, IntervalMethod, Measure, Period, Row, Shape, Suppression, Table, Unit, Verdict,
};

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn measure(name: &str, unit: Unit, es: &str, en: &str) -> Measure {
    let metric = name.split('.').next().unwrap().to_owned();
    Measure { name: name.into(), metric, title: [es.into(), en.into()], unit, definition_hash: "5f1c".repeat(16) }
}

pub(crate) fn table(query: &str, shape: Shape, dimensions: &[&str], measures: Vec<Measure>, rows: Vec<Row>) -> Table {
    let dimensions = dimensions.iter().map(|name| (*name).to_owned()).collect();
    Table { query: query.into(), shape, dimensions, measures, rows, as_of: day("2026-11-24"), notes: vec![] }
}

pub(crate) fn row(measure: &str, group: &[&str], value: f64) -> Row {
    Row {
        measure: measure.into(),
        period: None,
        group: group.iter().map(|value| Some((*value).to_owned())).collect(),
        value: Some(value),
        n: None,
        numerator: None,
        denominator: None,
        interval: None,
        complete: true,
        suppressed: None,
        verdict: Verdict::Good,
        behind: Behind::default(),
    }
}

/// What makes a row of the samples short to write.
pub(crate) trait Shaped: Sized {
    fn on(self, period: Period) -> Self;
    fn within(self, lo: f64, hi: f64, method: IntervalMethod) -> Self;
    fn out_of(self, numerator: i64, denominator: i64) -> Self;
    fn of(self, n: i64) -> Self;
    fn open(self) -> Self;
    fn hidden(self, why: Suppression) -> Self;
    fn missing(self, verdict: Verdict) -> Self;
    fn read_as(self, verdict: Verdict) -> Self;
}

impl Shaped for Row {
    fn on(self, period: Period) -> Self {
        Self { period: Some(period), ..self }
    }
    fn within(self, lo: f64, hi: f64, method: IntervalMethod) -> Self {
        Self { interval: Some(Interval { lo: Some(lo), hi: Some(hi), level: 0.95, method }), ..self }
    }
    fn out_of(self, numerator: i64, denominator: i64) -> Self {
        Self { numerator: Some(numerator), denominator: Some(denominator), n: Some(denominator), ..self }
    }
    fn of(self, n: i64) -> Self {
        Self { n: Some(n), ..self }
    }
    fn open(self) -> Self {
        Self { complete: false, ..self }
    }
    fn hidden(self, why: Suppression) -> Self {
        let (value, verdict) = (None, Verdict::Suppressed);
        Self {
            value,
            n: None,
            numerator: None,
            denominator: None,
            interval: None,
            suppressed: Some(why),
            verdict,
            ..self
        }
    }
    fn missing(self, verdict: Verdict) -> Self {
        Self { value: None, interval: None, verdict, ..self }
    }
    fn read_as(self, verdict: Verdict) -> Self {
        Self { verdict, ..self }
    }
}

/// Wilson's interval of a share, for believable widths.
pub(crate) fn share(measure: &str, group: &[&str], hits: i64, of: i64) -> Row {
    let (p, n, z) = (hits as f64 / of as f64, of as f64, 1.96_f64);
    let (middle, wide) = (p + z * z / (2.0 * n), z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt());
    let scale = 1.0 + z * z / n;
    row(measure, group, p).out_of(hits, of).within(
        (middle - wide) / scale,
        (middle + wide) / scale,
        IntervalMethod::Wilson,
    )
}

/// A wave with noise that is always the same.
fn wave(at: usize, base: f64, height: f64) -> f64 {
    let noise = ((at * 2_654_435_761) % 1000) as f64 / 1000.0 - 0.5;
    let week = if at % 7 >= 5 { -0.35 } else { 0.1 };
    base + height * (at as f64 / 90.0 + week + noise * 0.35)
}

pub(crate) fn number() -> Table {
    let measures = vec![
        measure("mau", Unit::People, "Personas activas en 28 días", "People active in 28 days"),
        measure("mau.change_share", Unit::Share, "Cambio", "Change"),
        measure("match_rate", Unit::Share, "Solicitudes emparejadas", "Requests matched"),
        measure("time_to_match", Unit::Days, "Mediana de días hasta el emparejamiento", "Median days to match"),
        measure("nps", Unit::Points, "NPS", "NPS"),
        measure("revenue_growth", Unit::Share, "Crecimiento de ingresos", "Revenue growth"),
        measure("sroi", Unit::Number, "SROI (por cada peso)", "SROI (per unit invested)"),
    ];
    let rows = vec![
        row("mau", &[], 1_284.0).of(1_284),
        row("mau.change_share", &[], 0.041).within(0.012, 0.07, IntervalMethod::Bootstrap),
        share("match_rate", &[], 41, 57),
        row("time_to_match", &[], 9.5).within(7.0, 13.0, IntervalMethod::BrookmeyerCrowley).of(57),
        row("nps", &[], 38.0).within(12.0, 58.0, IntervalMethod::AdjustedWald).of(24).read_as(Verdict::Insufficient),
        row("revenue_growth", &[], 0.0).hidden(Suppression::SmallCell),
        row("sroi", &[], 2.4).within(1.1, 3.9, IntervalMethod::Scenario),
    ];
    table("overview", Shape::Number, &[], measures, rows)
}

pub(crate) fn big_number() -> Table {
    let full = number();
    let rows = full.rows.into_iter().filter(|row| row.measure == "match_rate").collect();
    let measures = full.measures.into_iter().filter(|measure| measure.name == "match_rate").collect();
    table("match_rate", Shape::Number, &[], measures, rows)
}

pub(crate) fn daily(days: usize) -> Table {
    let measures = vec![
        measure("dau", Unit::People, "Personas activas por día", "People active per day"),
        measure("dau.previous", Unit::People, "Periodo anterior", "Period before"),
        measure("dau.change_share", Unit::Share, "Cambio", "Change"),
    ];
    let from = day("2026-11-24").plus(1 - i32::try_from(days).unwrap());
    let mut rows = Vec::new();
    for at in 0..days {
        let period = Grain::Day.around(from.plus(i32::try_from(at).unwrap()));
        let value = wave(at, 140.0, 60.0).round();
        let found = row("dau", &[], value).on(period).of(value as i64);
        rows.push(if at + 2 >= days { found.open() } else { found });
    }
    for at in 0..days {
        let period = Grain::Day.around(from.plus(i32::try_from(at).unwrap()));
        rows.push(row("dau.previous", &[], wave(at + 3, 115.0, 50.0).round()).on(period));
    }
    rows.push(row("dau.change_share", &[], 0.183).within(0.121, 0.244, IntervalMethod::Bootstrap));
    table("dau", Shape::Series, &[], measures, rows)
}

fn months(count: usize) -> Vec<Period> {
    let range = Period { from: day("2024-12-01").plus(0), to: day("2026-12-01") };
    let all = Grain::Month.periods(range);
    all[all.len() - count..].to_vec()
}

pub(crate) fn monthly_share() -> Table {
    let measures = vec![measure(
        "completion",
        Unit::Share,
        "Sesiones realizadas de las agendadas",
        "Sessions held of those booked",
    )];
    let rows = months(12).into_iter().enumerate().map(|(at, period)| {
        let of = 30 + at as i64 * 4;
        let found = share("completion", &[], of * (60 + (at as i64 * 7) % 20) / 100, of).on(period);
        match at {
            4 => found.hidden(Suppression::SmallCell),
            0 => found.read_as(Verdict::Insufficient),
            11 => found.open(),
            _ => found,
        }
    });
    let rows = rows.collect();
    table("completion", Shape::Series, &[], measures, rows)
}

pub(crate) fn by_role() -> Table {
    let measures = vec![measure("mau", Unit::People, "Personas activas en 28 días", "People active in 28 days")];
    let roles = ["Emprendedora", "Mentora", "Gestora de programa", "Aliada corporativa", "Inversionista"];
    let mut rows = Vec::new();
    for (which, role) in roles.iter().enumerate() {
        for (at, period) in months(18).into_iter().enumerate() {
            let value =
                (wave(at * 5 + which * 31, 220.0 / (which + 1) as f64, 70.0 / (which + 1) as f64)).max(0.0).round();
            let found = row("mau", &[role], value).on(period);
            rows.push(if which == 4 && at < 5 { found.hidden(Suppression::SmallCell) } else { found });
        }
    }
    table("mau_by_role", Shape::Series, &["person.role"], measures, rows)
}

pub(crate) fn two_units() -> Table {
    let mut both = monthly_share();
    both.query = "sessions".into();
    both.measures.push(measure("hours", Unit::Hours, "Horas de mentoría", "Hours of mentoring"));
    let hours =
        months(12).into_iter().enumerate().map(|(at, period)| row("hours", &[], wave(at * 6, 80.0, 30.0)).on(period));
    both.rows.extend(hours);
    both.notes.push(["Sin las cuentas de prueba.".into(), "Without test accounts.".into()]);
    both
}

pub(crate) fn thirty_groups() -> Table {
    let measures = vec![measure("sessions", Unit::Events, "Sesiones por municipio", "Sessions by town")];
    let mut rows = Vec::new();
    for which in 0..30 {
        for (at, period) in months(12).into_iter().enumerate() {
            rows.push(
                row(
                    "sessions",
                    &[&format!("Municipio {}", which + 1)],
                    wave(at * 9 + which * 17, 10.0 + which as f64 * 2.0, 9.0).max(0.0).round(),
                )
                .on(period),
            );
        }
    }
    table("sessions_by_town", Shape::Series, &["venture.town"], measures, rows)
}

pub(crate) fn bars() -> Table {
    let measures =
        vec![measure("match_rate", Unit::Share, "Solicitudes emparejadas por sector", "Requests matched by sector")];
    let rows = vec![
        Row { group: vec![None], ..share("match_rate", &[""], 163, 249) },
        share("match_rate", &["Agroindustria y alimentos"], 61, 74),
        share("match_rate", &["Tecnología financiera"], 48, 66),
        share("match_rate", &["Salud y biotecnología aplicada a comunidades rurales dispersas"], 12, 19)
            .read_as(Verdict::Insufficient),
        share("match_rate", &["Educación"], 30, 52),
        share("match_rate", &["Economía circular"], 9, 31).open(),
        row("match_rate", &["Turismo"], 0.0).hidden(Suppression::SmallCell),
        row("match_rate", &["Moda"], 0.0).hidden(Suppression::Complementary),
        row("match_rate", &["Minería"], 0.0).missing(Verdict::Undefined),
    ];
    table("match_by_sector", Shape::Bars, &["venture.sector"], measures, rows)
}

pub(crate) fn thirty_bars() -> Table {
    let measures = vec![measure("net", Unit::MinorUnits, "Margen por empresa", "Margin by venture")];
    let rows = (0..30).map(|at| {
        let value = ((at * 7919) % 41) as f64 * 1_350_000.0 * 100.0 - 1_800_000_000.0;
        row("net", &[&format!("Empresa {:02}", at + 1), "COP"], value)
    });
    let rows = rows.collect();
    table("margin", Shape::Bars, &["venture", "currency"], measures, rows)
}

pub(crate) fn lifecycle() -> Table {
    let measures = vec![
        measure("new", Unit::People, "Nuevas", "New"),
        measure("returning", Unit::People, "Siguen", "Returning"),
        measure("resurrecting", Unit::People, "Vuelven", "Resurrecting"),
        measure("dormant", Unit::People, "Se duermen", "Dormant"),
    ];
    let mut rows = Vec::new();
    for (name, base, height) in
        [("new", 34.0, 12.0), ("returning", 88.0, 60.0), ("resurrecting", 14.0, 6.0), ("dormant", 30.0, 14.0)]
    {
        for (at, period) in months(14).into_iter().enumerate() {
            let found = row(name, &[], wave(at * 4 + name.len(), base, height).round()).on(period);
            rows.push(match at {
                13 => found.open(),
                6 if name == "resurrecting" => found.hidden(Suppression::SmallCell),
                _ => found,
            });
        }
    }
    table("lifecycle", Shape::Lifecycle, &[], measures, rows)
}

pub(crate) fn funnel() -> Table {
    let measures = vec![
        measure("reached", Unit::Share, "Del registro a la primera sesión", "From sign-up to the first session"),
        measure("open", Unit::People, "Abierto", "Open"),
    ];
    let steps = ["Perfil completo", "Solicitó mentoría", "Mentoría aceptada", "Sesión realizada"];
    let counts = [412, 287, 201, 143];
    let mut rows: Vec<Row> = steps
        .iter()
        .zip(counts)
        .enumerate()
        .map(|(at, (step, count))| share("reached", &[&format!("{}. {step}", at + 1)], count, 412))
        .collect();
    rows.extend(
        steps
            .iter()
            .zip([0, 31, 24, 19])
            .enumerate()
            .map(|(at, (step, count))| row("open", &[&format!("{}. {step}", at + 1)], f64::from(count))),
    );
    table("match_funnel", Shape::Funnel, &["step"], measures, rows)
}

pub(crate) fn funnel_by_group() -> Table {
    let measures = vec![measure("reached", Unit::People, "Embudo por sector", "Funnel by sector")];
    let mut rows = Vec::new();
    for (sector, counts) in
        [("Agro", [120.0, 90.0, 71.0]), ("Fintech", [80.0, 61.0, 33.0]), ("Turismo", [14.0, 9.0, 3.0])]
    {
        for (at, count) in counts.into_iter().enumerate() {
            let found = row("reached", &[sector, &(at + 1).to_string()], count);
            rows.push(if count < 5.0 { found.hidden(Suppression::SmallCell) } else { found });
        }
    }
    table("funnel_by_sector", Shape::Funnel, &["venture.sector", "step"], measures, rows)
}

pub(crate) fn retention() -> Table {
    let measures = vec![measure("retention", Unit::Share, "Retención mensual", "Monthly retention")];
    let mut rows = Vec::new();
    for (at, period) in months(10).into_iter().enumerate() {
        let size = 38 + (at as i64 * 13) % 40;
        for offset in 0..10 - at {
            let kept = if offset == 0 { size } else { size * (62 - 6 * offset as i64 + (at as i64 * 3) % 11) / 100 };
            let found = share("retention", &[&period.from.to_string(), &offset.to_string()], kept, size);
            rows.push(match (offset, at) {
                (offset, _) if offset == 9 - at && offset > 0 => found.open(),
                (3, 2) => found.hidden(Suppression::SmallCell),
                (_, 6) if offset > 0 => found.read_as(Verdict::Insufficient),
                _ => found,
            });
        }
    }
    table("retention", Shape::Retention, &["cohort", "offset"], measures, rows)
}

pub(crate) fn survival() -> Table {
    let measures = vec![measure("alive", Unit::Share, "Empresas que siguen vivas", "Ventures still alive")];
    let mut rows = Vec::new();
    for (cohort, start, hazard) in [("Cohorte 2024-A", 64_i64, 0.026), ("Cohorte 2025-A", 48, 0.041)] {
        let (mut at_risk, mut alive) = (start, 1.0_f64);
        for step in 0..26 {
            let wide = 1.96 * (alive * (1.0 - alive) / at_risk as f64).sqrt();
            let found = row("alive", &[cohort, &(step * 30).to_string()], alive).of(at_risk);
            rows.push(found.within((alive - wide).max(0.0), (alive + wide).min(1.0), IntervalMethod::GreenwoodLogLog));
            alive *= 1.0 - hazard * (1.0 + f64::from(step % 3) * 0.4);
            at_risk -= 1 + i64::from(step % 3);
        }
    }
    table("survival", Shape::Survival, &["cohort", "day"], measures, rows)
}

pub(crate) fn histogram() -> Table {
    let measures =
        vec![measure("stickiness", Unit::People, "Personas por días activos entre 28", "People by active days of 28")];
    let rows = (1..=28).map(|at| {
        let value = (180.0 / f64::from(at) + if at > 19 { f64::from(at - 19) * 4.0 } else { 0.0 }).round();
        let found = row("stickiness", &[&at.to_string()], value).of(812);
        if at == 17 { found.hidden(Suppression::SmallCell) } else { found }
    });
    let rows = rows.collect();
    table("stickiness", Shape::Histogram, &["value"], measures, rows)
}

pub(crate) fn nps() -> Table {
    let measures = vec![
        measure("nps", Unit::Points, "NPS", "NPS"),
        measure("answers", Unit::People, "Respuestas", "Answers"),
        measure("response_rate", Unit::Share, "Tasa de respuesta", "Response rate"),
    ];
    let counts = [1, 0, 1, 2, 1, 4, 6, 11, 19, 24, 31];
    let mut rows = vec![Row {
        group: vec![None],
        ..row("nps", &[""], 40.0).within(26.4, 52.1, IntervalMethod::AdjustedWald).of(100)
    }];
    rows.extend(
        counts.iter().enumerate().map(|(at, count)| row("answers", &[&at.to_string()], f64::from(*count)).of(100)),
    );
    rows.push(Row { group: vec![None], ..share("response_rate", &[""], 100, 163) });
    table("nps", Shape::Histogram, &["value"], measures, rows)
}

pub(crate) fn effect() -> Table {
    let measures = vec![
        measure("milestones", Unit::Share, "Hitos a tiempo", "Milestones on time"),
        measure("survival", Unit::Share, "Sigue activa al año", "Alive after a year"),
        measure("funded", Unit::Share, "Consiguió inversión", "Raised money"),
        measure("goal", Unit::Share, "Meta autoevaluada cumplida", "Self-rated goal met"),
        measure("jobs", Unit::Share, "Creó empleos", "Created jobs"),
        measure("milestones.detectable", Unit::Share, "Lo menor que se vería", "The least that would show"),
    ];
    let difference = |name: &str, value: f64, lo: f64, hi: f64, a: i64, b: i64| {
        let found = row(name, &[], value).within(lo, hi, IntervalMethod::Newcombe).of(a + b);
        Row { numerator: Some(a), denominator: Some(b), ..found }
    };
    let rows = vec![
        difference("milestones", 0.142, 0.021, 0.258, 84, 77),
        difference("survival", -0.031, -0.128, 0.067, 84, 77),
        Row { numerator: None, denominator: None, ..difference("funded", 0.088, -0.012, 0.191, 84, 0) }
            .of(84)
            .read_as(Verdict::Association),
        difference("goal", 0.21, -0.19, 0.55, 12, 9).read_as(Verdict::Insufficient),
        row("jobs", &[], 0.0).missing(Verdict::NoFacts),
        row("milestones.detectable", &[], 0.221),
    ];
    table("effect", Shape::Effect, &[], measures, rows)
}

pub(crate) fn waterfall() -> Table {
    let measures =
        vec![measure("value", Unit::MinorUnits, "Valor presente del programa", "Present value of the programme")];
    let parts = [
        ("Empleos creados", 41_200.0),
        ("Ingresos nuevos", 33_900.0),
        ("Horas de mentoría", 12_450.0),
        ("Operación", -38_000.0),
        ("Subsidios", -17_500.0),
        ("total", 32_050.0),
    ];
    let rows = parts.iter().map(|(part, value)| {
        let found = row("value", &[part, "USD"], value * 100.0);
        if *part == "total" { found.within(1_210_000.0, 5_020_000.0, IntervalMethod::Scenario) } else { found }
    });
    let rows = rows.collect();
    table("npv", Shape::Waterfall, &["part", "currency"], measures, rows)
}

pub(crate) fn tornado() -> Table {
    let measures = vec![measure("sroi", Unit::Number, "SROI: qué lo mueve", "SROI: what moves it")];
    let parts = [
        ("Atribución a otros", 1.35, 3.4),
        ("Peso muerto", 1.6, 3.1),
        ("Valor de un empleo", 1.9, 2.95),
        ("Tasa de descuento", 2.25, 2.52),
        ("Decaimiento", 2.1, 2.6),
    ];
    let rows = parts
        .iter()
        .map(|(part, lo, hi)| row("sroi", &[part], 2.4).within(*lo, *hi, IntervalMethod::Scenario))
        .collect();
    table("sroi_tornado", Shape::Waterfall, &["part"], measures, rows)
}

/// Every table above by name.
pub(crate) fn all() -> Vec<(&'static str, Table)> {
    vec![
        ("number", number()),
        ("big_number", big_number()),
        ("daily_90", daily(90)),
        ("daily_400", daily(400)),
        ("monthly_share", monthly_share()),
        ("by_role", by_role()),
        ("two_units", two_units()),
        ("thirty_groups", thirty_groups()),
        ("bars", bars()),
        ("thirty_bars", thirty_bars()),
        ("lifecycle", lifecycle()),
        ("funnel", funnel()),
        ("funnel_by_group", funnel_by_group()),
        ("retention", retention()),
        ("survival", survival()),
        ("histogram", histogram()),
        ("nps", nps()),
        ("effect", effect()),
        ("waterfall", waterfall()),
        ("tornado", tornado()),
    ]
}
