//! Who takes part, how often, and who comes back.

use super::{entry, names};
use crate::calendar::Grain;
use crate::metrics::choices::{About, Part, Return};
use crate::metrics::definition::{Definition, Numbers, Window};
use crate::metrics::entry::Metric;
use crate::metrics::span::Span;
use crate::standard::{attribute, event};

/// What people do of their own accord; being written to does not count. A change of this list changes every hash below.
pub(super) fn qualifying() -> Vec<String> {
    names(&[
        event::SIGNED_IN,
        event::PROFILE_COMPLETED,
        event::PREFERENCES_SET,
        event::MATCH_REQUESTED,
        event::REQUEST_ANSWERED,
        event::MATCH_ACCEPTED,
        event::SESSION_BOOKED,
        event::SESSION_COMPLETED,
        event::MENTORING_GIVEN,
        event::PROJECT_CREATED,
        event::MILESTONE_REACHED,
        event::PROGRESS_REPORTED,
        event::SESSION_RATED,
        event::NPS_ANSWERED,
    ])
}

const ACTIVE: [&str; 2] = ["personas activas", "active people"];
const OWN: &str = "Design of this engine; days are civil days of the programme's zone";

fn people(window: Option<Window>) -> Definition {
    Definition::People { events: qualifying(), window }
}

fn lifecycle(part: Part) -> Definition {
    Definition::Lifecycle { events: qualifying(), part }
}

fn retention(mode: Return, day: u32, from: Option<u32>) -> Definition {
    Definition::Retention { start: qualifying(), back: qualifying(), mode, day, from }
}

pub(super) fn metrics() -> Vec<Metric> {
    let born = ["personas cuyo plazo ya se cumplió", "people whose day of return has come"];
    let back = ["personas que volvieron", "people who came back"];
    vec![
        entry(
            "active_subjects",
            ["Personas activas", "Active people"],
            ["Personas que hicieron algo propio en el período, cada una una vez.", "People who did something of their own in the period, each once."],
            "|A(period)|",
            OWN,
            people(None),
        )
        .of(ACTIVE, ["", ""]),
        entry(
            "daily_active",
            ["Activas por día (DAU)", "Daily active (DAU)"],
            ["Personas activas el último día del período.", "People active on the last day of the period."],
            "|A(d)|",
            OWN,
            people(Some(Window::Trailing(Span::of_days(1)))),
        ),
        entry(
            "weekly_active",
            ["Activas en 7 días (WAU)", "Active in 7 days (WAU)"],
            ["Personas activas en los 7 días hasta el último del período.", "People active in the 7 days up to the last of the period."],
            "|∪ A(d−6..d)|",
            OWN,
            people(Some(Window::Trailing(Span::of_days(7)))),
        ),
        entry(
            "monthly_active",
            ["Activas en 28 días (MAU)", "Active in 28 days (MAU)"],
            [
                "Personas activas en los 28 días hasta el último del período: semanas enteras, sin vaivén por día de la semana.",
                "People active in the 28 days up to the last of the period: whole weeks, without a wobble by weekday.",
            ],
            "|∪ A(d−27..d)|",
            OWN,
            people(Some(Window::Trailing(Span::of_days(28)))),
        ),
        entry(
            "monthly_active_calendar",
            ["Activas en el mes calendario", "Active in the calendar month"],
            ["Personas activas en el mes calendario del último día, hasta ese día.", "People active in the calendar month of the last day, up to that day."],
            "|∪ A(first of month..d)|",
            OWN,
            people(Some(Window::Calendar(Grain::Month))),
        ),
        entry(
            "stickiness",
            ["Adherencia", "Stickiness"],
            ["Qué parte de los 28 días viene, en promedio, quien viene alguna vez.", "On what share of the 28 days somebody comes, on average, who comes at all."],
            "Σ DAU(d−27..d) ÷ (28 · MAU28(d))",
            OWN,
            Definition::Stickiness { events: qualifying(), over: Span::of_days(28) },
        )
        .of(["días-persona activos", "active person-days"], ["28 × personas activas", "28 × active people"]),
        entry(
            "active_days",
            ["Días activos por persona", "Active days per person"],
            ["Cuántas personas vinieron exactamente 1, 2, … 28 días de los últimos 28.", "How many people came on exactly 1, 2, … 28 of the last 28 days."],
            "#{people: active days = k}, k = 1..28",
            "PostHog documentation, stickiness; own wording",
            Definition::Distribution { of: Numbers::ActiveDays { events: qualifying(), over: Span::of_days(28) } },
        ),
        entry(
            "active_days_median",
            ["Mediana de días activos", "Median of active days"],
            ["Los días activos de la persona del medio, entre las activas de los últimos 28 días.", "The active days of the person in the middle, of those active in the last 28 days."],
            "median{active days in d−27..d}",
            OWN,
            Definition::Quantile { of: Numbers::ActiveDays { events: qualifying(), over: Span::of_days(28) }, percent: 50 },
        ),
        entry(
            "adoption",
            ["Adopción", "Adoption"],
            ["Personas activas en el período entre todas las que tienen un papel.", "People active in the period out of all who have a role."],
            "|A(period) ∩ known| ÷ |known|",
            OWN,
            Definition::Adoption { events: qualifying(), among: attribute::ROLE.into() },
        )
        .of(ACTIVE, ["personas con un papel", "people with a role"]),
        entry(
            "new_subjects",
            ["Nuevas", "New"],
            ["Personas activas en el período por primera vez.", "People active in the period for the first time ever."],
            "A(g) with first activity in g",
            "PostHog documentation, lifecycle; own wording",
            lifecycle(Part::New),
        ),
        entry(
            "returning_subjects",
            ["Que siguen", "Returning"],
            ["Personas activas en este período y en el anterior, que no son nuevas.", "People active in this period and the one before who are not new."],
            "A(g) ∩ A(g−1) ∖ new",
            "PostHog documentation, lifecycle; own wording",
            lifecycle(Part::Returning),
        ),
        entry(
            "resurrecting_subjects",
            ["Que vuelven", "Resurrecting"],
            ["Personas activas en este período y antes, pero no en el anterior.", "People active in this period and earlier, though not in the one before."],
            "A(g) ∖ A(g−1) ∖ new",
            "PostHog documentation, lifecycle; own wording",
            lifecycle(Part::Resurrecting),
        ),
        entry(
            "dormant_subjects",
            ["Que se duermen", "Dormant"],
            ["Personas activas en el período anterior y no en este.", "People active in the period before and not in this one."],
            "A(g−1) ∖ A(g)",
            "PostHog documentation, lifecycle; own wording",
            lifecycle(Part::Dormant),
        ),
        entry(
            "retention_day_7",
            ["Retención al día 7", "Retention on day 7"],
            ["De quienes llegaron en el período, cuántas vinieron justo el séptimo día después.", "Of those who first came in the period, how many came on exactly the seventh day after."],
            "|C ∩ A(birth + 7)| ÷ |C eligible|",
            "Mixpanel and Amplitude documentation, N-day retention; own wording",
            retention(Return::On, 7, None),
        )
        .of(back, born),
        entry(
            "retention_week_4",
            ["Retención en la cuarta semana", "Retention in week 4"],
            ["De quienes llegaron en el período, cuántas vinieron entre los días 22 y 28 después.", "Of those who first came in the period, how many came between days 22 and 28 after."],
            "|C ∩ A(birth + 22..28)| ÷ |C eligible|",
            "Mixpanel documentation, bracket retention; own wording",
            retention(Return::Bracket, 28, Some(22)),
        )
        .of(back, born),
        entry(
            "rolling_retention_day_28",
            ["Retención desde el día 28", "Rolling retention from day 28"],
            [
                "De quienes llegaron en el período, cuántas vinieron el día 28 o después. Las cohortes jóvenes han tenido menos tiempo: compare con igual seguimiento.",
                "Of those who first came in the period, how many came on day 28 or later. Young cohorts have had less time: compare at equal follow-up.",
            ],
            "|C ∩ A(≥ birth + 28)| ÷ |C eligible|",
            "Mixpanel documentation, on-or-after retention; own wording",
            retention(Return::OnOrAfter, 28, None),
        )
        .of(back, born),
        entry(
            "streak_week_4",
            ["Racha de cuatro semanas", "Streak of four weeks"],
            ["De quienes llegaron en el período, cuántas vinieron en cada una de las cuatro semanas siguientes.", "Of those who first came in the period, how many came in each of the four weeks after."],
            "|C ∩ ⋂ₖ A(birth + 7k−6..7k)| ÷ |C eligible|, k = 1..4",
            "Mixpanel documentation, streak retention; own wording",
            retention(Return::Streak, 28, Some(7)),
        )
        .of(back, born),
        entry(
            "events",
            ["Actos", "Events"],
            ["Todo lo que las personas hicieron de su parte.", "Everything that people did of their own accord."],
            "#events",
            OWN,
            Definition::Count { events: qualifying(), about: About::Actor },
        ),
    ]
}
