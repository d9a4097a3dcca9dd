"""The best plans of a market as scipy and OR-tools find them. Every function gives indices of pairs, or None when there is no plan."""

import numpy
from ortools.graph.python import min_cost_flow
from ortools.sat.python import cp_model
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import csr_array

from markets import ORGANISATION, luck, room

WORD = 1 << 32


def limits(market, groups=False):
    """What a plan keeps, as (pairs, least, most): their number is between the two."""
    pairs, rows = market["pairs"], []
    mentees, mentors, organisations = room(market)
    above = [organisation for _, organisation in market["mentors"]]
    of = lambda wish: [at for at, pair in enumerate(pairs) if wish(pair)]
    least = {(kind, at): number for kind, at, number in market["floors"]}
    rows += [(of(lambda pair: pair[0] == at), 0, most) for at, most in enumerate(mentees)]
    rows += [(of(lambda pair: pair[1] == at), least.get((0, at), 0), most) for at, most in enumerate(mentors)]
    for at, most in enumerate(organisations):
        rows.append((of(lambda pair: above[pair[1]] == at), least.get((ORGANISATION, at), 0), most))
    rows += [(of(lambda pair: pair[:2] == must), 1, 1) for must in market["must"]]
    for side, members, floor, ceiling in market["groups"] if groups else []:
        inside = set(members)
        rows.append((of(lambda pair: pair[side] in inside), floor, len(pairs) if ceiling is None else ceiling))
    return rows


def by_milp(market, worths, groups=False):
    """HiGHS through scipy.optimize.milp: the greatest sum of whole numbers, which doubles must hold exactly."""
    rows = limits(market, groups)
    if not market["pairs"]:
        return [] if all(least == 0 for _, least, _ in rows) else None
    entries = [(row, at) for row, (members, *_) in enumerate(rows) for at in members]
    matrix = csr_array((numpy.ones(len(entries)), tuple(zip(*entries))), shape=(len(rows), len(worths)))
    between = LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows])
    answer = milp(-numpy.array(worths, float), constraints=between, integrality=numpy.ones(len(worths)), bounds=Bounds(0, 1), options={"mip_rel_gap": 0})
    return [at for at, share in enumerate(answer.x) if share > 0.5] if answer.status == 0 else None


def by_assignment(market, worths):
    """scipy.optimize.linear_sum_assignment, one row a slot and one column a seat; without rules, organisations and second slots."""
    seats = [mentor for mentor, (number, _) in enumerate(market["mentors"]) for _ in range(number)]
    columns = {}
    for column, mentor in enumerate(seats):
        columns.setdefault(mentor, []).append(column)
    matrix = numpy.zeros((len(market["mentees"]), len(seats) + len(market["mentees"])))
    which = {}
    for at, (mentee, mentor, *_) in enumerate(market["pairs"]):
        matrix[mentee, columns.get(mentor, [])] = worths[at]
        which[mentee, mentor] = at
    found = zip(*linear_sum_assignment(matrix, maximize=True))
    return [which[row, seats[column]] for row, column in found if column < len(seats) and (row, seats[column]) in which]


def by_flow(market, worths):
    """OR-tools' min-cost flow (Goldberg's cost scaling): source, mentees, mentors, organisations, sink; without rules."""
    mentees, mentors, organisations = room(market)
    source, sink = 0, 1
    first_mentor = 2 + len(mentees)
    first_above = first_mentor + len(mentors)
    flow = min_cost_flow.SimpleMinCostFlow()
    for at, (mentee, mentor, *_) in enumerate(market["pairs"]):
        flow.add_arc_with_capacity_and_unit_cost(2 + mentee, first_mentor + mentor, 1, -worths[at])
    for at, slots in enumerate(mentees):
        flow.add_arc_with_capacity_and_unit_cost(source, 2 + at, slots, 0)
    for at, (seats, above) in enumerate(market["mentors"]):
        flow.add_arc_with_capacity_and_unit_cost(first_mentor + at, sink if above < 0 else first_above + above, seats, 0)
    for at, seats in enumerate(organisations):
        flow.add_arc_with_capacity_and_unit_cost(first_above + at, sink, seats, 0)
    flow.add_arc_with_capacity_and_unit_cost(source, sink, sum(mentees), 0)  # nobody has to be served
    flow.set_node_supply(source, sum(mentees))
    flow.set_node_supply(sink, -sum(mentees))
    assert flow.solve() == flow.OPTIMAL
    return [at for at in range(len(market["pairs"])) if flow.flow(at)]


class Ladder:
    """OR-tools CP-SAT: one objective after the other, each kept by those after it. Whole numbers only."""

    def __init__(self, market, groups=False):
        self.market, self.model, self.found = market, cp_model.CpModel(), None
        self.made = [self.model.new_bool_var(str(at)) for at in range(len(market["pairs"]))]
        for members, least, most in limits(market, groups):
            if not members and least > 0:
                self.model.add_bool_or([])  # nothing keeps it
            elif least > 0 or most < len(members):
                self.model.add_linear_constraint(sum(self.made[at] for at in members), least, most)

    def sum(self, worths):
        return sum(worth * made for worth, made in zip(worths, self.made) if worth)

    def best(self, goal, most):
        """The best value of `goal`, which later ones keep; None when there is no plan."""
        if isinstance(goal, int):
            goal = self.model.new_constant(goal)
        (self.model.maximize if most else self.model.minimize)(goal)
        self.model.clear_hints()
        for at, made in enumerate(self.made if self.found is not None else []):
            self.model.add_hint(made, at in self.found)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(self.model) != cp_model.OPTIMAL:
            return None
        self.found = {at for at, made in enumerate(self.made) if solver.boolean_value(made)}
        value = int(solver.value(goal))
        self.model.add(goal == value)
        return value

    def least_luck(self, seed):
        """Breaks what is left of ties by the least sum of lottery numbers, in two words of 32 bits."""
        numbers = luck(self.market, seed)
        low = self.sum([number % WORD for number in numbers])
        carry = self.model.new_int_var(0, len(numbers), "")
        rest = self.model.new_int_var(0, WORD - 1, "")
        self.model.add(low == carry * WORD + rest)
        self.best(self.sum([number // WORD for number in numbers]) + carry, False)
        self.best(rest, False)
        return sorted(self.found)


def ones(market):
    return [1] * len(market["pairs"])


def scores(market):
    return [pair[4] for pair in market["pairs"]]


def lexicographic(market, seed, goals):
    """The plan that is best by (worths, whether most) in this order, then by the lottery."""
    ladder = Ladder(market)
    for worths, most in goals:
        if ladder.best(ladder.sum(worths), most) is None:
            return None
    return ladder.least_luck(seed)


def profile(market, seed, goal):
    ranks = sorted({pair[2] for pair in market["pairs"]})
    at = lambda rank: [pair[2] == rank for pair in market["pairs"]]
    size = [(ones(market), True)]
    return lexicographic(market, seed, {
        "rank_maximal": [(at(rank), True) for rank in ranks],
        "greedy_maximum": size + [(at(rank), True) for rank in ranks],
        "generous_maximum": size + [(at(rank), False) for rank in reversed(ranks)],
        "least_cost_maximum": size + [([pair[2] for pair in market["pairs"]], False)],
    }[goal])


def fair(market, seed, goal):
    """Of the largest size, the greatest least score; then the greatest total, or the greatest second least score and so on."""
    ladder = Ladder(market, groups=True)
    if ladder.best(ladder.sum(ones(market)), True) is None:
        return None
    levels = sorted(set(scores(market)))
    for level in levels:
        count = ladder.best(ladder.sum([score == level for score in scores(market)]), False)
        if count and goal == "max_min":
            # This level is the least score: the count at it must be free again, which the rows above it do not hold.
            ladder = Ladder(market, groups=True)
            for worths, most in [(ones(market), True), ([score < level for score in scores(market)], False), (scores(market), True)]:
                ladder.best(ladder.sum(worths), most)
            break
    return ladder.least_luck(seed)
