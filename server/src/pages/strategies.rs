//! The strategies as staff choose them: in groups, each with one sentence of what it promises.

use minijinja::{Value, context};
use semillero_core::StrategyChoice;
use semillero_core::values::Locale;

struct Group {
    name: [&'static str; 2],
    strategies: &'static [(StrategyChoice, [&'static str; 2])],
}

static GROUPS: &[Group] = &[
    Group {
        name: ["Lo mejor para el conjunto", "The best for the whole"],
        strategies: &[
            (
                StrategyChoice::MostPeople,
                [
                    "tantas parejas como se pueda; entre esas, la mejor suma",
                    "as many pairs as possible; among those, the best total",
                ],
            ),
            (
                StrategyChoice::HighestScore,
                ["la mejor suma, aunque deje a más gente fuera", "the best total, even if it leaves more people out"],
            ),
            (
                StrategyChoice::Blend,
                [
                    "la mejor suma contando tantos puntos por pareja como usted diga",
                    "the best total, counting as many points per pair as you say",
                ],
            ),
        ],
    },
    Group {
        name: ["Nadie querría cambiar", "Nobody would rather swap"],
        strategies: &[
            (
                StrategyChoice::Stable,
                ["estable, y de todas la mejor para quien emprende", "stable, and of all the best for mentees"],
            ),
            (
                StrategyChoice::StableForMentors,
                ["estable, y de todas la mejor para quien mentora", "stable, and of all the best for mentors"],
            ),
            (
                StrategyChoice::StableTies,
                [
                    "estable por lo que dijeron, con los empates como empates: más parejas, al menos dos tercios de las más que caben así",
                    "stable by what people said, ties left as ties: more pairs, at least two thirds of the most that such a match can have",
                ],
            ),
        ],
    },
    Group {
        name: ["Las opciones de quien emprende", "The choices of mentees"],
        strategies: &[
            (
                StrategyChoice::RankMaximal,
                [
                    "el mayor número de primeras opciones, luego de segundas, y así",
                    "the most first choices, then the most second ones, and so on",
                ],
            ),
            (
                StrategyChoice::GreedyMaximum,
                [
                    "tantas parejas como se pueda; entre esas, el mayor número de primeras opciones",
                    "as many pairs as possible; among those, the most first choices",
                ],
            ),
            (
                StrategyChoice::GenerousMaximum,
                [
                    "tantas parejas como se pueda; entre esas, el menor número de últimas opciones",
                    "as many pairs as possible; among those, the fewest last choices",
                ],
            ),
            (
                StrategyChoice::LeastCostMaximum,
                [
                    "tantas parejas como se pueda, con la menor suma de puestos en las listas",
                    "as many pairs as possible with the least sum of places on the lists",
                ],
            ),
        ],
    },
    Group {
        name: ["Justicia", "Fairness"],
        strategies: &[
            (
                StrategyChoice::MaxMin,
                [
                    "tantas parejas como se pueda; entre esas, lo mejor para la peor pareja",
                    "as many pairs as possible; among those, the best for the worst pair",
                ],
            ),
            (
                StrategyChoice::Leximin,
                [
                    "tantas parejas como se pueda; entre esas, lo mejor para la peor, luego para la segunda peor, y así",
                    "as many pairs as possible; among those, the best for the worst, then for the second worst, and so on",
                ],
            ),
        ],
    },
    Group {
        name: ["Para comparar", "To compare with"],
        strategies: &[
            (
                StrategyChoice::Greedy,
                [
                    "la mejor pareja primero, mientras haya lugar: lo que hacen muchas herramientas; al menos la mitad de la mejor suma",
                    "the best pair first, while there is room: what many tools do; at least half of the best total",
                ],
            ),
            (
                StrategyChoice::Online,
                [
                    "por orden de inscripción: a cada persona lo mejor que quede libre, y nadie se mueve después; con lo que habría dado emparejar a todas a la vez",
                    "first come, first served: each gets the best that is free, and nobody is moved; with what matching everybody at once would have given",
                ],
            ),
        ],
    },
];

/// The groups for a page.
pub(super) fn groups(locale: Locale) -> Vec<Value> {
    let strategy = |(choice, [es, en]): &(StrategyChoice, [&str; 2])| {
        context! { word => choice.word(), promise => locale.pick(es, en) }
    };
    let group = |group: &Group| {
        let [es, en] = group.name;
        context! { name => locale.pick(es, en), strategies => group.strategies.iter().map(strategy).collect::<Vec<_>>() }
    };
    GROUPS.iter().map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_strategy_is_offered_once_and_has_a_name() {
        let offered: Vec<_> = GROUPS.iter().flat_map(|group| group.strategies).map(|(choice, _)| *choice).collect();
        let mut known = StrategyChoice::ALL.to_vec();
        known.retain(|choice| offered.iter().filter(|offered| *offered == choice).count() != 1);
        assert_eq!((known, offered.len()), (Vec::new(), StrategyChoice::ALL.len()));
        for choice in StrategyChoice::ALL {
            assert_ne!(crate::pages::words::in_words(choice.word(), Locale::Es), choice.word(), "{choice:?}");
        }
    }
}
