import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { fillIn, needCalled, send } from "./support/needs.ts";
import { awake, expect, expectAccessible, hasJavaScript, test } from "./support/test.ts";

test("a full need has a waiting list, and a place given back goes to the first in it @journey", async ({ page }, info) => {
  // Each of the two has one place, and is nobody else's.
  const need = await needCalled(page, hasJavaScript(info) ? "Relire nos contrats" : "Reprendre la trésorerie");
  const early = freshAddress("premiere");
  await page.goto(`${need}/inscription`);
  await fillIn(page, early, "Fatou");
  await send(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Merci, c’est noté");

  const late = freshAddress("suivante");
  await page.goto(`${need}/inscription`);
  await awake(page, info);
  await expect(page.getByText("complet").first()).toBeVisible();
  await expectAccessible(page, info);
  await fillIn(page, late, "Maëlys");
  await expect(page.getByRole("button", { name: "Je m’inscris sur la liste d’attente" })).toBeVisible();
  await send(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Merci, vous êtes sur la liste d’attente");
  await page.goto(linkIn(await mailTo(late, /Liste d’attente/), /\/inscriptions\//));
  await awake(page, info);
  await expect(page.getByText("La prochaine place libre est pour vous")).toBeVisible();
  await expectAccessible(page, info);

  await page.goto(linkIn(await mailTo(early), /\/inscriptions\//));
  await page.locator("summary", { hasText: "Annuler mon inscription" }).click();
  await page.getByRole("button", { name: "Oui, j’annule" }).click();
  await expect(page.getByText("Annulée", { exact: true })).toBeVisible();

  await page.goto(linkIn(await mailTo(late, /Une place pour vous/), /\/inscriptions\//));
  await awake(page, info);
  await expect(page.getByText("Une place s’est libérée")).toBeVisible();
  await expectAccessible(page, info);
  await page.getByRole("button", { name: "Je confirme : je prends la place" }).click();
  await expect(page.getByText("Confirmée", { exact: true })).toBeVisible();
});
