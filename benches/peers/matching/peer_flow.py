"""peer_flow.py PEER edges.bin: the most pairs, then the highest sum of scores, under the mentors' capacities."""

import sys

import numpy as np

import formats
from meter import Meter

peer, path = sys.argv[1:3]
PAIR = 100_000

if peer == "ortools":
    from ortools.graph.python import min_cost_flow
elif peer == "scipy":
    import scipy.sparse as sp
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

meter = Meter()
data = formats.read_edges(path)
mentees, mentors, mentee, mentor, score, capacity = data.values()
taken = np.full(mentees, -1)


def ortools():
    """Cost-scaling push-relabel."""
    source, sink, count = mentees + mentors, mentees + mentors + 1, len(mentee)
    tail = np.concatenate([mentee, np.full(mentees, source), np.arange(mentors) + mentees])
    head = np.concatenate([mentor + mentees, np.arange(mentees), np.full(mentors, sink)])
    cost = np.concatenate([-(score + PAIR), np.zeros(mentees + mentors, np.int64)])
    room = np.concatenate([np.ones(count + mentees, np.int64), capacity])
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(tail.astype(np.int32), head.astype(np.int32), room, cost)
    ends = np.array([source, sink], np.int32)
    flow.add_arcs_with_capacity_and_unit_cost(ends[:1], ends[1:], np.array([mentees]), np.array([0]))
    flow.set_nodes_supplies(ends, np.array([mentees, -mentees]))
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("no optimum")
    used = np.asarray(flow.flows(arcs[:count])) > 0
    taken[mentee[used]] = mentor[used]


def scipy():
    """Mentors become as many seats as they have, mentees get a place of their own besides."""
    first = np.concatenate([[0], np.cumsum(capacity)])
    seats, copies = int(first[-1]), capacity[mentor]
    row = np.repeat(mentee, copies)
    seat = np.repeat(first[mentor], copies) + np.arange(len(row)) - np.repeat(np.cumsum(copies) - copies, copies)
    rows, columns = np.concatenate([row, np.arange(mentees)]), np.concatenate([seat, seats + np.arange(mentees)])
    value = np.concatenate([np.repeat(-(score + PAIR), copies), np.ones(mentees)]).astype(float)
    at, seat = min_weight_full_bipartite_matching(sp.csr_matrix((value, (rows, columns)), shape=(mentees, seats + mentees)))
    placed = seat < seats
    taken[at[placed]] = np.repeat(np.arange(mentors), capacity)[seat[placed]]


def greedy():
    """The best pair that is left, again and again, as many products do."""
    left, of = capacity.tolist(), [-1] * mentees
    order = np.lexsort((mentor, mentee, -score))
    for one, other in zip(mentee[order].tolist(), mentor[order].tolist()):
        if of[one] < 0 and left[other]:
            of[one] = other
            left[other] -= 1
    taken[:] = of


with meter:
    {"ortools": ortools, "scipy": scipy, "greedy": greedy}[peer]()
placed = np.nonzero(taken >= 0)[0]
key = mentee * mentors + mentor
at = np.searchsorted(key, placed * mentors + taken[placed])
fine = (key[at] == placed * mentors + taken[placed]).all() and (np.bincount(taken[placed], minlength=mentors) <= capacity).all()
meter.tell(peer, len(placed), score[at].sum(), **({} if fine else {"checks": "not a matching"}))
