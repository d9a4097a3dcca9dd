// A fresh installation, as docs/getting-started.md tells it: an empty database, the link of the first admin, a programme, a cohort, a
// template filled in, a match. And what happens to whoever is not signed in, or comes from elsewhere.
import { test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { browser, serve, Person } from "./lib.js";

test("from an empty database to a first match", { timeout: 180_000 }, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "semillero-"));
  const server = await serve("--database", path.join(folder, "fresh.db"));
  const chromium = await browser();
  t.after(async () => {
    await chromium.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const admin = await Person.at(chromium, server.base, { locale: "en-GB" });
  const { page } = admin;
  await page.goto("/");
  await page.getByText("There is no admin yet").waitFor();
  const link = new URL(server.set_up);
  await page.goto(link.pathname + link.hash);
  assert.ok(!page.url().includes("#"), "the token does not stay in the address");
  await admin.look("setup");
  await page.getByLabel("Your name").fill("Sol Luna");
  await page.getByLabel("E-mail").fill("sol@example.org");
  await page.getByLabel("Password").fill("short");
  await page.locator("form").evaluate((form) => { form.noValidate = true; });
  await page.getByRole("button", { name: "Make the account" }).click();
  await page.getByRole("alert").waitFor();
  assert.equal(await page.getByLabel("Your name").inputValue(), "Sol Luna", "nothing typed is lost");
  await page.getByLabel("Password").fill("a phrase that is long enough");
  await page.getByRole("button", { name: "Make the account" }).click();
  await page.getByRole("heading", { name: "Hello, Sol Luna" }).waitFor();
  await admin.look("home-admin-fresh");

  await page.getByLabel("Name").fill("Roots");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByText("Open a cohort").click();
  await page.getByLabel("Name").first().fill("First");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("heading", { name: "First", exact: true }).waitFor();
  await page.getByRole("link", { name: "Import a spreadsheet" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "People" }).click()]);
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  await page.getByLabel("File").setInputFiles(file);
  await page.getByRole("button", { name: "Check it" }).click();
  await page.getByRole("button", { name: "Import the 2 rows" }).click();
  await page.getByRole("heading", { name: "Imported" }).waitFor();
  await page.getByRole("link", { name: "See the cohort" }).click();
  await page.getByRole("button", { name: "Match", exact: true }).click();
  await page.getByRole("heading", { name: /Match run/ }).waitFor();
  await page.getByText("nothing better exists").waitFor();
  await admin.look("run-english");

  // Spanish is one click away, and stays.
  await page.getByRole("button", { name: "Español" }).click();
  await page.getByRole("heading", { name: /Emparejamiento/ }).waitFor();
  await page.goto("/account");
  await admin.look("account");

  // A form from elsewhere does nothing, and a page that is not there says so.
  const forged = await page.request.post("/sign-out", { headers: { "Sec-Fetch-Site": "cross-site" }, form: {} });
  assert.equal(forged.status(), 403);
  const bare = await page.request.post("/programmes", { headers: { "Sec-Fetch-Site": "same-origin" }, form: { name: "x", summary: "" } });
  assert.equal(bare.status(), 403, "no token, no change");
  const missing = await page.goto("/runs/00000000-0000-0000-0000-000000000000");
  assert.equal(missing.status(), 404);
  await admin.look("not-found");

  await page.goto("/");
  await page.getByRole("button", { name: "Salir" }).click();
  await page.waitForURL("**/sign-in");
  await page.goto("/account");
  assert.match(page.url(), /\/sign-in\?next=/);
  // A wrong password says no more than it must, and keeps the address.
  await page.getByLabel(/Correo electrónico|E-mail/).fill("sol@example.org");
  await page.getByLabel(/Contraseña|Password/).fill("not the right phrase");
  await page.getByRole("button", { name: /Entrar|Sign in/ }).click();
  await page.getByRole("alert").waitFor();
  assert.equal(await page.getByLabel(/Correo electrónico|E-mail/).inputValue(), "sol@example.org");
  await admin.look("sign-in-refused");
  await admin.close();
});
