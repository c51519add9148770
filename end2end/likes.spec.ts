import { asAPerson } from "./support/needs.ts";
import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { awake, expect, expectAccessible, expectNoLayoutShift, hasJavaScript, test } from "./support/test.ts";

test("a heart on a card is one click, without a reload, undone by another @journey", async ({ page, context }, info) => {
  await page.goto("/missions?q=soupe");
  await awake(page, info);
  await expectNoLayoutShift(page, info);
  expect(await context.cookies(), "no cookie before the click").toEqual([]);
  await page.evaluate(() => Object.assign(window, { still: true })).catch(() => undefined);
  const card = page.locator("#results article").first();
  const heart = card.locator(".like");
  await expect(heart).toHaveAttribute("aria-pressed", "false");
  await heart.click();
  await expect(heart).toHaveAttribute("aria-pressed", "true");
  await expect(card.locator(".like-count")).toHaveText(/\d/);
  await expect(page).toHaveURL(/\/missions\?q=soupe/);
  if (hasJavaScript(info)) {
    expect(await page.evaluate(() => "still" in window), "the page wasn't loaded anew").toBe(true);
    await expect(page.locator(".like-status")).toHaveText(/favoris/);
  }
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ name: "favoris", httpOnly: true, sameSite: "Lax", path: "/" });
  await expectAccessible(page, info);

  await heart.click();
  await expect(heart).toHaveAttribute("aria-pressed", "false");
  if (hasJavaScript(info)) await expect(page.locator(".like-status")).toHaveText(/plus dans vos favoris/);
  await page.reload();
  await expect(page.locator("#results article .like").first()).toHaveAttribute("aria-pressed", "false");
});

test("the whole card stays a link, and the heart is not part of it", async ({ page }) => {
  await page.goto("/missions?q=soupe");
  const card = page.locator("#results article").first();
  const box = await card.boundingBox();
  if (!box) throw new Error("no card");
  await page.mouse.click(box.x + box.width - 30, box.y + box.height - 12);
  await expect(page).toHaveURL(/\/missions\/\d+-/);
});

test("favourites are listed, compared, sent, forgotten @journey", async ({ page, context }, info) => {
  await page.goto("/mes-favoris");
  await awake(page, info);
  await expect(page.getByRole("heading", { name: "Encore rien ici" })).toBeVisible();
  await expectAccessible(page, info);
  const titles: string[] = [];
  for (const which of [0, 1, 2]) {
    await page.goto("/missions?lieu=Rennes&rayon=50");
    await page.locator("#results article h3 a").nth(which).click();
    await awake(page, info);
    titles.push(await page.getByRole("heading", { level: 1 }).innerText());
    const heart = page.locator(".need-head .like");
    await heart.click();
    await expect(heart).toHaveAttribute("aria-pressed", "true");
    if (hasJavaScript(info)) await expect(page.locator(".like-status")).toHaveText(/favoris/);
    // The list is in the order of the clicks, which are dated by the second.
    await page.waitForTimeout(1_001);
  }
  await expectAccessible(page, info);
  await page.locator(".site-header .to-likes").click();
  await awake(page, info);
  await expect(page.locator(".favorites-list article")).toHaveCount(3);
  await expectAccessible(page, info);

  for (const which of [0, 2]) await page.locator(".favorites-list").getByRole("checkbox").nth(which).check();
  await page.getByRole("button", { name: "Comparer" }).click();
  await awake(page, info);
  await expect(page.locator(".compare thead a")).toHaveText([titles[2] ?? "", titles[0] ?? ""]);
  await page.locator("#lieu").fill("Rennes");
  await page.locator("#lieu").press("Escape");
  await page.getByRole("button", { name: "Mesurer" }).click();
  await expect(page.getByRole("rowheader", { name: /Distance depuis Rennes/ })).toBeVisible();
  await awake(page, info);
  await expectAccessible(page, info);
  // At 400 % nothing stands beside the page.
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectAccessible(page, info);
  await page.goto("/mes-favoris");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1366, height: 768 });

  const address = freshAddress();
  await page.getByLabel("Votre e-mail").fill(address);
  await page.waitForTimeout(asAPerson);
  await page.getByRole("button", { name: "Envoyez-moi la liste" }).click();
  await expect(page.getByRole("status").filter({ hasText: "C’est parti" })).toBeVisible();
  const mail = await mailTo(address, /favoris/);
  for (const title of titles) expect(mail.text).toContain(title);
  expect(linkIn(mail, /\/missions\/\d+-/)).toContain("/missions/");

  await page.locator("summary", { hasText: "Tout oublier" }).click();
  await page.getByRole("button", { name: "Oui, oubliez tout" }).click();
  await expect(page.getByRole("heading", { name: "Encore rien ici" })).toBeVisible();
  expect(await context.cookies()).toEqual([]);
});

test("a like for a need that is gone says so where it was clicked, and asks once @javascript", async ({ page }, info) => {
  await page.goto("/missions?q=soupe");
  await awake(page, info);
  const heart = page.locator("#results article .like").first();
  await heart.evaluate((button) => button.setAttribute("formaction", "/missions/999999999/aimer"));
  let asked = 0;
  page.on("request", (request) => (asked += Number(request.url().endsWith("/missions/999999999/aimer"))));
  await heart.click();
  await expect(page.locator(".like-status")).toBeVisible();
  await expect(page.locator(".like-status")).toHaveText(/Cette mission n’existe plus/);
  await expect(heart).toHaveAttribute("aria-pressed", "false");
  expect(asked).toBe(1);
  await expectAccessible(page, info);
});

test("without a network nothing changes, and everybody sees why @javascript", async ({ page, context }, info) => {
  await page.goto("/missions?q=soupe");
  await awake(page, info);
  const heart = page.locator("#results article .like").first();
  await page.evaluate(() => Object.assign(window, { fetch: () => Promise.reject(new TypeError("offline")) }));
  await heart.click();
  await expect(page.locator(".like-status")).toBeVisible();
  await expect(page.locator(".like-status")).toHaveText(/Pas de réseau/);
  await expect(heart).toHaveAttribute("aria-pressed", "false");
  expect(await context.cookies()).toEqual([]);
});
