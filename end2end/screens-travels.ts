import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { approvedDesk, postNeed, signIn } from "./support/desk.ts";
import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { asAPerson, needCalled } from "./support/needs.ts";
import { folder, shoot } from "./support/screens.ts";
import { expect, test } from "./support/test.ts";

const association = "Association des habitantes et habitants solidaires du quartier Saint-Jean-de-Védas – Les Grisettes";
const soup = "Servir la soupe chaude et écouter celles et ceux qui passent, le samedi soir devant la gare Saint-Roch";
const text =
  "On se retrouve à 18 h à l’arrière du local pour charger la camionnette : trois marmites, du pain, des fruits.\n\n" +
  "À la gare, deux personnes servent, les autres s’assoient et parlent. On ne demande rien à personne.";

/** A feed with what goes in and what is refused. */
const feed = `<?xml version="1.0" encoding="UTF-8"?><source>${["Montpellier", "Zzyx", "Lattes"]
  .map(
    (city) => `<mission><title>Tenir la buvette du tournoi à ${city}</title><clientId>${city}</clientId>
<description>Servir et sourire.</description><applicationUrl>https://exemple.org/${city}</applicationUrl>
<domain>sport</domain><addresses><address><city>${city}</city></address></addresses>
<organizationName>x</organizationName></mission>`,
  )
  .join("")}</source>`;

async function visitors(page: Page, need: string): Promise<void> {
  await shoot(page, "share", need);
  await shoot(page, "friends", `${need}/amis`);
  await page.getByRole("textbox").first().fill("pas-une-adresse");
  await page.locator("main form").first().evaluate((form: HTMLFormElement) => form.submit());
  await page.waitForLoadState();
  await shoot(page, "friends-wrong");
  await shoot(page, "mastodon", `${need}/mastodon`);
  await shoot(page, "report", `${need}/signaler`);
  await shoot(page, "favorites-none", "/mes-favoris");
  await page.goto("/missions?lieu=Rennes&rayon=50");
  for (const which of [0, 1, 2]) {
    await page.locator("#results article .like").nth(which).click();
    await page.locator("#results article .like[aria-pressed=true]").nth(which).waitFor();
  }
  await shoot(page, "cards-liked");
  await shoot(page, "favorites", "/mes-favoris");
  await page.locator(".favorites-list").getByRole("checkbox").evaluateAll((all) => all.forEach((box) => box.click()));
  const compare = page.getByRole("button", { name: /Comparer/ });
  if (await compare.count()) await compare.first().click();
  else await page.goto("/mes-favoris/comparer");
  await page.waitForLoadState();
  await shoot(page, "compare");
  await shoot(page, "alert", "/missions/alerte?q=pompier&lieu=35238");
  const address = freshAddress("alerte");
  await page.getByLabel("Votre e-mail").fill(address);
  await page.getByLabel(/Chaque lundi matin/).check();
  await page.waitForTimeout(asAPerson);
  await page.getByRole("button", { name: "Prévenez-moi" }).click();
  await page.waitForLoadState();
  await shoot(page, "alert-asked");
  await shoot(page, "alert-own", linkIn(await mailTo(address, /confirmer/i), /\/alertes\//));
  await page.getByRole("button", { name: "Je confirme" }).click();
  await page.waitForLoadState();
  await shoot(page, "alert-confirmed");
  await shoot(page, "how-we-count", "/chiffres/comment");
  await shoot(page, "developers", "/developpeurs");
}

test("how a need travels", async ({ page }) => {
  test.setTimeout(600_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const contact = freshAddress("contact");
  const desk = await approvedDesk(page, association, contact);
  const need = await postNeed(page, desk, { title: soup, description: text, slots: [[7, "18:00", "22:00", 3], [14, "18:00", "22:00", 12]] });
  await postNeed(page, desk, { title: "Lire des histoires à l’hôpital", description: text, seats: 6 });
  const number = /\d+/.exec(need)?.[0] ?? "";
  const id = /\d+/.exec(desk)?.[0] ?? "";
  await shoot(page, "kit", `${desk}/missions/${number}/partager`);
  await shoot(page, "widget-setup", `${desk}/widget`);
  await shoot(page, "keys", `${desk}/cles`);
  await page.getByLabel("Son nom").fill("Notre logiciel d’adhésion");
  await page.getByLabel("publier, changer et retirer des missions").check();
  await page.getByRole("button", { name: "Faire la clé" }).click();
  await page.waitForLoadState();
  await shoot(page, "keys-made");
  await shoot(page, "figures-none", `${desk}/chiffres`);
  await shoot(page, "feeds-none", `${desk}/flux`);
  const partner = createServer((_, answer) => answer.end(feed));
  await new Promise<void>((done) => partner.listen(0, "127.0.0.1", done));
  await page.getByLabel("L’adresse du flux").fill(`http://127.0.0.1:${(partner.address() as AddressInfo).port}/flux.xml`);
  await page.getByRole("button", { name: "Ajouter ce flux" }).click();
  await expect.poll(async () => {
    await page.reload();
    return page.locator(".badge").first().textContent();
  }, { timeout: 90_000 }).toBe("Tout va bien");
  await page.locator("details summary").evaluateAll((all) => all.forEach((summary) => (summary as HTMLElement).click()));
  await shoot(page, "feed");
  partner.close();
  await page.goto(`${desk}/missions/nouvelle`);
  await page.getByLabel("Titre").fill("Trier des livres");
  await page.getByLabel("Ce qu’on va faire").fill("On trie des livres. Écrivez-moi sur w h a t s a p p pour venir.");
  await page.getByLabel("Personnes cherchées").fill("3");
  await page.getByRole("button", { name: "Aperçu" }).click();
  await page.waitForSelector(".posting-preview");
  await shoot(page, "flagged");
  await page.locator("form.plain-form").getByRole("button", { name: /^Publier/ }).last().click();
  await page.waitForLoadState();
  await shoot(page, "held");
  await shoot(page, "desk-held", desk);

  await page.context().clearCookies();
  await page.goto(`${need}/signaler`);
  await page.getByRole("radio", { name: /On y demande de l’argent/ }).check();
  await page.getByLabel("Racontez en une phrase").fill("On m’a demandé 50 € de frais de dossier à l’arrivée, en liquide.");
  await page.waitForTimeout(asAPerson);
  await page.getByRole("button", { name: "Envoyer le signalement" }).click();
  await page.waitForLoadState();
  await shoot(page, "report-thanks");
  await visitors(page, need);
  for (const view of ["liste", "calendrier", "carte"]) {
    await shoot(page, `widget-${view}`, `/widget/associations/${id}?vue=${view}&couleur=2a6f4e`);
  }
  await shoot(page, "widget-need", `/widget/missions/${number}?couleur=2a6f4e`);
  await shoot(page, "widget-form", `/widget/missions/${number}/inscription?couleur=2a6f4e`);

  await signIn(page, process.env.MODERATOR ?? "");
  await shoot(page, "queue", "/moderation/signalements");
  await shoot(page, "month", "/moderation/signalements/bilan");
  await shoot(page, "figures", "/moderation/chiffres?periode=12-mois");
  await shoot(page, "marked-likes", "/moderation/j-aime");
  await shoot(page, "partners", "/moderation/flux");

  const short = await needCalled(page, "Servir la soupe du mardi soir");
  for (const [name, address] of [["long", need], ["short", short]]) {
    for (const file of ["carte.png", "affiche.pdf"]) {
      const answer = await page.request.get(`${address}/${file}`);
      writeFileSync(`${folder}/${name}-${file}`, await answer.body());
    }
  }
});
