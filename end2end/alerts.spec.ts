import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { asAPerson } from "./support/needs.ts";
import { awake, expect, expectAccessible, expectNoLayoutShift, hasJavaScript, test } from "./support/test.ts";

test("a search is followed by mail: asked for, confirmed, changed, stopped @journey", async ({ page }, info) => {
  const address = freshAddress("alerte");
  await page.goto("/missions?q=pompier&lieu=35238");
  await awake(page, info);
  await page.getByRole("link", { name: "Recevoir les nouvelles missions" }).click();
  await expect(page.locator(".watched")).toContainText("« pompier »");
  await expect(page.locator(".watched")).toContainText("Rennes (35)");
  await awake(page, info);
  await expectNoLayoutShift(page, info);
  await expectAccessible(page, info);

  await page.getByLabel("Votre e-mail").fill(address);
  await page.getByLabel(/Chaque matin/).check();
  await page.waitForTimeout(asAPerson);
  await page.getByRole("button", { name: "Prévenez-moi" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regardez vos e-mails");
  await awake(page, info);
  await expectAccessible(page, info);

  const mail = await mailTo(address, /confirmer/i);
  expect(mail.html).toContain("Je confirme");
  await page.goto(linkIn(mail, /\/alertes\//));
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByRole("button", { name: "Je confirme" }).click();
  await expect(page.getByRole("status")).toContainText("C’est parti");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre alerte");
  await page.getByLabel(/Chaque lundi matin/).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("C’est noté");
  await expect(page.getByLabel(/Chaque lundi matin/)).toBeChecked();
  await page.locator("summary", { hasText: "Tout ce que nous gardons" }).click();
  await expect(page.locator(".kept")).toContainText(address);
  await awake(page, info);
  await expectAccessible(page, info);

  const own = page.url();
  await page.getByRole("button", { name: "Arrêter cette alerte" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("C’est arrêté");
  await awake(page, info);
  await expectAccessible(page, info);
  expect((await page.goto(own))?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cette alerte n’existe plus");
});

test("what was typed stays where something is wrong with it", async ({ page }) => {
  await page.goto("/missions/alerte?q=soupe");
  await page.getByLabel("Votre e-mail").fill("camille@example");
  await page.getByLabel(/Chaque matin/).check();
  await page.getByRole("button", { name: "Prévenez-moi" }).click();
  await expect(page.getByText("Il manque le point")).toBeVisible();
  await expect(page.getByLabel("Votre e-mail")).toHaveValue("camille@example");
  await expect(page.getByLabel(/Chaque matin/)).toBeChecked();
});

test("the ways to follow a search are those of the search on the page", async ({ page, request }, info) => {
  await page.goto("/missions?lieu=35238&rayon=50");
  await awake(page, info);
  const follow = page.locator(".follow");
  const feed = follow.getByRole("link", { name: /flux Atom/ });
  await expect(feed).toHaveAttribute("href", "/missions.atom?lieu=35238&rayon=50");
  if (hasJavaScript(info)) {
    // A filter that applies at once changes them too.
    await page.locator("select[name=rayon]").selectOption("100");
    await expect(feed).toHaveAttribute("href", /rayon=100/);
  }
  for (const link of await follow.getByRole("link").all()) {
    const answer = await request.get(new URL((await link.getAttribute("href")) ?? "", page.url()).href);
    expect(answer.status(), await link.innerText()).toBe(200);
  }
});
