import type { Browser, FrameLocator, Page, TestInfo } from "@playwright/test";
import { approvedDesk, postNeed } from "./support/desk.ts";
import { freshAddress, mailTo } from "./support/mail.ts";
import { asAPerson, needCalled } from "./support/needs.ts";
import { otherSite, type OtherSite } from "./support/other-site.ts";
import { awake, expect, expectAccessible, hasJavaScript, test } from "./support/test.ts";

/** Somebody who visits another site, and all that their browser complained of. */
async function visit(browser: Browser, info: TestInfo, site: OtherSite): Promise<{ page: Page; wrong: string[] }> {
  const javaScriptEnabled = hasJavaScript(info);
  const context = await browser.newContext({ javaScriptEnabled, locale: "fr-FR", viewport: { width: 900, height: 800 } });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(message.text());
  });
  await page.goto(site.url);
  return { page, wrong };
}

/** How tall the frame is, and what is in it. */
async function heights(page: Page): Promise<{ frame: number; content: number }> {
  const frame = (await page.locator("iframe").boundingBox())?.height ?? 0;
  const content = await page.frameLocator("iframe").locator("body").evaluate((body) => body.getBoundingClientRect().height);
  return { frame, content };
}

/** With scripts the frame is as tall as what is in it. */
async function expectFits(page: Page, info: TestInfo): Promise<void> {
  if (!hasJavaScript(info)) return;
  await expect
    .poll(async () => {
      const { frame, content } = await heights(page);
      return Math.abs(frame - content);
    })
    .toBeLessThanOrEqual(1);
}

async function fillInAndSend(page: Page, frame: FrameLocator, address: string): Promise<void> {
  await frame.locator("input[name=given-name]").fill("Camille");
  await frame.locator("input[name=email]").fill(address);
  await page.waitForTimeout(asAPerson);
  await frame.locator("form.sign-up button[type=submit]").click();
}

test("the line that a coordinator copies works in a page of another site with a strict policy @journey", async ({ page, browser }, info) => {
  test.setTimeout(120_000);
  const desk = await approvedDesk(page, `Les Cadres ${Date.now() % 100_000}`, freshAddress("cadres"));
  await postNeed(page, desk, {
    title: "Tenir le vestiaire",
    description: "Accueillir les gens, ranger leurs manteaux, les leur rendre à la fin de la soirée.",
    slots: [[2, "18:00", "21:00", 5], [9, "18:00", "21:00", 5]],
  });
  await page.getByRole("link", { name: "Sur votre site" }).click();
  await page.getByLabel("Calendrier").check();
  await page.locator("#couleur").fill("#2a6f4e");
  await page.getByRole("button", { name: "Voir le résultat" }).click();
  await expect(page.frameLocator(".widget-preview").getByRole("heading", { level: 1 })).toHaveText("Missions bénévoles");
  await awake(page, info);
  await expectAccessible(page, info);
  const line = (await page.locator("#line").textContent()) ?? "";
  if (hasJavaScript(info)) {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copier la ligne" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Copié" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(line);
  }

  const portal = process.env.BASE_URL ?? "";
  const site = await otherSite(line, `default-src 'none'; img-src data:; frame-src ${portal}; script-src ${portal}`);
  const { page: visitor, wrong } = await visit(browser, info, site);
  const sent: Record<string, string>[] = [];
  visitor.on("request", async (request) => {
    if (request.method() === "POST") sent.push(await request.allHeaders());
  });
  const frame = visitor.frameLocator("iframe");
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText("Missions bénévoles");
  expect(await frame.locator("html").evaluate((html) => getComputedStyle(html).getPropertyValue("--accent"))).toBe("#2a6f4e");
  await expectFits(visitor, info);
  await expectAccessible(visitor, info);
  for (const view of ["Liste", "Carte", "Calendrier"]) {
    await frame.getByRole("link", { name: view }).click();
    await expect(frame.getByRole("link", { name: view })).toHaveAttribute("aria-current", "page");
    await expectFits(visitor, info);
  }
  await frame.getByRole("link", { name: /Tenir le vestiaire/ }).first().click();
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText("Tenir le vestiaire");
  await expectFits(visitor, info);
  await expectAccessible(visitor, info);
  await frame.getByRole("link", { name: "Je m’inscris" }).click();
  await frame.locator("label.slot").first().click();
  const email = frame.locator("input[name=email]");
  if (hasJavaScript(info)) {
    await expect(frame.locator("html")).toHaveAttribute("data-live", "");
    await email.fill("camille@");
    await email.press("Tab");
    await expect(email).toHaveAttribute("aria-invalid", "true");
  }
  await expectFits(visitor, info);
  await expectAccessible(visitor, info);
  const address = freshAddress();
  await fillInAndSend(visitor, frame, address);
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText(/Merci/);
  await expectFits(visitor, info);
  await mailTo(address, /confirmer/i);

  expect(sent.map((headers) => headers["sec-fetch-site"])).toEqual(["same-origin"]);
  expect(sent.some((headers) => "cookie" in headers)).toBe(false);
  expect(await visitor.context().cookies()).toEqual([]);
  expect(wrong).toEqual([]);
  await visitor.context().close();
  await site.stop();
});

test("where the policy allows no script of ours, the frame scrolls and one signs up all the same", async ({ page, browser }, info) => {
  const portal = process.env.BASE_URL ?? "";
  const need = /\d+/.exec(await needCalled(page, "Remettre en état des ordinateurs donnés"))?.[0];
  const line = `<iframe src="${portal}/widget/missions/${need}" title="Mission" width="100%" height="300"></iframe><script async src="${portal}/widget.js"></script>`;
  const site = await otherSite(line, `default-src 'none'; img-src data:; frame-src ${portal}`);
  const { page: visitor, wrong } = await visit(browser, info, site);
  const frame = visitor.frameLocator("iframe");
  await frame.getByRole("link", { name: "Je m’inscris" }).click();
  await expect(frame.locator("form.sign-up")).toBeVisible();
  const { frame: height, content } = await heights(visitor);
  expect(height).toBeLessThanOrEqual(304);
  expect(content).toBeGreaterThan(height + 200);
  const html = frame.locator("html");
  await html.evaluate(() => scrollTo(0, 150));
  expect(await html.evaluate((root) => root.scrollTop)).toBe(150);
  await fillInAndSend(visitor, frame, freshAddress());
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText(/Merci/);
  // The browser says of the refused script that it was refused, and of nothing else.
  expect(wrong.filter((words) => !words.includes("/widget.js"))).toEqual([]);
  await visitor.context().close();
  await site.stop();
});

test("no other page of ours shows in another site's frame", async ({ browser }, info) => {
  const portal = process.env.BASE_URL ?? "";
  for (const path of ["/", "/missions", "/espace", "/connexion"]) {
    const site = await otherSite(`<iframe src="${portal}${path}" title="Cadre"></iframe>`);
    const { page: visitor } = await visit(browser, info, site);
    await expect.poll(() => visitor.frames().at(1)?.url() ?? "").toMatch(/^chrome-error:/);
    await visitor.context().close();
    await site.stop();
  }
});

test("a pasted link is a card that says its height and opens its links around the frame, as WordPress frames it @javascript", async ({ page, browser, request }, info) => {
  const portal = process.env.BASE_URL ?? "";
  const need = await needCalled(page, "Remettre en état des ordinateurs donnés");
  await page.goto(need);
  const discovered = await page.locator("link[type='application/json+oembed']").getAttribute("href");
  const card = await (await request.get(discovered ?? "")).json();
  expect(card.type).toBe("rich");
  const html: string = card.html.replace(/src="([^"]+)"/, 'src="$1#?secret=abc123" sandbox="allow-scripts"');
  const script = "<script>window.told = []; addEventListener('message', (event) => told.push(event.data));</script>";
  const site = await otherSite(script + html);
  const { page: visitor } = await visit(browser, info, site);
  const told = () => visitor.evaluate(() => (window as unknown as { told: { message?: string; value?: unknown }[] }).told);
  await expect.poll(async () => (await told()).find(({ message }) => message === "height")?.value).toBeGreaterThan(200);
  await visitor.frameLocator("iframe").getByRole("link", { name: "Je m’inscris" }).click();
  const id = /\d+/.exec(need)?.[0];
  await expect
    .poll(async () => (await told()).find(({ message }) => message === "link"))
    .toEqual({ message: "link", value: `${portal}/missions/${id}/inscription`, secret: "abc123" });
  await visitor.context().close();
  await site.stop();
});

for (const [width, colour] of [[320, "ffff00"], [390, "2a6f4e"], [768, "000000"], [768, "ffffff"], [1024, "e75480"]] as const) {
  test(`every view is readable and fits at ${width} pixels in #${colour}`, async ({ page }, info) => {
    await page.setViewportSize({ width, height: 700 });
    await page.goto(await needCalled(page, "Servir la soupe du mardi soir"));
    const id = /\d+/.exec((await page.locator(".about-name a").getAttribute("href")) ?? "")?.[0];
    const need = /\d+/.exec(new URL(page.url()).pathname)?.[0];
    const views = ["liste", "calendrier", "carte"].map((view) => `associations/${id}?vue=${view}&`);
    for (const path of [...views, `missions/${need}?`, `missions/${need}/inscription?`, `missions/${need}/merci?`]) {
      await page.goto(`/widget/${path}couleur=${colour}`);
      await awake(page, info);
      if (path.includes("inscription")) await page.locator("label.slot").first().click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
      await expectAccessible(page, info);
    }
  });
}

test("a colour that is none leaves the portal's own", async ({ page }) => {
  const need = /\d+/.exec(await needCalled(page, "Remettre en état des ordinateurs donnés"))?.[0];
  const accent = () => page.locator("html").evaluate((html) => getComputedStyle(html).getPropertyValue("--accent"));
  await page.goto("/");
  const own = await accent();
  await page.goto(`/widget/missions/${need}?couleur=${encodeURIComponent("red;}</style><script>window.hurt=1</script>")}`);
  expect(await accent()).toBe(own);
  expect(await page.evaluate(() => "hurt" in window)).toBe(false);
});
