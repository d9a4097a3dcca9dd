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

const arrow = fs.existsSync(path.join(__dirname, "..", "node_modules", "apache-arrow"));
const PRINTED = [
  ["Arrow tables", "ana-sol eva-luz true\n"],
  ["facts of one's own", "monthly_active 2\n"],
];
for (const [at, [what, expected]] of PRINTED.entries()) {
  test(`the example of ${what} runs`, { skip: arrow ? false : "apache-arrow is not installed" }, () => {
    const folder = path.join(__dirname, "..");
    const [, example] = [...fs.readFileSync(path.join(folder, "README.md"), "utf8").matchAll(/```js\n(.*?)```/gs)][at];
    const code = example.replace('require("semillero")', `require(${JSON.stringify(folder)})`);
    assert.notEqual(code, example);
    const printed = execFileSync(process.execPath, ["-e", code], { cwd: folder, encoding: "utf8" });
    assert.equal(printed, expected);
  });
}
