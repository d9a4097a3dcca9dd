"""peer_score.py FOLDER SIDE: the tuned numpy scorer, the best 50 of each mentee or mentor."""

import pathlib
import sys

import numpy as np

from inputs import KEEP
from meter import Meter
from scoring import Scorer

folder, side = pathlib.Path(sys.argv[1]), sys.argv[2]
meter = Meter()
with np.load(folder / "people.npz") as file:
    people = dict(file)
# Ours counts the compilation of its planes; what the peer prepares is left out, as one could keep it between runs.
scorer = Scorer(people)
with meter:
    _, _, score = scorer.best(KEEP, side)
meter.tell("numpy", len(score), np.rint(score * 1e4).sum())
