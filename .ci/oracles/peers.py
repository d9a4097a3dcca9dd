#!/usr/bin/env python3
"""What other people's solvers make of the same markets: the oracle of the engine's strategies.

    peers.py write [EXPORT]   writes core/matching/tests/golden/oracles.json, which ordinary tests read (minutes)

EXPORT is the crate's example `export` (`cargo build --release -p semillero-matching --example export`), which gives the generator's
cohort of 1,000 x 300; without it, that cohort is left out.

Needs numpy 2.4.6, scipy 1.17.1, ortools 9.15.6755, matching 1.4.3 and algmatch 1.5.2 in a virtual environment:
`python3 -m venv v; v/bin/pip install numpy==2.4.6 scipy==1.17.1 ortools==9.15.6755 matching==1.4.3 algmatch==1.5.2`. This file has
its name since one named `matching.py` would hide the peer.

What two peers can both solve, both solve, and this stops where they differ; ties are broken by the engine's published lottery, in
whole numbers, so that there is one answer. Where a peer fails by itself (it raises, or its answer is not what its own definition
says), the file counts it.
"""

import collections
import datetime
import importlib.metadata
import json
import pathlib
import subprocess
import sys

import faces
import optima
import stable
from markets import draw, with_rules
from profiles import Dice

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "core/matching/tests/golden/oracles.json"
PEERS = ["numpy", "scipy", "ortools", "matching", "algmatch"]
PER_PAIR = 55_000
LISTS = (2, 3)
COUNTS = collections.Counter()


def total(market, plan):
    return {"size": len(plan), "score": sum(market["pairs"][at][4] for at in plan)}


def weights(market, strategy):
    """What a pair is worth in one number, as far as doubles and flows hold it."""
    many = len(market["pairs"]) + 1
    return {
        "max_weight_size_first": lambda score: 10**7 * many + score,
        "max_weight_score_first": lambda score: score * many + 1,
        "blend": lambda score: (score + PER_PAIR) * many + 1,
        "lists": lambda score: score * many + 1,
    }[strategy]


def goals(market, strategy):
    ones, scores = (optima.ones(market), True), (optima.scores(market), True)
    return {
        "max_weight_size_first": [ones, scores],
        "max_weight_score_first": [scores, ones],
        "blend": [([score + PER_PAIR for score in scores[0]], True), ones],
        "lists": [scores, ones],
    }[strategy]


def agreed(market, strategy, by, *plans):
    """Counts a comparison; the plans must be worth the same."""
    worths = [plan if plan is None else total(market, plan) for plan in plans]
    assert all(worth == worths[0] for worth in worths), (strategy, by, worths, market)
    COUNTS[f"{strategy}: {by}"] += 1


def heaviest(market, seed, strategy):
    """The optimum of size and score by up to four solvers; the pairs, with the lottery, by CP-SAT."""
    by = ["CP-SAT", "scipy.milp"]
    exact = optima.lexicographic(market, seed, goals(market, strategy))
    worths = [weights(market, strategy)(score) for score in optima.scores(market)]
    plans = [exact, optima.by_milp(market, worths)]
    if not market["must"] and not market["floors"]:
        by.append("OR-tools flow")
        plans.append(optima.by_flow(market, worths))
        if not market["organisations"] and max(market["mentees"]) == 1:
            by.append("scipy.linear_sum_assignment")
            plans.append(optima.by_assignment(market, worths))
    agreed(market, strategy, " = ".join(by), *plans)
    return {"by": by, "plan": exact}


def as_lists(market):
    length, exposure = LISTS
    mentors = [[exposure, -1] for _ in market["mentors"]]
    return market | {"mentees": [length] * len(market["mentees"]), "mentors": mentors, "organisations": []}


def optimal(market, seed):
    answers = {name: heaviest(market, seed, name) for name in ("max_weight_size_first", "max_weight_score_first", "blend")}
    for name in ("rank_maximal", "greedy_maximum", "generous_maximum", "least_cost_maximum"):
        answers[name] = {"by": ["CP-SAT"], "plan": optima.profile(market, seed, name)}
        COUNTS[f"{name}: CP-SAT"] += 1
    if not market["organisations"] and not market["must"] and not market["floors"]:
        as_faces(market, seed, answers)
    if not market["must"] and not market["floors"]:
        answers["lists"] = heaviest(as_lists(market), seed, "lists")
    return answers | shared(market, seed)


def as_faces(market, seed, answers):
    """What solves the large cohort solves small markets as CP-SAT does."""
    for name, answer in answers.items():
        if name in ("max_weight_size_first", "max_weight_score_first", "blend"):
            found = faces.heaviest(market, seed, [worths for worths, _ in goals(market, name)])
        else:
            found = faces.profile(market, seed, name)
        assert found == answer["plan"], (name, market)
        COUNTS[f"{name}: CP-SAT = OR-tools flow by faces"] += 1
    for name in ("max_min", "leximin"):
        assert faces.fair(market, seed, name) == optima.fair(market, seed, name), (name, market)
        COUNTS[f"{name}: CP-SAT = OR-tools flow by faces"] += 1


def shared(market, seed):
    answers = {}
    for name in ("max_min", "leximin"):
        answers[name] = {"by": ["CP-SAT"], "plan": optima.fair(market, seed, name)}
        COUNTS[f"{name}: CP-SAT"] += 1
    size = optima.by_milp(market, optima.ones(market), groups=True)
    for answer in answers.values():
        assert (size and len(size)) == (answer["plan"] and len(answer["plan"])), market
    COUNTS["size with groups: CP-SAT = scipy.milp"] += 1
    return answers


def preferred(market, seed):
    """The stable plans of both sides by both peers; the largest weakly stable one; super- and strongly stable ones."""
    lists, answers = stable.Lists(market, seed), {}
    for name, mentees_first in (("stable", True), ("stable_for_mentors", False)):
        found = {}
        for peer, solve in (("matching", stable.by_matching), ("algmatch", stable.by_algmatch)):
            try:
                found[peer] = solve(lists, mentees_first)
            except Exception as error:  # whatever a peer raises is the peer's
                COUNTS[f"{name}: {peer} raises {type(error).__name__}"] += 1
        same = "=" if len(set(map(tuple, found.values()))) == 1 else "differs from"
        COUNTS[f"{name}: {f' {same} '.join(found)}"] += 1
        answers[name] = {"by": list(found), "plans": list(found.values())}
    return answers


def ties(market, seed):
    lists = stable.Lists(market, seed)
    most = stable.most_weakly_stable(market)
    COUNTS["largest weakly stable: CP-SAT"] += 1
    answers = {"weakly_stable": {"by": ["CP-SAT"], "plan": most}}
    for kind in ("super", "strong"):
        try:
            found = stable.with_ties(market, lists, kind)
        except Exception as error:
            COUNTS[f"{kind}-stable: algmatch raises {type(error).__name__}"] += 1
            continue
        if found is not None:
            COUNTS[f"{kind}-stable: algmatch"] += 1
            answers[kind] = {"by": ["algmatch"], "plan": found}
    return answers


def markets():
    """Name, market and what to ask, of every market; the number of each is its seed."""
    at = 0
    def one(make, ask):
        nonlocal at
        at += 1
        return at, make(Dice(at)), ask
    for _ in range(14):
        yield one(lambda dice: draw(dice, 8, 5), optimal)
        yield one(lambda dice: draw(dice, 9, 5, organisations=2, two_slots=True), optimal)
        yield one(lambda dice: with_rules(dice, draw(dice, 9, 5, organisations=2, two_slots=True), must=1, floors=2), optimal)
        yield one(lambda dice: with_rules(dice, draw(dice, 8, 5, organisations=2), must=1, groups=3), shared)
        yield one(lambda dice: draw(dice, 8, 4, ranks=40), preferred)
        yield one(lambda dice: draw(dice, 10, 6, organisations=3, ranks=40), preferred)
        yield one(lambda dice: draw(dice, 10, 6, organisations=3), preferred)
        yield one(lambda dice: draw(dice, 8, 4, ranks=2), ties)
        yield one(lambda dice: draw(dice, 9, 5, organisations=2, ranks=3, share=40), ties)
        yield one(lambda dice: draw(dice, 8, 4, ranks=30), ties)
        yield one(lambda dice: draw(dice, 9, 5, organisations=2, ranks=30, share=40), ties)
    for _ in range(2):
        wide = {"share": 20, "ranks": 8, "scores": 40, "step": 17_003}
        yield one(lambda dice: draw(dice, 60, 20, **wide), optimal)
        yield one(lambda dice: draw(dice, 60, 20, organisations=4, two_slots=True, **wide), optimal)
        yield one(lambda dice: with_rules(dice, draw(dice, 60, 20, organisations=4, **wide), must=3, floors=4), optimal)
        yield one(lambda dice: with_rules(dice, draw(dice, 60, 20, organisations=4, **wide), groups=4), shared)
        yield one(lambda dice: draw(dice, 80, 25, **wide), preferred)
        yield one(lambda dice: draw(dice, 80, 25, organisations=6, **wide), preferred)
        yield one(lambda dice: draw(dice, 40, 14, organisations=4, share=25, ranks=3), ties)


COHORT = (1_000, 300, 2026)


def cohort(export):
    """The generator's cohort, whose ranks are sixteenths of the score, and what the peers make of it."""
    given = json.loads(subprocess.run([export, *map(str, COHORT)], capture_output=True, text=True, check=True).stdout)
    rank = lambda score: 1 + (65_535 - score) // 4_096
    market = {
        "mentees": given["mentees"],
        "mentors": [[seats, -1] for seats in given["mentors"]],
        "organisations": [],
        "pairs": [[mentee, mentor, rank(score), rank(score), score] for mentee, mentor, score in given["pairs"]],
        "first_ids": tuple(map(int, given["first_ids"])),
    }
    seed = COHORT[2]
    ones, scores = optima.ones(market), optima.scores(market)
    wide = as_lists(market)
    answers = {
        "max_weight_size_first": faces.heaviest(market, seed, [ones, scores]),
        "max_weight_score_first": faces.heaviest(market, seed, [scores, ones]),
        "blend": faces.heaviest(market, seed, [[score + PER_PAIR for score in scores], ones]),
        "lists": faces.heaviest(wide, seed, [scores, ones]),
    }
    for name, plan in answers.items():
        other = wide if name == "lists" else market
        worths = [weights(other, name)(score) for score in scores]
        agreed(other, name, "cohort by OR-tools flow = scipy.milp", plan, optima.by_milp(other | {"must": [], "floors": []}, worths))
    for name in ("rank_maximal", "greedy_maximum", "generous_maximum", "least_cost_maximum"):
        answers[name] = faces.profile(market, seed, name)
    for name in ("max_min", "leximin"):
        answers[name] = faces.fair(market, seed, name)
        print(name, flush=True)
    answers = {name: {"by": ["OR-tools flow"], "plan": plan} for name, plan in answers.items()}
    return {"cohort": COHORT, "answers": answers | preferred(market, seed)}


def write(export=None):
    cases = []
    for seed, market, ask in markets():
        cases.append({"seed": seed, **{name: value for name, value in market.items() if value}, "answers": ask(market, seed)})
        print(seed, ask.__name__, len(market["pairs"]), flush=True)
    golden = {
        "on": datetime.date.today().isoformat(),
        "peers": {name: importlib.metadata.version(name) for name in PEERS},
        "per_pair": PER_PAIR,
        "lists": LISTS,
        "counts": {},
        "cohort": cohort(export) if export else None,
        "cases": cases,
    }
    golden["counts"] = dict(sorted(COUNTS.items()))
    lines = [json.dumps({name: value}, separators=(",", ":"))[1:-1] for name, value in golden.items() if name != "cases"]
    rows = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    GOLDEN.write_text("{" + ",\n".join(lines) + ',\n"cases":[\n' + rows + "\n]}\n", encoding="utf-8")
    print(json.dumps(golden["counts"], indent=1))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write", *export] if len(export) < 2:
            write(*export)
        case _:
            sys.exit(__doc__)
