"use strict";

const { NativeActing } = require(process.env.SEMILLERO_NODE_ADDON ?? "./semillero.node");

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
    const opened = NativeActing.open(database, migrate, keyFile).catch((error) => {
      throw error.message.startsWith("{") ? new SemilleroError(JSON.parse(error.message)) : error;
    });
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

module.exports = { Acting, Ecosystem, SemilleroError };
