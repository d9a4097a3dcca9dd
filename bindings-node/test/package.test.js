"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const test = require("node:test");
const { Ecosystem, SemilleroError } = require("..");

test("fields are camelCase on both sides and what is undefined is left out", async () => {
  const host = Ecosystem.inMemory();
  const programme = await host.createProgramme({ name: "Raíces" });
  const cohort = await host.openCohort({
    programmeId: programme.id,
    name: "Primera",
    places: undefined,
    quotas: [{ organisation: "Banco Uno", places: 2 }],
  });
  assert.equal(cohort.mentorsPerMentee, 1);
  assert.deepEqual(cohort.quotas, [{ organisation: "Banco Uno", places: 2 }]);
  assert.equal("places" in cohort, false);
});

test("keys inside a document stay as they are", async () => {
  const host = Ecosystem.inMemory();
  const ana = await host.ensureUser({ externalId: "ana", displayName: "Ana" });
  await host.recordConsent({ userId: ana.id, purpose: "matching", decision: "given", textVersion: "1" });
  const { items } = await host.eventsSince();
  assert.deepEqual(items.at(-1).data, { purpose: "matching", user_id: ana.id });
  assert.equal(items.at(-1).subjectKind, "consent");
});

test("a refusal is thrown with its code and every mistake", async () => {
  const host = Ecosystem.inMemory().actingAs({ locale: "en", requestId: "call-1" });
  await assert.rejects(host.ensureUser({ externalId: "", displayName: 7, favouriteColour: "red" }), (error) => {
    assert.ok(error instanceof SemilleroError && error instanceof Error);
    assert.equal(error.code, "invalid_input");
    assert.deepEqual(error.errors.map(({ path }) => path), ["/display_name", "/favouriteColour"]);
    assert.equal(error.requestId, "call-1");
    assert.match(error.message, /`7` is not a text/);
    return true;
  });
});

test("a person acts with their own rights", async () => {
  const host = Ecosystem.inMemory();
  const ana = await host.ensureUser({ externalId: "ana", displayName: "Ana" });
  const acting = host.actingAs({ userId: ana.id });
  const changed = await acting.updateProfile({ userId: ana.id, headline: { set: "Café" } });
  assert.equal(changed.headline, "Café");
  await assert.rejects(acting.createProgramme({ name: "X" }), { code: "forbidden" });
  assert.throws(() => host.actingAs({ userId: "not an id" }));
});

test("a misspelt or bare user id does not act as the host", () => {
  const host = Ecosystem.inMemory();
  const id = "00000000-0000-7000-8000-000000000001";
  assert.throws(() => host.actingAs({ userid: id }), TypeError);
  assert.throws(() => host.actingAs(id), TypeError);
  assert.throws(() => host.actingAsNobody({ userId: id }), TypeError);
});

test("whole numbers are whole up to the greatest safe one", async () => {
  const host = Ecosystem.inMemory().actingAs({ locale: "en" });
  const run = (seed) =>
    host.runMatching({ cohortId: "00000000-0000-7000-8000-000000000001", strategy: "stable", seed });
  for (const seed of [1, 2 ** 32, Number.MAX_SAFE_INTEGER]) await assert.rejects(run(seed), { code: "not_found" });
  for (const seed of [0.5, 2 ** 53, -1.5]) await assert.rejects(run(seed), { code: "invalid_input" });
});

test("a field under both its names is refused", async () => {
  const both = { externalId: "a", external_id: "b", displayName: "Ana" };
  await assert.rejects(Ecosystem.inMemory().ensureUser(both), ({ errors: [error] }) => error.path === "/externalId");
});

test("a database is opened and kept", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "semillero-"));
  try {
    const database = path.join(folder, "semillero.db");
    await assert.rejects(Ecosystem.open(database), { code: "unsupported", message: /semillero migrate/ });
    const host = await Ecosystem.open(database, { migrate: true });
    const { token } = await host.inviteUser({ email: "eva@example.org", displayName: "Eva", role: "client" });
    const again = await Ecosystem.open(database);
    assert.equal((await again.actingAsNobody().acceptInvitation({ token })).state, "active");
    await assert.rejects(again.actingAsNobody().acceptInvitation({ token }), { code: "conflict" });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
