"use strict";
// Arrow tables in and out. Without the package `apache-arrow` (a dev dependency) these tests say that they were left out.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { SemilleroError, matchPairs, matchPeople } = require("..");

let arrow;
try {
  arrow = require("apache-arrow");
} catch {
  arrow = undefined;
}
const skip = arrow ? false : "apache-arrow is not installed: npm install in bindings-node";
const golden = JSON.parse(
  fs.readFileSync(path.join(__dirname, "..", "..", "core", "tests", "golden", "tables.json"), "utf8"),
);

/** Rows of the golden file as the bytes of a table. */
function people(rows) {
  const { Field, Int32, List, Utf8, tableToIPC, vectorFromArray, Table } = arrow;
  const list = new List(new Field("item", new Utf8(), true));
  const kinds = {
    id: new Utf8(), capacity: new Int32(), skills: list, languages: list, place: new Utf8(),
    availability: list, time_zone: new Utf8(), preferences: list, vetoes: list,
  };
  const column = ([name, kind]) => [name, vectorFromArray(rows.map((row) => row[name] ?? null), kind)];
  return tableToIPC(new Table(Object.fromEntries(Object.entries(kinds).map(column))), "stream");
}

function scored() {
  const [mentee, mentor, score] = [[], [], []];
  for (let i = 0; i < 1000; i += 1) {
    const mine = new Set();
    for (let k = 0; k < 20; k += 1) mine.add((7 * i + 13 * k + ((i * k) % 11)) % 300);
    for (const m of mine) {
      mentee.push(i);
      mentor.push(m);
      score.push((7919 * i + 104729 * m) % 1000001);
    }
  }
  const columns = { mentee: Int32Array.from(mentee), mentor: Int32Array.from(mentor), score: Int32Array.from(score) };
  const id = Int32Array.from({ length: 300 }, (_, at) => at);
  return [columns, { id, capacity: new Int32Array(300).fill(3) }];
}

test("people come out as in every language", { skip }, async () => {
  const asked = golden.people;
  const matched = await matchPeople(people(asked.mentees), people(asked.mentors), { seed: asked.seed });
  const rows = arrow.tableFromIPC(matched.pairs).toArray();
  assert.deepEqual(rows.map((row) => [row.mentee, row.mentor, row.score]), asked.pairs);
  for (const row of rows) {
    assert.equal([...row.reasons].reduce((sum, reason) => sum + reason.points, 0), row.score);
  }
  const alone = arrow.tableFromIPC(matched.unmatched).toArray();
  assert.deepEqual(alone.map((row) => [row.mentee, row.why]), asked.unmatched);
  assert.equal(matched.digest, asked.digest);
});

test("pairs come out as in every language, from a stream and from a file", { skip }, async () => {
  const [columns, limits] = scored();
  const mentors = arrow.tableToIPC(arrow.tableFromArrays(limits));
  for (const kind of ["stream", "file"]) {
    const bytes = arrow.tableToIPC(arrow.tableFromArrays(columns), kind);
    const matched = await matchPairs(bytes, { mentors, seed: golden.scored.seed });
    assert.deepEqual([matched.digest, matched.verdict.score], [golden.scored.digest, golden.scored.score]);
    assert.equal(matched.verdict.optimal, true);
    assert.equal(arrow.tableFromIPC(matched.pairs).numRows, golden.scored.size);
  }
});

test("texts may be dictionaries, and mistakes name table, row and column", { skip }, async () => {
  const table = (columns) => arrow.tableToIPC(arrow.tableFromArrays(columns));
  const sound = await matchPairs(table({ mentee: ["a", "b"], mentor: ["x", "x"], score: Int32Array.of(5, 9) }));
  assert.deepEqual(arrow.tableFromIPC(sound.pairs).toArray().map((row) => [row.mentee, row.row]), [["b", 1]]);
  const wrong = table({ mentee: ["a", "b"], mentor: ["x", "x"], score: Float64Array.of(0.5, NaN) });
  await assert.rejects(matchPairs(wrong), (error) => {
    assert.ok(error instanceof SemilleroError);
    assert.equal(error.code, "invalid_input");
    assert.deepEqual(error.errors.map((one) => one.path), ["/pairs/0/score", "/pairs/1/score"]);
    assert.match(error.message, /`NaN` is not a whole number/);
    return true;
  });
});

test("what is no table is refused", async () => {
  await assert.rejects(matchPairs(Buffer.from("a letter")), { code: "invalid_input" });
  await assert.rejects(matchPairs("text"), TypeError);
  await assert.rejects(matchPeople(Buffer.from(""), undefined), TypeError);
  await assert.rejects(matchPairs(Buffer.from(""), { sed: 1 }), TypeError);
  await assert.rejects(matchPairs(Buffer.from(""), { seed: 0.5 }), TypeError);
});

test("candidates are the only pairs and online goes by rows", { skip }, async () => {
  const { tableFromArrays, tableFromIPC, tableToIPC } = arrow;
  const mentees = people([{ id: "ana", skills: ["ventas", "costos"] }, { id: "eva", skills: ["ventas"] }]);
  const mentors = people([{ id: "luz", skills: ["ventas"] }, { id: "sol", skills: ["marca"] }]);
  const pairs = ({ pairs: bytes }) => [...tableFromIPC(bytes)].map(({ mentee, mentor }) => [mentee, mentor]);
  const list = (mentee, mentor) => tableToIPC(tableFromArrays({ mentee: [mentee], mentor: [mentor] }), "stream");
  const matched = await matchPeople(mentees, mentors, { candidates: list("eva", "sol") });
  assert.deepEqual(pairs(matched), [["eva", "sol"]]);
  const { given, possible, best, of } = matched.candidates;
  assert.deepEqual({ given, possible, best, of }, { given: 1, possible: 1, best: 1, of: 2 });
  await assert.rejects(matchPeople(mentees, mentors, { candidates: list("luz", "sol") }), (error) => {
    assert.deepEqual(error.errors.map(({ path: at }) => at), ["/candidates/0/mentee"]);
    return error instanceof SemilleroError;
  });
  const first = await matchPeople(mentees, mentors, { strategy: "online" });
  assert.deepEqual(pairs(first), [["ana", "luz"], ["eva", "sol"]]);
});
