import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { fillIn, send } from "./support/needs.ts";
import { awake, expect, expectAccessible, test } from "./support/test.ts";

test("under 18, a parent is asked by mail and agrees @journey", async ({ page }, info) => {
  await page.goto("/missions?mineurs=1&tri=date");
  const card = page.locator("#results article:has(li.left) h3 a").first();
  await page.goto(`${await card.getAttribute("href")}/inscription`);
  await awake(page, info);
  const [child, parent] = [freshAddress("lena"), freshAddress("parent")];
  await expect(page.locator("input[name=email-parent]")).toBeHidden();
  await fillIn(page, child, "Léna");
  await page.getByLabel("J’ai moins de 18 ans").check();
  await expectAccessible(page, info);
  await page.locator("form.sign-up").evaluate((form: HTMLFormElement) => form.setAttribute("novalidate", ""));
  await send(page);
  await expect(page.getByText("Indiquez l’e-mail d’un parent").first()).toBeVisible();
  await page.locator("input[name=email-parent]").fill(parent);
  await send(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Merci/);
  await expect(page.locator("main")).toContainText("Un parent reçoit aussi un e-mail");

  await page.goto(linkIn(await mailTo(child, /confirmer/i), /\/inscriptions\//));
  await awake(page, info);
  await page.getByRole("button", { name: "Je confirme" }).click();
  await expect(page.locator("main")).toContainText("Il manque encore l’accord d’un parent");
  await expectAccessible(page, info);
  await expect(page.getByRole("button", { name: "Je confirme" }), "all that Léna can do is done").toHaveCount(0);
  const own = page.url();

  await page.goto(linkIn(await mailTo(parent, /Votre accord pour Léna/), /\/accord-parental\//));
  await awake(page, info);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Léna aimerait donner un coup de main");
  await expectAccessible(page, info);
  await page.getByRole("button", { name: "Je donne mon accord" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Merci pour votre accord");
  await expectAccessible(page, info);

  await page.goto(own);
  await expect(page.getByText("Confirmée", { exact: true })).toBeVisible();
});
