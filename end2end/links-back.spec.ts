import { awake, expect, hasJavaScript, test } from "./support/test.ts";

test("a link to the association's own site leads straight there; that it was followed is said beside it", async ({
  page,
  context,
}, info) => {
  await page.goto("/missions?q=sapeur-pompier&lieu=35238");
  await page.locator("#results article h3 a").first().click();
  await expect(page).toHaveURL(/\/missions\/\d+-/);
  await awake(page, info);
  const link = page.getByRole("link", { name: /Je m’inscris sur leur site/ }).first();
  const href = (await link.getAttribute("href")) ?? "";
  expect(new URL(href).host).not.toBe(new URL(page.url()).host);
  await expect(link).toHaveAttribute("rel", /nofollow.*noopener.*ugc/);
  await expect(link).toHaveAttribute("referrerpolicy", "strict-origin");

  // The site elsewhere, as far as this test goes.
  let asked: { url: string; referrer: string | undefined } | undefined;
  await context.route((url) => url.href.startsWith(new URL(href).origin), async (route) => {
    asked ??= { url: route.request().url(), referrer: (await route.request().allHeaders()).referer };
    await route.fulfill({ contentType: "text/html", body: "<title>Ailleurs</title>" });
  });
  const told = hasJavaScript(info) ? page.waitForRequest(/\/missions\/\d+\/suivi$/) : undefined;
  const [there] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await there.waitForLoadState();
  expect(there.url()).toBe(href);
  expect(asked?.url).toBe(href);
  // It learns which portal its visitor comes from, and not which page.
  expect([undefined, `${new URL(page.url()).origin}/`]).toContain(asked?.referrer);
  if (told) {
    const request = await told;
    expect(request.method()).toBe("POST");
    expect(request.postData() ?? "").toBe("");
    expect((await request.response())?.status()).toBe(204);
  }
});

test("the redirect of mails of before still leads there", async ({ page, request }) => {
  await page.goto("/missions?q=sapeur-pompier&lieu=35238");
  const path = (await page.locator("#results article h3 a").first().getAttribute("href")) ?? "";
  await page.goto(path);
  const href = await page.getByRole("link", { name: /Je m’inscris sur leur site/ }).first().getAttribute("href");
  const id = /\d+/.exec(path)?.[0];
  const answer = await request.get(`${process.env.BASE_URL}/missions/${id}/aller`, { maxRedirects: 0 });
  expect([answer.status(), answer.headers().location]).toEqual([303, href]);
});
