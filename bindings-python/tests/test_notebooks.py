"""The notebooks run from the first cell to the last and show what is committed (`UPDATE=1` writes their outputs anew).

A runner of our own, since cells of plain Python need no kernel and no sockets: code is executed in one namespace, printed lines and the
value of the last line of a cell are its outputs. What Semillero itself shows must be the same; how another library prints a frame is its own
affair and only must be there.
"""

import ast
import contextlib
import io
import json
import os
import unittest
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs/notebooks"
MISSING = [name for name in ("polars", "pandas", "pyarrow", "altair") if not find_spec(name)]
# What GitHub still shows, and nobody minds to download.
MOST_BYTES = 150_000


def shown(value):
    """The value of a last line as a kernel would hand it to the notebook."""
    if hasattr(value, "_repr_mimebundle_") and type(value).__module__.startswith("semillero"):
        data = value._repr_mimebundle_()
    else:
        data = {"text/plain": repr(value)}
        if hasattr(value, "_repr_html_"):
            data["text/html"] = value._repr_html_()
    # GitHub and most readers show the HTML; the specification would say the same once more.
    data = {kind: text for kind, text in data.items() if kind.startswith("text/")}
    own = type(value).__module__.startswith("semillero")
    return {kind: text.splitlines(keepends=True) for kind, text in sorted(data.items())}, own


def executed(source, names):
    """The outputs of a cell, and whether each is Semillero's."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, outputs = io.StringIO(), []
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None
    if printed.getvalue():
        lines = printed.getvalue().splitlines(keepends=True)
        outputs.append(({"name": "stdout", "output_type": "stream", "text": lines}, True))
    if value is not None:
        data, own = shown(value)
        outputs.append(({"data": data, "execution_count": None, "metadata": {}, "output_type": "execute_result"}, own))
    return outputs


def code(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


@unittest.skipIf(MISSING, f"not installed: {', '.join(MISSING)}")
class NotebooksTest(unittest.TestCase):
    maxDiff = 2_000

    def test_every_cell_runs_and_shows_what_is_committed(self):
        paths = sorted(FOLDER.glob("*.ipynb"))
        self.assertGreaterEqual(len(paths), 2)
        for path in paths:
            notebook = json.loads(path.read_text(encoding="utf-8"))
            names = {"__name__": "__main__"}
            for number, cell in enumerate(code(notebook), 1):
                with self.subTest(path.name, cell=number):
                    made = executed("".join(cell["source"]), names)
                    if "UPDATE" in os.environ:
                        cell["outputs"] = [output for output, _ in made]
                        cell["execution_count"] = number
                        for output in cell["outputs"]:
                            if "execution_count" in output:
                                output["execution_count"] = number
                        continue
                    self.assertEqual(len(made), len(cell["outputs"]))
                    for (output, own), committed in zip(made, cell["outputs"], strict=True):
                        self.assertEqual(output["output_type"], committed["output_type"])
                        if own:
                            self.assertEqual(output.get("text"), committed.get("text"))
                            self.assertEqual(output.get("data"), committed.get("data"))
            if "UPDATE" in os.environ:
                path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            self.assertLess(path.stat().st_size, MOST_BYTES)

    def test_both_languages_tell_the_same(self):
        english, spanish = (
            json.loads((FOLDER / name).read_text(encoding="utf-8"))
            for name in ("cohort-figures.ipynb", "cohort-figures.es.ipynb")
        )
        sources = lambda notebook: ["".join(cell["source"]) for cell in code(notebook)]  # noqa: E731
        self.assertEqual([source.replace('"en"', '"es"') for source in sources(english)], sources(spanish))
        kinds = lambda notebook: [cell["cell_type"] for cell in notebook["cells"]]  # noqa: E731
        self.assertEqual(kinds(english), kinds(spanish))


if __name__ == "__main__":
    unittest.main()
