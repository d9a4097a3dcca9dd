"""The survival part of `analytics_stats.py`: lifelines and scikit-survival."""

import warnings

import lifelines
import numpy as np
from lifelines.statistics import multivariate_logrank_test
from lifelines.utils import qth_survival_times, restricted_mean_survival_time
from scipy import stats
from sksurv.compare import compare_survival
from sksurv.nonparametric import cumulative_incidence_competing_risks, kaplan_meier_estimator

from analytics_common import agree, dice


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
