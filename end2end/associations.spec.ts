import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { asAPerson } from "./support/needs.ts";
import { awake, expect, expectAccessible, expectNoLayoutShift, test } from "./support/test.ts";

test("an association enters with four answers and a click in a mail @journey", async ({ page }, info) => {
  await page.goto("/");
  await page.locator(".site-footer").getByRole("link", { name: "Vous êtes une association ?" }).click();
  await expect(page).toHaveURL(/\/connexion\?suite=/);
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByRole("link", { name: "L’inscrire, en une page" }).click();
  await awake(page, info);
  await expectNoLayoutShift(page, info);
  await expectAccessible(page, info);

  const contact = freshAddress("contact");
  await page.getByLabel("Nom de l’association").fill("Les Mains ouvertes de la vallée");
  await page.locator("#lieu").fill("Montpellier");
  await page.locator("#lieu").press("Escape");
  await page.getByLabel("Domaine").selectOption({ label: "Solidarité" });
  await page.getByLabel("E-mail de contact").fill("contact@");
  await page.locator("form.plain-form").evaluate((form: HTMLFormElement) => form.setAttribute("novalidate", ""));
  await page.waitForTimeout(asAPerson);
  await page.getByRole("button", { name: "Inscrire l’association" }).click();
  await expect(page.locator("[data-field=email]")).toHaveClass(/wrong/);
  await expect(page.getByLabel("Nom de l’association"), "nothing typed is lost").toHaveValue("Les Mains ouvertes de la vallée");
  await expectAccessible(page, info);
  await page.getByLabel("E-mail de contact").fill(contact);
  await page.getByRole("button", { name: "Inscrire l’association" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Il ne reste qu’un clic");
  await expectAccessible(page, info);

  await page.goto(linkIn(await mailTo(contact, /lien pour entrer/), /\/connexion\//));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Les Mains ouvertes de la vallée");
  await expectAccessible(page, info);
  await page.getByRole("button", { name: "Entrer" }).click();
  await page.goto("/espace");
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByRole("link", { name: "Les Mains ouvertes de la vallée" }).click();
  await expect(page.getByRole("note")).toContainText("en cours de relecture");
  await awake(page, info);
  await expectAccessible(page, info);

  await page.goto("/espace");
  await page.getByRole("button", { name: "Me déconnecter", exact: true }).click();
  await page.goto("/espace");
  await expect(page).toHaveURL(/\/connexion/);
});

test("a link that lets nobody in any more says so", async ({ page }, info) => {
  expect((await page.goto(`/connexion/${"A".repeat(43)}`))?.status()).toBe(404);
  await awake(page, info);
  await expectAccessible(page, info);
  await page.locator("main").getByRole("link", { name: "Demander un autre lien" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Espace des associations");
});
