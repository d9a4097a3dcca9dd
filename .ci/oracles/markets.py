"""Made-up markets in the form that peers and tests read: people are numbers, chance is SplitMix64, no library's.

A market is a dictionary: `mentees` (slots), `mentors` (seats, organisation or -1), `organisations` (seats), `pairs` (mentee, mentor,
mentee's rank, mentor's rank, score), `must` (mentee, mentor), `floors` (kind, index, least) and `groups` (side, members, floor,
ceiling or None). Ids are 1 + index, 10,001 + index and 20,001 + index, so that the engine keeps this order.
"""

from profiles import MASK, Dice

ORGANISATION, NO_LIMIT = 1, 1 << 30
MENTEE_TIES = 0x6D656E7465652121


def draw(dice, mentees, mentors, *, organisations=0, two_slots=False, share=50, ranks=3, scores=10, step=10_000):
    """A market: about `share` of a hundred pairs are eligible, ranks have so many values, scores too, `step` apart."""
    market = {
        "mentees": [1 + (two_slots and dice.below(4) == 0) for _ in range(mentees)],
        "mentors": [[1 + dice.below(1 + 2 * mentees // mentors), dice.below(organisations + 1) - 1] for _ in range(mentors)],
        "organisations": [],
        "pairs": [],
        "must": [],
        "floors": [],
        "groups": [],
    }
    for at in range(organisations):
        seats = sum(seats for seats, above in market["mentors"] if above == at)
        market["organisations"].append(max(1, seats * (40 + dice.below(60)) // 100))
    for mentee in range(mentees):
        # Of the mentors of one organisation, all rank a mentee alike: the peers know no other.
        opinions = [1 + dice.below(ranks) for _ in range(organisations)]
        for mentor, (_, above) in enumerate(market["mentors"]):
            own, other, score = 1 + dice.below(ranks), 1 + dice.below(ranks), dice.below(scores) * step
            if dice.below(100) < share:
                market["pairs"].append([mentee, mentor, own, other if above < 0 else opinions[above], score])
    return market


def with_rules(dice, market, *, must=0, floors=0, groups=0):
    """Adds rules that may contradict each other; pairs that must be made have room."""
    mentees, mentors, above = room(market)
    for _ in range(must if market["pairs"] else 0):
        mentee, mentor = dice.one(market["pairs"])[:2]
        at = market["mentors"][mentor][1]
        if [mentee, mentor] not in market["must"] and mentees[mentee] and mentors[mentor] and (at < 0 or above[at]):
            market["must"].append([mentee, mentor])
            mentees[mentee] -= 1
            mentors[mentor] -= 1
            if at >= 0:
                above[at] -= 1
    for _ in range(floors):
        kind = ORGANISATION if market["organisations"] and dice.below(2) else 0
        of = dice.below(len(market["organisations"] if kind else market["mentors"]))
        most = market["organisations"][of] if kind else market["mentors"][of][0]
        if all(floor[:2] != [kind, of] for floor in market["floors"]):
            market["floors"].append([kind, of, 1 + dice.below(most)])
    for _ in range(groups):
        side = dice.below(2)
        length = len(market["mentors"] if side else market["mentees"])
        members = sorted(dice.some(range(length), 1 + dice.below(1 + length // 2)))
        floor = dice.below(1 + len(members) // 2)
        ceiling = floor + dice.below(1 + len(members)) if dice.below(3) else None
        market["groups"].append([side, members, floor, ceiling])
    return market


def room(market):
    return list(market["mentees"]), [seats for seats, _ in market["mentors"]], list(market["organisations"])


def mix(x):
    z = (x + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ z >> 27) * 0x94D049BB133111EB) & MASK
    return z ^ z >> 31


def lottery(seed, *numbers):
    """The engine's lottery, from its documentation, for two ids given as numbers."""
    for number in numbers:
        swapped = int.from_bytes(number.to_bytes(16, "big"), "little")
        for word in (swapped & MASK, swapped >> 64):
            seed = mix(seed ^ word)
    return seed


FIRST_IDS = (1, 10_001)


def mentor_id(at):
    return 10_001 + at


def side_id(market, mentor):
    """Who decides for a mentor: its organisation, or the mentor."""
    above = market["mentors"][mentor][1]
    return mentor_id(mentor) if above < 0 else 20_001 + above


def luck(market, seed):
    """The lottery number of every pair, which breaks ties of whole solutions."""
    mentee, mentor = market.get("first_ids", FIRST_IDS)
    return [lottery(seed, mentee + pair[0], mentor + pair[1]) for pair in market["pairs"]]


def strict(market, seed):
    """The pairs of each mentee, and of each side, with ties broken as the engine's documentation says."""
    mentees, sides = {}, {}
    for at, (mentee, mentor, *_) in enumerate(market["pairs"]):
        mentees.setdefault(mentee, []).append(at)
        sides.setdefault(side_id(market, mentor), []).append(at)
    pairs, (mentee, mentor) = market["pairs"], market.get("first_ids", FIRST_IDS)
    liking = luck(market, seed ^ MENTEE_TIES)
    for own in mentees.values():
        own.sort(key=lambda at: (pairs[at][2], liking[at]))
    for side, own in sides.items():
        side = side if side > 20_000 else side - mentor_id(0) + mentor
        own.sort(key=lambda at: (pairs[at][3], lottery(seed, side, mentee + pairs[at][0])))
    return mentees, sides
