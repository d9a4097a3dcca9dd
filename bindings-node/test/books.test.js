"use strict";
// Books of facts from Arrow tables. Without the package `apache-arrow` (a dev dependency) these tests say that they were left out.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { Book, Ids, SemilleroError, figuresToIPC } = require("..");

let arrow;
try {
  arrow = require("apache-arrow");
} catch {
  arrow = undefined;
}
const skip = arrow ? false : "apache-arrow is not installed: npm install in bindings-node";
const golden = (name) =>
  JSON.parse(fs.readFileSync(path.join(__dirname, "..", "..", "core", "tests", "golden", name), "utf8"));
const asked = golden("facts.json");
const expected = golden("facts_answers.json");
const SORTS = ["events", "spells", "attributes", "money"];

/** Rows of the golden file as the bytes of a table. */
function table(rows, kind = "stream") {
  const { DateDay, Int64, Table, TimestampMicrosecond, Uint32, Utf8, tableToIPC, vectorFromArray } = arrow;
  const numbers = ["actor", "subject", "cluster", "id", "ordinal"];
  const kindOf = (name, values) => {
    if (name === "ts") return new TimestampMicrosecond("UTC");
    if (["day", "from"].includes(name)) return new DateDay();
    const texts = ["kind", "unit", "entity", "step", "end", "attribute", "currency"];
    if (texts.includes(name) || values.some((value) => typeof value === "string")) return new Utf8();
    return numbers.includes(name) ? new Uint32() : new Int64();
  };
  const as = { TimestampMicrosecond: (text) => Date.parse(text), DateDay: (text) => new Date(text), Int64: BigInt };
  const column = (name) => {
    const values = rows.map((row) => row[name]);
    const kind = kindOf(name, values);
    const one = name === "ts" ? as.TimestampMicrosecond : ["day", "from"].includes(name) ? as.DateDay : kind instanceof Int64 ? as.Int64 : (it) => it;
    return [name, vectorFromArray(values.map((value) => (value == null ? null : one(value))), kind)];
  };
  return tableToIPC(new Table(Object.fromEntries(Object.keys(rows[0]).map(column))), kind);
}

const book = () => Book.fold(Object.fromEntries(SORTS.map((sort) => [sort, table(asked[sort])])));

/** An answer as it goes over the wire, with the names of JavaScript. */
function camel(value) {
  if (Array.isArray(value)) return value.map(camel);
  if (value === null || typeof value !== "object") return value;
  const name = (key) => key.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [name(key), camel(inner)]));
}

test("the same facts give the same book and answers in every language", { skip }, async () => {
  const facts = await book();
  assert.equal(facts.digest(), expected.digest);
  for (const [at, question] of asked.questions.entries()) {
    const given = { asOf: question.as_of, locale: question.locale };
    const answer = question.dashboard
      ? await facts.dashboard(question.dashboard, given)
      : await facts.query(question.document, given);
    assert.deepEqual(answer, camel(expected.answers[at]));
  }
});

test("parts merge, travel and stay the same", { skip }, async () => {
  const facts = await book();
  const rest = Object.fromEntries(SORTS.slice(1).map((sort) => [sort, table(asked[sort], "file")]));
  const parts = [
    await Book.fold({ events: table(asked.events.slice(30)) }),
    await Book.fold(rest),
    await Book.fold({ events: table(asked.events.slice(0, 35).reverse()) }),
  ];
  assert.equal(parts.reduce((all, part) => all.merge(part)).digest(), expected.digest);
  assert.equal(Book.fromBytes(facts.toBytes()).digest(), expected.digest);
  assert.equal(facts.lastDay, "2026-03-20");
  assert.equal(new Book().lastDay, undefined);
  assert.throws(() => Book.fromBytes(facts.toBytes().subarray(1)), /book|tag|rows/);
});

test("a table of an answer is an Arrow table", { skip }, async () => {
  const answer = await (await book()).query({ measures: ["people_ever"], dimensions: ["cohort"] });
  const figures = arrow.tableFromIPC(figuresToIPC(answer.tables[0]));
  assert.equal(figures.numRows, answer.tables[0].rows.length);
  assert.deepEqual([...figures.getChild("value")], answer.tables[0].rows.map((row) => row.value ?? null));
  assert.deepEqual([...figures.getChild("cohort")], answer.tables[0].rows.map((row) => row.group[0].value ?? null));
  assert.equal(figures.schema.metadata.get("as_of"), answer.tables[0].asOf);
});

test("people may be called by name", { skip }, async () => {
  const named = asked.events.map((row) => ({ ...row, actor: `p${row.actor}`, subject: row.subject && `p${row.subject}` }));
  const refused = await Book.fold({ events: table(named), locale: "en" }).catch((error) => error);
  assert.ok(refused instanceof SemilleroError, refused);
  assert.deepEqual(refused.errors.map(({ path }) => path), ["/events/actor", "/events/subject"]);
  const ids = new Ids();
  const first = await Book.fold({ events: table(named.slice(0, 50)), ids });
  const second = await Book.fold({ events: table(named.slice(50)), ids: new Ids(ids.toBytes()) });
  const whole = await Book.fold({ events: table(named), ids: new Ids() });
  assert.equal(first.merge(second).digest(), whole.digest());
  const question = { measures: ["people_ever"] };
  const value = async (facts) => (await facts.query(question)).tables[0].rows[0].value;
  assert.equal(await value(first.merge(second)), await value(await Book.fold({ events: table(asked.events) })));
});

test("every mistake is told at its place", { skip }, async () => {
  const facts = await book();
  const refused = await facts.query({ measures: ["monthly_activ", "daily_activ"] }, { locale: "en" }).catch((error) => error);
  assert.deepEqual(refused.errors?.map(({ path }) => path), ["/document/measures/0", "/document/measures/1"], refused);
  await assert.rejects(facts.dashboard("fonder"), { code: "invalid_input" });
  await assert.rejects(Book.fold({ event: new Uint8Array() }), /unknown option event/);
  await assert.rejects(Book.fold({ events: new Uint8Array([1, 2]) }), { code: "invalid_input" });
  assert.throws(() => facts.query({ measures: ["monthly_active"] }, { as_of: "2026-01-01" }), /unknown option as_of/);
});
