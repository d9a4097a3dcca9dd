//! The words of units, verdicts and methods.

use crate::answer::{IntervalMethod, Suppression, Unit, Verdict};
use serde::{Deserialize, Serialize};

/// The language and the number format of what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    /// Spanish: `1.234,5` and `41,2 %`.
    Es,
    /// English: `1,234.5` and `41.2%`.
    En,
}

impl Locale {
    /// One of two texts.
    #[must_use]
    pub fn pick<'a>(self, es: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Es => es,
            Self::En => en,
        }
    }

    /// The tag of the language, for `lang` attributes.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
        }
    }

    /// Of a pair, Spanish then English, the one of this language.
    pub(super) fn of(self, pair: &[String; 2]) -> &str {
        let [es, en] = pair;
        self.pick(es, en)
    }
}

/// What a unit counts, for axes and table heads.
pub(super) fn unit(unit: Unit, locale: Locale) -> &'static str {
    match unit {
        Unit::People => locale.pick("personas", "people"),
        Unit::Projects => locale.pick("proyectos", "projects"),
        Unit::Events => locale.pick("veces", "times"),
        Unit::Share => "%",
        Unit::Days => locale.pick("días", "days"),
        Unit::Hours => locale.pick("horas", "hours"),
        Unit::Points => locale.pick("puntos", "points"),
        Unit::MinorUnits => locale.pick("dinero", "money"),
        Unit::Number => locale.pick("número", "number"),
    }
}

/// The word after a figure; none where the figure says it by itself.
pub(super) fn counted(unit: Unit, one: bool, locale: Locale) -> Option<&'static str> {
    let (es, en) = match (unit, one) {
        (Unit::People, true) => ("persona", "person"),
        (Unit::Projects, true) => ("proyecto", "project"),
        (Unit::Events, true) => ("vez", "time"),
        (Unit::Days, true) => ("día", "day"),
        (Unit::Hours, true) => ("hora", "hour"),
        (Unit::Points, true) => ("punto", "point"),
        (Unit::Share | Unit::MinorUnits | Unit::Number, _) => return None,
        (other, false) => (self::unit(other, Locale::Es), self::unit(other, Locale::En)),
    };
    Some(locale.pick(es, en))
}

/// What to make of a figure.
pub(super) fn verdict(verdict: Verdict, locale: Locale) -> &'static str {
    match verdict {
        Verdict::Good => locale.pick("datos suficientes", "enough data"),
        Verdict::Insufficient => locale.pick("datos insuficientes", "not enough data"),
        Verdict::Undefined => locale.pick("sin definir", "undefined"),
        Verdict::NoFacts => locale.pick("sin datos de este tipo", "no facts of this kind"),
        Verdict::Association => locale.pick("asociación, no efecto", "association, not effect"),
        Verdict::Suppressed => hidden(locale),
    }
}

/// The word that stands for a figure that the gate hid.
pub(super) fn hidden(locale: Locale) -> &'static str {
    locale.pick("oculto", "hidden")
}

/// Why it was hidden.
pub(super) fn suppression(why: Suppression, locale: Locale) -> &'static str {
    match why {
        Suppression::SmallCell => locale.pick("muy pocas personas", "too few people"),
        Suppression::Complementary => {
            locale.pick("revelaría otra cifra oculta", "it would reveal another hidden figure")
        }
        Suppression::Dominance => locale.pick("un solo aporte es casi todo", "one contribution is nearly all of it"),
    }
}

/// How an interval was made.
pub(super) fn method(method: IntervalMethod, locale: Locale) -> &'static str {
    match method {
        IntervalMethod::Wilson => "Wilson",
        IntervalMethod::Newcombe => "Newcombe",
        IntervalMethod::StudentT => locale.pick("t de Student", "Student’s t"),
        IntervalMethod::AdjustedWald => locale.pick("Wald ajustado", "adjusted Wald"),
        IntervalMethod::GreenwoodLogLog => locale.pick("Greenwood en escala log–log", "Greenwood on the log–log scale"),
        IntervalMethod::BrookmeyerCrowley => "Brookmeyer–Crowley",
        IntervalMethod::OrderStatistics => locale.pick("estadísticos de orden", "order statistics"),
        IntervalMethod::Bootstrap => "bootstrap",
        IntervalMethod::AalenJohansen => "Aalen–Johansen",
        IntervalMethod::Normal => locale.pick("aproximación normal", "normal approximation"),
        IntervalMethod::Scenario => locale.pick("escenarios", "scenarios"),
    }
}

/// The name of a verdict on the wire.
pub(super) fn verdict_code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Good => "good",
        Verdict::Insufficient => "insufficient",
        Verdict::Undefined => "undefined",
        Verdict::NoFacts => "no_facts",
        Verdict::Association => "association",
        Verdict::Suppressed => "suppressed",
    }
}

/// The name of a suppression on the wire.
pub(super) fn suppression_code(why: Suppression) -> &'static str {
    match why {
        Suppression::SmallCell => "small_cell",
        Suppression::Complementary => "complementary",
        Suppression::Dominance => "dominance",
    }
}

/// The name of a unit on the wire.
pub(super) fn unit_code(unit: Unit) -> &'static str {
    match unit {
        Unit::People => "people",
        Unit::Projects => "projects",
        Unit::Events => "events",
        Unit::Share => "share",
        Unit::Days => "days",
        Unit::Hours => "hours",
        Unit::Points => "points",
        Unit::MinorUnits => "minor_units",
        Unit::Number => "number",
    }
}

/// The name of a method on the wire.
pub(super) fn method_code(method: IntervalMethod) -> &'static str {
    match method {
        IntervalMethod::Wilson => "wilson",
        IntervalMethod::Newcombe => "newcombe",
        IntervalMethod::StudentT => "student_t",
        IntervalMethod::AdjustedWald => "adjusted_wald",
        IntervalMethod::GreenwoodLogLog => "greenwood_log_log",
        IntervalMethod::BrookmeyerCrowley => "brookmeyer_crowley",
        IntervalMethod::OrderStatistics => "order_statistics",
        IntervalMethod::Bootstrap => "bootstrap",
        IntervalMethod::AalenJohansen => "aalen_johansen",
        IntervalMethod::Normal => "normal",
        IntervalMethod::Scenario => "scenario",
    }
}
