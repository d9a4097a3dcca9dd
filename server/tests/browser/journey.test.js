// The first ten minutes of somebody who runs an incubator, in a real Chromium: a spreadsheet with three bad rows, mended and applied;
// two strategies, compared; one pair edited; published; accepted; a session booked, held, rated; the report. No step needs the command
// line or the API.
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { browser, serve, Person } from "./lib.js";

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
const csv = (lines) => ({ name: "personas.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\r\n"), "latin1") });
const header = "Correo electrónico;Nombre;Apellidos;Rol;Cupo;Habilidades;Acepta emparejamiento";
const good = [
  "nadia.prueba@example.org;Nadia;Peñaloza;emprendedora;;Ventas, Finanzas;sí",
  "tomas.prueba@example.org;Tomás;Ibarra;emprendedor;;Producto;sí",
  "irene.prueba@example.org;Irene;Ñáñez;mentora;9;Ventas, Finanzas, Precios;sí",
];

test("from a spreadsheet to a report", { timeout: 300_000 }, async () => {
  const manager = await Person.at(chromium, server.base);
  const { page } = manager;
  await page.goto("/");
  await manager.look("sign-in");
  await manager.signIn(account("manager"), server.password);
  await manager.look("home-manager");

  // A spreadsheet as Excel writes it: semicolons, Windows-1252, three bad rows.
  await page.getByRole("link", { name: "Ciudad Digital 2" }).first().click();
  await manager.look("cohort");
  const cohort = page.url();
  await page.getByRole("link", { name: "Importar una hoja" }).click();
  await manager.look("import");
  const upload = async (lines) => {
    await page.getByLabel("Archivo").setInputFiles(csv(lines));
    await page.getByRole("button", { name: "Revisar" }).click();
  };
  const bad = [
    "sin-arroba.example.org;Ada;Luna;emprendedora;;;sí",
    "eva.prueba@example.org;Eva;Mora;capitana;;;sí",
    "leo.prueba@example.org;Leo;Soto;mentor;99;;sí",
  ];
  await upload([header, good[0], ...bad, good[1], good[2]]);
  await page.getByRole("heading", { name: "Hay filas por corregir" }).waitFor();
  const report = await page.locator("main").innerText();
  for (const place of ["A3", "D4", "E5"]) assert.match(report, new RegExp(place));
  assert.match(report, /WINDOWS-1252|ISO-8859-1/);
  await manager.look("import-dry-run");
  await page.getByRole("link", { name: "Subir la hoja corregida" }).click();
  await upload([header, ...good]);
  await page.getByRole("heading", { name: "Todo listo para importar" }).waitFor();
  await manager.look("import-ready");
  await page.getByRole("button", { name: "Importar las 3 filas" }).click();
  await page.getByRole("heading", { name: "Importado" }).waitFor();
  await manager.look("import-done");

  // The same sheet again changes nothing.
  await page.getByRole("link", { name: "Importar otra hoja" }).click();
  await upload([header, ...good]);
  await page.getByText("Sin cambios").waitFor();
  assert.match(await page.locator("dl.figures").innerText(), /Sin cambios\s+3/);

  // Two strategies, compared.
  for (const strategy of ["most_people", "stable"]) {
    await page.goto(cohort);
    await page.getByLabel("Estrategia").selectOption(strategy);
    await page.getByRole("button", { name: "Emparejar" }).click();
    await page.getByRole("heading", { name: /Emparejamiento:/ }).waitFor();
  }
  await manager.look("run");
  await page.getByRole("button", { name: "Comparar" }).click();
  await page.getByRole("heading", { name: "Comparar dos emparejamientos" }).waitFor();
  await manager.look("compare");
  await page.getByRole("link", { name: /^A ·/ }).click();

  // Why two people are together, why two others are not, whether the run can be repeated, and what counts at all.
  const run = page.url();
  await page.getByRole("link", { name: /^Por qué y a qué costo/ }).first().click();
  await page.getByRole("heading", { name: /^Puntaje/ }).waitFor();
  await manager.look("pair");
  await page.goto(run);
  await page.locator("select[name=mentee]").selectOption({ label: "Tomás Ibarra" });
  await page.locator("select[name=mentor]").selectOption({ label: "Irene Ñáñez" });
  await page.getByRole("button", { name: "Preguntar" }).click();
  await page.getByRole("heading", { name: "Tomás Ibarra · Irene Ñáñez" }).waitFor();
  await page.goto(run);
  await page.getByRole("link", { name: "Repetir y comprobar" }).click();
  await page.locator(".notice.good").waitFor();
  await manager.look("replay");
  await page.goto(`${cohort}/policy`);
  await manager.look("policy");
  await page.getByLabel(/^Habilidades que se buscan: para quien emprende/).fill("2500");
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText(/suman 10500/).waitFor();
  await manager.look("policy-refused");
  await page.goto(run);

  // One pair is edited: what the edit costs is counted.
  const row = page.getByRole("row").filter({ has: page.getByText("Tomás Ibarra") }).first();
  await row.getByText("Cambiar").click();
  await row.getByLabel("Mentora o mentor").selectOption({ label: "Irene Ñáñez" });
  await row.getByLabel("Motivo").fill("Se conocen de la feria");
  await row.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("a mano").first().waitFor();
  await manager.look("run-edited");
  const edited = page.getByRole("row").filter({ hasText: "a mano" });
  assert.match(await edited.innerText(), /Tomás Ibarra[\s\S]*Irene Ñáñez/);
  await page.getByRole("button", { name: /^Publicar/ }).click();
  await page.getByText(/Publicado el/).waitFor();
  await manager.look("run-published");

  // Irene and Tomás get accounts by invitation, and choose their own passwords.
  const invite = async (email, name, role) => {
    await page.goto("/invitations");
    await page.getByLabel("Correo electrónico").fill(email);
    await page.getByLabel("Nombre").fill(name);
    await page.locator("select[name=role]").selectOption(role);
    await page.locator("select[name=programme]").selectOption({ label: "Ciudad Digital" });
    if (role === "mentor") await manager.look("invite");
    await page.getByRole("button", { name: "Crear la invitación" }).click();
    return (await page.locator("code").innerText()).trim();
  };
  const join = async (link, name) => {
    const person = await Person.at(chromium, server.base);
    await person.page.goto(new URL(link).pathname + new URL(link).hash);
    assert.ok(!person.page.url().includes("#"), "the secret does not stay in the address");
    await person.look(`join`);
    await person.page.getByLabel("Contraseña").fill(`una frase muy larga de ${name}`);
    await person.page.getByRole("button", { name: "Entrar" }).click();
    await person.page.getByRole("heading", { name: /^Hola/ }).waitFor();
    return person;
  };
  const irene = await join(await invite("irene.prueba@example.org", "Irene Ñáñez", "mentor"), "la mentora");
  const tomas = await join(await invite("tomas.prueba@example.org", "Tomás Ibarra", "participant"), "el fundador");

  // The mentor accepts; a session is booked for the next minute, held, and rated by both.
  await irene.page.getByRole("button", { name: "Aceptar a Tomás Ibarra" }).click();
  await irene.page.getByRole("heading", { name: "Reservar una sesión" }).waitFor();
  await tomas.page.goto("/");
  await tomas.page.getByRole("link", { name: "Abrir y reservar sesión" }).click();
  const soon = new Date(Date.now() + 65_000);
  const local = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/Bogota", dateStyle: "short", timeStyle: "short" }).format(soon);
  await tomas.page.getByLabel("Día").fill(local.slice(0, 10));
  await tomas.page.getByLabel("Hora").fill(local.slice(11, 16));
  await tomas.page.getByLabel("Tema").fill("Primer plan de ventas");
  await tomas.page.getByRole("button", { name: "Reservar" }).click();
  await tomas.page.getByText("Primer plan de ventas").waitFor();
  await tomas.look("session-booked");
  const pair = tomas.page.url();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.ceil(soon.valueOf() / 60_000) * 60_000 - Date.now() + 1_000)));
  await irene.page.goto(pair);
  await irene.look("session-to-close");
  await irene.page.getByLabel("Minutos reales").fill("50");
  await irene.page.getByRole("button", { name: "Cerrar la sesión" }).click();
  await irene.page.getByText("50 min").waitFor();
  for (const person of [irene, tomas]) {
    await person.page.goto(pair);
    await person.page.getByRole("radio", { name: "5" }).check();
    await person.page.getByLabel("Comentario").fill("Muy útil");
    await person.page.getByRole("button", { name: "Enviar la valoración" }).click();
    await person.page.getByText("Mi valoración: 5 / 5").waitFor();
  }
  await irene.look("session-rated");
  await tomas.page.goto("/notifications");
  await tomas.look("notifications");

  // A mentor answers a request, and closes a session that is over.
  const mentor = await Person.at(chromium, server.base);
  await mentor.signIn(account("ally"), server.password);
  await mentor.look("home-ally");
  // The last one: what the run above proposed holds its seat, older requests may find none left.
  await mentor.page.getByRole("button", { name: /^Aceptar a/ }).last().click();
  await mentor.page.getByRole("heading", { name: "Reservar una sesión" }).waitFor();
  await mentor.look("mentorship");

  // The entrepreneur, on a phone: my mentor, next session, milestones.
  const founder = await Person.at(chromium, server.base, { phone: true });
  await founder.signIn(account("entrepreneur"), server.password);
  await founder.look("home-entrepreneur-phone");

  // The client sees what is shared, and figures without small cells.
  const client = await Person.at(chromium, server.base);
  await client.signIn(account("client"), server.password);
  await client.look("home-client");
  await client.page.locator("main a[href^='/ventures/']").first().click();
  await client.look("venture");

  await page.goto(`${cohort}/report`);
  await manager.look("report");
  const figures = await page.locator("main").innerText();
  assert.match(figures, /Tasa de emparejamiento/);
  assert.match(figures, /Sesiones celebradas[\s\S]*1 \/ 1/);
  for (const person of [manager, mentor, founder, client, irene, tomas]) await person.close();
});
