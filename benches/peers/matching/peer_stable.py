"""peer_stable.py PEER prefs.bin: mentees propose, mentors have capacities. Building the peer's objects counts."""

import resource
import sys

import numpy as np

import formats
from meter import Meter

peer, path = sys.argv[1:3]
if peer == "matching":
    from matching.games import HospitalResident
elif peer == "algmatch":
    from algmatch import HospitalResidentsProblem
elif peer == "python":
    import heapq

# Both libraries recurse as deep as lists are long.
sys.setrecursionlimit(10**8)
try:
    resource.setrlimit(resource.RLIMIT_STACK, (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_STACK)[1]))
except (OSError, ValueError):
    pass

meter = Meter()
data = formats.read_prefs(path)
capacity, first, mentors, back, mentees = data.values()
wishes = {i: mentors[first[i] : first[i + 1]].tolist() for i in range(len(first) - 1) if first[i] < first[i + 1]}
ranks = {j: mentees[back[j] : back[j + 1]].tolist() for j in range(len(back) - 1) if back[j] < back[j + 1]}
room = {j: int(capacity[j]) for j in ranks}


def matching():
    game = HospitalResident.create_from_dictionaries(wishes, ranks, room)
    return {one.name: mentor.name for mentor, held in game.solve(optimal="resident").items() for one in held}


def algmatch():
    problem = {
        "residents": {i + 1: [j + 1 for j in wish] for i, wish in wishes.items()},
        "hospitals": {j + 1: {"capacity": room[j], "preferences": [i + 1 for i in rank]} for j, rank in ranks.items()},
    }
    answer = HospitalResidentsProblem(dictionary=problem).get_stable_matching()
    number = lambda name: int("".join(c for c in str(name) if c.isdigit())) - 1
    return {number(one): number(other) for one, other in answer["resident_sided"].items() if other not in ("", None)}


def python():
    """What one would write by hand: deferred acceptance with a heap for each mentor."""
    rank = {j: {i: place for place, i in enumerate(ranked)} for j, ranked in ranks.items()}
    held, tried, of = {j: [] for j in ranks}, dict.fromkeys(wishes, 0), {}
    for start in wishes:
        one = start
        while one is not None and tried[one] < len(wishes[one]):
            other = wishes[one][tried[one]]
            tried[one] += 1
            entry = (-rank[other][one], one)
            if len(held[other]) < room[other]:
                heapq.heappush(held[other], entry)
                of[one], one = other, None
            elif held[other][0] < entry:
                loser = heapq.heapreplace(held[other], entry)[1]
                of[one] = other
                del of[loser]
                one = loser
    return of


with meter:
    of = {"matching": matching, "algmatch": algmatch, "python": python}[peer]()
places = {i: {j: place for place, j in enumerate(wish)} for i, wish in wishes.items()}
meter.tell(peer, len(of), sum(places[i][j] for i, j in of.items()))
