"""The scores of all pairs by numpy, as fast as we know how: the peer of our scoring, and the maker of every other input.

One GEMM for all terms that are linear, sparse times dense for skills, BLAS for overlaps of bits, 32-bit floats, blocks that
stay in the cache. The best of a row come from a threshold that a subset of the row gives, which is exact.
"""

import numpy as np
import scipy.sparse as sp

from generate import CITIES, GOALS, HOURS, INDUSTRIES, LANGUAGES, SKILLS, STAGES, WORDS

WEIGHT = dict(skills=0.30, industry=0.10, stage=0.10, language=0.05, hours=0.15, place=0.05, goals=0.10, text=0.15)
DIMENSIONS = 128


def bits(values, count):
    return ((values[:, None].astype(np.int64) >> np.arange(count)) & 1).astype(np.float32)


def counts(lists, width, weight=None):
    row, column = np.nonzero(lists >= 0)
    name = lists[row, column]
    value = np.ones(len(name), np.float32) if weight is None else weight[name]
    return sp.csr_matrix((value, (row, name)), shape=(len(lists), width), dtype=np.float32)


def text(words):
    """Profiles as unit vectors: a fixed random projection of their words."""
    plane = np.random.default_rng(1).standard_normal((WORDS, DIMENSIONS), dtype=np.float32)
    vectors = counts(words, WORDS) @ plane
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def nearness(people):
    """Between cities: exp(-km / 2000)."""
    lat, lon = np.radians(people["lat"] / 1e6), np.radians(people["lon"] / 1e6)
    half = np.sin((lat[:, None] - lat) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    return np.exp(-12742 * np.arcsin(np.sqrt(np.minimum(half, 1))) / 2000).astype(np.float32)


def one_of(values, count):
    return np.eye(count, dtype=np.float32)[values]


class Scorer:
    def __init__(self, people):
        free = lambda name: np.unpackbits(people[name], axis=1, bitorder="little", count=HOURS).astype(np.float32)
        has = counts(people["tsk"], SKILLS)
        holders = np.asarray(has.sum(0)).ravel()
        rarity = np.log((has.shape[0] + 1) / (holders + 1)).astype(np.float32) + 1
        wants = counts(people["esk"], SKILLS, rarity)
        share = sp.diags(WEIGHT["skills"] / np.asarray(wants.sum(1)).ravel()).astype(np.float32)
        self.wants, self.has = (share @ wants).tocsr(), np.ascontiguousarray(has.toarray().T)
        left = [
            text(people["etok"]) * WEIGHT["text"],
            one_of(people["estage"], STAGES) * WEIGHT["stage"],
            one_of(people["eind"], INDUSTRIES) * WEIGHT["industry"],
            nearness(people)[people["ecity"]] * WEIGHT["place"],
        ]
        right = [
            text(people["ttok"]),
            bits(people["tstage"], STAGES),
            one_of(people["tind"], INDUSTRIES),
            one_of(people["tcity"], CITIES),
        ]
        self.left = np.concatenate(left, 1).astype(np.float32)
        self.right = np.ascontiguousarray(np.concatenate(right, 1).T)
        self.free = free("eav"), np.ascontiguousarray(free("tav").T)
        self.speaks = bits(people["elang"], LANGUAGES), np.ascontiguousarray(bits(people["tlang"], LANGUAGES).T)
        self.goals = bits(people["egoal"], GOALS), np.ascontiguousarray(bits(people["tgoal"], GOALS).T)
        self.org = people["eorg"], people["torg"]
        met = people["hist"]
        self.met = met[np.argsort(met[:, 0], kind="stable")], met[np.argsort(met[:, 1], kind="stable")]

    def block(self, e, t):
        """The scores of a slice of mentees with a slice of mentors; -1 where a gate is closed."""
        score = self.left[e] @ self.right[:, t]
        score += self.wants[e] @ self.has[:, t]
        hours = self.free[0][e] @ self.free[1][:, t]
        spoken = self.speaks[0][e] @ self.speaks[1][:, t]
        closed = (hours < 1) | (spoken < 1) | (self.org[0][e][:, None] == self.org[1][t])
        np.minimum(hours, 4, out=hours)
        hours *= np.float32(WEIGHT["hours"] / 4)
        score += hours
        np.minimum(spoken, 2, out=spoken)
        spoken *= np.float32(WEIGHT["language"] / 2)
        score += spoken
        goals, wanted = self.goals[1][:, t], self.goals[0][e]
        common = wanted @ goals
        either = wanted.sum(1)[:, None] + goals.sum(0) - common
        common *= np.float32(WEIGHT["goals"])
        common /= either
        score += common
        score[closed] = -1
        side = 0 if e != slice(None) else 1
        met, part = self.met[side], (e, t)[side]
        if part != slice(None):
            met = met[slice(*np.searchsorted(met[:, side], [part.start, part.stop]))]
        score[met[:, 0] - (e.start or 0), met[:, 1] - (t.start or 0)] = -1
        return score

    def best(self, keep, side="mentees", block=64):
        """(mentee, mentor, score) of the best eligible `keep` of each mentee, or of each mentor; best first."""
        mentees = side == "mentees"
        total = self.left.shape[0] if mentees else self.right.shape[1]
        found = []
        for start in range(0, total, block):
            part = slice(start, min(start + block, total))
            if mentees:
                score = self.block(part, slice(None))
            else:
                score = np.ascontiguousarray(self.block(slice(None), part).T)
            row, column, value = top(score, keep)
            found.append((row + start, column, value))
        one, other, score = (np.concatenate(part) for part in zip(*found))
        return (one, other, score) if mentees else (other, one, score)


def top(score, keep):
    width = score.shape[1]
    stride = 8 if width >= 32 * keep else 2
    some = np.ascontiguousarray(score[:, ::stride])
    if some.shape[1] > keep:
        least = np.partition(some, some.shape[1] - keep, axis=1)[:, some.shape[1] - keep]
    else:
        least = np.zeros(len(score), score.dtype)
    row, column = np.nonzero(score >= np.maximum(least, 0)[:, None])
    value = score[row, column]
    order = np.lexsort((column, -value, row))
    row, column, value = row[order], column[order], value[order]
    rank = np.arange(len(row)) - np.searchsorted(row, np.arange(len(score)))[row]
    kept = rank < keep
    return row[kept], column[kept], value[kept]
