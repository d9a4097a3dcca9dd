//! The choices of people and the strategies of the engine.

use crate::api::{RunMatching, StrategyChoice};
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::matching::engine::Strategy;
use crate::values::RangeError;

/// The most that one more pair may be worth with `blend`: a hundred times the best score, beyond which it is `most_people`.
const MOST_PER_PAIR: i32 = 1_000_000;

/// The strategy that a request asks for.
pub(super) fn strategy(problems: &mut Problems, request: &RunMatching) -> Strategy {
    match (request.strategy, request.per_pair) {
        (StrategyChoice::Blend, None) => {
            let args = [("field", "per_pair".into()), ("value", StrategyChoice::Blend.into())];
            problems.add("/per_pair", &texts::NEEDED_WITH, args);
        }
        (StrategyChoice::Blend, Some(value)) if !(0..=MOST_PER_PAIR).contains(&value) => {
            problems.mistake("/per_pair", RangeError { value: value.into(), least: 0, most: i64::from(MOST_PER_PAIR) });
        }
        (StrategyChoice::Blend, Some(_)) | (_, None) => {}
        (_, Some(_)) => {
            let args = [("field", "per_pair".into()), ("value", StrategyChoice::Blend.into())];
            problems.add("/per_pair", &texts::ONLY_WITH, args);
        }
    }
    request.strategy.engine_strategy(u32::try_from(request.per_pair.unwrap_or(0)).unwrap_or(0))
}

/// The choice that leads to a strategy.
pub(super) fn choice_of(strategy: &Strategy) -> Refused<StrategyChoice> {
    let per_pair = match strategy {
        Strategy::Blend { per_pair } => *per_pair,
        _ => 0,
    };
    let choice = StrategyChoice::ALL.iter().copied().find(|choice| choice.engine_strategy(per_pair) == *strategy);
    choice.ok_or_else(|| Refusal::Bug(format!("no choice leads to {strategy:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_leads_to_a_strategy_and_back() {
        for choice in StrategyChoice::ALL {
            let strategy = choice.engine_strategy(7);
            assert_eq!(choice_of(&strategy).unwrap(), *choice);
        }
    }
}
