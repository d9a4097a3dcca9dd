"""The flat little-endian files that our example binaries read, written and read; the README describes the layout."""

import numpy as np

VERSION = 1


def _write(path, magic, counts, arrays):
    counts = list(counts) + [0] * (6 - len(counts))
    with open(path, "wb") as out:
        out.write(magic.encode("ascii"))
        np.array([VERSION, *counts], "<u4").tofile(out)
        for array, kind in arrays:
            np.ascontiguousarray(array).astype(kind, copy=False).tofile(out)


def starts(owner, count):
    """Where the entries of each owner begin, for entries sorted by owner."""
    return np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=count))])


def edges(path, edge, capacities):
    """`edge` holds mentee, mentor and score, sorted by (mentee, mentor)."""
    mentee, mentor, score, count = edge["mentee"], edge["mentor"], edge["score"], int(edge["mentees"])
    _write(
        path,
        "SEDG",
        [count, len(capacities), len(mentee)],
        [(starts(mentee, count), "<u4"), (mentor, "<u4"), (score, "<u4"), (capacities, "<u4")],
    )


def prefs(path, lists, capacities):
    """`lists` holds both sides' ranked lists as starts and names, best first."""
    _write(
        path,
        "SPRF",
        [len(lists["mentee_starts"]) - 1, len(capacities), len(lists["mentors"])],
        [(capacities, "<u4")]
        + [(lists[k], "<u4") for k in ("mentee_starts", "mentors", "mentor_starts", "mentees")],
    )


def dense(path, costs):
    _write(path, "SDNS", costs.shape, [(costs, "<i4")])


def population(path, people, geo, text):
    """`people` comes from the generator, `geo` from `scoring.geo_points`, `text` holds the i8 vectors of both sides."""
    count = {side: len(people[side + "ind"]) for side in "et"}
    history = people["hist"][np.lexsort((people["hist"][:, 1], people["hist"][:, 0]))]
    arrays = [(geo, "<u2")]
    for side in "et":
        hours = np.zeros((count[side], 24), np.uint8)
        hours[:, :21] = people[side + "av"]
        skills = people[side + "sk"]
        known = skills >= 0
        arrays += [(people[side + name], "u1") for name in ("ind", "city", "stage")]
        arrays += [(people[side + name], "<u4") for name in ("lang", "goal", "org")]
        arrays += [(hours.view("<u8").T, "<u8")]
        arrays += [(np.concatenate([[0], np.cumsum(known.sum(1))]), "<u4"), (skills[known], "<u2")]
        arrays += [(text[side], "i1")]
    arrays += [(people["cap"], "u1"), (history, "<u4")]
    _write(path, "SPOP", [count["e"], count["t"], len(history), 64, 128], arrays)


def _read(path, magic):
    words = np.fromfile(path, "<u4")
    if words[:2].tolist() != [int.from_bytes(magic.encode("ascii"), "little"), VERSION]:
        raise ValueError(f"{path}: not {magic} of version {VERSION}")
    return words[2:8].tolist(), words[8:]


def read_edges(path):
    (mentees, mentors, count, *_), words = _read(path, "SEDG")
    first, mentor, score, capacity = np.split(words, np.cumsum([mentees + 1, count, count]))
    mentee = np.repeat(np.arange(mentees), np.diff(first.astype(np.int64)))
    wide = lambda array: array.astype(np.int64)
    return dict(mentees=mentees, mentors=mentors, mentee=mentee, mentor=wide(mentor), score=wide(score), capacity=wide(capacity))


def read_prefs(path):
    (mentees, mentors, count, *_), words = _read(path, "SPRF")
    parts = np.split(words.astype(np.int64), np.cumsum([mentors, mentees + 1, count, mentors + 1]))
    return dict(zip(("capacity", "mentee_starts", "mentors", "mentor_starts", "mentees"), parts))


def read_dense(path, kind, rows_at_once=64):
    """In pieces, so that the matrix is not in memory twice."""
    with open(path, "rb") as file:
        head = np.fromfile(file, "<u4", 8)
        if head[0] != int.from_bytes(b"SDNS", "little") or head[1] != VERSION:
            raise ValueError(f"{path}: not SDNS of version {VERSION}")
        rows, columns = (int(count) for count in head[2:4])
        costs = np.empty((rows, columns), kind)
        for start in range(0, rows, rows_at_once):
            part = costs[start : start + rows_at_once]
            part[:] = np.fromfile(file, "<i4", part.size).reshape(part.shape)
    return costs
