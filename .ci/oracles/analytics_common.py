"""What the parts of the oracle of the analytics engine's finalisers share."""

import mpmath
import numpy as np

LEVELS = (0.5, 0.8, 0.9, 0.95, 0.99)
mpmath.mp.dps = 40
# One stream of chance for all parts, so that the golden file comes out the same.
dice = np.random.default_rng(20261125)


def agree(a, b, within=1e-10):
    assert np.allclose(np.asarray(a, float), np.asarray(b, float), rtol=within, atol=within), (a, b)
