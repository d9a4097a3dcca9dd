"""Data frames in, explained matches out: no ecosystem, no JSON."""

from __future__ import annotations

import html
from importlib import import_module
from typing import Any, Literal, Protocol

from semillero import _semillero
from semillero.types import Locale, MatchPolicy, StrategyChoice


class ArrowTable(Protocol):
    """What pyarrow, polars, pandas 3, duckdb and others speak: Arrow's C interface."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


def _module(name: str, method: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise ImportError(f"{method} needs the package `{name}`: pip install {name}") from error


class Table:
    """A table of an answer. Every library that reads Arrow takes it as it is."""

    def __init__(self, native: Any, rows: int) -> None:
        self._native = native
        self._rows = rows

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._native.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return self._rows

    def __repr__(self) -> str:
        return f"Table({self._rows} rows)"

    def to_pyarrow(self) -> Any:
        """As a `pyarrow.Table`."""
        return _module("pyarrow", "to_pyarrow()").table(self)

    def to_polars(self) -> Any:
        """As a `polars.DataFrame`."""
        return _module("polars", "to_polars()").DataFrame(self)

    def to_pandas(self) -> Any:
        """As a `pandas.DataFrame`."""
        return _module("pandas", "to_pandas()").DataFrame.from_arrow(self)


class Matched:
    """An answer: who has whom, who has nobody and why, what the verifier says, and the digest that proves it."""

    def __init__(
        self,
        pairs: Table,
        unmatched: Table,
        verdict: dict[str, Any],
        digest: str,
        record: dict[str, Any] | None,
        candidates: dict[str, Any] | None = None,
    ) -> None:
        self.pairs = pairs
        self.unmatched = unmatched
        self.verdict = verdict
        self.digest = digest
        self.record = record
        self.candidates = candidates

    def _facts(self) -> dict[str, str]:
        optimal = {True: "proved", False: "no", None: "not claimed"}[self.verdict.get("optimal")]
        return {
            "pairs": str(len(self.pairs)),
            "unmatched": str(len(self.unmatched)),
            "score": str(self.verdict["score"]),
            "optimal": optimal,
            "digest": self.digest,
        }

    def __repr__(self) -> str:
        facts = self._facts() | {"digest": self.digest[:12] + "…"}
        return f"Matched({', '.join(f'{name}: {value}' for name, value in facts.items())})"

    def _repr_html_(self) -> str:
        rows = (f"<tr><th>{html.escape(name)}</th><td>{html.escape(value)}</td></tr>" for name, value in self._facts().items())
        return f"<table>{''.join(rows)}</table>"


def _matched(
    given: tuple[Any, Any, dict[str, Any], str, dict[str, Any] | None, dict[str, Any] | None],
) -> Matched:
    pairs, unmatched, verdict, digest, record, candidates = given
    tables = Table(pairs, pairs.num_rows), Table(unmatched, unmatched.num_rows)
    return Matched(*tables, verdict, digest, record, candidates)


def match_people(
    mentees: ArrowTable,
    mentors: ArrowTable,
    *,
    candidates: ArrowTable | None = None,
    policy: MatchPolicy | None = None,
    strategy: StrategyChoice = "most_people",
    per_pair: int | None = None,
    seed: int = 0,
    language: Locale = "en",
    on: str | None = None,
) -> Matched:
    """Matches mentees to mentors by what is known of them.

    Columns: `id`, and any of `capacity`, `skills`, `sectors`, `languages`, `goals`, `stages`, `organisation`, `place`, `time_zone`,
    `availability` (`monday 18:00-20:30`), `about`, `preferences` (ids of the other table, best first) and `vetoes`. Lists may be lists
    of texts, or one text with semicolons. `candidates` (columns `mentee` and `mentor`) are the only pairs that may be made; what
    they are good for is told in `candidates` of the answer. With `online`, mentees come in the order of their rows. `on` is the instant whose clocks count, 1 January 2026 when left out.
    """
    return _matched(
        _semillero.match_people(
            mentees,
            mentors,
            candidates=candidates,
            policy=policy,
            strategy=strategy,
            per_pair=per_pair,
            seed=seed,
            language=language,
            on=on,
        )
    )


def match_pairs(
    pairs: ArrowTable,
    *,
    mentees: ArrowTable | None = None,
    mentors: ArrowTable | None = None,
    strategy: StrategyChoice = "most_people",
    per_pair: int | None = None,
    seed: int = 0,
    language: Locale = "en",
) -> Matched:
    """Matches along the given pairs only.

    Columns of `pairs`: `mentee`, `mentor` (texts or whole numbers), `score` (0 to 1,000,000), and perhaps `mentee_rank` and
    `mentor_rank` (1 first; by score when left out). `mentees` and `mentors` have `id` and `capacity`, 1 for whoever is not there.
    """
    return _matched(
        _semillero.match_pairs(
            pairs, mentees=mentees, mentors=mentors, strategy=strategy, per_pair=per_pair, seed=seed, language=language
        )
    )
