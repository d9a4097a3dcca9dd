#!/usr/bin/env python3
"""What statsmodels, SciPy, lifelines, scikit-survival and numpy-financial say: the oracle of the analytics engine's finalisers.

    python3 -m venv V && V/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 lifelines==0.30.3 \
        scikit-survival==0.28.0 numpy-financial==1.0.0 mpmath==1.4.1
    V/bin/python .ci/oracles/analytics_stats.py write     writes core/analytics/tests/golden/stats.json, which ordinary tests read
    V/bin/python .ci/oracles/analytics_stats.py coverage  how often the bootstrap's interval covers, by simulation (a minute)

Where two oracles know a figure they must agree before it is written. What no library offers (Gini, Cliff's interval, Rocks's NPS, shrinking,
SROI) is worked out here a second time from its definition over single values, not over the sums that the engine uses.
"""

import datetime
import importlib.metadata
import json
import pathlib
import sys
from fractions import Fraction

import mpmath
import numpy as np
from scipy import stats
from statsmodels.regression.mixed_linear_model import MixedLM
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.meta_analysis import effectsize_smd
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest
from statsmodels.stats.rates import confint_poisson_2indep
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from analytics_common import LEVELS, agree, dice
from analytics_money import bootstrap, coverage, money
from analytics_survival import incidence, log_ranks, survival

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "core/analytics/tests/golden/stats.json"


def plain(x):
    """As JSON: open or undefined is null."""
    if isinstance(x, dict):
        return {key: plain(value) for key, value in x.items()}
    if hasattr(x, "to_numpy"):
        x = x.to_numpy()
    if isinstance(x, (list, tuple, np.ndarray)):
        return [plain(value) for value in x]
    if isinstance(x, (np.integer, int)) and not isinstance(x, bool):
        return int(x)
    if isinstance(x, (float, np.floating)):
        return float(x) if np.isfinite(x) else None
    return x


def student_tail(t, v):
    """SciPy has eleven digits of this near 0 and for many degrees of freedom; mpmath has them all."""
    if v > 1e6:
        return stats.t.sf(t, v)
    half = mpmath.betainc(mpmath.mpf(v) / 2, 0.5, 0, v / (v + mpmath.mpf(t) ** 2), regularized=True) / 2
    exact = float(half if t >= 0 else 1 - half)
    agree(exact, stats.t.sf(t, v))
    return exact


def student_quantile(p, v):
    start = stats.t.ppf(p, v)
    if v > 1e6 or p == 0.5:
        return start
    density = lambda t: (
        mpmath.gamma(mpmath.mpf(v + 1) / 2)
        / mpmath.gamma(mpmath.mpf(v) / 2)
        / mpmath.sqrt(v * mpmath.pi)
        * (1 + t * t / v) ** (-mpmath.mpf(v + 1) / 2)
    )
    t = mpmath.mpf(start)
    for _ in range(2):
        half = mpmath.betainc(mpmath.mpf(v) / 2, 0.5, 0, v / (v + t * t), regularized=True) / 2
        t += (mpmath.mpf(p) - (1 - half if t > 0 else half)) / density(t)
    agree(float(t), start)
    return float(t)


def distributions():
    zs = [0, 1e-9, 0.1, 0.5, 1, 1.6448536, 1.96, 3, 5, 8, 12, 20, 37]
    ps = [1e-300, 1e-100, 1e-20, 1e-9, 1e-4, 0.01, 0.025, 0.3, 0.49, 0.5, 0.51, 0.8, 0.975, 0.999999, 1 - 1e-9]
    degrees = [1, 1.5, 2, 3, 4.7, 10, 29, 30.3, 100, 999, 5000.5, 9999, 10001, 1e5, 1e7, 1e12]
    tails = [(t, v) for v in degrees for t in (-2.5, 0, 1e-6, 0.3, 1, 2.1, 4, 9, 30)]
    quantiles = [(p, v) for v in degrees for p in (1e-9, 1e-4, 0.005, 0.025, 0.2, 0.4999, 0.5, 0.75, 0.95, 0.9995)]
    squares = [(x, k) for k in (1, 2, 3, 4, 5, 9, 20, 99) for x in (0, 1e-8, 0.3, 1, 3.84, 7, 20, 77, 300)]
    return {
        "normal_tail": [[z, stats.norm.sf(z)] for z in zs],
        "normal_quantile": [[p, stats.norm.ppf(p)] for p in ps],
        "student_tail": [[t, v, student_tail(t, v)] for t, v in tails],
        "student_quantile": [[p, v, student_quantile(p, v)] for p, v in quantiles],
        "chi_square_tail": [[x, k, stats.chi2.sf(x, k)] for x, k in squares],
    }


def detectable_effect(m, n, level, power):
    """In standard deviations. Statsmodels searches for it, to five digits; SciPy's quantiles give the others."""
    effect = (stats.norm.isf((1 - level) / 2) + stats.norm.ppf(power)) * np.sqrt(1 / m + 1 / n)
    agree(effect, NormalIndPower().solve_power(None, m, (1 - level) / 2, power, n / m, "larger"), 1e-4)
    return effect


def shares():
    ones = [
        (0, 1),
        (1, 1),
        (0, 10),
        (10, 10),
        (15, 20),
        (1, 1000),
        (999, 1000),
        (31, 57),
        (123456, 1000000),
        (3, 10**12),
    ]
    wilson = [[h, n, level, h / n, *proportion_confint(h, n, 1 - level, "wilson")] for h, n in ones for level in LEVELS]
    twos = [(56, 70, 48, 80), (9, 10, 3, 10), (0, 10, 0, 20), (10, 10, 0, 20), (5, 56, 0, 29), (41, 57, 300, 900)]
    newcombe, odds, detectable = [], [], []
    tests = [[*two, proportions_ztest([two[0], two[2]], [two[1], two[3]])[1]] for two in twos if two[0] + two[2] > 0]
    for a, m, b, n in twos:
        for level in LEVELS:
            ends = confint_proportions_2indep(a, m, b, n, method="newcomb", compare="diff", alpha=1 - level)
            newcombe.append([a, m, b, n, level, a / m - b / n, *ends])
            if (a, b) != (0, 0):
                # Its own `shift_zeros` adds a half to the cells that are 0 only; Haldane and Anscombe add it to all four.
                cells = np.array([[a, m - a], [b, n - b]], float)
                table = Table2x2(cells + 0.5 if (cells == 0).any() else cells, shift_zeros=False)
                odds.append([a, m, b, n, level, table.oddsratio, *table.oddsratio_confint(1 - level)])
            if 0 < a + b < m + n:
                p = (a + b) / (m + n)
                effect = detectable_effect(m, n, level, 0.8)
                detectable.append([a + b, m + n, m, n, level, min(1, effect * np.sqrt(p * (1 - p)))])
    growth = []
    for before, after in [(50, 60), (1, 0), (7, 1), (1000, 1001), (100, 144), (3, 900), (123456, 234567)]:
        for level in LEVELS:
            # Of the score test (after − r·before)² = z² (after + before) r; statsmodels searches for its ends, to six digits, and
            # finds wrong ones for large counts.
            z = stats.norm.isf((1 - level) / 2)
            ends = mpmath.polyroots(
                [before**2, -(2 * before * after + mpmath.mpf(z) ** 2 * (before + after)), after**2]
            )
            lo, hi = sorted(float(end) for end in ends)
            if 0 < after < 10_000:
                agree(sorted(confint_poisson_2indep(after, 1, before, 1, "score", "ratio", 1 - level)), [lo, hi], 1e-5)
            for k in (1, 3, 12):
                growth.append([before, after, k, level, *((x ** (1 / k) - 1) for x in (after / before, lo, hi))])
    return {
        "wilson": wilson,
        "newcombe": newcombe,
        "odds_ratio": odds,
        "shares_differ_p": tests,
        "growth": growth,
        "detectable_share": detectable,
    }


def samples():
    yield [4, 5, 3, 5, 4], [3, 3, 4, 2]
    yield dice.integers(1, 6, 40).tolist(), dice.integers(1, 5, 25).tolist()
    yield (10**9 + dice.integers(0, 9, 30)).tolist(), (10**9 + dice.integers(2, 12, 200)).tolist()
    yield dice.poisson(2, 60).tolist(), dice.poisson(3, 11).tolist()
    yield (
        np.round(dice.lognormal(12, 2, 50)).astype(int).tolist(),
        np.round(dice.lognormal(12, 2, 90)).astype(int).tolist(),
    )


def means():
    out = {name: [] for name in ("mean_t", "welch", "hedges_g", "detectable_mean", "cliffs_delta")}
    for x, y in samples():
        a, b = np.array(x, float), np.array(y, float)
        for level in LEVELS:
            one, both = DescrStatsW(a), CompareMeans(DescrStatsW(a), DescrStatsW(b))
            out["mean_t"].append([x, level, a.mean(), *one.tconfint_mean(1 - level)])
            test = stats.ttest_ind(a, b, equal_var=False)
            ends = both.tconfint_diff(1 - level, usevar="unequal")
            agree(ends, test.confidence_interval(level), 1e-8)
            out["welch"].append([x, y, level, a.mean() - b.mean(), *ends, test.pvalue])
            g, variance = effectsize_smd(a.mean(), a.std(ddof=1), len(a), b.mean(), b.std(ddof=1), len(b))
            half = stats.norm.isf((1 - level) / 2) * np.sqrt(variance)
            out["hedges_g"].append([x, y, level, g, g - half, g + half])
            spread = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
            out["detectable_mean"].append([x, y, level, detectable_effect(2, 2, level, 0.9) * spread])
            out["cliffs_delta"].append([x, y, level, *cliff(a, b, level)])
    return out


def cliff(a, b, level):
    d = np.sign(a[:, None] - b[None, :])
    m, n = d.shape
    delta = d.mean()
    agree(delta, 2 * stats.mannwhitneyu(a, b).statistic / (m * n) - 1)
    rows, columns = ((d.mean(1) - delta) ** 2).sum(), ((d.mean(0) - delta) ** 2).sum()
    variance = (n * n * rows + m * m * columns - ((d - delta) ** 2).sum()) / (m * n * (m - 1) * (n - 1))
    variance = max(variance, (1 - delta**2) / (m * n - 1))
    z = stats.norm.isf((1 - level) / 2)
    spread = z * np.sqrt(variance) * np.sqrt((1 - delta**2) ** 2 + z * z * variance)
    scale = 1 - delta**2 + z * z * variance
    return delta, max(-1, (delta - delta**3 - spread) / scale), min(1, (delta - delta**3 + spread) / scale)


def quantiles():
    out = {"quantile": [], "gini": [], "top_share": [], "benjamini_hochberg": []}
    lists = [
        [7],
        [1, 2],
        list(range(1, 31)),
        dice.poisson(3, 60).tolist(),
        dice.integers(-(10**12), 10**12, 101).tolist(),
        dice.geometric(0.1, 997).tolist(),
    ]
    for x in lists:
        ordered = np.sort(np.array(x, float))
        n = len(x)
        for q in (1, 1000, 2500, 5000, 9000, 9999):
            for level in (0.8, 0.95):
                # A tail that is exactly as large as it may be is not too large.
                tail = (1 - level) / 2 * (1 + 1e-9)
                lo = int(stats.binom.ppf(tail, n, q / 1e4))
                hi = int(stats.binom.ppf(1 - tail, n, q / 1e4)) + 1
                # It always contains the quantile itself.
                place = (n - 1) * q
                hi = max(hi, -(-place // 10_000) + 1)
                lo = min(lo, place // 10_000 + 1)
                ends = (ordered[lo - 1] if lo >= 1 else None, ordered[hi - 1] if hi <= n else None)
                out["quantile"].append(
                    [lists.index(x), q, level, np.quantile(ordered, q / 1e4, method="linear"), *ends]
                )
        if min(x) >= 0 and n > 1:
            exact = [Fraction(v) for v in x]
            out["gini"].append(
                [
                    lists.index(x),
                    float(sum(abs(a - b) for a in exact for b in exact) / (2 * n * (n - 1) * Fraction(sum(x), n))),
                ]
            )
            for top in (100, 1000, 3333):
                curve = np.concatenate([[0], np.cumsum(np.sort(x)[::-1])]) / sum(x)
                out["top_share"].append([lists.index(x), top, np.interp(n * top / 1e4, range(n + 1), curve)])
    for n in (1, 5, 40):
        p = dice.beta(0.4, 2, n).round(4)
        out["benjamini_hochberg"].append([p, multipletests(p, method="fdr_bh")[1]])
    return {"numbers": lists, **out}


def scores():
    out = {"nps": [], "nps_difference": []}
    waves = [(60, 20, 100), (1, 0, 1), (0, 12, 12), (7, 7, 30), (400, 350, 2000)]

    def adjusted(p, d, n):
        wave = DescrStatsW(np.array([1.0, 0, -1]), weights=np.array([p + 0.75, n - p - d + 1.5, d + 0.75]))
        return wave.mean, wave.var / (n + 3)

    for level in LEVELS:
        z = stats.norm.isf((1 - level) / 2)
        for p, d, n in waves:
            m, v = adjusted(p, d, n)
            ends = np.clip([100 * (m - z * np.sqrt(v)), 100 * (m + z * np.sqrt(v))], -100, 100)
            out["nps"].append([p, d, n, level, 100 * (p - d) / n, *ends])
        for a, b in zip(waves, waves[1:]):
            (m, v), (k, w) = adjusted(*a), adjusted(*b)
            half = 100 * z * np.sqrt(v + w)
            value = 100 * (b[0] - b[1]) / b[2] - 100 * (a[0] - a[1]) / a[2]
            out["nps_difference"].append(
                [*a, *b, level, value, *np.clip([100 * (k - m) - half, 100 * (k - m) + half], -200, 200)]
            )
    return out


def shrunk():
    out = []
    for sizes, spread in [((5,) * 12, 1.0), ((1, 0, 7, 30, 12, 3), 1.5), ((8, 9, 10), 0.0)]:
        units = [
            np.round(60 + 10 * spread * dice.normal() + 10 * dice.normal(size=n)).astype(int).tolist() for n in sizes
        ]
        used = [np.array(unit, float) for unit in units if unit]
        every, k = np.concatenate(used), len(used)
        within = sum(((unit - unit.mean()) ** 2).sum() for unit in used) / (len(every) - k)
        between = sum(len(unit) * (unit.mean() - every.mean()) ** 2 for unit in used) / (k - 1)
        size = (len(every) - sum(len(unit) ** 2 for unit in used) / len(every)) / (k - 1)
        among = (between - within) / size
        strength = within / among if among > 0 else None
        if len(set(sizes)) == 1 and among > 0:
            # Of units of one size restricted maximum likelihood gives the same.
            fit = MixedLM(every, np.ones((len(every), 1)), np.repeat(range(k), sizes[0])).fit(reml=True)
            agree([fit.scale, fit.cov_re[0, 0]], [within, among], 1e-4)
        value = [
            every.mean() if among <= 0 or not unit else (sum(unit) + strength * every.mean()) / (len(unit) + strength)
            for unit in units
        ]
        half = [
            None if among <= 0 else 1.959963984540054 * np.sqrt(within / (len(unit) + strength) if unit else among)
            for unit in units
        ]
        out.append({"units": units, "mean": every.mean(), "strength": strength, "value": value, "half": half})
    return {"shrunk_means": out}


def write():
    packages = ("numpy", "scipy", "statsmodels", "lifelines", "scikit-survival", "numpy-financial", "mpmath")
    golden = {
        "by": {name: importlib.metadata.version(name) for name in packages},
        "on": datetime.date.today().isoformat(),
    }
    for part in (
        distributions,
        shares,
        means,
        quantiles,
        scores,
        survival,
        incidence,
        log_ranks,
        shrunk,
        money,
        bootstrap,
    ):
        golden |= part()
    entries = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(plain(value), separators=(',', ':'))}" for key, value in golden.items()
    )
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text("{\n" + entries + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write"]:
            write()
        case ["coverage"]:
            coverage()
        case _:
            sys.exit(__doc__)
