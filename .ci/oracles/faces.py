"""Lexicographic optima of large markets by OR-tools' min-cost flow: each optimum narrows the network to the plans that reach it.

After a flow of least cost, the arcs whose reduced cost is not zero carry the same in every flow of least cost (complementary
slackness), so they are settled, and the next goal is asked of the others. Whole numbers only.
"""

import numpy
from ortools.graph.python import min_cost_flow

from markets import luck

SHIFT = 20


class Faces:
    """One slot or more a mentee, seats a mentor; no organisations, no rules."""

    def __init__(self, market):
        self.market = market
        mentees, mentors = market["mentees"], [seats for seats, _ in market["mentors"]]
        pairs = numpy.array(market["pairs"], dtype=numpy.int64).reshape(-1, 5)
        hub, people, first_mentor = 0, 1 + numpy.arange(len(mentees)), 1 + len(mentees)
        others = first_mentor + numpy.arange(len(mentors))
        self.nodes, self.pairs, self.scores, self.ranks = first_mentor + len(mentors), len(pairs), pairs[:, 4], pairs[:, 2]
        self.tail = numpy.concatenate([1 + pairs[:, 0], numpy.full(len(mentees), hub), others])
        self.head = numpy.concatenate([first_mentor + pairs[:, 1], people, numpy.full(len(mentors), hub)])
        self.upper = numpy.concatenate([numpy.ones(self.pairs, numpy.int64), mentees, mentors]).astype(numpy.int64)
        self.flow = numpy.zeros(len(self.tail), numpy.int64)
        self.free = numpy.ones(len(self.tail), bool)

    def costs(self, of_pairs):
        return numpy.concatenate([numpy.asarray(of_pairs, numpy.int64), numpy.zeros(len(self.tail) - self.pairs, numpy.int64)])

    def least(self, of_pairs, slack=0):
        """The least sum of costs, to which the plans are narrowed; those within `slack` of it stay, too."""
        free, costs = numpy.flatnonzero(self.free), self.costs(of_pairs)
        settled = ~self.free
        supply = numpy.zeros(self.nodes, numpy.int64)
        numpy.subtract.at(supply, self.tail[settled], self.flow[settled])
        numpy.add.at(supply, self.head[settled], self.flow[settled])
        flow = min_cost_flow.SimpleMinCostFlow()
        tail, head, upper, cost = self.tail[free], self.head[free], self.upper[free], costs[free]
        arcs = flow.add_arcs_with_capacity_and_unit_cost(tail, head, upper, cost)
        flow.set_nodes_supplies(numpy.arange(self.nodes), supply)
        assert flow.solve() == flow.OPTIMAL
        self.flow[free] = found = flow.flows(arcs)
        onward, back = found < upper, found > 0
        potential = numpy.zeros(self.nodes, numpy.int64)
        starts, ends = numpy.concatenate([tail[onward], head[back]]), numpy.concatenate([head[onward], tail[back]])
        lengths = numpy.concatenate([cost[onward], -cost[back]])
        while True:  # Bellman 1958, Ford 1956
            nearer = potential.copy()
            numpy.minimum.at(nearer, ends, potential[starts] + lengths)
            if (nearer == potential).all():
                break
            potential = nearer
        reduced = cost + potential[tail] - potential[head]
        assert (reduced[onward] >= 0).all() and (reduced[back] <= 0).all()
        self.free[free[numpy.abs(reduced) > slack]] = False
        return int((costs * self.flow).sum())

    def without(self, wish):
        """Settles that no pair of these is made."""
        where = numpy.flatnonzero(wish)
        assert not self.flow[where].any()
        self.free[where] = False

    def plan(self, seed):
        """The plan with the least lottery sum of those that are left."""
        numbers = luck(self.market, seed)
        # Without their last bits, sums are off by less than one a pair; a plan with fewer would be within that.
        self.least([number >> SHIFT for number in numbers], slack=int(sum(self.market["mentees"])))
        root = list(range(self.nodes))
        def find(node):
            while root[node] != node:
                root[node] = node = root[root[node]]
            return node
        for at in numpy.flatnonzero(self.free & (self.upper > 0)):
            ends = find(self.tail[at]), find(self.head[at])
            assert ends[0] != ends[1], "more than one plan is left"
            root[ends[0]] = ends[1]
        return [int(at) for at in numpy.flatnonzero(self.flow[: self.pairs])]


def heaviest(market, seed, goals):
    faces = Faces(market)
    for goal in goals:
        faces.least(-numpy.asarray(goal))
    return faces.plan(seed)


def profile(market, seed, goal):
    faces = Faces(market)
    ranks = numpy.unique(faces.ranks)
    if goal != "rank_maximal":
        faces.least([-1] * faces.pairs)
    if goal == "least_cost_maximum":
        faces.least(faces.ranks)
    for rank in [] if goal == "least_cost_maximum" else reversed(ranks) if goal == "generous_maximum" else ranks:
        at_rank = (faces.ranks == rank).astype(numpy.int64)
        faces.least(at_rank if goal == "generous_maximum" else -at_rank)
    return faces.plan(seed)


def fair(market, seed, goal):
    faces = Faces(market)
    faces.least([-1] * faces.pairs)
    levels, done = numpy.unique(faces.scores), 0
    while done < len(levels):
        needed = lambda many: least_of(faces, (faces.scores >= levels[done]) & (faces.scores <= levels[done + many - 1]))
        # The most levels from here that a plan can do without.
        can, cannot = 0, 1
        while cannot <= len(levels) - done and needed(cannot) == 0:
            can, cannot = cannot, 2 * cannot
        cannot = min(cannot, len(levels) - done + 1)
        while cannot - can > 1:
            middle = (can + cannot) // 2
            can, cannot = (middle, cannot) if needed(middle) == 0 else (can, middle)
        if can:
            last = levels[done + can - 1]
            inside = (faces.scores >= levels[done]) & (faces.scores <= last)
            assert faces.least(inside) == 0
            faces.without(inside & faces.free[: faces.pairs])
            done += can
        if goal == "max_min":
            faces.least(-faces.scores)
            break
        if done < len(levels):
            faces.least(faces.scores == levels[done])
            done += 1
    return faces.plan(seed)


def least_of(faces, wish):
    """The least number of pairs of these, without narrowing anything."""
    before = faces.flow.copy(), faces.free.copy()
    value = faces.least(wish)
    faces.flow, faces.free = before
    return value
