"use strict";
// The README's Node example runs and prints what it should.

const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

test("the example runs", () => {
  const text = fs.readFileSync(path.join(__dirname, "..", "..", "README.md"), "utf8");
  const [, example] = text.match(/```js\n(.*?)```/s);
  const code = example.replace('require("semillero")', `require(${JSON.stringify(path.join(__dirname, ".."))})`);
  assert.notEqual(code, example);
  assert.equal(execFileSync(process.execPath, ["-e", code], { encoding: "utf8" }), "conflict\n");
});
