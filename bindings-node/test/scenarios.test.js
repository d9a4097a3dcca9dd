"use strict";
// Golden scenarios in Node: the same answers, byte for byte, as in every other language.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { Ecosystem } = require("..");

const folder = path.join(__dirname, "..", "..", "core", "tests");
const START = Date.UTC(2026, 2, 2, 9);
const UNITS = { d: 1440, h: 60, m: 1 };

const moment = (offset) =>
  new Date(START + parseInt(offset.slice(1), 10) * UNITS[offset.at(-1)] * 60_000).toISOString().replace("Z", "000Z");
const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

// Fields that hold a document of its own, whose keys are nobody's to rename.
const FREE = ["data", "document", "params", "metrics", "dimensions", "schema", "vegaLite", "vega_lite"];

/** Renames keys. */
function renamed(value, rename) {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [rename(name), FREE.includes(name) ? inner : renamed(inner, rename)]),
  );
}

function resolve(value, saved) {
  if (Array.isArray(value)) return value.map((item) => resolve(item, saved));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolve(inner, saved)]));
  }
  if (typeof value !== "string") return value;
  if (value.startsWith("@+")) return moment(value.slice(1));
  if (!value.startsWith("$")) return value;
  return value.slice(1).split(".").reduce((found, part) => found[part], saved);
}

/** RFC 8785 for documents without fractions. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** FNV-1a of 32 bits. */
function checksum(text) {
  let found = 0x811c9dc5;
  for (const byte of Buffer.from(text)) found = Math.imul(found ^ byte, 0x01000193);
  return (found >>> 0).toString(16).padStart(8, "0");
}

async function play(steps) {
  const host = Ecosystem.forTests(moment("+0m"), 2026);
  const saved = {};
  const transcript = [];
  for (const { call, as = "host", with: fields = {}, with_file: file, at, locale, key, save, brief } of steps) {
    if (at) host.setTime(moment(at));
    const actor = resolve(as, saved);
    const options = { locale, idempotencyKey: key };
    const acting =
      actor === "nobody"
        ? host.actingAsNobody(options)
        : host.actingAs({ ...options, userId: actor === "host" ? undefined : actor });
    const request = resolve(fields, saved);
    if (file) Object.assign(request, JSON.parse(fs.readFileSync(path.join(folder, "scenario_files", file), "utf8")));
    try {
      let answer = renamed(await acting[camel(call)](renamed(request, camel)), snake);
      if (save) saved[save] = answer;
      if (call === "events_since") answer = { ...answer, next: "redacted" };
      if (!brief) {
        transcript.push({ call, answer });
        continue;
      }
      const shown = Object.fromEntries(brief.filter((name) => name in answer).map((name) => [name, answer[name]]));
      transcript.push({ call, answer: shown, checksum: checksum(canonical(answer)) });
    } catch (error) {
      if (!error.code) throw error;
      const message = error.message.split("\n")[0];
      transcript.push({ call, refusal: { code: error.code, key: error.key, message, errors: error.errors } });
    }
  }
  return canonical(transcript);
}

for (const file of fs.readdirSync(path.join(folder, "scenarios")).sort()) {
  test(file, async () => {
    const { steps } = JSON.parse(fs.readFileSync(path.join(folder, "scenarios", file), "utf8"));
    // Read and written again: JavaScript has one kind of number, and writes 1.0 as 1.
    const expected = canonical(JSON.parse(fs.readFileSync(path.join(folder, "transcripts", file), "utf8")));
    assert.equal(await play(steps), expected);
  });
}
