//! The words of definitions: each a closed set with one name per choice.

use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($($(#[$doc:meta])* $vis:vis $name:ident { $($(#[$each:meta])* $variant:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        $vis enum $name { $($(#[$each])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            pub(crate) const CHOICES: &'static [&'static str] = &[$($text),+];
        }
    )+};
}
pub(crate) use choices;

choices! {
    /// A part of the lifecycle.
    pub Part {
        /// Never seen before.
        #[default]
        New = "new",
        /// Seen in the period before as well.
        Returning = "returning",
        /// Seen before, not in the period before.
        Resurrecting = "resurrecting",
        /// Seen in the period before, not in this one.
        Dormant = "dormant",
    }
    /// When somebody must come back to count.
    pub Return {
        /// On that day.
        #[default]
        On = "on",
        /// On that day or any later one.
        OnOrAfter = "on_or_after",
        /// On a day of the bracket, both ends in it.
        Bracket = "bracket",
        /// In every interval up to that day.
        Streak = "streak",
    }
    /// Whose an event is.
    pub About {
        /// Who did it.
        #[default]
        Actor = "actor",
        /// About whom or what it is.
        Subject = "subject",
    }
    /// Which numbers are summed.
    pub Sign {
        /// All.
        #[default]
        Any = "any",
        /// Those above 0.
        Positive = "positive",
        /// Those below 0, without their sign.
        Negative = "negative",
    }
    /// What a figure counts, as people read it.
    pub Shown {
        /// Things.
        #[default]
        Events = "events",
        /// People.
        People = "people",
        /// Projects or ventures.
        Projects = "projects",
        /// Hours.
        Hours = "hours",
        /// Days.
        Days = "days",
        /// Points.
        Points = "points",
        /// Money.
        MinorUnits = "minor_units",
        /// A bare number.
        Number = "number",
    }
    /// Which spells.
    pub When {
        /// Those that began in the period.
        #[default]
        Began = "began",
        /// Those that ended in it.
        Ended = "ended",
        /// Those whose due day lies in it and is over.
        Due = "due",
        /// Those open at its end.
        Open = "open",
        /// Those open at its end whose due day is over.
        Overdue = "overdue",
    }
    /// Which due day.
    pub Due {
        /// The latest, so that what was moved is the same thing.
        #[default]
        Latest = "latest",
        /// The first, and the end must not be later than it.
        Baseline = "baseline",
        /// The first, and the numerator is what has another one now.
        Moved = "moved",
    }
    /// Which side of a survival curve.
    pub Read {
        /// Those who have seen the event.
        #[default]
        Incidence = "incidence",
        /// Those who have not.
        Survival = "survival",
    }
    /// How an effect is measured.
    pub EffectMeasure {
        /// Hedges' g, the difference of means in standard deviations.
        #[default]
        HedgesG = "hedges_g",
        /// Cliff's δ, for numbers of which only the order counts.
        CliffDelta = "cliff_delta",
        /// The difference of two shares.
        RiskDifference = "risk_difference",
        /// The ratio of two odds.
        OddsRatio = "odds_ratio",
    }
    /// A figure of money over time.
    pub MoneyFigure {
        /// What comes back above the costs, by the costs, both at present value.
        #[default]
        Roi = "roi",
        /// Net present value.
        Npv = "npv",
        /// Internal rate of return.
        Irr = "irr",
        /// Days until what came in covers what was spent.
        Payback = "payback",
    }
}
