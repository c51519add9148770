import { expect, type Page } from "@playwright/test";
import { linkIn, mailsTo, mailTo } from "./mail.ts";
import { asAPerson } from "./needs.ts";

/** Signs in by a mailed link, as whoever holds this address. */
export async function signIn(page: Page, address: string, mails?: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/connexion");
  await page.locator("main input[name=email]").fill(address);
  await page.getByRole("button", { name: "Envoyez-moi le lien" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regardez vos e-mails");
  // Several tests may be the same person, and each link lets in once.
  await expect
    .poll(async () => {
      const links = (await mailsTo(address, mails)).filter((mail) => /lien pour entrer/.test(mail.subject ?? ""));
      for (const mail of links.reverse()) {
        await page.goto(linkIn(mail, /\/connexion\//));
        if (await page.getByRole("button", { name: "Entrer" }).count()) return true;
      }
      return false;
    }, { message: "a link that lets in" })
    .toBe(true);
  await page.getByRole("button", { name: "Entrer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mon espace");
}

/** An association enters, its contact address with it; the page is then that of its first need. */
export async function enter(page: Page, name: string, contact: string, mails?: string): Promise<void> {
  await page.goto("/associations/inscription");
  await page.getByLabel("Nom de l’association").fill(name);
  await page.locator("#lieu").fill("Montpellier");
  await page.locator("#lieu").press("Escape");
  await page.getByLabel("Domaine").selectOption({ label: "Solidarité" });
  await page.getByLabel("E-mail de contact").fill(contact);
  await page.waitForTimeout(asAPerson);
  await page.getByRole("button", { name: "Inscrire l’association" }).click();
  await page.goto(linkIn(await mailTo(contact, /lien pour entrer/, mails), /\/connexion\//));
  await page.getByRole("button", { name: "Entrer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nouvelle mission");
}

/** A need with one slot, from nine to noon in so many days, filled in and published. */
export async function post(page: Page, title: string, days: number): Promise<void> {
  await page.getByLabel("Titre").fill(title);
  await page.getByLabel("Ce qu’on va faire").fill("On porte les paniers du camion à la salle.\n\nPuis on boit un café.");
  await page.getByLabel("À des dates précises").check();
  await page.locator("#day-0").fill(new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
  await page.locator("#from-0").fill("09:00");
  await page.locator("#until-0").fill("12:00");
  await page.locator("#places-0").fill("4");
  await page.locator("form.plain-form").getByRole("button", { name: /^Publier/ }).last().click();
  await expect(page.getByRole("status").first()).toContainText("prête");
}

/** A moderator lets an association in. */
export async function letIn(page: Page, moderator: string, name: string, mails?: string): Promise<void> {
  await signIn(page, moderator, mails);
  await page.goto("/moderation");
  await page.getByRole("region", { name }).getByRole("button", { name: "Accepter" }).click();
  await expect(page.getByRole("status")).toContainText("acceptée");
}
