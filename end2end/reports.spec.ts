import { approvedDesk, postNeed, signIn } from "./support/desk.ts";
import { freshAddress, mailTo } from "./support/mail.ts";
import { asAPerson } from "./support/needs.ts";
import { awake, expect, expectAccessible, test } from "./support/test.ts";

test("a need is reported, taken down with a reason, mended and online again @journey", async ({ page }, info) => {
  test.slow();
  const mark = freshAddress("r").split("@")[0].replace(/\W/g, "").slice(-8);
  const [contact, visitor] = [freshAddress("contact"), freshAddress("visiteur")];
  const desk = await approvedDesk(page, `Les Mains de ${mark}`, contact);
  const title = `Porter les paniers de ${mark}`;
  const need = await postNeed(page, desk, { title, description: "On porte les paniers du camion à la salle." });

  // A visitor, without an account.
  await page.context().clearCookies();
  await page.goto(need);
  await page.getByRole("link", { name: "Signaler cette mission" }).click();
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByRole("radio", { name: /On y demande de l’argent/ }).check();
  await page.getByLabel("Racontez en une phrase").fill("On m’a demandé 50 €.");
  await page.getByLabel("Votre e-mail").fill("visiteur@exemple");
  await page.waitForTimeout(asAPerson);
  await page.locator("main form").evaluate((form: HTMLFormElement) => (form.noValidate = true)).catch(() => undefined);
  await page.getByRole("button", { name: "Envoyer le signalement" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Racontez en une phrase")).toHaveValue("On m’a demandé 50 €.");
  await expect(page.getByRole("radio", { name: /On y demande de l’argent/ })).toBeChecked();
  await expectAccessible(page, info);
  await page.getByLabel("Votre e-mail").fill(visitor);
  await page.getByRole("button", { name: "Envoyer le signalement" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Merci, c’est noté");
  await expectAccessible(page, info);
  expect(await page.context().cookies()).toEqual([]);

  // A moderator reads and decides.
  await signIn(page, process.env.MODERATOR ?? "");
  await page.goto("/moderation");
  await page.getByRole("link", { name: /à relire/ }).click();
  await awake(page, info);
  await expectAccessible(page, info);
  const item = page.getByRole("article", { name: title });
  await expect(item).toContainText("On m’a demandé 50 €.");
  await item.getByRole("button", { name: "Retirer la mission" }).click();
  await expect(page.getByRole("article", { name: title })).toContainText("Écrivez à l’association pourquoi");
  await item.getByLabel("Vos mots").fill("Aucune somme ne peut être demandée.");
  await item.getByRole("button", { name: "Retirer la mission" }).click();
  await expect(page.getByRole("status").first()).toContainText("La mission est retirée");
  expect((await mailTo(visitor, /signalement/)).text).toContain("Nous avons retiré cette mission");
  expect((await mailTo(contact, /a été retirée/)).text).toContain("Aucune somme ne peut être demandée.");
  expect((await page.goto(need))?.status()).toBe(410);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cette mission a été retirée");
  await page.goto("/moderation/signalements/bilan");
  await awake(page, info);
  await expectAccessible(page, info);
  await expect(page.locator("main table")).toContainText(title);
  for (const width of [320, 1366]) {
    await page.setViewportSize({ width, height: 768 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }

  // Its association mends it, the moderator reads it again.
  await signIn(page, contact);
  await page.goto(desk);
  await expect(page.locator("main")).toContainText("Retirée par la modération");
  await page.getByRole("link", { name: title, exact: true }).click();
  await expect(page.locator("main")).toContainText("Aucune somme ne peut être demandée.");
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByLabel("Ce qu’on va faire").fill("On porte les paniers, sans rien demander à personne.");
  await page.locator("form.plain-form").getByRole("button", { name: "Enregistrer" }).last().click();
  await expect(page.locator("main")).toContainText("Votre correction est en relecture");
  await signIn(page, process.env.MODERATOR ?? "");
  await page.goto("/moderation/signalements");
  await page.getByRole("article", { name: title }).getByRole("button", { name: "Publier" }).click();
  await expect(page.getByRole("status").first()).toContainText("La mission est en ligne");
  expect((await page.goto(need))?.status()).toBe(200);
});

test("words that look like fraud are named before they are sent, and wait for a moderator", async ({ page }, info) => {
  test.slow();
  const mark = freshAddress("f").split("@")[0].replace(/\W/g, "").slice(-8);
  const contact = freshAddress("contact");
  const desk = await approvedDesk(page, `Les Amis de ${mark}`, contact);
  await page.goto(`${desk}/missions/nouvelle`);
  await awake(page, info);
  await page.getByLabel("Titre").fill(`Trier des livres ${mark}`);
  await page.getByLabel("Ce qu’on va faire").fill("On trie des livres. Écrivez-moi sur w h a t s a p p pour venir.");
  await page.getByLabel("Personnes cherchées").fill("3");
  // Where a script shows it while one types, it stands there before the page is new.
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Aperçu" }).click()]);
  await expect(page.locator(".posting-preview")).toContainText("Ce qui demandera une relecture");
  await expect(page.locator(".posting-preview mark").first()).toContainText("w h a t s a p p");
  await expectAccessible(page, info);
  await page.locator("form.plain-form").getByRole("button", { name: /^Publier/ }).last().click();
  await expect(page.locator("main")).toContainText("En relecture : pas encore en ligne");
  await expectAccessible(page, info);
  await signIn(page, process.env.MODERATOR ?? "");
  await page.goto("/moderation/signalements");
  const item = page.getByRole("article", { name: `Trier des livres ${mark}` });
  await expect(item).toContainText("w h a t s a p p");
  await expectAccessible(page, info);
  await item.getByRole("button", { name: "Publier" }).click();
  await expect(page.getByRole("status").first()).toContainText("La mission est en ligne");
  await mailTo(contact, /est en ligne/);
});
