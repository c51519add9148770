import { awake, expect, expectAccessible, expectNoLayoutShift, test } from "./support/test.ts";

test("the first page asks what and where, and takes one to what was found @journey", async ({ page }, info) => {
  await page.goto("/");
  await awake(page, info);
  await expectNoLayoutShift(page, info);
  await expectAccessible(page, info);
  const search = page.getByRole("search").first();
  await search.locator("input[name=q]").fill("pompier");
  await search.locator("input[type=text][role=combobox], input[name=lieu]").first().fill("Rennes");
  await search.getByRole("button").last().click();
  await expect(page).toHaveURL(/\/missions\?.*lieu=/);
});

for (const path of ["/", "/en"]) {
  test(`${path} says its language and leads to the other one`, async ({ page }) => {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", path === "/" ? "fr" : "en");
    await page.locator("a.other-lang").click();
    await expect(page).toHaveURL(path === "/" ? "/en" : "/");
  });
}

test("a page that isn't there says so, with the way back", async ({ page }, info) => {
  const answer = await page.goto("/nulle-part");
  expect(answer?.status()).toBe(404);
  await awake(page, info);
  await expectAccessible(page, info);
  await expect(page.locator("main").getByRole("link").first()).toBeVisible();
});
