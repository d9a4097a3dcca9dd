// Every link of every role's pages in the demonstration, with details open, bright on a desktop and dark on a phone; the pages for
// what goes wrong; and the same pages without any script.
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { browser, serve, Person } from "./lib.js";

const pictures = process.env.SEMILLERO_CRAWL_PICTURES;
// How many pages of one kind are opened for one role: twenty mentorships look alike.
const ALIKE = 2;

let server, chromium;
before(async () => {
  server = await serve("--demo");
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await server?.stop();
});

const account = (part) => server.accounts.find((one) => one.part === part).email;
const nobody = "00000000-0000-0000-0000-000000000000";
const kind = (address) => address.pathname.replace(/[0-9a-f-]{36}/g, "ID") + [...address.searchParams.keys()].map((key) => `?${key}`).join("");
const looked = new Set();

/** Looks at a page in every dress it has: bright and wide, dark and narrow, and at 200 % on a small laptop. */
async function dresses(person, name) {
  const { page } = person;
  await page.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = true; });
  const shown = [["bright", "light", 1180, 860], ["dark", "dark", 390, 844], ["zoomed", "light", 640, 400]];
  for (const [dress, colorScheme, width, height] of shown) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await person.look(`${name} ${dress}`);
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, `${name.replace(/[^a-z0-9?-]+/gi, "_")}-${dress}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
}

async function crawl(part) {
  const person = await Person.at(chromium, server.base);
  await person.signIn(account(part), server.password);
  if (part === "client" || part === "ally") await person.page.getByRole("button", { name: "English" }).click();
  const queue = [new URL("/", server.base)];
  const known = new Set(["/"]);
  const opened = new Map();
  for (let next = queue.shift(); next; next = queue.shift()) {
    const what = kind(next);
    if ((opened.get(what) ?? 0) >= ALIKE) continue;
    opened.set(what, (opened.get(what) ?? 0) + 1);
    const answer = await person.page.goto(next.href);
    assert.equal(answer.status(), 200, `${part}: ${next.href}`);
    assert.deepEqual(person.errors, [], `${part}: ${next.href}`);
    const seen = kind(new URL(person.page.url()));
    const text = await person.page.locator("body").innerText();
    assert.doesNotMatch(text, /undefined|\bnull\b|\b[a-z]+_[a-z]+\b|\b[a-z_]+\.(created|changed|updated)\b/, `${part}: ${next.href} shows a word of programs`);
    assert.match(await person.page.title(), /^\S.* · Semillero$/, next.href);
    assert.equal(await person.page.locator("h1").count(), 1, `${next.href}: one heading`);
    // The first page differs by role, all others by rights only.
    const name = `${["/", "/account"].includes(seen) ? part : ""}${seen}`;
    if (!looked.has(name)) {
      looked.add(name);
      await dresses(person, name);
    }
    const links = await person.page.locator("a[href]").evaluateAll((all) => all.map((one) => one.href));
    for (const link of links.map((href) => new URL(href))) {
      link.hash = "";
      if (link.origin !== server.base || link.pathname.startsWith("/templates/") || known.has(link.pathname + link.search)) continue;
      known.add(link.pathname + link.search);
      queue.push(link);
    }
  }
  assert.ok(opened.size >= 4, `${part}: pages were found`);
  return person;
}

test("every link leads somewhere", { timeout: 240_000 }, async (t) => {
  for (const part of ["admin", "manager", "ally", "entrepreneur", "client"]) {
    await t.test(part, async () => {
      const person = await crawl(part);
      for (const address of ["/nowhere", "/runs/x", `/runs/${nobody}`, `/cohorts/${nobody}/report`, `/ventures/${nobody}`, `/people/${nobody}`]) {
        const answer = await person.page.goto(address);
        assert.equal(answer.status(), 404, `${part}: ${address}`);
        await person.page.getByRole("link", { name: /inicio|first page/ }).waitFor();
        if (part === "admin" && !address.includes(nobody)) await dresses(person, `wrong ${address}`);
      }
      await person.close();
    });
  }
});

test("without script everything still works", { timeout: 60_000 }, async () => {
  const context = await chromium.newContext({ javaScriptEnabled: false, locale: "en-GB", baseURL: server.base });
  const page = await context.newPage();
  await page.goto("/account");
  await page.getByLabel("E-mail").fill(account("ally"));
  await page.getByLabel("Password").fill(server.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/account");
  await page.goto("/");
  await page.locator("main a[href^='/mentorships/'][href*='#rate']").last().click();
  // A refused form is shown once more with what was typed, and no way is a dead end.
  const pair = page.url().split("#")[0];
  await page.locator("input[name=day]").fill("2020-01-01");
  await page.locator("input[name=time]").fill("10:00");
  await page.locator("input[name=agenda]").fill(`"><script>alert(1)</script> 'Tea'`);
  await page.locator("form[action$='/sessions'] button").click();
  await page.getByRole("alert").waitFor();
  assert.equal(await page.locator("input[name=agenda]").inputValue(), `"><script>alert(1)</script> 'Tea'`);
  assert.equal(await page.locator("script:not([src])").count(), 0);
  await page.locator("header.top form[action='/account/language'] button").click();
  assert.equal(page.url(), pair, "changing the language leads back to the page of the form");
  await context.close();
});

test("with the keyboard alone somebody signs in and skips to the content", { timeout: 60_000 }, async () => {
  const person = await Person.at(chromium, server.base);
  const { page } = person;
  await page.goto("/sign-in?next=/account");
  await dresses(person, "sign-in");
  await page.getByRole("link", { name: "English" }).click();
  assert.match(page.url(), /next=%2Faccount|next=\/account/, "the way back stays");
  await page.keyboard.type(account("client"));
  await page.keyboard.press("Tab");
  await page.keyboard.type(server.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${server.base}/account`);
  await page.waitForLoadState();
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.outerHTML), /class="skip"/);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/account#main");
  const reached = await page.evaluate(() => {
    const all = [...document.querySelectorAll("main a, main button, main input:not([type=hidden]), main summary")];
    return all.filter((one) => one.checkVisibility()).every((one) => { one.focus(); return document.activeElement === one; });
  });
  assert.ok(reached, "everything can be reached");
  for (const [address, name] of [["/nowhere", "nowhere"], ["/join#abc", "join"], ["/setup#abc", "setup"]]) {
    const stranger = await Person.at(chromium, server.base, { locale: "en" });
    const answer = await stranger.page.goto(address);
    assert.equal(answer.status(), name === "nowhere" ? 404 : 200);
    await dresses(stranger, name);
    if (name !== "nowhere") {
      await stranger.page.getByRole("link", { name: "Español" }).click();
      await stranger.page.getByRole("heading", { name: /bienvenida|primera cuenta/ }).waitFor();
      assert.equal(await stranger.page.locator("input[name=token]").inputValue(), "abc", "the secret survives another language");
    }
    await stranger.close();
  }
  await person.close();
});
