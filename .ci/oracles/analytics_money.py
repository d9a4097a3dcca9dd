"""The money and bootstrap part of `analytics_stats.py`: numpy-financial, SciPy, and the bootstrap's weights in another language."""

from fractions import Fraction
from math import factorial

import numpy as np
import numpy_financial as npf
from scipy import optimize

from analytics_common import dice


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
