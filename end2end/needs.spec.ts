import { awake, expect, expectAccessible, expectNoLayoutShift, test } from "./support/test.ts";

test("a need says what, where and for whom, and leads to the association's own site @journey", async ({ page }, info) => {
  await page.goto("/missions?q=sapeur-pompier&lieu=35238");
  const first = page.locator("#results article h3 a").first();
  const title = await first.innerText();
  await first.click();
  await expect(page).toHaveURL(/\/missions\/\d+-/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await awake(page, info);
  await expectNoLayoutShift(page, info);
  await expectAccessible(page, info);
  // Signed up for on their site: no form here, a link that leads straight there and gives nothing away.
  const there = page.getByRole("link", { name: /Je m’inscris sur leur site/ }).first();
  await expect(there).toHaveAttribute("rel", /noopener/);
  await expect(there).toHaveAttribute("href", /^https?:/);
  await expect(page.locator("main form input[name=email]")).toHaveCount(0);
});

test("a wrong slug leads to the right address, and an unknown need to a page that says so", async ({ page, request }, info) => {
  await page.goto("/missions");
  const path = (await page.locator("#results article h3 a").first().getAttribute("href")) ?? "";
  const id = path.match(/\d+/)?.[0];
  const answer = await request.get(`${process.env.BASE_URL}/missions/${id}-autre-chose`, { maxRedirects: 0 });
  expect([301, 308]).toContain(answer.status());
  expect(answer.headers().location).toBe(path);
  for (const gone of ["/missions/999999999-rien", "/missions/zero", "/en/missions/999999999-rien"]) {
    expect((await page.goto(gone))?.status(), gone).toBe(404);
  }
  await awake(page, info);
  await expectAccessible(page, info);
});

test("a need has its English page, and the way between the two", async ({ page }) => {
  await page.goto("/missions");
  await page.locator("#results article h3 a").first().click();
  await page.locator("a.other-lang").click();
  await expect(page).toHaveURL(/\/en\/missions\/\d+-/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});
