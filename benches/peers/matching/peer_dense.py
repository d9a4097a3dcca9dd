"""peer_dense.py PEER dense.bin: everybody matched at the least sum of costs. Turning integers into floats is not counted."""

import sys

import numpy as np

import formats
from meter import Meter

peer, path = sys.argv[1:3]
if peer == "lapjv":
    import lapjv
elif peer == "lap":
    import lap
elif peer == "laprust":
    import laprust
elif peer == "lapcpp":
    import lapcpp
elif peer == "scipy":
    from scipy.optimize import linear_sum_assignment

meter = Meter()
# Each in the type it is fastest with.
given = formats.read_dense(path, np.float64 if peer in ("scipy", "lap") else np.float32)
with meter:
    if peer == "lapjv":
        column = lapjv.lapjv(given)[0]
    elif peer == "lap":
        column = lap.lapjv(given, return_cost=False)[0]
    elif peer == "laprust":
        column = laprust.lapjv(given, return_cost=False)[1]
    elif peer == "lapcpp":
        column = lapcpp.lapjv(given, return_cost=False)[1]
    else:
        column = linear_sum_assignment(given)[1]
column = np.asarray(column, dtype=np.int64)
rows = np.arange(len(column))
fine = len(np.unique(column)) == len(column)
meter.tell(peer, len(column), given[rows, column].sum(dtype=np.float64), **({} if fine else {"checks": "not a matching"}))
