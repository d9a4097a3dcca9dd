"""A deterministic population of mentees and mentors, from integers alone.

Every draw is a function of (seed, stream, person, draw number) by SplitMix64, so a port to any language gives the same
bits. What it imitates: skills after Zipf's law, half of them by industry; weekly availability in local evenings, told in
UTC; a lingua franca; stages; goals; capacities of 1 to 5; organisations whose members may not meet; earlier pairs; profiles
of 20 to 40 words.
"""

import hashlib

import numpy as np

SKILLS, WORDS, INDUSTRIES, LANGUAGES, CITIES, GOALS, STAGES = 2000, 8192, 40, 24, 64, 32, 6
HOURS = 168
U64 = np.uint64


def mix(x):
    """SplitMix64 (Steele, Lea and Flood 2014)."""
    with np.errstate(over="ignore"):
        x = x + U64(0x9E3779B97F4A7C15)
        x = (x ^ (x >> U64(30))) * U64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> U64(27))) * U64(0x94D049BB133111EB)
        return x ^ (x >> U64(31))


class Draws:
    def __init__(self, seed):
        self.key = mix(U64(seed))

    def raw(self, stream, person, draw):
        with np.errstate(over="ignore"):
            start = mix(self.key ^ U64(stream) * U64(0xD1342543DE82EF95))
            return mix(mix(start ^ np.asarray(person, dtype=U64)) + np.asarray(draw, dtype=U64))

    def below(self, stream, person, draw, bound):
        return ((self.raw(stream, person, draw) >> U64(32)) * U64(bound) >> U64(32)).astype(np.int64)

    def zipf(self, stream, person, draw, count):
        steps = np.cumsum(np.array([(1 << 40) // (rank + 1) for rank in range(count)], dtype=U64))
        return np.searchsorted(steps, self.raw(stream, person, draw) % steps[-1], side="right").astype(np.int64)

    def weighted(self, stream, person, draw, weights):
        steps = np.cumsum(np.array(weights, dtype=np.int64))
        return np.searchsorted(steps, self.below(stream, person, draw, int(steps[-1])), side="right").astype(np.int64)


def skills(draws, stream, who, industry, least, most):
    count = least + draws.below(stream, who, 0, most - least + 1)
    out = np.full((len(who), most), -1, np.int32)
    for d in range(most):
        common = draws.zipf(stream + 1, who, d, SKILLS)
        of_industry = draws.below(stream + 2, who, d, 2) == 1
        skill = np.where(of_industry, (common * 7 + industry * 47 + 13) % SKILLS, common)
        out[:, d] = np.where(d < count, skill, -1)
    out.sort(axis=1)
    again = np.zeros_like(out, bool)
    again[:, 1:] = out[:, 1:] == out[:, :-1]
    out[again] = -1
    return out


DAYS = [5, 5, 5, 5, 4, 3, 2]
TIMES = [0] * 8 + [3, 4, 4, 4, 6, 4, 4, 4, 5, 8, 9, 9, 7, 3, 0, 0]


def availability(draws, stream, who, zone, least, most):
    free = np.zeros((len(who), HOURS), np.uint8)
    count = least + draws.below(stream, who, 0, most - least + 1)
    for d in range(most):
        day = draws.weighted(stream + 1, who, d, DAYS)
        hour = draws.weighted(stream + 2, who, d, TIMES)
        for length in range(2):
            at = (day * 24 + hour + length - zone) % HOURS
            given = d < count
            free[np.nonzero(given)[0], at[given]] = 1
    return np.packbits(free, axis=1, bitorder="little")


def languages(draws, stream, who, city):
    spoken = np.where(draws.below(stream, who, 0, 100) < 75, 1, 0).astype(np.int64)
    spoken |= 1 << (1 + (city * 11) % (LANGUAGES - 1))
    third = draws.below(stream + 1, who, 0, 100) < 30
    spoken |= np.where(third, 1 << draws.zipf(stream + 2, who, 0, LANGUAGES), 0)
    return spoken


def words(draws, stream, who, industry, least, most):
    count = least + draws.below(stream, who, 0, most - least + 1)
    out = np.full((len(who), most), -1, np.int32)
    for d in range(most):
        common = draws.zipf(stream + 1, who, d, WORDS)
        of_industry = draws.below(stream + 2, who, d, 5) < 3
        word = np.where(of_industry, (common * 31 + industry * 193 + 7) % WORDS, common)
        out[:, d] = np.where(d < count, word, -1)
    return out


def goals(draws, stream, who):
    count = 1 + draws.below(stream, who, 0, 4)
    out = np.zeros(len(who), np.int64)
    for d in range(5):
        out |= np.where(d <= count, 1 << draws.zipf(stream + 1, who, d, GOALS), 0)
    return out


def population(mentees, mentors, seed=42):
    """Arrays by name; those of mentees begin with `e`, those of mentors with `t`."""
    draws = Draws(seed)
    cities = np.arange(CITIES)
    out = {
        "lat": draws.below(1, cities, 0, 110_000_000) - 40_000_000,
        "lon": draws.below(2, cities, 0, 360_000_000) - 180_000_000,
    }
    zones = (out["lon"] + 7_500_000) // 15_000_000
    for side, count, stream in (("e", mentees, 100), ("t", mentors, 200)):
        mentee = side == "e"
        who = np.arange(count)
        industry = draws.zipf(stream, who, 0, INDUSTRIES)
        city = draws.zipf(stream + 1, who, 0, CITIES)
        out[side + "ind"] = industry.astype(np.uint8)
        out[side + "city"] = city.astype(np.uint8)
        out[side + "lang"] = languages(draws, stream + 2, who, city).astype(np.uint32)
        out[side + "av"] = availability(draws, stream + 10, who, zones[city], *((3, 8) if mentee else (2, 6)))
        out[side + "sk"] = skills(draws, stream + 20, who, industry, *((3, 10) if mentee else (5, 25)))
        out[side + "goal"] = goals(draws, stream + 30, who).astype(np.uint32)
        stage = draws.weighted(stream + 40, who, 0, [30, 25, 20, 12, 8, 5])
        if not mentee:
            served = 1 << stage
            for d in range(2):
                further = draws.below(stream + 41, who, d, 100) < 45
                served |= np.where(further, 1 << np.minimum(stage + d + 1, STAGES - 1), 0)
            stage = served
            out["cap"] = (1 + draws.weighted(stream + 42, who, 0, [30, 30, 20, 10, 10])).astype(np.uint8)
        out[side + "stage"] = stage.astype(np.uint8)
        out[side + "org"] = draws.zipf(stream + 50, who, 0, max(50, (mentees + mentors) // 10)).astype(np.int32)
        out[side + "tok"] = words(draws, stream + 60, who, industry, 20, 40)
    pair = np.arange(mentees * 3 // 10)
    met = [draws.below(900, pair, 0, mentees), draws.below(900, pair, 1, mentors)]
    out["hist"] = np.stack(met, 1).astype(np.int32)
    return out


def digest(people):
    sha = hashlib.sha256()
    for name in sorted(people):
        sha.update(name.encode())
        sha.update(np.ascontiguousarray(people[name]).tobytes())
    return sha.hexdigest()[:16]
