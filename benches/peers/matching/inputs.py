"""Makes the inputs of one size once, and keeps them: flat files for us, the same files or arrays for the peers."""

import json

import numpy as np

import formats
from generate import digest, population
from scoring import Scorer, nearness, text

KEEP = 50
RATIOS = [0.72, 0.90, 1.00, 1.10, 1.40]
INELIGIBLE = 20000
SPREAD = 1_000_000


def bilateral(work, mentees, mentors):
    """Files of a size with its own capacity; the digest of the population."""
    folder = work / f"{mentees}x{mentors}"
    done = folder / "digest.json"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        people = population(mentees, mentors)
        np.savez(folder / "people.npz", **people)
        vectors = {side: np.rint(text(people[side + "tok"]) * 400).clip(-127, 127) for side in "et"}
        formats.population(folder / "pop.bin", people, np.rint(500 * nearness(people)), vectors)
        mentee, mentor, score = Scorer(people).best(KEEP)
        ranked(folder / "prefs.bin", people, mentee, mentor, score)
        order = np.lexsort((mentor, mentee))
        points = np.rint(score[order] * 1e4)
        edge = dict(mentee=mentee[order], mentor=mentor[order], score=points, mentees=mentees)
        for ratio in RATIOS:
            formats.edges(folder / f"edges-{ratio:.2f}.bin", edge, seats(people["cap"], ratio, mentees))
        done.write_text(json.dumps(digest(people)))
    return folder


def seats(capacity, ratio, mentees):
    """The population's own seats, about 0.72 of the mentees, and one more for everybody in turn until there are enough."""
    capacity = capacity.astype(np.int64)
    missing = 0 if ratio == RATIOS[0] else max(0, round(ratio * mentees) - int(capacity.sum()))
    capacity += missing // len(capacity)
    capacity[: missing % len(capacity)] += 1
    return capacity


def ranked(path, people, mentee, mentor, score):
    """Both sides' strict lists: the mentors rank whoever lists them, by weights of their own; ties fall to the index."""
    vectors = {side: text(people[side + "tok"]) for side in "et"}
    alike = np.empty(len(mentee))
    for start in range(0, len(mentee), 200_000):
        part = slice(start, start + 200_000)
        alike[part] = np.einsum("ij,ij->i", vectors["e"][mentee[part]], vectors["t"][mentor[part]])
    common = np.bitwise_count(people["egoal"][mentee] & people["tgoal"][mentor])
    either = np.bitwise_count(people["egoal"][mentee] | people["tgoal"][mentor])
    hours = np.bitwise_count(people["eav"][mentee] & people["tav"][mentor]).sum(1)
    back = 0.25 * (people["eind"][mentee] == people["tind"][mentor])
    back += 0.25 * ((people["tstage"][mentor] >> people["estage"][mentee]) & 1)
    back += 0.2 * common / either + 0.1 * np.minimum(hours, 4) / 4 + 0.2 * alike
    back = np.rint(np.clip(back, 0, 1) * 1e4)
    count = {"e": len(people["eind"]), "t": len(people["tind"])}
    first = np.lexsort((mentor, -np.rint(score * 1e4), mentee))
    second = np.lexsort((mentee, -back, mentor))
    lists = dict(
        mentee_starts=formats.starts(mentee, count["e"]),
        mentors=mentor[first],
        mentor_starts=formats.starts(mentor, count["t"]),
        mentees=mentee[second],
    )
    formats.prefs(path, lists, people["cap"])


def dense(work, kind, size):
    """A square of costs: `u` uniform, `s` realistic scores with a fifth of the pairs eligible, everybody matched."""
    path = work / f"dense-{kind}-{size}" / "dense.bin"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == "u":
            costs = np.random.default_rng(1).integers(1, SPREAD + 1, (size, size), dtype=np.int32)
        else:
            scorer, costs = Scorer(population(size, size)), np.empty((size, size), np.int32)
            for start in range(0, size, 64):
                part = slice(start, min(start + 64, size))
                score = scorer.block(part, slice(None))
                costs[part] = np.where(score < 0, INELIGIBLE, np.rint((1 - score) * 1e4))
        formats.dense(path, costs)
    return path
