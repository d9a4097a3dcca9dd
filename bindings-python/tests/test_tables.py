"""The table door: data frames in, tables out. Tests that need a library say so where it is not installed."""

import json
import unittest
from importlib.util import find_spec
from pathlib import Path

from semillero import InvalidInput, match_pairs, match_people

GOLDEN = json.loads((Path(__file__).parents[2] / "core/tests/golden/tables.json").read_text(encoding="utf-8"))
KNOWN = {name for name in ("pyarrow", "polars", "pandas", "duckdb") if find_spec(name)}


def needs(name):
    return unittest.skipUnless(name in KNOWN, f"{name} is not installed")


def people(rows):
    import pyarrow

    text, texts = pyarrow.string(), pyarrow.list_(pyarrow.string())
    kinds = {
        "id": text,
        "capacity": pyarrow.int64(),
        "skills": texts,
        "languages": texts,
        "place": text,
        "availability": texts,
        "time_zone": text,
        "preferences": texts,
        "vetoes": texts,
    }
    return pyarrow.table({name: pyarrow.array([row.get(name) for row in rows], kind) for name, kind in kinds.items()})


def scored():
    rows = []
    for i in range(1000):
        for m in sorted({(7 * i + 13 * k + i * k % 11) % 300 for k in range(20)}):
            rows.append((i, m, (7919 * i + 104729 * m) % 1_000_001))
    columns = dict(zip(("mentee", "mentor", "score"), map(list, zip(*rows)), strict=True))
    return columns, {"id": list(range(300)), "capacity": [3] * 300}


class TablesTest(unittest.TestCase):
    @needs("pyarrow")
    def test_people_come_out_as_in_every_language(self):
        asked = GOLDEN["people"]
        matched = match_people(people(asked["mentees"]), people(asked["mentors"]), seed=asked["seed"])
        rows = matched.pairs.to_pyarrow().to_pylist()
        self.assertEqual([[row["mentee"], row["mentor"], row["score"]] for row in rows], asked["pairs"])
        for row in rows:
            self.assertEqual(sum(reason["points"] for reason in row["reasons"]), row["score"])
        alone = matched.unmatched.to_pyarrow().to_pylist()
        self.assertEqual([[row["mentee"], row["why"]] for row in alone], asked["unmatched"])
        self.assertEqual(matched.digest, asked["digest"])
        self.assertIn(matched.digest, matched._repr_html_())
        self.assertIn("optimal: proved", repr(matched))
        self.assertEqual(matched.record["plan"]["seed"], asked["seed"])

    def frames(self):
        columns, limits = scored()
        if "pyarrow" in KNOWN:
            import pyarrow

            yield pyarrow.table(columns), pyarrow.table(limits)
        if "polars" in KNOWN:
            import polars

            yield polars.DataFrame(columns), polars.DataFrame(limits)
        if {"pandas", "pyarrow"} <= KNOWN:
            import pandas

            yield pandas.DataFrame(columns), pandas.DataFrame(limits)

    @unittest.skipUnless(KNOWN, "no data frame library is installed")
    def test_pairs_come_out_as_in_every_language_from_every_library(self):
        asked = GOLDEN["scored"]
        for pairs, mentors in self.frames():
            with self.subTest(type(pairs).__module__):
                matched = match_pairs(pairs, mentors=mentors, seed=asked["seed"])
                self.assertEqual((matched.digest, matched.verdict["score"]), (asked["digest"], asked["score"]))
                self.assertTrue(matched.verdict["optimal"])
                self.assertEqual(len(matched.pairs), asked["size"])
                for name in {"pyarrow", "polars", "pandas"} & KNOWN:
                    frame = getattr(matched.pairs, f"to_{name}")()
                    self.assertEqual(len(frame), asked["size"])

    @needs("duckdb")
    @needs("pyarrow")
    def test_duckdb_hands_over_its_relations(self):
        import duckdb

        matched = match_pairs(duckdb.sql("select 'a' as mentee, 'x' as mentor, 5 as score"))
        self.assertEqual(len(matched.pairs), 1)

    @needs("pyarrow")
    def test_other_strategies_use_ranks(self):
        import pyarrow

        pairs = {"mentee": ["a", "a", "b"], "mentor": ["x", "y", "x"], "score": [9, 1, 5]}
        ranked = pairs | {"mentee_rank": [2, 1, 1], "mentor_rank": [1, 1, 2]}
        first = [[row["mentee"], row["mentor"]] for row in match_pairs(pyarrow.table(pairs), strategy="stable").pairs.to_pyarrow().to_pylist()]
        second = match_pairs(pyarrow.table(ranked), strategy="stable").pairs.to_pyarrow().to_pylist()
        self.assertEqual(first, [["a", "x"]])
        self.assertEqual([[row["mentee"], row["mentor"]] for row in second], [["a", "y"], ["b", "x"]])

    @needs("pyarrow")
    def test_every_mistake_names_table_row_and_column(self):
        import pyarrow

        def refused(*tables, **options):
            with self.assertRaises(InvalidInput) as caught:
                match_pairs(*(pyarrow.table(table) for table in tables), **options)
            return [(error["path"], error["key"]) for error in caught.exception.errors]

        self.assertEqual(
            refused({"mentee": ["a", None], "mentor": ["x", "y"], "score": [0.5, float("nan")]}),
            [("/pairs/1/mentee", "no_value"), ("/pairs/0/score", "wrong_type"), ("/pairs/1/score", "wrong_type")],
        )
        self.assertEqual(refused({"mentee": ["a"], "score": [-1]}), [("/pairs/mentor", "no_column"), ("/pairs/0/score", "out_of_range")])
        self.assertEqual(
            refused({"mentee": ["a", "a"], "mentor": ["x", "x"], "score": [1, 2]}), [("/pairs/1/mentor", "twice")]
        )
        empty = {"mentee": pyarrow.array([], "string"), "mentor": pyarrow.array([], "string"), "score": pyarrow.array([], "int64")}
        self.assertEqual(refused(empty), [("/pairs", "no_rows")])
        limits = pyarrow.table({"id": ["x", "x"], "capacity": [1, -1]})
        self.assertEqual(
            refused({"mentee": ["a"], "mentor": ["x"], "score": [1]}, mentors=limits),
            [("/mentors/1/id", "twice"), ("/mentors/1/capacity", "out_of_range")],
        )
        with self.assertRaises(InvalidInput) as caught:
            match_people(pyarrow.table({"id": ["a"], "skils": ["x"]}), pyarrow.table({"id": ["x"]}))
        self.assertEqual(caught.exception.errors[0]["path"], "/mentees/skils")

    def test_what_is_no_table_is_refused(self):
        with self.assertRaises(InvalidInput) as caught:
            match_pairs({"mentee": ["a"]})
        self.assertEqual(caught.exception.errors[0]["path"], "/pairs")

    @needs("pyarrow")
    def test_candidates_are_the_only_pairs_and_online_goes_by_rows(self):
        import pyarrow

        mentees = people([{"id": "ana", "skills": ["ventas", "costos"]}, {"id": "eva", "skills": ["ventas"]}])
        mentors = people([{"id": "luz", "skills": ["ventas"]}, {"id": "sol", "skills": ["marca"]}])
        pairs = lambda matched: [(row["mentee"], row["mentor"]) for row in matched.pairs.to_pyarrow().to_pylist()]
        met = pyarrow.table({"mentee": ["eva"], "mentor": ["sol"]})
        matched = match_people(mentees, mentors, candidates=met)
        self.assertEqual(pairs(matched), [("eva", "sol")])
        told = {name: matched.candidates[name] for name in ("given", "possible", "best", "of")}
        self.assertEqual(told, {"given": 1, "possible": 1, "best": 1, "of": 2})
        self.assertGreater(matched.candidates["missed"], 0)
        with self.assertRaises(InvalidInput) as refused:
            match_people(mentees, mentors, candidates=pyarrow.table({"mentee": ["luz"], "mentor": ["sol"]}))
        self.assertEqual([error["path"] for error in refused.exception.errors], ["/candidates/0/mentee"])
        first = match_people(mentees, mentors, strategy="online")
        self.assertEqual((pairs(first), first.candidates), ([("ana", "luz"), ("eva", "sol")], None))
        self.assertEqual(first.verdict["passed_over"], 0)


if __name__ == "__main__":
    unittest.main()
