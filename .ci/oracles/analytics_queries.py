#!/usr/bin/env python3
"""What SQL says: the oracle of the analytics engine's queries.

    python3 -m venv V && V/bin/pip install duckdb==2.0.1
    mkdir -p F && cargo run -p semillero-analytics --example oracle_facts -- 42 400 400 F
    V/bin/python .ci/oracles/analytics_queries.py F     writes core/analytics/tests/golden/queries.json, which ordinary tests read

Every figure is counted in DuckDB from the single facts: sets of people by COUNT DISTINCT over joins, funnels by looking from each first step
for the earliest next one, medians by QUANTILE_CONT. Nothing of the engine takes part but the facts themselves.
"""

import datetime
import json
import pathlib
import sys

import duckdb

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "core/analytics/tests/golden/queries.json"
SEED, PEOPLE, DAYS = 42, 400, 400
FIRST = 20454
AS_OF = FIRST + 380
EPOCH = datetime.date(1970, 1, 1)

QUALIFYING = """('signed_in','profile_completed','match_requested','match_accepted','session_booked','session_completed',
    'mentoring_given','milestone_reached','progress_reported','session_rated','nps_answered')"""


def day(number):
    return (EPOCH + datetime.timedelta(days=number)).isoformat()


def number(date):
    return (date - EPOCH).days


def connect(folder):
    con = duckdb.connect()
    con.execute("SET threads = 1")
    for table, types in {
        "events": "{'seq':'BIGINT','ts':'BIGINT','day':'INT','kind':'TEXT','actor':'BIGINT','subject':'BIGINT','value':'BIGINT','unit':'TEXT'}",
        "spells": "{'seq':'BIGINT','entity':'TEXT','id':'BIGINT','step':'TEXT','ts':'BIGINT','day':'INT','subject':'BIGINT','cluster':'BIGINT','weight':'BIGINT','how':'TEXT'}",
        "attributes": "{'seq':'BIGINT','ordinal':'BIGINT','attribute':'TEXT','value':'TEXT','since':'INT'}",
    }.items():
        con.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{folder}/{table}.csv', header=true, columns={types})")
    con.execute(f"DELETE FROM events WHERE day > {AS_OF}")
    # Spells as of the last day: the step with the greatest place in the log wins.
    con.execute(f"""
        CREATE TABLE spell AS
        WITH b AS (SELECT entity, id, arg_max(day, seq) began, arg_max(subject, seq) subject,
                          arg_max(COALESCE(cluster, -1), seq) cluster FROM spells WHERE step = 'began' GROUP BY 1, 2),
             d AS (SELECT entity, id, arg_min(day, seq) first_due, arg_max(day, seq) last_due FROM spells WHERE step = 'due' GROUP BY 1, 2),
             e AS (SELECT entity, id, arg_max(CASE WHEN step = 'ended' THEN day ELSE 999999 END, seq) ended,
                          arg_max(COALESCE(how, ''), seq) how FROM spells WHERE step IN ('ended', 'reopened') GROUP BY 1, 2)
        SELECT b.*, d.first_due, d.last_due,
               CASE WHEN e.ended <= {AS_OF} THEN e.ended END ended, CASE WHEN e.ended <= {AS_OF} THEN e.how END how
        FROM b LEFT JOIN d USING (entity, id) LEFT JOIN e USING (entity, id) WHERE began <= {AS_OF}""")
    return con


def periods(grain, count):
    """The last whole periods as of AS_OF, as day numbers."""
    tomorrow = EPOCH + datetime.timedelta(days=AS_OF + 1)
    ends = []
    if grain == "day":
        return [(AS_OF - back, AS_OF - back + 1) for back in reversed(range(count))]
    at = tomorrow.replace(day=1)
    for _ in range(count + 1):
        ends.append(number(at))
        at = (at - datetime.timedelta(days=1)).replace(day=1)
    ends.reverse()
    return list(zip(ends, ends[1:]))


def with_values(con, last, dimension=None):
    """Who is staff, and who has which value, at the end of a day."""
    con.execute("CREATE OR REPLACE TEMP TABLE staff AS SELECT ordinal FROM attributes WHERE attribute = 'person.staff' AND since <= ? "
                "GROUP BY 1 HAVING arg_max(value, (since, seq)) = 'yes'", [last])
    con.execute("CREATE OR REPLACE TEMP TABLE has AS SELECT ordinal, arg_max(value, (since, seq)) v FROM attributes "
                "WHERE attribute = ? AND since <= ? GROUP BY 1", [dimension or "", last])


def row(measure, period, group, value=None, n=None, numerator=None, denominator=None):
    return {"measure": measure, "from": period and day(period[0]), "group": group, "value": value, "n": n,
            "numerator": numerator, "denominator": denominator}


def active(con):
    """DAU, WAU, MAU by role for the last 60 days."""
    rows = []
    for p in periods("day", 60):
        last = p[1] - 1
        with_values(con, last, "person.role")
        for name, days in [("daily_active", 1), ("weekly_active", 7), ("monthly_active", 28)]:
            found = con.execute(f"""
                SELECT COALESCE(h.v, ''), COUNT(DISTINCT e.actor) FROM events e LEFT JOIN has h ON h.ordinal = e.actor
                WHERE e.kind IN {QUALIFYING} AND e.day BETWEEN {last - days + 1} AND {last}
                  AND e.actor NOT IN (SELECT ordinal FROM staff) GROUP BY 1""").fetchall()
            rows += [row(name, p, [value], float(n), n) for value, n in found]
            total = sum(n for _, n in found)
            rows.append(row(name, p, [None], float(total), total))
    return {"query": {"measures": ["daily_active", "weekly_active", "monthly_active"], "grain": "day", "range": {"last": "60d"},
                      "dimensions": ["person.role"]}, "rows": rows}


def lifecycle(con):
    rows = []
    for p in periods("month", 12):
        before = con.execute("SELECT (date_trunc('month', DATE '1970-01-01' + ?) - DATE '1970-01-01')", [p[0] - 1]).fetchone()[0]
        before = before.days if hasattr(before, "days") else int(before)
        with_values(con, p[1] - 1)
        found = con.execute(f"""
            WITH a AS (SELECT actor, MIN(day) born, bool_or(day >= {p[0]} AND day < {p[1]}) now,
                              bool_or(day >= {before} AND day < {p[0]}) prior
                       FROM events WHERE kind IN {QUALIFYING} AND day < {p[1]} AND actor NOT IN (SELECT ordinal FROM staff) GROUP BY 1)
            SELECT COUNT(*) FILTER (now AND born >= {p[0]}), COUNT(*) FILTER (now AND prior),
                   COUNT(*) FILTER (now AND NOT prior AND born < {p[0]}), COUNT(*) FILTER (prior AND NOT now) FROM a""").fetchone()
        names = ["new_subjects", "returning_subjects", "resurrecting_subjects", "dormant_subjects"]
        rows += [row(name, p, [], float(n), n) for name, n in zip(names, found)]
    return {"query": {"measures": ["new_subjects", "returning_subjects", "resurrecting_subjects", "dormant_subjects"], "grain": "month",
                      "range": {"last": "12m"}}, "rows": rows}


def retention(con):
    with_values(con, AS_OF)
    rows = []
    for k in range(9):
        found = con.execute(f"""
            WITH born AS (SELECT actor, MIN(day) b FROM events WHERE kind = 'signed_in' AND actor NOT IN (SELECT ordinal FROM staff) GROUP BY 1),
                 old AS (SELECT actor, b, date_trunc('month', DATE '1970-01-01' + b)::DATE cohort FROM born WHERE b + 7 * {k + 1} <= {AS_OF + 1})
            SELECT o.cohort::TEXT, COUNT(*), COUNT(*) FILTER (EXISTS (SELECT 1 FROM events e WHERE e.kind IN ('signed_in', 'progress_reported')
                   AND e.actor = o.actor AND e.day >= o.b + 7 * {k} AND e.day < o.b + 7 * {k + 1}))
            FROM old o GROUP BY 1""").fetchall()
        for cohort, n, back in found + [(None, sum(f[1] for f in found), sum(f[2] for f in found))]:
            rows.append(row("kept", None, [cohort, str(k)], back / n, n, back, n))
    return {"query": {"retention": {"start": "signed_in", "back": ["signed_in", "progress_reported"], "cohort": "month", "every": "week", "count": 8}},
            "rows": rows}


def funnel(con, steps, days, by):
    """From each first step that is old enough the earliest second, from that the earliest third, and so on."""
    with_values(con, AS_OF, by)
    # One number orders events as the log does: by time, then by place.
    key = "(ts::HUGEINT * 1000000 + seq)"
    con.execute(f"CREATE OR REPLACE TEMP TABLE level AS SELECT actor, ts AS began, {key} AS k, 1 AS lvl FROM events "
                f"WHERE kind = '{steps[0]}' AND day + {days} <= {AS_OF}")
    for lvl, step in enumerate(steps[1:], 2):
        con.execute(f"""INSERT INTO level
            SELECT l.actor, l.began, MIN(e.k), {lvl} FROM level l
            JOIN (SELECT actor, ts, {key} AS k FROM events WHERE kind = '{step}') e ON e.actor = l.actor AND e.k > l.k
                 AND e.ts <= l.began + {days} * 86400000000
            WHERE l.lvl = {lvl - 1} GROUP BY l.actor, l.began, l.k""")
    found = con.execute("""WITH lv AS (SELECT actor, MAX(lvl) l FROM level GROUP BY 1)
        SELECT COALESCE(h.v, ''), lv.l, COUNT(*) FROM lv LEFT JOIN has h ON h.ordinal = lv.actor
        WHERE lv.actor NOT IN (SELECT ordinal FROM staff) GROUP BY 1, 2""").fetchall()
    rows = []
    for group in [None] + sorted({f[0] for f in found}):
        mine = [f for f in found if group is None or f[0] == group]
        n = sum(f[2] for f in mine)
        for step in range(1, len(steps) + 1):
            reached = sum(f[2] for f in mine if f[1] >= step)
            rows.append(row("reached", None, [group, str(step)], reached / n, n, reached, n))
    return {"query": {"funnel": {"steps": steps, "within": f"{days}d", "by": by}}, "rows": rows}


def quantiles(con):
    rows = []
    for p in periods("month", 12):
        with_values(con, p[1] - 1, "person.role")
        for percent in (50, 90):
            found = con.execute(f"""
                WITH x AS (SELECT e.value, COALESCE(h.v, '') g FROM events e LEFT JOIN has h ON h.ordinal = e.actor
                           WHERE e.kind = 'session_completed' AND e.unit = 'minutes' AND e.day >= {p[0]} AND e.day < {p[1]}
                             AND e.actor NOT IN (SELECT ordinal FROM staff))
                SELECT g, quantile_cont(value, {percent / 100}), COUNT(*) FROM x GROUP BY 1
                UNION ALL SELECT NULL, quantile_cont(value, {percent / 100}), COUNT(*) FROM x""").fetchall()
            rows += [row(f"p{percent}", p, [g], v, n) for g, v, n in found]
    of = {"values": {"events": "session_completed", "unit": "minutes"}}
    return {"query": {"measures": [{"name": f"p{percent}", "quantile": {"of": of, "percent": percent}} for percent in (50, 90)],
                      "dimensions": ["person.role"], "grain": "month", "range": {"last": "12m"}}, "rows": rows}


def spells(con):
    rows = []
    for p in periods("month", 12):
        with_values(con, p[1] - 1)
        outside = "subject NOT IN (SELECT ordinal FROM staff) AND cluster NOT IN (SELECT ordinal FROM staff)"
        due = "COALESCE(last_due, ended)"
        for name, how in [("session_completion", "how = 'held'"), ("session_cancelled_late", "how = 'cancelled_late'"), ("session_unrecorded", "how IS NULL")]:
            hit, n = con.execute(f"SELECT COUNT(*) FILTER ({how}), COUNT(*) FROM spell WHERE entity = 'session' AND {outside} "
                                 f"AND {due} >= {p[0]} AND {due} < {p[1]} AND {due} <= {AS_OF}").fetchone()
            rows.append(row(name, p, [], hit / n if n else None, n, hit, n))
        hit, n = con.execute(f"SELECT COUNT(*) FILTER (how = 'accepted' AND ended <= began + 14), COUNT(*) FROM spell WHERE entity = 'request' "
                             f"AND {outside} AND began >= {p[0]} AND began < {p[1]} AND began + 14 <= {AS_OF}").fetchone()
        rows.append(row("match_rate", p, [], hit / n if n else None, n, hit, n))
        hit, n = con.execute(f"SELECT COUNT(*) FILTER (how = 'reached' AND ended <= first_due), COUNT(*) FROM spell WHERE entity = 'milestone' "
                             f"AND {outside} AND first_due >= {p[0]} AND first_due < {p[1]} AND first_due <= {AS_OF}").fetchone()
        rows.append(row("milestone_on_time", p, [], hit / n if n else None, n, hit, n))
        n = con.execute(f"SELECT COUNT(*) FROM spell WHERE entity = 'project' AND {outside} AND began >= {p[0]} AND began < {p[1]}").fetchone()[0]
        rows.append(row("projects_started", p, [], float(n), n))
    return {"query": {"measures": ["session_completion", "session_cancelled_late", "session_unrecorded", "match_rate", "milestone_on_time",
                                   "projects_started"], "grain": "month", "range": {"last": "12m"}}, "rows": rows}


def money(con):
    rows = []
    for p in periods("month", 12):
        with_values(con, p[1] - 1)
        for name, kind in [("revenue", "revenue"), ("money_raised", "investment")]:
            found = con.execute(f"SELECT unit, SUM(value)::BIGINT, COUNT(*) FROM events WHERE kind = '{kind}' AND day >= {p[0]} AND day < {p[1]} "
                                "AND subject NOT IN (SELECT ordinal FROM staff) GROUP BY 1").fetchall()
            rows += [row(name, p, [unit], float(total), n) for unit, total, n in found]
    return {"query": {"measures": ["revenue", "money_raised"], "dimensions": ["currency"], "grain": "month", "range": {"last": "12m"}}, "rows": rows}


def answers(con):
    with_values(con, AS_OF)
    latest = con.execute("""SELECT COUNT(*) FILTER (v >= 9), COUNT(*) FILTER (v <= 6), COUNT(*), AVG(v) FROM (
        SELECT actor, arg_max(value, (ts, seq)) v FROM events WHERE kind = 'nps_answered' AND unit = 'nps'
        AND actor NOT IN (SELECT ordinal FROM staff) GROUP BY 1)""").fetchone()
    promoters, detractors, n, mean = latest
    rated = con.execute("SELECT AVG(value), COUNT(*), COUNT(*) FILTER (value >= 4) FROM events WHERE kind = 'session_rated' "
                        "AND subject NOT IN (SELECT ordinal FROM staff)").fetchone()
    jobs = con.execute("SELECT SUM(greatest(value, 0))::BIGINT, COUNT(*) FROM events WHERE kind = 'jobs' AND subject NOT IN (SELECT ordinal FROM staff)").fetchone()
    rows = [row("nps", None, [], 100 * (promoters - detractors) / n, n, promoters - detractors, n),
            row("recommendation_mean", None, [], mean, n),
            row("rating_mean", None, [], rated[0], rated[1]),
            row("csat", None, [], rated[2] / rated[1], rated[1], rated[2], rated[1]),
            row("jobs_created", None, [], float(jobs[0]), jobs[1])]
    return {"query": {"measures": ["nps", "recommendation_mean", "rating_mean", "csat", "jobs_created"]}, "rows": rows}


def main():
    con = connect(sys.argv[1])
    steps = ["profile_completed", "match_requested", "match_accepted", "session_completed"]
    cases = [active(con), lifecycle(con), retention(con), funnel(con, steps, 30, "person.role"),
             funnel(con, ["signed_in", "signed_in", "progress_reported"], 14, "cohort"), quantiles(con), spells(con), money(con), answers(con)]
    golden = {"about": f"SQL of DuckDB {duckdb.__version__} over oracle_facts {SEED} {PEOPLE} {DAYS}", "date": datetime.date.today().isoformat(),
              "seed": SEED, "people": PEOPLE, "days": DAYS, "as_of": day(AS_OF), "cases": cases}
    lines = [json.dumps({"query": case["query"]})[:-1] + ', "rows": [\n' + ",\n".join(json.dumps(r, ensure_ascii=False) for r in case["rows"]) + "]}"
             for case in cases]
    head = json.dumps({key: value for key, value in golden.items() if key != "cases"})[:-1]
    GOLDEN.write_text(head + ', "cases": [\n' + ",\n".join(lines) + "]}\n")
    print(sum(len(case["rows"]) for case in cases), "rows")


main()
