"""Figures as data frames and in notebooks, and books of facts of one's own. Tests that need a library say so where it is not installed."""

import json
import pickle
import unittest
from datetime import date, datetime, timezone
from importlib.util import find_spec
from pathlib import Path
from unittest import mock

from semillero import Book, Dashboard, Ecosystem, Ids, InvalidInput, MetricTable

GOLDEN = Path(__file__).parents[2] / "core/tests/golden"
ASKED = json.loads((GOLDEN / "facts.json").read_text(encoding="utf-8"))
EXPECTED = json.loads((GOLDEN / "facts_answers.json").read_text(encoding="utf-8"))
KNOWN = {name for name in ("pyarrow", "polars", "pandas", "duckdb", "altair") if find_spec(name)}
SORTS = ("events", "spells", "attributes", "money")


def needs(*names):
    missing = [name for name in names if name not in KNOWN]
    return unittest.skipIf(missing, f"{', '.join(missing)} is not installed")


def typed(row):
    """A row of the golden file with times as times."""
    row = dict(row)
    for name in ("day", "from"):
        if row.get(name):
            row[name] = date.fromisoformat(row[name])
    if row.get("ts"):
        row["ts"] = datetime.fromisoformat(row["ts"]).astimezone(timezone.utc)
    return row


def columns(sort):
    rows = [typed(row) for row in ASKED[sort]]
    return {name: [row[name] for row in rows] for name in rows[0]}


def book():
    import polars

    return Book.fold(**{sort: polars.DataFrame(columns(sort)) for sort in SORTS})


def ask(book, question):
    options = {name: question[name] for name in ("as_of", "locale") if name in question}
    if "dashboard" in question:
        return book.dashboard(question["dashboard"], **options)
    return book.query(question["document"], **options)


class AnswersTest(unittest.TestCase):
    def answer(self, **more):
        eco = Ecosystem.for_tests("2026-11-25T12:00:00Z", 7)
        eco.create_programme(name="Raíces <2026>")
        return eco.query_metrics(document={"measures": ["monthly_active", "weekly_active"], "grain": "month", "range": {"last": "3m"}}, **more)

    def test_answers_are_still_dictionaries(self):
        answer = self.answer()
        self.assertIsInstance(answer, Dashboard)
        self.assertIsInstance(answer["tables"][0], MetricTable)
        self.assertEqual(answer, json.loads(json.dumps(answer)))
        again = pickle.loads(pickle.dumps(answer))
        self.assertEqual((again, type(again.tables[0])), (answer, MetricTable))
        self.assertIs(answer.table("query"), answer.tables[0])
        with self.assertRaisesRegex(KeyError, "query"):
            answer.table("nps")

    def test_a_notebook_sees_table_and_chart(self):
        (plain,) = self.answer().tables
        self.assertIn("<td>monthly_active</td>", plain._repr_html_())
        self.assertEqual(set(plain._repr_mimebundle_()), {"text/plain", "text/html"})
        answer = self.answer(charts=True)
        (table,) = answer.tables
        bundle = table._repr_mimebundle_()
        version = bundle["application/vnd.vegalite.v5+json"]["$schema"]
        self.assertTrue(version.endswith("/vega-lite/v5.json"), version)
        self.assertIn("<svg", bundle["text/html"])
        self.assertIn("<caption>", bundle["text/html"])
        self.assertIn(table._repr_html_(), answer._repr_html_())

    def test_what_is_undefined_or_hidden_is_no_zero_and_text_is_escaped(self):
        row = {"measure": "<b>", "group": [], "complete": True, "verdict": "suppressed", "suppressed": "small_cell"}
        table = MetricTable(
            query="q", title="<i>", shape="number", dimensions=[], measures=[], rows=[row], as_of="2026-01-01",
            notes=["<u>"], alt_text="<s>",
        )  # fmt: skip
        page = table._repr_html_()
        self.assertIn("<td>&lt;b&gt;</td><td></td><td></td><td>suppressed</td>", page)
        for tag in ("<b>", "<i>", "<u>"):
            self.assertNotIn(tag, page)

    def test_a_missing_library_is_named(self):
        (table,) = self.answer(charts=True).tables
        for name, method in [("pyarrow", "to_arrow"), ("polars", "to_polars"), ("pandas", "to_pandas"), ("altair", "altair")]:
            with self.subTest(name), mock.patch.dict("sys.modules", {name: None}):
                with self.assertRaisesRegex(ImportError, f"pip install {name}"):
                    getattr(table, method)()
        with mock.patch.dict("sys.modules", {"altair": mock.Mock()}), self.assertRaisesRegex(ValueError, "charts=True"):
            self.answer().tables[0].altair()

    @needs("pyarrow")
    def test_the_table_has_a_row_per_figure_with_what_it_was_made_from(self):
        table = MetricTable(EXPECTED["answers"][1]["tables"][0])
        arrow = table.to_arrow()
        names = "measure first_day end_day cohort value unit n numerator denominator lo hi level method complete suppressed verdict"
        self.assertEqual(arrow.column_names, names.split())
        metadata = {key.decode(): value.decode() for key, value in arrow.schema.metadata.items()}
        self.assertEqual(json.loads(metadata["definitions"]), {"people_ever": table["measures"][0]["definition_hash"]})
        self.assertEqual(metadata["as_of"], "2026-02-28")
        rows = arrow.to_pylist()
        self.assertEqual([row["value"] for row in rows], [row.get("value") for row in table["rows"]])
        self.assertEqual([row["cohort"] for row in rows], [row["group"][0].get("value") for row in table["rows"]])

    @needs("polars", "pandas", "pyarrow")
    def test_polars_and_pandas_take_the_same_figures(self):
        table = MetricTable(EXPECTED["answers"][0]["tables"][0])
        polars, pandas = table.to_polars(), table.to_pandas()
        self.assertEqual(polars["value"].to_list(), [row.get("value") for row in table["rows"]])
        self.assertEqual(polars["value"].to_list(), pandas["value"].to_list())
        self.assertEqual(polars["first_day"][0].isoformat(), table["rows"][0]["first_day"])

    @needs("altair")
    def test_altair_goes_on_with_the_chart(self):
        (table,) = self.answer(charts=True).tables
        self.assertIn("$schema", table.altair().to_dict())


class BookTest(unittest.TestCase):
    @needs("polars")
    def test_the_same_facts_give_the_same_book_and_answers_in_every_language(self):
        facts = book()
        self.assertEqual(facts.digest(), EXPECTED["digest"])
        for question, expected in zip(ASKED["questions"], EXPECTED["answers"], strict=True):
            with self.subTest(question):
                self.assertEqual(ask(facts, question), expected)

    @needs("polars", "pyarrow", "pandas", "duckdb")
    def test_every_library_gives_the_same_book(self):
        import duckdb
        import pandas
        import polars
        import pyarrow

        for sort in SORTS:
            expected = Book.fold(**{sort: polars.DataFrame(columns(sort))})
            arrow = polars.DataFrame(columns(sort)).to_arrow()
            for made in (pyarrow.table(arrow), arrow.to_pandas(types_mapper=pandas.ArrowDtype), duckdb.from_arrow(arrow)):
                with self.subTest(sort, library=type(made).__module__):
                    self.assertEqual(Book.fold(**{sort: made}), expected)

    @needs("polars")
    def test_parts_merge_travel_and_stay_the_same(self):
        import polars

        facts = book()
        frame = polars.DataFrame(columns("events"))
        rest = {sort: polars.DataFrame(columns(sort)) for sort in SORTS[1:]}
        parts = Book.fold(events=frame[30:]).merge(Book.fold(**rest)).merge(Book.fold(events=frame[:35].reverse()))
        self.assertEqual((parts, parts.digest()), (facts, facts.digest()))
        self.assertEqual(pickle.loads(pickle.dumps(facts)).to_bytes(), facts.to_bytes())
        self.assertEqual(Book.from_bytes(facts.to_bytes()), facts)
        self.assertEqual({facts: 1}[parts], 1)
        self.assertEqual(facts.last_day, "2026-03-20")
        self.assertNotEqual(facts, Book())
        with self.assertRaises(ValueError):
            Book.from_bytes(facts.to_bytes()[:-1])

    @needs("polars")
    def test_people_may_be_called_by_name(self):
        import polars

        given = polars.DataFrame(columns("events"))
        named = given.with_columns(polars.format("p{}", name).alias(name) for name in ("actor", "subject"))
        with self.assertRaises(InvalidInput) as refused:
            Book.fold(events=named, locale="en")
        self.assertEqual([error["path"] for error in refused.exception.errors], ["/events/actor", "/events/subject"])
        self.assertIn("`ids`", str(refused.exception))
        ids = Ids()
        facts = Book.fold(events=named[:50], ids=ids)
        again = pickle.loads(pickle.dumps(ids))
        self.assertEqual(len(again), len(ids))
        merged = facts.merge(Book.fold(events=named[50:], ids=again))
        self.assertEqual(merged, Book.fold(events=named, ids=Ids()))
        question = {"measures": ["people_ever"]}
        value = lambda book: book.query(question)["tables"][0]["rows"][0]["value"]  # noqa: E731
        self.assertEqual(value(merged), value(Book.fold(events=given)))

    @needs("polars")
    def test_every_mistake_is_told_at_its_place(self):
        import polars

        events = polars.DataFrame(columns("events")).with_columns(
            day=polars.lit("soon"), actor=polars.when(polars.col("seq") == 3).then(None).otherwise(polars.col("actor"))
        )
        spells = polars.DataFrame(columns("spells")).drop("seq", "entity")
        with self.assertRaises(InvalidInput) as refused:
            Book.fold(events=events, spells=spells)
        paths = [error["path"] for error in refused.exception.errors]
        self.assertEqual(paths, ["/events/day", "/events/2/actor", "/spells/seq", "/spells/entity"])
        steps = polars.DataFrame(columns("spells")).with_columns(step=polars.lit("paused"))
        with self.assertRaises(InvalidInput) as refused:
            Book.fold(spells=steps, locale="en")
        self.assertEqual(refused.exception.errors[0]["path"], "/spells/0/step")
        self.assertIn("paused", refused.exception.errors[0]["text"])
        with self.assertRaises(InvalidInput) as refused:
            Book.fold(events={"seq": [1]})
        self.assertEqual(refused.exception.errors[0]["path"], "/events")
        with self.assertRaises(InvalidInput) as refused:
            book().query({"measures": ["monthly_activ", "daily_activ"]}, locale="en")
        self.assertEqual([error["path"] for error in refused.exception.errors], ["/document/measures/0", "/document/measures/1"])
        with self.assertRaises(InvalidInput):
            book().dashboard("fonder")

    @needs("polars")
    def test_a_column_that_holds_nothing_and_an_empty_table_are_no_mistakes(self):
        import polars

        frame = polars.DataFrame(columns("events"))
        bare = frame.with_columns(subject=None, value=None, unit=None)
        self.assertEqual(Book.fold(events=bare), Book.fold(events=frame.drop("subject", "value", "unit")))
        self.assertEqual(Book.fold(events=frame.clear()), Book())


if __name__ == "__main__":
    unittest.main()
