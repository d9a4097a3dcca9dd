"""Events of an ecosystem that does not exist, the same for the same numbers.

`generate.py OUT.parquet [EVENTS] [PEOPLE] [SEED]` writes user int64, ts timestamp[us] (each once, ascending), day date32, kind (12, as a
dictionary) and dur int32 (seconds); beside it `OUT-uuid.parquet` with user as 16 bytes, and day. People sign up over the year with growth,
are active to very different degrees and stay for an exponential time, so that figures look like those of a real product.
"""

import datetime as dt
import hashlib
import os
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

DAYS = 365
KINDS = [
    "login", "page_view", "message_sent", "profile_completed", "project_created", "match_requested",
    "match_accepted", "session_booked", "session_completed", "milestone_done", "document_uploaded", "survey_answered",
]
SHARES = np.array([0.30, 0.30, 0.12, 0.025, 0.025, 0.03, 0.025, 0.045, 0.04, 0.04, 0.04, 0.01])


def people(rng, count, events):
    """When each signs up, how long they stay, and whose each event is."""
    signup = np.floor(DAYS * rng.random(count) ** 0.8).astype(np.int64)
    stay = np.where(rng.random(count) < 0.35, DAYS, rng.exponential(45, count) + 1)
    stay = np.maximum(np.minimum(stay, DAYS - signup), 1)
    weight = rng.lognormal(0, 1.0, count) * stay
    times = rng.multinomial(events - count, weight / weight.sum()) + 1
    return signup, stay, np.repeat(np.arange(count, dtype=np.int64), times)


def table(events, count, seed):
    rng = np.random.default_rng(seed)
    signup, stay, user = people(rng, count, events)
    second = signup[user] * 86400.0 + rng.random(events) * stay[user] * 86400.0
    second = np.minimum(second.astype(np.int64), DAYS * 86400 - 1)
    order = np.argsort(second, kind="stable")
    user, second = user[order], second[order]
    # Within a second each event has a microsecond of its own.
    place = np.arange(events)
    first = np.r_[True, second[1:] != second[:-1]]
    start = np.maximum.accumulate(np.where(first, place, 0))
    base = int(dt.datetime(2025, 1, 1, tzinfo=dt.timezone.utc).timestamp())
    ts = (base + second) * 1_000_000 + (place - start)
    kind = rng.choice(len(KINDS), events, p=SHARES / SHARES.sum()).astype(np.int8)
    dur = np.minimum(rng.lognormal(5.0 + 0.15 * kind, 1.0), 6 * 3600).astype(np.int32)
    # Numbers do not follow the order of signing up.
    user = rng.permutation(count)[user]
    day = ((base + second) // 86400).astype(np.int32)
    return user, pa.array(ts, pa.timestamp("us")), pa.array(day, pa.date32()), pa.DictionaryArray.from_arrays(pa.array(kind), KINDS), pa.array(dur)


def main():
    out = sys.argv[1]
    events, count, seed = (int(sys.argv[at]) if len(sys.argv) > at else default for at, default in ((2, 10_000_000), (3, 200_000), (4, 7)))
    user, ts, day, kind, dur = table(events, count, seed)
    options = dict(compression="zstd", row_group_size=1_000_000)
    pq.write_table(pa.table({"user": pa.array(user), "ts": ts, "day": day, "kind": kind, "dur": dur}), out, **options)
    ids = np.frombuffer(b"".join(hashlib.blake2b(n.to_bytes(4, "little"), digest_size=16).digest() for n in range(count)), "V16")
    ids = pa.Array.from_buffers(pa.binary(16), events, [None, pa.py_buffer(np.ascontiguousarray(ids[user]))])
    pq.write_table(pa.table({"user": ids, "day": day}), os.path.splitext(out)[0] + "-uuid.parquet", **options)


if __name__ == "__main__":
    main()
