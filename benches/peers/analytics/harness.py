"""Runs ours and the peers in turn on the same file and prints one table. `run` makes the environment and calls this."""

import argparse
import datetime
import importlib.metadata
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
QUESTIONS = {
    "mau": "people a day and of 28 days, a year",
    "uuid": "the same from ids of 16 bytes",
    "ret": "retention of monthly cohorts",
    "fun": "funnel of four steps, 14 days",
    "med": "median and 90th percentile by kind and month",
    "year": "people a day and of 28 days, a year, from stored roll-ups",
    "tile": "today's tile from stored roll-ups",
    "apply": "one event applied to all states",
}
# What only roll-ups do is compared with what the engines do from the file; the tile with nothing.
LIKE = {"year": "mau"}
# Slower than this, a peer runs once.
ONCE_ABOVE = 30


def run(command, limit):
    try:
        done = subprocess.run(["nice", *map(str, command)], capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return {"failed": f"stopped after {limit} s"}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
        return {"failed": last[:80].replace("|", "/")}
    return json.loads(done.stdout.strip().splitlines()[-1])


def plain(answer):
    """Rows as all engines give them: whole numbers whole, others to three places."""
    number = lambda value: value if isinstance(value, str) else round(float(value), 3)
    return [[number(value) for value in row] for row in answer] if isinstance(answer, list) else answer


class Series:
    """The runs of one program on one question."""

    def __init__(self, command):
        self.command, self.lines, self.failed = command, [], None

    def again(self, limit):
        if self.failed or any(line["cpu_s"] > ONCE_ABOVE for line in self.lines):
            return
        line = run(self.command, limit)
        self.failed = line.get("failed")
        if not self.failed:
            self.lines.append(line)

    def of(self, what):
        return statistics.median(line[what] for line in self.lines)

    def answers(self):
        return [plain(line["answer"]) for line in self.lines]


def seconds(value):
    return f"{value:.2f} s" if value >= 1 else f"{value * 1e3:.3g} ms" if value >= 1e-3 else f"{value * 1e6:.3g} µs" if value >= 1e-6 else f"{value * 1e9:.0f} ns"


def rows(question, options, seen):
    file = options.file.with_name(options.file.stem + "-uuid.parquet") if question == "uuid" else options.file
    ours = Series([options.binary, question, file])
    peers = {}
    if question not in ("year", "tile", "apply"):
        peers = {name: Series([sys.executable, HERE / "peer.py", name, question, file]) for name in options.peers.split(",") if name}
    for _ in range(options.runs):
        for each in (ours, *peers.values()):
            each.again(options.limit)
    peers = peers or seen.get(LIKE.get(question), {})
    seen[question] = peers
    mine = [f"*{ours.failed}*", ""] if not ours.lines else [seconds(ours.of("cpu_s")), f"{ours.of('peak_mib'):.0f}"]
    for name, theirs in peers.items() or [("", None)]:
        cells = [QUESTIONS[question], *mine, name]
        if theirs is None:
            yield [*cells, "", "", "", ""]
        elif not theirs.lines:
            yield [*cells, f"*not run: {theirs.failed}*", "", "", ""]
        else:
            same = ours.lines and all(answer == ours.answers()[0] for answer in theirs.answers() + ours.answers())
            ratio = f"**{theirs.of('cpu_s') / ours.of('cpu_s'):,.1f}×**" if ours.lines else ""
            yield [*cells, seconds(theirs.of("cpu_s")), f"{theirs.of('peak_mib'):.0f}", ratio, "equal" if same else "DIFFERENT"]


def versions():
    for name in ("duckdb", "polars", "pandas", "pyarrow", "datafusion", "chdb"):
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            yield f"{name} not installed"


def machine():
    info = pathlib.Path("/proc/cpuinfo")
    models = [line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")] if info.exists() else []
    return f"{os.cpu_count()} × {(models or ['unknown processor'])[0]}, load {os.getloadavg()[0]:.1f}, {platform.system()}, Python {platform.python_version()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--quick", action="store_true", help="a million events")
    parser.add_argument("--questions", default=",".join(QUESTIONS))
    parser.add_argument("--peers", default="duckdb,polars,pandas,datafusion,chdb")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=600, help="seconds of wall time for one run")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--commit", default="")
    options = parser.parse_args()
    events = 1_000_000 if options.quick else options.events
    options.file = options.work / f"events-{events}.parquet"
    if not options.file.exists():
        subprocess.run([sys.executable, HERE / "generate.py", options.file, str(events), str(events // 50)], check=True)
    print(f"{events:,} events, {events // 50:,} people. CPU of all threads, medians of {options.runs} interleaved runs; MiB at the peak; both without imports.")
    print(f"{datetime.date.today().isoformat()}, Semillero {options.commit}; {machine()}.")
    print(f"Peers, two threads each: {', '.join(versions())}. Ours: one thread.\n")
    print("| question | ours | MiB | peer | CPU | MiB | ratio | answers |")
    print("|---|---:|---:|---|---:|---:|---:|---|", flush=True)
    seen = {}
    for question in options.questions.split(","):
        for cells in rows(question, options, seen):
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
