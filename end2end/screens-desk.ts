import type { Page } from "@playwright/test";
import { approve, confirm, enterAssociation, postNeed, post, signIn, signUp } from "./support/desk.ts";
import { freshAddress } from "./support/mail.ts";
import { folder, shoot } from "./support/screens.ts";
import { test } from "./support/test.ts";

const association = "Association des habitantes et habitants solidaires du quartier Saint-Jean-de-Védas – Les Grisettes";
const soup =
  "Servir la soupe chaude et écouter celles et ceux qui passent, le samedi soir devant la gare Saint-Roch";
const text = [
  "On se retrouve à 18 h à l’arrière du local pour charger la camionnette : trois marmites, du pain, des fruits.",
  "À la gare, deux personnes servent, les autres s’assoient et parlent. On ne demande rien à personne, ni nom ni papier.",
  "On rentre vers 22 h, on lave les marmites ensemble, et qui veut reste pour un thé.",
].join("\n\n");

test("the associations' side", async ({ page }) => {
  test.setTimeout(600_000);
  const contact = freshAddress("contact");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await shoot(page, "sign-in", "/connexion");
  await shoot(page, "entry", "/associations/inscription");
  await page.locator("form.plain-form").evaluate((form: HTMLFormElement) => form.submit());
  await page.waitForSelector(".error-summary");
  await shoot(page, "entry-wrong");
  const desk = await enterAssociation(page, association, contact);
  await shoot(page, "posting-empty");
  await page.locator("form.plain-form button[value=publish]").last().click();
  await page.waitForSelector(".error-summary");
  await shoot(page, "posting-wrong");
  await shoot(page, "needs-none", desk);
  await shoot(page, "space", "/espace");
  await shoot(page, "account", "/espace/compte");

  await signIn(page, process.env.MODERATOR ?? "");
  await shoot(page, "moderation", "/moderation");
  await approve(page, desk);
  await shoot(page, "moderation-empty", "/moderation");
  await signIn(page, contact);

  await page.goto(`${desk}/missions/nouvelle`);
  await page.getByLabel("Titre").fill(soup);
  await page.getByLabel("Ce qu’on va faire").fill(text);
  await page.getByLabel("À des dates précises").check();
  await page.locator("#day-0").fill(new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10));
  await page.locator("#from-0").fill("18:00");
  await page.locator("#until-0").fill("17:00");
  await page.locator("#places-0").fill("3");
  await page.waitForTimeout(1500);
  await shoot(page, "posting-live");

  const main = await postNeed(page, desk, {
    title: soup, description: text, slots: [[7, "18:00", "22:00", 3], [14, "18:00", "22:00", 12]],
  });
  const reading = await postNeed(page, desk, { title: "Lire des histoires à l’hôpital", description: text, seats: 6 });
  const number = /\d+/.exec(main)?.[0] ?? "";
  const everybody = await signUp(page.request, main, [
    { first: "Camille", last: "Bertrand", tel: "06 12 34 56 78", message: "Je viens avec ma fille de 16 ans, si c’est possible. Nous avons une voiture." },
    { first: "Maximilien-Alexandre", last: "de La Rochefoucauld-Montbazon", email: `maximilien-alexandre.de-la-rochefoucauld.${Date.now()}@exemple-association.example.org` },
    { first: "Aïcha", last: "Ben Salem", tel: "07 98 76 54 32" },
    { first: "Jean-Baptiste" },
    { first: "Élodie", last: "Nguyen", slot: 1 },
    { first: "Robert", last: "Lefèvre", slot: 1, message: "Retraité, libre tous les samedis." },
    { first: "Fatou", last: "Diallo", slot: 1 },
    { first: "Luc", last: "Petit", slot: 1 },
    { first: "Camille", last: "Bertrand", slot: 1 },
  ]);
  const came = await signUp(page.request, reading, [
    { first: "Inès", last: "Moreau" },
    { first: "Paul", last: "Garnier" },
    { first: "Camille", last: "Bertrand", email: everybody[0] },
  ]);
  const own = await confirm(page.request, came[0]);
  for (const address of [everybody[0], everybody[2], everybody[4], everybody[6]]) await confirm(page.request, address);
  await post(page.request, `${await confirm(page.request, everybody[7])}/annulation`, []);

  const table = `${desk}/inscriptions`;
  await page.goto(table);
  const id = async (name: string) => {
    const href = await page.locator(".sign-up-table tr", { hasText: name }).first().locator("th a").getAttribute("href");
    return /\d+$/.exec(href ?? "")?.[0] ?? "";
  };
  const ids = {
    camille: await id("Camille"), aicha: await id("Aïcha"), elodie: await id("Élodie"), robert: await id("Robert"),
    ines: await id("Inès"), paul: await id("Paul"), fatou: await id("Fatou"),
  };
  const answer = (person: string, faire: string, more: [string, string][] = []) =>
    post(page.request, `${table}/reponse`, [["personne", person], ["faire", faire], ["retour", table], ...more]);
  await answer(ids.camille, "contacted");
  await answer(ids.elodie, "accepted");
  await answer(ids.robert, "declined");
  await answer(ids.ines, "came");
  await answer(ids.paul, "absent");
  await answer(ids.camille, "note", [["note", "A déjà servi avec nous l’hiver dernier.\nPréfère être au pain."]]);
  await answer(ids.camille, "note", [["note", "Rappelée mardi, vient avec sa fille."]]);
  await page.goto(table);
  const member = await page.locator("#membre option").nth(1).getAttribute("value");
  await answer(ids.camille, "suivi", [["membre", member ?? "0"]]);

  await shoot(page, "needs", desk);
  await shoot(page, "table", table);
  for (const box of await page.locator("td.pick input").all()) if (Number(await box.getAttribute("value")) % 2) await box.check();
  await page.locator("details.export summary").click();
  await shoot(page, "table-ticked");
  await shoot(page, "table-nothing", `${table}?q=licorne&etat=accepted`);
  await shoot(page, "table-need", `${desk}/missions/${number}/inscriptions`);
  await shoot(page, "person", `${table}/${ids.camille}`);
  await post(page.request, `${table}/${ids.ines}/heures`, [["heures", "2h30"]]);
  await shoot(page, "person-came", `${table}/${ids.ines}`);
  await shoot(page, "person-cancelled", `${table}/${await cancelled(page, table)}`);
  await shoot(page, "presence", `${desk}/missions/${number}/presence`);
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.screenshot({ path: `${folder}/presence-print.png`, fullPage: true });
  await page.emulateMedia({ media: null });

  // All at once: more than there are places for, and the answer to it.
  await page.goto(`${table}?mission=${number}`);
  for (const box of await page.locator("td.pick input").all()) await box.check();
  await page.getByRole("button", { name: "Accepter", exact: true }).click();
  await page.waitForSelector("input[name=agrandir]", { state: "attached" });
  await shoot(page, "full");
  await page.getByRole("button", { name: "Accepter et ajouter des places" }).click();
  await page.waitForSelector("[role=status]");
  await shoot(page, "table-answered");
  await page.locator("td.pick input").first().check();
  await page.locator("td.pick input").nth(1).check();
  await page.getByRole("button", { name: "Écrire" }).click();
  await page.getByRole("button", { name: "Rappel" }).click();
  await shoot(page, "compose");
  await page.getByRole("button", { name: "Voir avant d’envoyer" }).click();
  await page.waitForSelector(".samples");
  await shoot(page, "compose-preview");
  await page.getByRole("button", { name: /^Envoyer à/ }).click();
  await page.waitForSelector("[role=status]");
  await shoot(page, "follow-ups");
  await shoot(page, "rules", `${desk}/relances/regles`);
  await shoot(page, "ratings", `${desk}/avis`);

  await page.goto(`${desk}/missions/${number}`);
  await page.locator("#from-0").fill("19:00");
  await page.locator("form.plain-form button[value=publish]").last().click();
  await page.waitForLoadState();
  await shoot(page, "told");
  await shoot(page, "needs-untold", desk);
  await shoot(page, "need-untold", `${desk}/missions/${number}`);

  for (const role of ["reader", "coordinator"]) {
    await post(page.request, `${desk}/equipe/invitations`, [["email", freshAddress(`une-adresse-plutot-longue-${role}`)], ["role", role]]);
  }
  await shoot(page, "team", `${desk}/equipe`);
  await shoot(page, "log", `${desk}/journal`);
  await shoot(page, "change-entry", `${desk}/fiche`);
  await shoot(page, "space-one", "/espace");
  await shoot(page, "association", desk.replace("/espace/", "/associations/"));
  await shoot(page, "volunteer-came", own);
});

async function cancelled(page: Page, table: string): Promise<string> {
  await page.goto(`${table}?etat=cancelled`);
  return /\d+$/.exec((await page.locator("th a").first().getAttribute("href")) ?? "")?.[0] ?? "";
}
