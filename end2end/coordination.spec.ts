import { enterAssociation, signIn } from "./support/desk.ts";
import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { fillIn, send } from "./support/needs.ts";
import { awake, expect, expectAccessible, test } from "./support/test.ts";

test("from an association that enters to a volunteer who is written to @journey", async ({ page }, info) => {
  const mark = `Vallée ${freshAddress("v").split("@")[0].replace(/\W/g, "").slice(-8)}`;
  const [contact, volunteer] = [freshAddress("contact"), freshAddress("camille")];

  // It enters.
  const desk = await enterAssociation(page, `Les Mains de la ${mark}`, contact);

  // The third page since the home page, and its first need.
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByLabel("Titre").fill(`Porter les paniers de la ${mark}`);
  await page.getByLabel("Ce qu’on va faire").fill("On porte les paniers du camion à la salle.\n\nPuis on boit un café.");
  await page.getByLabel("À des dates précises").check();
  const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await page.locator("#day-0").fill(day);
  await page.locator("#from-0").fill("09:00");
  await page.locator("#until-0").fill("12:00");
  await page.locator("#places-0").fill("4");
  await page.locator("form.plain-form").getByRole("button", { name: /^Publier/ }).last().click();
  await expect(page.getByRole("status").first()).toContainText("prête");
  await expectAccessible(page, info);

  // A moderator lets it in.
  await signIn(page, process.env.MODERATOR ?? "");
  await page.goto("/moderation");
  await awake(page, info);
  await expectAccessible(page, info);
  const waiting = page.getByRole("region", { name: `Les Mains de la ${mark}` });
  await waiting.getByRole("button", { name: "Accepter" }).click();
  await expect(page.getByRole("status")).toContainText("acceptée");
  await mailTo(contact, /est en ligne/);

  // A visitor finds it and signs up.
  await page.context().clearCookies();
  await page.goto(`/missions?q=${encodeURIComponent(`paniers ${mark}`)}`);
  await page.getByRole("link", { name: `Porter les paniers de la ${mark}` }).click();
  await expect(page.locator("main")).toContainText("On porte les paniers du camion à la salle.");
  const need = new URL(page.url()).pathname;
  await page.goto(`${need}/inscription`);
  await fillIn(page, volunteer);
  await send(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Merci/);
  await page.goto(linkIn(await mailTo(volunteer, /confirmer/i), /\/inscriptions\//));
  await page.getByRole("button", { name: "Je confirme" }).click();
  await expect(page.getByText("Confirmée", { exact: true })).toBeVisible();

  // The coordinator sees them, accepts, exports, writes.
  await signIn(page, contact);
  await page.goto(`${desk}/inscriptions`);
  await awake(page, info);
  await expectAccessible(page, info);
  await expect(page.locator("main table")).toContainText("Camille");
  await page.getByRole("checkbox", { name: /Choisir Camille/ }).check();
  await page.getByRole("button", { name: "Accepter", exact: true }).click();
  await expect(page.locator("main table")).toContainText("acceptée");

  const csv = await page.request.get(`${desk}/inscriptions.csv`);
  expect(csv.headers()["content-type"]).toContain("text/csv");
  expect(await csv.text()).toContain(volunteer);
  const xlsx = await page.request.get(`${desk}/inscriptions.xlsx`);
  expect((await xlsx.body()).subarray(0, 2).toString()).toBe("PK");

  await page.getByRole("checkbox", { name: /Choisir Camille/ }).check();
  await page.getByRole("button", { name: "Écrire" }).click();
  await expect(page.locator("main")).toContainText("À 1 personne : Camille");
  await page.getByRole("button", { name: "Rappel" }).click();
  await expect(page.getByLabel("Objet")).toHaveValue(/C’est bientôt/);
  await expectAccessible(page, info);
  await page.getByRole("button", { name: "Voir avant d’envoyer" }).click();
  await expect(page.getByRole("region", { name: "Voici ce que recevront les premiers" })).toContainText("Bonjour Camille");
  await page.getByRole("button", { name: "Envoyer à 1 personne" }).click();
  await expect(page.getByRole("status").first()).toContainText("C’est parti");
  await expectAccessible(page, info);
  const mail = await mailTo(volunteer, /C’est bientôt/);
  expect(mail.replyTo?.[0]?.address).toBe(contact);
  expect(mail.text).toContain("Bonjour Camille");
});
