import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { approve, confirm, enterAssociation, postNeed, signIn, signUp } from "./support/desk.ts";
import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { textOf } from "./support/pdf.ts";
import { freePort, moderator, run, start, type Server } from "./support/server.ts";
import { type Smtp, startSmtpProcess } from "./support/smtp.ts";
import { awake, expect, expectAccessible, hasJavaScript, test as shared } from "./support/test.ts";

/** A portal of the test's own, whose clock can be put ahead; it mails by a real SMTP server. */
interface Portal {
  /** Starts it again on the same database, so many days later: by day, when people are thanked. */
  later(days: number): Promise<void>;
}

const test = shared.extend<{ portal: Portal; port: number }>({
  port: async ({}, use) => use(await freePort()),
  baseURL: async ({ port }, use) => use(`http://127.0.0.1:${port}`),
  portal: async ({ port }, use) => {
    const folder = mkdtempSync(join(tmpdir(), "coup-de-main-later-"));
    const mails = join(folder, "mails");
    const smtp: Smtp = await startSmtpProcess(mails);
    const settings = { SMTP_URL: smtp.url, DATABASE_URL: `sqlite:${folder}/portal.db` };
    await run(folder, settings, "moderator", moderator);
    let server: Server = await start(folder, settings, port);
    const ofAll = process.env.MAIL_FOLDER;
    process.env.MAIL_FOLDER = mails;
    await use({
      async later(days) {
        await server.stop();
        const then = new Date(Date.now() + days * 86_400_000).setUTCHours(10, 0, 0, 0);
        const ahead = String(Math.round((then - Date.now()) / 1000));
        server = await start(folder, { ...settings, CLOCK_AHEAD: ahead }, port);
      },
    });
    process.env.MAIL_FOLDER = ofAll;
    await server.stop();
    await smtp.stop();
    rmSync(folder, { recursive: true, force: true });
  },
});

/** An association with one need in so many days, and Camille, who is in. */
async function withCamille(page: Page, days: number): Promise<{ desk: string; contact: string; volunteer: string }> {
  const contact = freshAddress("contact");
  const desk = await enterAssociation(page, "Les Paniers du lundi", contact);
  const description = "On porte les paniers du camion à la salle, puis on boit un café.";
  await postNeed(page, desk, { title: "Porter les paniers", description, slots: [[days, "09:00", "12:00", 4]] });
  await signIn(page, moderator);
  await approve(page, desk);
  await page.context().clearCookies();
  await page.goto("/missions?q=paniers");
  const need = await page.getByRole("link", { name: "Porter les paniers" }).first().getAttribute("href");
  const [volunteer] = await signUp(page.request, need ?? "", [{ first: "Camille", last: "Le Goff" }]);
  await confirm(page.request, volunteer);
  return { desk, contact, volunteer };
}

test("the day after, thanks go out by themselves and lead to a certificate", async ({ page, portal }, info) => {
  test.setTimeout(150_000);
  const { desk, contact, volunteer } = await withCamille(page, 1);

  // The day after the slot: nobody has to do anything.
  await portal.later(2);
  const thanks = await mailTo(volunteer, /^Merci/);
  expect(thanks.text).toContain("Bonjour Camille");
  expect(thanks.replyTo?.[0]?.address).toBe(contact);
  const header = (name: string) => thanks.headers.find(({ key }) => key === name)?.value;
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  const unsubscribe = header("list-unsubscribe")?.replace(/^<|>$/g, "") ?? "";
  expect(unsubscribe).toMatch(/\/desabonnement\//);

  await signIn(page, contact);
  await page.goto(`${desk}/inscriptions`);
  await awake(page, info);
  await page.getByRole("checkbox", { name: /Choisir Camille/ }).check();
  await page.getByRole("button", { name: "Est venue", exact: true }).click();
  await expect(page.locator("main table")).toContainText("venue");

  await page.context().clearCookies();
  const own = linkIn(thanks, /\/inscriptions\//);
  await page.goto(own);
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByLabel("5", { exact: true }).check();
  await page.getByRole("region", { name: "Comment c’était" }).getByRole("button", { name: "Envoyer" }).click();
  await expect(page.getByRole("status").first()).toContainText("transmis");
  const address = await page.getByRole("link", { name: /Mon attestation/ }).getAttribute("href");
  const answer = await page.request.get(new URL(address ?? "", own).href);
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  const file = await answer.body();
  expect(file.subarray(0, 5).toString()).toBe("%PDF-");
  const text = textOf(file);
  for (const words of ["Attestation de bénévolat", "Camille Le Goff", "Les Paniers du lundi", "Porter les paniers", "3 h"]) {
    expect(text).toContain(words);
  }

  // As a mail program does it: no page, no cookie.
  const gone = await fetch(unsubscribe, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
  expect(gone.status).toBe(200);
  await page.goto(unsubscribe);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("C’est fait");
  await awake(page, info);
  await expectAccessible(page, info);
});

test("what is written is checked and shown while one types", async ({ page, portal: _ }, info) => {
  test.setTimeout(120_000);
  const { desk, contact } = await withCamille(page, 10);
  await signIn(page, contact);

  // A message of its own, with a field that isn't one at first.
  await page.goto(`${desk}/relances/messages`);
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByRole("link", { name: "Nouveau message" }).click();
  await awake(page, info);
  await page.getByLabel("Nom", { exact: true }).fill("Parking");
  await page.getByLabel("Objet").fill("Où se garer, {{prénom}}");
  await page.getByLabel("Message", { exact: true }).fill("Derrière {{la salle}}.");
  if (!hasJavaScript(info)) await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.locator("[data-field=body] .note")).toContainText("pas un champ connu. Il y a");
  await expectAccessible(page, info);
  await page.getByLabel("Message", { exact: true }).fill("Derrière la salle, {{prénom}}.");
  if (hasJavaScript(info)) {
    await expect(page.locator("[data-field=body]")).not.toHaveClass(/wrong/);
    await expect(page.locator("[data-preview]")).toContainText("Derrière la salle, Camille.");
    await expectAccessible(page, info);
  }
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status").first()).toContainText("enregistré");
  await expect(page.getByRole("link", { name: "Parking" })).toBeVisible();

  await page.goto(`${desk}/relances/nouvelle?mission=1`);
  await awake(page, info);
  await page.getByRole("button", { name: "Parking" }).click();
  await awake(page, info);
  await page.getByLabel("Message", { exact: true }).fill("Devant la salle, {{prénom}}. {{prix}}");
  if (hasJavaScript(info)) {
    await expect(page.locator("[data-field=body] .note")).toContainText("prix");
    await page.getByLabel("Message", { exact: true }).fill("Devant la salle, {{prénom}}.");
    await expect(page.getByRole("region", { name: "Voici ce que" })).toContainText("Devant la salle, Camille.");
  } else {
    await page.getByLabel("Message", { exact: true }).fill("Devant la salle, {{prénom}}.");
    await page.getByRole("button", { name: "Voir avant d’envoyer" }).click();
    await expect(page.getByRole("region", { name: "Voici ce que" })).toContainText("Devant la salle, Camille.");
  }
  await expectAccessible(page, info);
  await page.goto(`${desk}/relances/regles`);
  await awake(page, info);
  await expectAccessible(page, info);
});
