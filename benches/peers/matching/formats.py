"""Writers of the flat little-endian files that our example binaries read; the README describes the layout."""

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
