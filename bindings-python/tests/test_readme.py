"""The README's Python example runs and prints what it should."""

import contextlib
import io
import re
import unittest
from importlib.util import find_spec
from pathlib import Path


class ReadmeTest(unittest.TestCase):
    def test_the_example_runs(self):
        text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
        (example,) = re.findall(r"```python\n(.*?)```", text, re.S)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(example, "README.md", "exec"), {})
        self.assertTrue(printed.getvalue().startswith("capacity_exceeded "), printed.getvalue())

    @unittest.skipUnless(find_spec("polars"), "polars is not installed")
    def test_the_example_of_data_frames_runs(self):
        text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
        example = re.findall(r"```python\n(.*?)```", text, re.S)[-1]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(example, "README.md", "exec"), {})
        self.assertEqual(printed.getvalue(), "['ana', 'eva'] ['sol', 'luz'] True\n2\n")

    @unittest.skipUnless(find_spec("polars"), "polars is not installed")
    def test_the_example_of_figures_runs(self):
        text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
        example = re.findall(r"```python\n(.*?)```", text, re.S)[1]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(example, "README.md", "exec"), {})
        self.assertEqual(printed.getvalue(), "[('monthly_active', 2.0)] 2\nTrue True\n")

    def test_the_example_of_the_package_runs(self):
        import doctest

        import semillero

        self.assertEqual(doctest.testmod(semillero).failed, 0)


if __name__ == "__main__":
    unittest.main()
