import type { Locator, Page } from "@playwright/test";
import { approvedDesk, post, postNeed, signUp } from "./support/desk.ts";
import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { asAPerson } from "./support/needs.ts";
import { awake, expect, expectAccessible, test } from "./support/test.ts";

test("no page of the associations' side is wider than 320 pixels", async ({ page }, info) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  const fits = async (address: string) => {
    await page.goto(address);
    await awake(page, info);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${address} needs ${wide} pixels`).toBeLessThanOrEqual(320);
  };
  await fits("/connexion");
  await fits("/associations/inscription");
  const name = "Association interdépartementale des habitantes et habitants solidaires de Saint-Jean-de-Védas";
  const desk = await approvedDesk(page, name, freshAddress("une-adresse-de-contact-vraiment-tres-longue"));
  const title = "Accompagner anticonstitutionnellement les personnes isolées jusqu’à l’hippopotomonstrosesquippedaliophobie";
  const need = await postNeed(page, desk, { title, description: title, slots: [[7, "18:00", "22:00", 3], [14, "18:00", "22:00", 3]] });
  const number = /\d+/.exec(need)?.[0] ?? "";
  const long = `maximilien-alexandre.de-la-rochefoucauld-montbazon.${Date.now()}@une-adresse-tres-longue.example.org`;
  await signUp(page.request, need, [
    { first: "Maximilien-Alexandre", last: "de La Rochefoucauld-Montbazon", email: long, tel: "06 12 34 56 78", message: title },
    { first: "Aïcha" },
  ]);
  const table = `${desk}/inscriptions`;
  await page.goto(table);
  const ids = await page.locator(".sign-up-table tr[data-id]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-id") ?? ""));
  await post(page.request, `${table}/reponse`, [["personne", ids[1]], ["faire", "note"], ["note", long], ["retour", table]]);
  const chosen = ids.map((id) => `personne=${id}`).join("&");
  for (const address of [
    "/espace", "/espace/compte", desk, table, `${table}?q=licorne`, `${table}?faites=1&restees=1`,
    `${table}/${ids[0]}`, `${table}/${ids[1]}`, `${desk}/missions/${number}/inscriptions`,
    `${desk}/missions/${number}/presence`, `${desk}/missions/nouvelle`, `${desk}/missions/${number}`,
    `${desk}/relances`, `${desk}/relances/nouvelle?${chosen}`, `${desk}/relances/regles`, `${desk}/avis`,
    `${desk}/equipe`, `${desk}/journal`, `${desk}/fiche`, desk.replace("/espace/", "/associations/"),
  ]) {
    await fits(address);
  }
  await page.goto(table);
  await expectAccessible(page, info);
});

test("from the home page to a first need: three pages, and no more than eight answers", async ({ page }, info) => {
  test.slow();
  // Counted are the pages on which somebody new has something to do, and each field that they fill in; what they
  // leave as it was given, optional or filled in already, isn't, and the forms are taken without. The page that says
  // to look at one's mail asks for nothing.
  const counted = { pages: 0, fields: 0 };
  const fill = async (field: Locator, words: string) => {
    counted.fields += 1;
    await field.fill(words);
    await field.press("Escape");
  };
  const choose = async (field: Locator, label: string) => {
    counted.fields += 1;
    await field.selectOption({ label });
  };
  const opened = async (title: RegExp) => {
    counted.pages += 1;
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await awake(page, info);
  };
  const contact = freshAddress("premiere");

  await page.goto("/");
  await page.getByRole("link", { name: "Inscrire votre association" }).click();
  await opened(/Inscrire votre association/);
  await fill(page.getByLabel("Nom de l’association"), "La Première Fois");
  await fill(page.locator("#lieu"), "Montpellier");
  await choose(page.getByLabel("Domaine"), "Solidarité");
  await fill(page.getByLabel("E-mail de contact"), contact);
  await page.waitForTimeout(asAPerson);
  await page.getByRole("button", { name: "Inscrire l’association" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Il ne reste qu’un clic");
  expect(await page.locator("main").locator("input:visible, select, textarea, button").count(), "nothing to do here").toBe(0);

  await page.goto(linkIn(await mailTo(contact, /lien pour entrer/), /\/connexion\//));
  await opened(/Il ne reste qu’un clic/);
  await page.getByRole("button", { name: "Entrer" }).click();

  await opened(/Nouvelle mission/);
  await fill(page.getByLabel("Titre"), "Servir la soupe le samedi");
  await fill(page.getByLabel("Ce qu’on va faire"), "On sert la soupe, on écoute, on range.");
  await publish(page);
  await expect(page.getByRole("status").first()).toContainText("prête");
  await expect(page.getByRole("link", { name: "Servir la soupe le samedi" })).toBeVisible();

  expect(counted.pages, "pages").toBeLessThanOrEqual(3);
  expect(counted.fields, "fields").toBeLessThanOrEqual(8);
});

async function publish(page: Page): Promise<void> {
  await page.locator("form.plain-form").getByRole("button", { name: /^Publier/ }).last().click();
}
