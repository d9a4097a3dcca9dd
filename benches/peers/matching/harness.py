"""Runs ours and the peers in turn on the same files and prints one table. `run` makes the environment and calls this."""

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

import inputs

HERE = pathlib.Path(__file__).parent
# A peer is not run again after a run this long, and not at all on the next size; seconds of CPU.
ONCE_ABOVE, NOT_ABOVE = 20, 60
QUICK, FULL = [(1000, 300), (10_000, 3000)], [(1000, 300), (10_000, 3000), (100_000, 30_000)]
DENSE_QUICK, DENSE_FULL = [1000, 5000], [1000, 5000, 10_000]
ONE_THREAD = {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")}
PACKAGE = {"numpy": "numpy", "python": None, "greedy": None}


class Regime:
    """One row of the table for each peer: our command, and theirs."""

    def __init__(self, name, size, ours, peers, exact=True):
        self.name, self.size, self.ours, self.peers, self.exact = name, size, ours, peers, exact


def peer(script, *arguments):
    return [sys.executable, str(HERE / script), *map(str, arguments)]


def regimes(options, binary):
    sizes = options.sizes or (QUICK if options.quick else FULL)
    wanted = options.regimes.split(",")
    for mentees, mentors in sizes if {"score", "flow", "stable"} & set(wanted) else []:
        folder = inputs.bilateral(options.work, mentees, mentors)
        size = f"{mentees:,} × {mentors:,}"
        if "score" in wanted:
            for side in ("mentees", "mentors"):
                ours = [binary("score_bench"), folder / "pop.bin", "--top", inputs.KEEP, "--threads", 1, "--side", side]
                peers = {"numpy": peer("peer_score.py", folder, side)}
                yield Regime(f"score, top {inputs.KEEP} of {side}", size, ours, peers, exact=False)
        if "flow" in wanted:
            for ratio in inputs.RATIOS:
                file = folder / f"edges-{ratio:.2f}.bin"
                peers = {name: peer("peer_flow.py", name, file) for name in ("ortools", "scipy", "greedy")}
                yield Regime(f"flow, seats/mentees {ratio:.2f}", size, [binary("flow_bench"), file], peers)
        if "stable" in wanted:
            file = folder / "prefs.bin"
            peers = {name: peer("peer_stable.py", name, file) for name in ("matching", "algmatch", "python")}
            yield Regime("stable, mentees propose", size, [binary("stable_bench"), file], peers)
    if "dense" in wanted:
        for size in options.dense or (DENSE_QUICK if options.quick else DENSE_FULL):
            for kind, name in (("s", "realistic"), ("u", "uniform")):
                file = inputs.dense(options.work, kind, size)
                peers = {name: peer("peer_dense.py", name, file) for name in ("lapjv", "lap", "laprust", "lapcpp", "scipy")}
                yield Regime(f"dense, {name}", f"{size:,} × {size:,}", [binary("dense_bench"), file], peers)


def run(command, limit):
    """What a program printed as its one line, or why there is none."""
    if not pathlib.Path(command[0]).exists():
        return {"failed": "not built"}
    try:
        done = subprocess.run(
            ["nice", *map(str, command)], capture_output=True, text=True, timeout=limit, env=os.environ | ONE_THREAD, cwd=HERE
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"stopped after {limit} s"}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
        return {"failed": f"status {done.returncode}" if len(last) > 80 else last.replace("|", "/")}
    try:
        return json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        return {"failed": "printed no result"}


class Series:
    """The runs of one program on one input."""

    def __init__(self, command):
        self.command, self.lines, self.failed = command, [], None

    def again(self, limit):
        long = any(line["cpu_s"] > ONCE_ABOVE for line in self.lines)
        if self.failed or long:
            return
        line = run(self.command, limit)
        self.failed = line.get("failed")
        if not self.failed:
            self.lines.append(line)

    def cpu(self):
        return statistics.median(line["cpu_s"] for line in self.lines)

    def peak(self):
        return statistics.median(line["peak_mib"] for line in self.lines)

    def last(self):
        return self.lines[-1]


def seconds(value):
    return f"{value:.2f}" if value >= 10 else f"{value:.3g}" if value >= 0.001 else f"{value * 1e6:.0f} µs"


def against(ours, theirs, exact):
    """How the answers compare."""
    a, b = ours.last(), theirs.last()
    bad = [line.last()["checks"] for line in (ours, theirs) if line.last()["checks"] != "ok"]
    if bad:
        return "; ".join(bad)
    if (a["size"], a["score"]) == (b["size"], b["score"]):
        return "same optimum"
    share = (b["score"] - a["score"]) / abs(a["score"] or 1)
    pairs = b["size"] - a["size"]
    return f"{'' if exact else 'other arithmetic: '}{pairs:+,} pairs, {share:+.2%} score"


def measure(regime, options, slow, failed):
    """The rows of one regime."""
    ours = Series(regime.ours)
    series = {}
    for name, command in regime.peers.items():
        series[name] = Series(command)
        package = PACKAGE.get(name, name)
        if package in failed:
            series[name].failed = "could not be installed"
        elif name in slow.get(regime.name, {}):
            series[name].failed = f"a smaller size took {slow[regime.name][name]:.0f} s"
    for _ in range(options.runs):
        for each in (ours, *series.values()):
            each.again(options.limit)
    for name, theirs in series.items():
        if theirs.lines and theirs.cpu() > NOT_ABOVE / 2:
            slow.setdefault(regime.name, {})[name] = theirs.cpu()
        cells = [regime.name, regime.size]
        cells += [seconds(ours.cpu()), f"{ours.peak():.0f}"] if ours.lines else [f"*not run: {ours.failed}*", ""]
        if theirs.lines:
            once = " (1)" if len(theirs.lines) == 1 < options.runs else ""
            cells += [name, seconds(theirs.cpu()) + once, f"{theirs.peak():.0f}"]
        else:
            cells += [name, f"*not run: {theirs.failed}*", ""]
        both = ours.lines and theirs.lines
        cells += [f"**{theirs.cpu() / max(ours.cpu(), 1e-6):,.1f}×**", against(ours, theirs, regime.exact)] if both else ["", ""]
        yield cells


def versions():
    names = [line.split("==")[0] for line in (HERE / "requirements.txt").read_text().split()]
    for name in names:
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            yield f"{name} not installed"


def machine():
    model = "unknown processor"
    cpuinfo = pathlib.Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = lines[0].split(":", 1)[1].strip() if lines else model
        flags = {"avx2", "avx512bw", "avx512_vnni"} & set(cpuinfo.read_text().split())
        model += " (" + ", ".join(sorted(flags)) + ")"
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {model}, load {load:.1f}, {platform.system()}, Python {platform.python_version()}"


def size(text):
    return tuple(int(part) for part in text.split("x"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="no 100,000 × 30,000 and no dense 10,000")
    parser.add_argument("--regimes", default="score,flow,stable,dense")
    parser.add_argument("--sizes", type=lambda text: [size(part) for part in text.split(",")], help="such as 1000x300")
    parser.add_argument("--dense", type=lambda text: [int(part) for part in text.split(",")], help="such as 1000,10000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=900, help="seconds of wall time for one run")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--binaries", type=pathlib.Path, required=True, help="folder of our release examples")
    parser.add_argument("--commit", default="")
    parser.add_argument("--not-installed", default="", help="packages that pip could not install")
    options = parser.parse_args()
    options.work = options.work.resolve()
    binaries = options.binaries.resolve()
    failed, slow = set(options.not_installed.split(",")), {}
    today = datetime.date.today().isoformat()
    print(f"CPU seconds of one thread, medians of {options.runs} interleaved runs, (1) of one; MiB without Python's own.")
    print(f"{today}, Semillero {options.commit}; {machine()}.")
    print(f"Peers: {', '.join(versions())}.\n")
    print("| regime | size | ours s | MiB | peer | s | MiB | ratio | answers |")
    print("|---|---|---:|---:|---|---:|---:|---:|---|", flush=True)
    for regime in regimes(options, lambda name: binaries / name):
        for cells in measure(regime, options, slow, failed):
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
