"""One engine, one question, one fresh process: `peer.py ENGINE QUESTION FILE` prints a line of JSON.

CPU (user and system, all threads) and peak memory are counted from after the imports. Two threads each, and the best formulation that we
know for each engine. Questions:
  mau, uuid  people a day, and of the last 28 days on each day (neighbouring visits of a person as islands, not a join on ranges);
             `uuid` from ids of 16 bytes
  ret        people by month of their first event and months since
  fun        how many reach each of four steps in order within 14 days of the first, any start
  med        median and 90th percentile of the duration by kind and month, exact
"""

import json
import os
import resource
import sys

ENGINE, QUESTION, FILE = sys.argv[1:4]
os.environ["POLARS_MAX_THREADS"] = os.environ["TOKIO_WORKER_THREADS"] = "2"
WITHIN = 14 * 86400 * 1_000_000
STEPS = ["profile_completed", "project_created", "match_accepted", "session_completed"]
FIRST = 20_089
COLUMNS = {"mau": ["user", "day"], "uuid": ["user", "day"], "ret": ["user", "day"], "fun": ["user", "ts", "kind"], "med": ["kind", "day", "dur"]}


def sql(table, day, month, micros, median, ninetieth):
    """For the engines that speak SQL; what they say differently comes in."""
    steps = ",".join(f"'{step}'" for step in STEPS)
    window = "over (partition by u order by t rows between unbounded preceding and current row)"
    chain = f"""with e as (select "user" u, {micros} t, kind k from {table} where kind in ({steps})),
        a as (select u, t, k, max(case when k = '{STEPS[0]}' then t end) {window} s1 from e),
        b as (select u, t, k, s1, max(case when k = '{STEPS[1]}' and t - s1 <= {WITHIN} then s1 end) {window} s2 from a),
        c as (select u, t, k, s1, s2, max(case when k = '{STEPS[2]}' and t - s2 <= {WITHIN} then s2 end) {window} s3 from b),
        l as (select u, max(case when k = '{STEPS[3]}' and t - s3 <= {WITHIN} then 4 when s3 is not null then 3
            when s2 is not null then 2 when s1 is not null then 1 else 0 end) l from c group by u)
        select {", ".join(f"sum(case when l >= {n} then 1 else 0 end)" for n in (1, 2, 3, 4))} from l"""
    islands = f"""with ud as (select distinct "user" u, {day} d from {table}),
        g as (select d, d - lag(d) over w pg, lead(d) over w - d ng from ud window w as (partition by u order by d)),
        dau as (select d, count(*) c from g group by d),
        delta as (select d, sum(v) v from (select d, 1 v from g where pg is null or pg > 28
            union all select d + 28 d, -1 v from g where ng is null or ng > 28) x group by d),
        cal as (select coalesce(dau.d, delta.d) d, coalesce(c, 0) c, coalesce(v, 0) v from dau full join delta on dau.d = delta.d)
        select d, c, s from (select d, c, sum(v) over (order by d) s from cal) y where c > 0 order by d"""
    retention = f"""with um as (select "user" u, {month} m from {table} group by 1, 2), c as (select u, min(m) c from um group by u)
        select c, m - c k, count(*) n from um join c on um.u = c.u group by 1, 2 order by 1, 2"""
    quantiles = f"select kind, {month} m, count(*) n, {median} md, {ninetieth} p from {table} group by 1, 2 order by 1, 2"
    return {"mau": islands, "uuid": islands, "ret": retention, "fun": chain, "med": quantiles}[QUESTION]


def duckdb():
    import duckdb

    def run():
        con = duckdb.connect()
        con.execute("set threads = 2; set enable_progress_bar = false")
        part = "(year(day) * 12 + month(day))"
        text = sql(f"read_parquet('{FILE}')", "(day - date '2025-01-01')", part, "epoch_us(ts)", "quantile_cont(dur, 0.5)", "quantile_cont(dur, 0.9)")
        return con.execute(text).fetchall()

    return run


def datafusion():
    import datafusion

    def run():
        context = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(2))
        context.register_parquet("ev", FILE)
        part = "(cast(extract(year from day) as int) * 12 + cast(extract(month from day) as int))"
        quantile = "percentile_cont(arrow_cast(dur, 'Float64'), {})"
        text = sql("ev", f"(arrow_cast(day, 'Int32') - {FIRST})", part, "arrow_cast(ts, 'Int64')", quantile.format(0.5), quantile.format(0.9))
        table = context.sql(text).to_arrow_table()
        return list(zip(*[column.to_pylist() for column in table.columns]))

    return run


def polars():
    import polars as pl

    collect = lambda frame: frame.collect(engine="streaming")
    month = (pl.col("day").dt.year().cast(pl.Int32) * 12 + pl.col("day").dt.month().cast(pl.Int32)).alias("m")

    def islands(events):
        visits = events.select("user", d=pl.col("day").cast(pl.Int32) - FIRST).unique().sort("user", "d")
        gap = lambda by: pl.when(pl.col("user") == pl.col("user").shift(by)).then((pl.col("d") - pl.col("d").shift(by)).abs())
        visits = collect(visits.with_columns(before=gap(1), after=gap(-1)))
        far = lambda name: pl.col(name).is_null() | (pl.col(name) > 28)
        dau = visits.group_by("d").agg(c=pl.len())
        come = visits.filter(far("before")).group_by("d").agg(v=pl.len().cast(pl.Int64))
        go = visits.filter(far("after")).select(pl.col("d") + 28).group_by("d").agg(v=-pl.len().cast(pl.Int64))
        change = pl.concat([come, go]).group_by("d").agg(pl.col("v").sum())
        days = change.join(dau, on="d", how="full", coalesce=True).fill_null(0).sort("d")
        return days.with_columns(s=pl.col("v").cum_sum()).filter(pl.col("c") > 0).select("d", "c", "s").rows()

    def retention(events):
        months = collect(events.select("user", month).unique())
        first = months.group_by("user").agg(c=pl.col("m").min())
        both = months.join(first, on="user").group_by("c", k=pl.col("m") - pl.col("c"))
        return both.agg(n=pl.len()).sort("c", "k").rows()

    def funnel(events):
        steps = events.filter(pl.col("kind").is_in(STEPS))
        steps = collect(steps.select("user", t=pl.col("ts").cast(pl.Int64), k=pl.col("kind").cast(pl.String)).sort("user", "t")).lazy()
        is_step = lambda at: pl.col("k") == STEPS[at]
        latest = lambda at, start: pl.when(is_step(at) if start == "t" else is_step(at) & (pl.col("t") - pl.col(start) <= WITHIN)).then(pl.col(start)).cum_max().forward_fill().over("user")
        chain = steps.with_columns(s1=latest(0, "t")).with_columns(s2=latest(1, "s1")).with_columns(s3=latest(2, "s2"))
        last = pl.when(is_step(3) & (pl.col("t") - pl.col("s3") <= WITHIN)).then(4)
        level = last.when(pl.col("s3").is_not_null()).then(3).when(pl.col("s2").is_not_null()).then(2).when(pl.col("s1").is_not_null()).then(1)
        people = chain.with_columns(l=level.otherwise(0)).group_by("user").agg(pl.col("l").max())
        return people.select(*[(pl.col("l") >= at).sum().alias(f"n{at}") for at in (1, 2, 3, 4)]).collect().rows()

    def medians(events):
        groups = events.group_by(pl.col("kind").cast(pl.String), month)
        return collect(groups.agg(n=pl.len(), md=pl.col("dur").median(), p=pl.col("dur").quantile(0.9, "linear")).sort("kind", "m")).rows()

    ask = {"mau": islands, "uuid": islands, "ret": retention, "fun": funnel, "med": medians}[QUESTION]
    return lambda: ask(pl.scan_parquet(FILE))


def pandas():
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_cpu_count(2)
    pa.set_io_thread_count(2)

    def month(days):
        whole = (np.datetime64("2025-01-01") + days.to_numpy().astype("timedelta64[D]")).astype("datetime64[M]").astype(int)
        return whole + 1970 * 12 + 1

    def read():
        wanted = [("kind", "in", STEPS)] if QUESTION == "fun" else None
        table = pq.read_table(FILE, columns=COLUMNS[QUESTION], filters=wanted)
        if "day" not in table.column_names:
            return table.to_pandas()
        day = table["day"].cast(pa.int32()).to_numpy() - FIRST
        return table.drop_columns(["day"]).to_pandas().assign(day=day)

    def islands(events):
        visits = events.drop_duplicates().sort_values(["user", "day"])
        dau, user, day = visits.groupby("day").size(), visits["user"].to_numpy(), visits["day"].to_numpy()
        gap = np.where(user[1:] == user[:-1], day[1:] - day[:-1], 99)
        come, go = day[np.r_[True, gap > 28]], day[np.r_[gap > 28, True]] + 28
        mau = (np.bincount(come, minlength=400) - np.bincount(go, minlength=400)).cumsum()
        return [(int(day), int(count), int(mau[day])) for day, count in dau.items()]

    def retention(events):
        months = events.assign(m=month(events["day"]))[["user", "m"]].drop_duplicates()
        months["c"] = months.groupby("user")["m"].transform("min")
        months["k"] = months.m - months.c
        return [(int(c), int(k), int(n)) for (c, k), n in months.groupby(["c", "k"]).size().items()]

    def funnel(events):
        at = {step: at + 1 for at, step in enumerate(STEPS)}
        events = events.assign(t=events.ts.astype("int64"), k=events.kind.astype("str").map(at)).sort_values(["user", "t"])
        starts = []
        for step in (1, 2, 3):
            start = events.t if step == 1 else starts[-1]
            took = start.where((events.k == step) & (events.t - start <= WITHIN))
            starts.append(took.groupby(events.user).cummax().groupby(events.user).ffill())
        level = pd.Series(0, index=events.index)
        for step, start in enumerate(starts):
            level[start.notna()] = step + 1
        level[(events.k == 4) & (events.t - starts[2] <= WITHIN)] = 4
        most = level.groupby(events.user).max()
        return [tuple(int((most >= step).sum()) for step in (1, 2, 3, 4))]

    def medians(events):
        events = events.assign(m=month(events["day"]), kind=events["kind"].astype("category"))
        groups = events.groupby(["kind", "m"], observed=True)["dur"]
        count, median, ninetieth = groups.size(), groups.median(), groups.quantile(0.9)
        return [(kind, int(m), int(count[kind, m]), float(median[kind, m]), float(ninetieth[kind, m])) for kind, m in sorted(count.index)]

    ask = {"mau": islands, "uuid": islands, "ret": retention, "fun": funnel, "med": medians}[QUESTION]
    return lambda: ask(read())


def chdb():
    from chdb import session

    there = session.Session()
    table, part, day = f"file('{FILE}', Parquet)", "toUInt32(toYear(day) * 12 + toMonth(day))", f"(toInt32(day) - {FIRST})"
    steps = ",".join(f"'{step}'" for step in STEPS)
    is_step = ", ".join(f"kind = '{step}'" for step in STEPS)
    text = {
        "mau": f"""with s as (select {day} d, groupBitmapState(toUInt32(assumeNotNull(user))) b from {table} group by d)
            select d, bitmapCardinality(b), groupBitmapMerge(b) over (order by d rows between 27 preceding and current row) from s order by d""",
        "ret": f"""with um as (select user u, {part} m from {table} group by u, m), c as (select u, min(m) c from um group by u)
            select c.c cc, toInt32(um.m) - toInt32(c.c) k, count() n from um inner join c on um.u = c.u group by cc, k order by cc, k""",
        "fun": f"""select countIf(l >= 1), countIf(l >= 2), countIf(l >= 3), countIf(l >= 4) from (select user,
            windowFunnel({WITHIN})(toUInt64(toUnixTimestamp64Micro(ts)), {is_step}) l from {table} where kind in ({steps}) group by user)""",
        "med": f"""select kind, {part} m, count() n, quantileExactInclusive(0.5)(dur), quantileExactInclusive(0.9)(dur)
            from {table} group by kind, m order by kind, m""",
    }.get(QUESTION)
    if text is None:
        sys.exit("no such question for this engine")
    value = lambda value: float(value) if "." in str(value) else int(value) if str(value).lstrip("-").isdigit() else value
    return lambda: [[value(each) for each in row] for row in json.loads(str(there.query(text + " settings max_threads = 2", "JSONCompact")))["data"]]


def status(name):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name + ":"))


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


ask = {"duckdb": duckdb, "polars": polars, "pandas": pandas, "datafusion": datafusion, "chdb": chdb}[ENGINE]()
resident, start = status("VmRSS"), cpu()
answer = ask()
print(json.dumps({"what": QUESTION, "cpu_s": cpu() - start, "peak_mib": status("VmHWM") - resident, "answer": [list(row) for row in answer]}, default=float))
