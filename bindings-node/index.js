"use strict";

const native = require(process.env.SEMILLERO_NODE_ADDON ?? "./semillero.node");
const { NativeActing } = native;

/** A refused call. */
class SemilleroError extends Error {
  constructor({ code, key, message, errors = [], request_id: requestId }) {
    super([message, ...errors.map(({ path, text }) => `  ${path}: ${text}`)].join("\n"));
    Object.assign(this, { name: "SemilleroError", code, key, errors, requestId });
  }
}

/** Options as they were meant: a misspelt `userId` must not act as the host. */
function options(given, known) {
  if (given === null || typeof given !== "object") throw new TypeError(`options must be an object with ${known.join(", ")}`);
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new TypeError(`unknown option ${unknown.join(", ")}; known are ${known.join(", ")}`);
  return given;
}
const CALL = ["locale", "requestId", "idempotencyKey"];

/** One caller's handle: every operation of the addon, throwing instead of resolving to an error. */
class Acting {
  #native;
  constructor(native) {
    this.#native = native;
  }
  static {
    const own = new Set(["constructor", "setTime", "actingAs", "actingAsNobody"]);
    for (const name of Object.getOwnPropertyNames(NativeActing.prototype).filter((name) => !own.has(name))) {
      Acting.prototype[name] = async function (request = {}) {
        const { ok, error } = await this.#native[name](request);
        if (error) throw new SemilleroError(error);
        return ok;
      };
    }
  }
  /** For `Ecosystem` only. */
  static native(acting) {
    return acting.#native;
  }
}

/** An ecosystem; its own methods act as the host. */
class Ecosystem extends Acting {
  static inMemory() {
    return new Ecosystem(NativeActing.inMemory());
  }
  static async open(database, { migrate = false, keyFile } = {}) {
    const opened = NativeActing.open(database, migrate, keyFile).catch(told);
    return new Ecosystem(await opened);
  }
  static forTests(start, seed) {
    return new Ecosystem(NativeActing.forTests(start, seed));
  }
  setTime(now) {
    Acting.native(this).setTime(now);
  }
  actingAs(given = {}) {
    return new Acting(Acting.native(this).actingAs(options(given, ["userId", "onBehalfOf", ...CALL])));
  }
  actingAsNobody(given = {}) {
    return new Acting(Acting.native(this).actingAsNobody(options(given, CALL)));
  }
}

/** An answer of the table door, or the refusal thrown. */
async function answered(matching) {
  const { error, ...answer } = await matching;
  if (error) throw new SemilleroError(error);
  return answer;
}
const TABLES = ["strategy", "perPair", "seed", "language"];

/** Bytes as the addon takes them: `tableToIPC` gives a Uint8Array. */
function bytes(given, name) {
  if (given === undefined) return undefined;
  if (!(given instanceof Uint8Array)) throw new TypeError(`${name} must be the bytes of an Arrow stream or file`);
  return Buffer.from(given.buffer, given.byteOffset, given.byteLength);
}

/** What the addon would cut off or leave out unsaid. */
function tableOptions(given, known) {
  const { perPair, seed, language } = options(given, known);
  for (const [name, value] of Object.entries({ perPair, seed })) {
    if (value !== undefined && !Number.isSafeInteger(value)) throw new TypeError(`${name} must be a whole number`);
  }
  if (![undefined, "es", "en"].includes(language)) throw new TypeError("language must be es or en");
  return given;
}

/** Matches people in Arrow tables. */
async function matchPeople(mentees, mentors, given = {}) {
  const { candidates, ...call } = tableOptions(given, [...TABLES, "policy", "on", "candidates"]);
  for (const [name, table] of Object.entries({ mentees, mentors })) if (table === undefined) bytes(null, name);
  const tables = [bytes(mentees, "mentees"), bytes(mentors, "mentors"), bytes(candidates, "candidates")];
  return answered(native.matchPeople(...tables, call));
}

/** Matches along the pairs of an Arrow table. */
async function matchPairs(pairs, given = {}) {
  const { mentees, mentors, ...call } = tableOptions(given, [...TABLES, "mentees", "mentors"]);
  if (pairs === undefined) bytes(null, "pairs");
  return answered(native.matchPairs(bytes(pairs, "pairs"), bytes(mentees, "mentees"), bytes(mentors, "mentors"), call));
}

/** The refusal that an addon's error carries, or the error. */
function told(error) {
  throw error.message.startsWith("{") ? new SemilleroError(JSON.parse(error.message)) : error;
}
const FACTS = ["events", "spells", "attributes", "money"];
const QUESTION = ["asOf", "params", "locale", "charts"];

/** Numbers of people and things by what their owner calls them. */
class Ids {
  #native;
  constructor(given) {
    this.#native = native.NativeIds.from(bytes(given, "bytes"));
  }
  toBytes() {
    return this.#native.toBytes();
  }
  /** For `Book` only. */
  static native(ids) {
    return ids.#native;
  }
}

/** Facts as mergeable states. */
class Book {
  #native;
  constructor(given) {
    this.#native = given instanceof native.NativeBook ? given : native.NativeBook.from(bytes(given, "bytes"));
  }
  static async fold(given) {
    const { ids, locale, ...facts } = options(given, [...FACTS, "ids", "locale"]);
    const call = { locale };
    for (const [name, table] of Object.entries(facts)) call[name] = bytes(table, name);
    if (ids !== undefined && !(ids instanceof Ids)) throw new TypeError("ids must be Ids");
    return new Book(await (ids ? Ids.native(ids).fold(call) : native.foldBook(call)).catch(told));
  }
  static fromBytes(given) {
    return new Book(given);
  }
  toBytes() {
    return this.#native.toBytes();
  }
  merge(other) {
    return new Book(this.#native.merge(other.#native));
  }
  digest() {
    return this.#native.digest();
  }
  get lastDay() {
    return this.#native.lastDay() ?? undefined;
  }
  query(document, given = {}) {
    return this.#native.query(document, options(given, QUESTION)).catch(told);
  }
  dashboard(name, given = {}) {
    return this.#native.dashboard(name, options(given, QUESTION)).catch(told);
  }
}

/** The figures of a table of an answer as an Arrow stream. */
function figuresToIPC(table) {
  return native.metricTable(table);
}

module.exports = { Acting, Book, Ecosystem, Ids, SemilleroError, figuresToIPC, matchPairs, matchPeople };
