"""Answers of figures: dictionaries as they go over the wire, which data frames take and notebooks show."""

from __future__ import annotations

import html
from typing import Any

from semillero import _semillero
from semillero.tables import Table, _module

# The version that the specifications name in `$schema`.
VEGA_LITE = "application/vnd.vegalite.v5+json"
# What a cell of a notebook shows of a table without a chart; the data frames hold all.
SHOWN_ROWS = 50


def _number(value: Any) -> str:
    return "" if value is None else f"{value:,.4g}" if isinstance(value, float) and abs(value) < 10_000 else f"{value:,.0f}"


def _shown(row: dict[str, Any]) -> str:
    """A figure, or why there is none: what is hidden or undefined is never a zero."""
    value = row.get("value")
    return row["verdict"] if value is None else _number(value)


class MetricTable(dict[str, Any]):
    """The answer of one query: a dictionary with `rows`, `measures`, `dimensions`, `notes`, perhaps `chart`.

    As a table it has a row per figure: `measure`, `first_day`, `end_day`, a text per dimension (null is all together), `value`, `unit`,
    `n`, `numerator`, `denominator`, `lo`, `hi`, `level`, `method`, `complete`, `suppressed` and `verdict`.
    """

    @property
    def arrow(self) -> Table:
        """The table alone, for libraries that would take the dictionary for columns."""
        return Table(_semillero.metric_table(self), len(self["rows"]))

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.arrow.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> Any:
        """As a `pyarrow.Table`; the metadata of its schema holds the hashes of the definitions and `as_of`."""
        return _module("pyarrow", "to_arrow()").table(self.arrow)

    def to_polars(self) -> Any:
        """As a `polars.DataFrame`."""
        return self.arrow.to_polars()

    def to_pandas(self) -> Any:
        """As a `pandas.DataFrame`."""
        return self.arrow.to_pandas()

    def altair(self) -> Any:
        """As an Altair chart, to go on drawing with."""
        altair = _module("altair", "altair()")
        return altair.Chart.from_dict(self._chart("altair()")["vega_lite"])

    def _chart(self, method: str) -> dict[str, Any]:
        chart: dict[str, Any] | None = self.get("chart")
        if chart is None:
            raise ValueError(f"{method} needs the chart in the answer: ask with charts=True")
        return chart

    def __repr__(self) -> str:
        return f"MetricTable({self['query']}: {len(self['rows'])} rows; {self['alt_text']})"

    def _plain(self) -> str:
        dimensions = self["dimensions"]
        head = ["measure", "first_day", "end_day", *dimensions, "value", "lo", "hi", "n"]
        lines = []
        for row in self["rows"][:SHOWN_ROWS]:
            groups = [group.get("label", group.get("value", "*")) for group in row["group"]]
            interval = row.get("interval", {})
            cells = [row["measure"], row.get("first_day", ""), row.get("end_day", ""), *groups, _shown(row)]
            cells += [_number(interval.get("lo")), _number(interval.get("hi")), _number(row.get("n"))]
            lines.append("".join(f"<td>{html.escape(str(cell))}</td>" for cell in cells))
        more = len(self["rows"]) - len(lines)
        rest = f"<p>… {more} more rows: to_polars(), to_pandas(), to_arrow()</p>" if more > 0 else ""
        titles = "".join(f"<th>{html.escape(name)}</th>" for name in head)
        rows = "".join(f"<tr>{line}</tr>" for line in lines)
        notes = "".join(f"<p><small>{html.escape(note)}</small></p>" for note in self["notes"])
        return f"<table><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>{rest}{notes}"

    def _repr_html_(self) -> str:
        title = f"<p><strong>{html.escape(self['title'])}</strong></p>"
        chart = self.get("chart")
        if chart is None:
            return title + self._plain()
        # Both are made and escaped by the engine.
        summary = html.escape(self["alt_text"])
        return f"{title}<figure>{chart['svg']}<details><summary>{summary}</summary>{chart['html']}</details></figure>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": repr(self), "text/html": self._repr_html_()}
        if "chart" in self:
            bundle[VEGA_LITE] = self["chart"]["vega_lite"]
        return bundle


class Dashboard(dict[str, Any]):
    """The answer of `query_metrics`, `run_dashboard` and `Book.query`: a dictionary with `tables`, each a `MetricTable`."""

    def __init__(self, given: dict[str, Any]) -> None:
        super().__init__(given)
        self["tables"] = [MetricTable(table) for table in given["tables"]]

    @property
    def tables(self) -> list[MetricTable]:
        """The tables, in the order of the layout."""
        tables: list[MetricTable] = self["tables"]
        return tables

    def table(self, query: str) -> MetricTable:
        """The table of a query."""
        for table in self.tables:
            if table["query"] == query:
                return table
        known = ", ".join(table["query"] for table in self.tables)
        raise KeyError(f"there is no table {query}; there are: {known}")

    def __reduce__(self) -> tuple[Any, ...]:
        return (Dashboard, (dict(self),))

    def __repr__(self) -> str:
        lines = [f"Dashboard({self['title']})", *(f"  {table!r}" for table in self.tables)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        withheld = "".join(
            f"<p>{html.escape(one['query'])}: {html.escape(one['reason'])}</p>" for one in self.get("withheld", [])
        )
        return f"<h3>{html.escape(self['title'])}</h3>{''.join(table._repr_html_() for table in self.tables)}{withheld}"
