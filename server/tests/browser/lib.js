// A server of its own, a real Chromium, and what every page must hold.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { readFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import assert from "node:assert/strict";

// The modules are installed outside the repository; NODE_PATH says where.
const require = createRequire(path.join(process.env.SEMILLERO_BROWSER_MODULES, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, "../../..");
const pictures = process.env.SEMILLERO_SCREENSHOTS === "1" ? path.join(root, "docs/screenshots") : null;

/** Starts the server; gives what it printed and a function that ends it. */
export async function serve(...args) {
  const child = spawn(process.env.SEMILLERO_BIN, ["--json", "--lang", "es", "serve", "--listen", "127.0.0.1:0", ...args], {
    stdio: ["ignore", "pipe", process.env.SEMILLERO_BROWSER_LOG ? "inherit" : "ignore"],
  });
  let text = "";
  const printed = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the server did not start within two minutes")), 120_000);
    child.stdout.on("data", (chunk) => {
      text += chunk;
      // One document, and with an empty database a second one with the link of the first admin.
      try {
        const all = Object.assign({}, ...JSON.parse(`[${text.trim().replace(/\}\s*\{/g, "},{")}]`));
        if (args.includes("--demo") || all.set_up) {
          clearTimeout(late);
          resolve(all);
        }
      } catch { /* not all of it yet */ }
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const stop = async () => {
    child.removeAllListeners("exit");
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { ...printed, base: `http://${printed.listening}`, stop };
}

/** Opens the browser of the machine. */
export function browser() {
  return chromium.launch({ executablePath: process.env.SEMILLERO_CHROMIUM, args: ["--no-sandbox"] });
}

/** Somebody at a browser of their own. */
export class Person {
  static async at(browser, base, { locale = "es-CO", phone = false } = {}) {
    const size = phone ? { width: 390, height: 844 } : { width: 1180, height: 860 };
    const context = await browser.newContext({ locale, timezoneId: "America/Bogota", viewport: size, baseURL: base });
    const page = await context.newPage();
    const person = new Person(context, page);
    // What the page's own code complains about is our fault.
    page.on("pageerror", (error) => person.errors.push(String(error)));
    page.on("console", (message) => { if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) person.errors.push(message.text()); });
    return person;
  }

  constructor(context, page) {
    Object.assign(this, { context, page, errors: [], looked: new Set() });
  }

  async signIn(email, password) {
    await this.page.goto("/");
    await this.page.getByLabel(/Correo electrónico|E-mail/).fill(email);
    await this.page.getByLabel(/Contraseña|Password/).fill(password);
    await this.page.getByRole("button", { name: /Entrar|Sign in/ }).click();
    await this.page.waitForURL("**/");
  }

  /** Nothing on this page hinders anybody: no axe violation, no script error, nothing wider than the window. */
  async look(name) {
    // The debugger puts the checker in, which the policy of our pages does not concern.
    await this.page.evaluate(`${axe}; true`);
    const found = await this.page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
      return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
    });
    assert.deepEqual(found, [], `${name}: axe`);
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${name} is ${wide} px wider than the window`);
    assert.deepEqual(this.errors, [], `${name}: script errors`);
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await this.page.screenshot({ path: path.join(pictures, `${name}.png`) });
    }
  }

  async close() {
    await this.context.close();
  }
}
