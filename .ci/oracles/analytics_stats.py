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
import warnings
from fractions import Fraction
from math import factorial

import lifelines
import mpmath
import numpy as np
import numpy_financial as npf
from lifelines.statistics import multivariate_logrank_test
from lifelines.utils import median_survival_times, qth_survival_times, restricted_mean_survival_time
from scipy import optimize, stats
from sksurv.compare import compare_survival
from sksurv.nonparametric import cumulative_incidence_competing_risks, kaplan_meier_estimator
from statsmodels.regression.mixed_linear_model import MixedLM
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.meta_analysis import effectsize_smd
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest
from statsmodels.stats.rates import confint_poisson_2indep
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "core/analytics/tests/golden/stats.json"
LEVELS = (0.5, 0.8, 0.9, 0.95, 0.99)
mpmath.mp.dps = 40
dice = np.random.default_rng(20261125)


def agree(a, b, within=1e-10):
    assert np.allclose(np.asarray(a, float), np.asarray(b, float), rtol=within, atol=within), (a, b)


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
    tails = [(t, v) for v in degrees for t in (-2.5, 0, 1e-6, 0.3, 1, 2.1, 4, 9)]
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


def spells(n, longest, ends, late=False):
    """Durations with ties, how they ended (0 is open), and since when each was watched."""
    stay = dice.integers(1, longest, n)
    entry = np.where(dice.random(n) < 0.3, dice.integers(0, np.maximum(1, stay // 2)), 0) if late else np.zeros(n, int)
    return stay, dice.integers(0, ends + 1, n), entry


def survival():
    out = {"kaplan_meier": [], "survival_quantile": [], "restricted_mean": []}
    six_mp = np.array([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35])
    known = (six_mp, np.array([1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]), np.zeros(21, int))
    placebo = np.array([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23])
    cases = [
        known,
        (placebo, np.ones(21, int), np.zeros(21, int)),
        spells(60, 40, 1),
        spells(150, 400, 1),
        spells(90, 30, 1, late=True),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for stay, end, entry in cases:
            for level in (0.8, 0.95):
                fit = lifelines.KaplanMeierFitter(alpha=1 - level)
                # Lifelines counts who came at a time among those at risk at it; we, as R's (start, stop], from after it.
                fit.fit(stay, end > 0, entry=np.where(entry > 0, entry + 0.5, 0) if entry.any() else None)
                table = fit.event_table
                steps = table.index[table.observed > 0]
                value, band = (
                    fit.survival_function_.loc[steps].iloc[:, 0].to_numpy(),
                    fit.confidence_interval_.loc[steps].to_numpy(),
                )
                if not entry.any():
                    at, other, ends = kaplan_meier_estimator(end > 0, stay, conf_level=level, conf_type="log-log")
                    places = np.searchsorted(at, steps)
                    agree(value, other[places])
                    inside = value > 0
                    agree(band[inside], ends[:, places].T[inside])
                # Lifelines says 1 for what it cannot tell.
                band[value == 0] = np.nan
                out["kaplan_meier"].append(
                    {
                        "spells": [stay, end, entry],
                        "level": level,
                        "time": steps.astype(int),
                        "at_risk": table.at_risk[steps].astype(int),
                        "value": value,
                        "lo": band[:, 0],
                        "hi": band[:, 1],
                    }
                )
                for q in (1000, 2500, 5000, 7500):
                    ends = [
                        qth_survival_times(1 - q / 1e4, fit.confidence_interval_.iloc[:, [side]]) for side in (0, 1)
                    ]
                    ends = [float(np.ravel(side)[0]) for side in ends]
                    if value[-1] == 0 and not np.isfinite(ends[1]):
                        ends[1] = float(steps[-1])
                    out["survival_quantile"].append(
                        [
                            len(out["kaplan_meier"]) - 1,
                            q,
                            qth_survival_times(1 - q / 1e4, fit.survival_function_),
                            *ends,
                        ]
                    )
            if not entry.any():
                for horizon in (10, 20, int(stay.max())):
                    if horizon <= stay.max():
                        out["restricted_mean"].append(
                            [
                                len(out["kaplan_meier"]) - 1,
                                horizon,
                                restricted_mean_survival_time(fit, t=horizon),
                                *mean_ends(stay, end, horizon, 0.95),
                            ]
                        )
    return out


def mean_ends(stay, end, horizon, level):
    """The interval of the restricted mean by its influence on each step, one step at a time."""
    times = np.unique(stay[end > 0])
    risk = np.array([(stay >= t).sum() for t in times])
    gone = np.array([((stay == t) & (end > 0)).sum() for t in times])
    curve = np.cumprod(1 - gone / risk)
    area = lambda start: sum(
        c * max(0, min(horizon, nxt) - max(t, start))
        for t, nxt, c in zip(np.r_[0, times], np.r_[times, np.inf], np.r_[1, curve])
    )
    variance = sum(area(t) ** 2 * d / (r * (r - d)) for t, r, d in zip(times, risk, gone) if t < horizon and r > d)
    half = stats.norm.isf((1 - level) / 2) * np.sqrt(variance)
    return area(0) - half, area(0) + half


def incidence():
    out = []
    for n, longest, ends, tied in [(30, 1000, 2, False), (60, 10000, 3, False), (80, 25, 2, True), (120, 40, 3, True)]:
        stay, end, entry = spells(n, longest, ends)
        while not tied and len(set(stay)) < n:
            stay = dice.integers(1, longest, n)
        at, shares = cumulative_incidence_competing_risks(end, stay)
        for kind in range(1, ends + 1):
            for level in (0.8, 0.95):
                times = np.unique(stay[end == kind])
                value = shares[kind][np.searchsorted(at, times)]
                variance = [incidence_variance(stay, end, kind, t) for t in times]
                z = stats.norm.isf((1 - level) / 2)
                factor = np.exp(z * np.sqrt(variance) / (value * np.abs(np.log(value))))
                lo, hi = np.exp(np.log(value) * factor), np.exp(np.log(value) / factor)
                if not tied:
                    fit = lifelines.AalenJohansenFitter(alpha=1 - level).fit(stay, end, event_of_interest=kind)
                    agree(value, fit.cumulative_density_.loc[times].iloc[:, 0])
                    # It divides by 0 where the last one at risk ended.
                    theirs = fit.variance_.loc[times].to_numpy()
                    known = np.isfinite(theirs)
                    agree(np.array(variance)[known], theirs[known])
                    agree(np.sort(fit.confidence_interval_.loc[times].to_numpy())[known], np.c_[lo, hi][known])
                out.append(
                    {
                        "spells": [stay, end, entry],
                        "kind": kind,
                        "level": level,
                        "time": times,
                        "value": value,
                        "variance": variance,
                        "lo": lo,
                        "hi": hi,
                    }
                )
    return {"cumulative_incidence": out}


def incidence_variance(stay, end, kind, until):
    """By its formula, one sum per time: lifelines breaks ties at random, so it is asked only where there are none."""
    times = [t for t in np.unique(stay[end > 0]) if t <= until]
    surviving, so_far, rows = 1.0, 0.0, []
    for t in times:
        risk, gone, mine = (stay >= t).sum(), ((stay == t) & (end > 0)).sum(), ((stay == t) & (end == kind)).sum()
        so_far += surviving * mine / risk
        rows.append((risk, gone, mine, surviving, so_far))
        surviving *= 1 - gone / risk
    total = 0.0
    for risk, gone, mine, before, value in rows:
        rest = so_far - value
        total += (
            (rest**2 * gone / (risk * (risk - gone)) if risk > gone else 0)
            + before**2 * mine * (risk - mine) / risk**3
            - 2 * rest * before * mine / risk**2
        )
    return total


def log_ranks():
    out = []
    for sizes, longest in [((20, 30), 25), ((15, 40, 25), 60), ((12, 9, 30, 22, 17), 15), ((40, 40), 2000)]:
        groups = [spells(n, longest - place, 1) for place, n in enumerate(sizes)]
        stay, end = (np.concatenate([group[at] for group in groups]) for at in (0, 1))
        label = np.repeat(range(len(sizes)), sizes)
        test = multivariate_logrank_test(stay, label, end)
        y = np.array(list(zip(end > 0, stay)), dtype=[("e", bool), ("t", float)])
        statistic, p, table, _ = compare_survival(y, label, return_stats=True)
        agree([test.test_statistic, test.p_value], [statistic, p], 1e-9)
        out.append(
            {
                "groups": [group[:2] for group in groups],
                "statistic": statistic,
                "p": p,
                "expected": table["expected"].to_numpy(),
            }
        )
    return {"log_rank": out}


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


def money():
    out = {"npv_yearly": [], "irr_yearly": [], "npv_dated": [], "irr_dated": [], "sroi": []}
    for flows in [
        [-100000, 39000, 59000, 55000, 20000],
        [-100, 0, 0, 74],
        [-10000, 500, 500, 99],
        [500, 100, -2000],
        [-5, 10500],
    ]:
        for rate in (0.0, 0.035, 0.28, -0.1):
            out["npv_yearly"].append([flows, rate, npf.npv(rate, flows)])
        out["irr_yearly"].append([flows, npf.irr(flows)])
    for n in (5, 30):
        days = np.sort(dice.integers(18000, 21000, n))
        minor = np.where(np.arange(n) < n // 3, -1, 1) * dice.integers(10**4, 10**7, n)
        worth = lambda rate: float(
            sum(Fraction(int(c)) * Fraction(float((1 + rate) ** (-(t - days[0]) / 365))) for t, c in zip(days, minor))
        )
        out["npv_dated"].append([days, minor, 0.07, worth(0.07)])
        out["irr_dated"].append([days, minor, optimize.brentq(worth, -0.99, 1e3, xtol=1e-15, rtol=1e-14)])
    for _ in range(4):
        pick = lambda most: sorted(dice.integers(0, most, 3).tolist())
        outcomes = [
            {
                "quantity": pick(500),
                "proxy": pick(10**7),
                "bp": [pick(6000), pick(2000), pick(5000), pick(4000)],
                "years": int(dice.integers(1, 8)),
            }
            for _ in range(3)
        ]
        rate, inputs = pick(900), float(dice.integers(10**6, 10**9))

        def ratio(places, discount):
            total = 0
            for outcome, (q, p, *rest) in zip(outcomes, places):
                kept = np.prod([1 - outcome["bp"][at][place] / 1e4 for at, place in enumerate(rest[:3])])
                year = outcome["quantity"][q] * outcome["proxy"][p] * kept
                fades = 1 - outcome["bp"][3][rest[3]] / 1e4
                total += npf.npv(rate[discount] / 1e4, [0] + [year * fades**t for t in range(outcome["years"])])
            return total / inputs

        base = [[1] * 6 for _ in outcomes]
        worse, better = [[0, 0, 2, 2, 2, 2]] * 3, [[2, 2, 0, 0, 0, 0]] * 3
        tornado = [[None, 6, ratio(base, 2), ratio(base, 0)]]
        for index in range(3):
            for factor in range(6):

                def turned(ends):
                    places = [[1] * 6 for _ in outcomes]
                    places[index][factor] = ends[index][factor]
                    return ratio(places, 1)

                tornado.append([index, factor, turned(worse), turned(better)])
        out["sroi"].append(
            {
                "outcomes": outcomes,
                "rate": rate,
                "inputs": inputs,
                "value": ratio(base, 1),
                "lo": ratio(worse, 2),
                "hi": ratio(better, 0),
                "tornado": tornado,
            }
        )
    return out


MASK = (1 << 64) - 1
INVERSE_E = sum(Fraction((-1) ** k, factorial(k)) for k in range(60))
AT_MOST = [min(MASK, int(2**64 * INVERSE_E * sum(Fraction(1, factorial(j)) for j in range(k + 1)))) for k in range(21)]


def mix(state):
    z = (state + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def weight(seed, replicate, unit):
    uniform = mix(mix((mix(seed) + replicate) & MASK) ^ mix(unit))
    return sum(uniform >= bound for bound in AT_MOST)


def bootstrap():
    units = [
        (int(dice.integers(0, 2**63)), int(h), int(h + m)) for h, m in zip(dice.poisson(3, 25), dice.poisson(1, 25))
    ]
    sums = [[sum(weight(7, r, u) * v[at] for u, *v in units) for at in (0, 1)] for r in range(200)]
    ratios = np.array([a / b for a, b in sums])
    ends = np.quantile(ratios, [0.025, 0.975])
    load = [(u, a) for u, a, _ in units]
    ginis = []
    for r in range(200):
        x = [a for u, a in load for _ in range(weight(7, r, u))]
        n = len(x)
        ginis.append(np.abs(np.subtract.outer(x, x)).sum() / (2 * n * (n - 1) * np.mean(x)))
    return {
        "bootstrap": {
            "seed": 7,
            "units": units,
            "sums": sums,
            "lo": ends[0],
            "hi": ends[1],
            "gini": np.quantile(ginis, [0.025, 0.975]),
        }
    }


def coverage():
    """Pairs whose sessions go well or badly together; how often 95 % intervals of the ratio hold the true one."""
    for pairs in (10, 20, 40, 100):
        hits, runs = 0, 1000
        weights = np.array([[weight(1, r, u) for u in range(pairs)] for r in range(1000)])
        for _ in range(runs):
            p, n = dice.beta(6, 2, pairs), 1 + dice.poisson(4, pairs)
            held = dice.binomial(n, p)
            lo, hi = np.quantile(weights @ held / np.maximum(1, weights @ n), [0.025, 0.975])
            hits += lo <= 0.75 <= hi
        print(f"{pairs} pairs: {hits / runs:.3f} of {runs} intervals at 0.95 cover", flush=True)


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
