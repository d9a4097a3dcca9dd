"""The stable plans of a market as `matching` and `algmatch` find them, and the largest weakly stable one by OR-tools.

One slot for each mentee. Mentors within an organisation are projects, the organisation is their supervisor or lecturer; a mentor
without one is its own. Every function gives indices of pairs.
"""

import resource
import sys
import warnings

from algmatch import (
    HospitalResidentsProblem,
    HospitalResidentsProblemWithTies,
    StudentProjectAllocation,
    StudentProjectAllocationWithTies,
)
from matching.games import HospitalResident, StudentAllocation
from ortools.sat.python import cp_model

from markets import mentor_id, side_id, strict

warnings.filterwarnings("ignore")  # `matching` warns of supervisors with fewer seats than their projects
sys.setrecursionlimit(10**6)  # it copies players, who know each other, by recursion
resource.setrlimit(resource.RLIMIT_STACK, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


class Lists:
    """Who likes whom in which order, without people who like nobody; all names are whole numbers above 0."""

    def __init__(self, market, seed):
        pairs, (mentees, sides) = market["pairs"], strict(market, seed)
        self.which = {(mentee + 1, mentor_id(mentor)): at for at, (mentee, mentor, *_) in enumerate(pairs)}
        self.mentees = {mentee + 1: [mentor_id(pairs[at][1]) for at in own] for mentee, own in mentees.items()}
        unique = lambda own: list(dict.fromkeys(pairs[at][0] + 1 for at in own))
        self.sides = {side: unique(own) for side, own in sides.items()}
        self.side_of = {mentor_id(pair[1]): side_id(market, pair[1]) for pair in pairs}
        self.seats = {mentor: market["mentors"][mentor - mentor_id(0)][0] for mentor in self.side_of}
        above = {20_001 + at: seats for at, seats in enumerate(market["organisations"])}
        self.side_seats = {side: above[side] if side in above else self.seats[side] for side in self.sides}
        self.has_organisations = any(side in above for side in self.sides)

    def indices(self, couples):
        return sorted(self.which[couple] for couple in couples)


def by_matching(lists, mentees_first):
    if lists.has_organisations:
        mentors = {mentor: lists.side_of[mentor] for mentor in lists.seats}
        game = StudentAllocation.create_from_dictionaries(lists.mentees, lists.sides, mentors, lists.seats, lists.side_seats)
        found = game.solve("student" if mentees_first else "supervisor")
    else:
        game = HospitalResident.create_from_dictionaries(lists.mentees, lists.sides, lists.seats)
        found = game.solve("resident" if mentees_first else "hospital")
    return lists.indices((mentee.name, mentor.name) for mentor, mentees in found.items() for mentee in mentees)


def by_algmatch(lists, mentees_first):
    number = lambda name: int(name[1:])
    if lists.has_organisations:
        names = ("students", "lecturers")
        problem = {
            "students": lists.mentees,
            "projects": {mentor: {"capacity": seats, "lecturer": lists.side_of[mentor]} for mentor, seats in lists.seats.items()},
            "lecturers": {side: {"capacity": lists.side_seats[side], "preferences": own} for side, own in lists.sides.items()},
        }
        solver, answers = StudentProjectAllocation, "student_sided"
    else:
        names = ("residents", "hospitals")
        hospitals = {side: {"capacity": lists.seats[side], "preferences": own} for side, own in lists.sides.items()}
        problem = {"residents": lists.mentees, "hospitals": hospitals}
        solver, answers = HospitalResidentsProblem, "resident_sided"
    found = solver(dictionary=problem, optimised_side=names[not mentees_first]).get_stable_matching()
    assert found is not None
    return lists.indices((number(mentee), number(mentor)) for mentee, mentor in found[answers].items() if mentor)


def tied(items, rank):
    """A list of lists: those of equal rank together."""
    ranks = sorted({rank(item) for item in items})
    return [[item for item in items if rank(item) == value] for value in ranks]


def with_ties(market, lists, kind):
    """The super- or strongly stable plan by algmatch, or None when there is none (or algmatch knows none of this kind)."""
    pairs = market["pairs"]
    own = {mentee: tied(row, lambda mentor: pairs[lists.which[mentee, mentor]][2]) for mentee, row in lists.mentees.items()}
    rank = {(side_id(market, pair[1]), pair[0] + 1): pair[3] for pair in pairs}
    sides = {side: tied(row, lambda mentee: rank[side, mentee]) for side, row in lists.sides.items()}
    number = lambda name: int(name[1:])
    if lists.has_organisations:
        if kind != "super":
            return None
        problem = {
            "students": own,
            "projects": {mentor: {"capacity": seats, "lecturer": lists.side_of[mentor]} for mentor, seats in lists.seats.items()},
            "lecturers": {side: {"capacity": lists.side_seats[side], "preferences": row} for side, row in sides.items()},
        }
        found = StudentProjectAllocationWithTies(dictionary=problem, stability_type=kind).get_stable_matching()
        found = found and found["student_sided"]
    else:
        hospitals = {side: {"capacity": lists.seats[side], "preferences": row} for side, row in sides.items()}
        problem = {"residents": own, "hospitals": hospitals}
        found = HospitalResidentsProblemWithTies(dictionary=problem, stability_type=kind).get_stable_matching()
        found = found and found["resident_sided"]
    return found and lists.indices((number(mentee), number(mentor)) for mentee, mentor in found.items() if mentor)


def most_weakly_stable(market):
    """The largest plan in which no two would both strictly gain (MAX-SPA-ST, NP-hard), by CP-SAT; indices of pairs."""
    pairs, model = market["pairs"], cp_model.CpModel()
    made = [model.new_bool_var("") for _ in pairs]
    above = [organisation for _, organisation in market["mentors"]]
    inside = lambda wish: sum(made[at] for at, pair in enumerate(pairs) if wish(pair))
    for mentee in range(len(market["mentees"])):
        model.add(inside(lambda pair: pair[0] == mentee) <= 1)
    for mentor, (seats, _) in enumerate(market["mentors"]):
        model.add(inside(lambda pair: pair[1] == mentor) <= seats)
    for organisation, seats in enumerate(market["organisations"]):
        model.add(inside(lambda pair: above[pair[1]] == organisation) <= seats)
    for mentee, mentor, own_rank, rank, _ in pairs:
        content, full, full_above = (model.new_bool_var("") for _ in range(3))
        model.add_bool_or(content, full, full_above)
        model.add(inside(lambda pair: pair[0] == mentee and pair[2] <= own_rank) >= 1).only_enforce_if(content)
        as_good = inside(lambda pair: pair[1] == mentor and pair[3] <= rank)
        model.add(as_good >= market["mentors"][mentor][0]).only_enforce_if(full)
        over = above[mentor]
        if over < 0:
            model.add(full_above == 0)
            continue
        # An organisation full with mentees it likes as much turns everybody down but who is there already.
        as_good = inside(lambda pair: above[pair[1]] == over and pair[3] <= rank)
        model.add(as_good >= market["organisations"][over]).only_enforce_if(full_above)
        model.add(inside(lambda pair: pair[0] == mentee and above[pair[1]] == over) == 0).only_enforce_if(full_above)
    model.maximize(sum(made))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return [at for at, one in enumerate(made) if solver.boolean_value(one)]
