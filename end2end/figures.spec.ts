import { browser as ours } from "./support/browser.ts";
import { confirm, approvedDesk, postNeed, signIn } from "./support/desk.ts";
import { freshAddress } from "./support/mail.ts";
import { fillIn, send } from "./support/needs.ts";
import { awake, expect, expectAccessible, expectNoLayoutShift, hasJavaScript, test } from "./support/test.ts";

/** What a browser of a person calls itself: a headless one is taken for a robot. */
const person = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
// Said by the browser itself: what a page sends while it goes away no longer has the name that a context was given.
test.use({ launchOptions: { ...ours.launchOptions, args: [...(ours.launchOptions?.args ?? []), `--user-agent=${person}`] } });

test("from the first reading to the coordinator's charts, by way of the form @journey", async ({ page, browser, javaScriptEnabled }, info) => {
  const owner = freshAddress("chiffres");
  const desk = await approvedDesk(page, `Les Compteurs ${Date.now()}`, owner);
  const need = await postNeed(page, desk, { title: `Compter les tables ${Date.now()}`, description: "Nous comptons les tables et les chaises de la salle, puis nous les rangeons ensemble avant midi.", slots: [[9, "09:00", "12:00", 5]] });
  const figures = `${desk}/chiffres`;
  await page.goto(figures);
  await awake(page, info);
  await expect(page.getByRole("heading", { name: "Rien à montrer pour cette période" })).toBeVisible();
  await expectAccessible(page, info);

  // Somebody who comes by a shared link, and signs up.
  const settings = { baseURL: process.env.BASE_URL, locale: "fr-FR", javaScriptEnabled };
  const visitor = await (await browser.newContext({ ...settings, userAgent: `${person} Edg/141.0.0.0` })).newPage();
  await visitor.goto(`${need}?de=whatsapp`);
  await awake(visitor, info);
  const address = freshAddress();
  await fillIn(visitor, address);
  await send(visitor);
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText(/Merci/);
  expect(await visitor.context().cookies(), "nothing is left in the browser").toEqual([]);
  await visitor.context().close();
  await confirm(page.request, address);

  // Somebody who begins, and goes elsewhere.
  const other = await (await browser.newContext(settings)).newPage();
  await other.goto(need);
  await awake(other, info);
  await other.locator("form.sign-up input[name=given-name]").pressSequentially("Dominique");
  await other.locator("form.sign-up input[name=email]").pressSequentially("d");
  await other.goto("/missions");

  // Somebody who asks not to be counted.
  const private_ = await (await browser.newContext({ ...settings, userAgent: `${person} OPR/120`, extraHTTPHeaders: { "sec-gpc": "1" } })).newPage();
  await private_.goto(need);
  await private_.context().close();

  const cell = (name: string) => page.locator("section[aria-labelledby=way] tr", { has: page.getByRole("rowheader", { name, exact: true }) }).locator("td").first();
  await expect(async () => {
    await page.goto(figures);
    await expect(cell("Vue")).toHaveText("2", { timeout: 500 });
    await expect(cell("Formulaire envoyé")).toHaveText("1", { timeout: 500 });
    await expect(cell("Inscription confirmée")).toHaveText("1", { timeout: 500 });
    await expect(cell("Formulaire commencé")).toHaveText(hasJavaScript(info) ? "2" : "1", { timeout: 500 });
    const left = page.locator("section[aria-labelledby=left]").getByRole("row", { name: /E-mail/ });
    await expect(left).toHaveCount(hasJavaScript(info) ? 1 : 0, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await other.context().close();
  await awake(page, info);
  await expectNoLayoutShift(page, info);
  await expectAccessible(page, info);
  await expect(page.getByRole("row", { name: /Lien partagé : WhatsApp/ })).toContainText("1 sur 1");
  await expect(page.getByRole("img", { name: /De la lecture à la venue/ })).toBeVisible();

  // Another period, by a button of a plain form; the need's own page; the file.
  await page.getByRole("button", { name: "12 mois" }).click();
  await expect(page).toHaveURL(/periode=12-mois/);
  await page.getByRole("rowheader").getByRole("link", { name: /Compter les tables/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Compter les tables");
  await expect(page.getByRole("button", { name: "12 mois" })).toHaveAttribute("aria-current", "true");
  await awake(page, info);
  await expectAccessible(page, info);
  const file = await page.request.get(new URL((await page.getByRole("link", { name: "Télécharger (CSV)" }).getAttribute("href")) ?? "", page.url()).href);
  expect(await file.text()).toMatch(/Formulaire envoyé;;Lien partagé\s: WhatsApp;1/);
});

test("the charts are read at 320 pixels and drawn in colours that stand out", async ({ page }, info) => {
  await signIn(page, process.env.MODERATOR ?? "");
  await page.goto("/moderation/chiffres?periode=12-mois");
  await awake(page, info);
  await expectAccessible(page, info);
  await expect(page.locator("svg.columns.first rect")).not.toHaveCount(0);
  for (const width of [320, 390, 768, 1366]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${width}`).toBeLessThanOrEqual(width);
    const sizes = await page.locator(".chart svg text").evaluateAll((all) => all.map((text) => Number.parseFloat(getComputedStyle(text).fontSize)));
    expect(Math.min(...sizes), "words keep their size").toBeGreaterThanOrEqual(12);
  }
});

test("bars reach 3:1 on paper, in light and in dark @javascript", async ({ page }) => {
  await signIn(page, process.env.MODERATOR ?? "");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("/moderation/chiffres?periode=12-mois");
    for (const bar of ["svg.columns.first rect", "svg.columns.second rect", "svg.rows rect:not(.track)"]) {
      const contrast = await page.locator(bar).first().evaluate((rect) => {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
        if (!canvas) return 0;
        const light = (colour: string) => {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
            const part = value / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const [fill, paper] = [light(getComputedStyle(rect).fill), light(getComputedStyle(document.body).backgroundColor)];
        return (Math.max(fill, paper) + 0.05) / (Math.min(fill, paper) + 0.05);
      });
      expect(contrast, `${bar}, ${colorScheme}`).toBeGreaterThanOrEqual(3);
    }
  }
});

test("how we count is one click from every page, and in the account the letter can be stopped", async ({ page }, info) => {
  await page.goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "Comment nous comptons" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Comment nous comptons");
  await awake(page, info);
  await expectAccessible(page, info);
  await signIn(page, freshAddress("lettre"));
  await page.goto("/espace/compte");
  await page.getByRole("button", { name: "Ne plus la recevoir" }).click();
  await expect(page.getByText("La lettre du mois ne vous est plus envoyée.")).toBeVisible();
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByRole("button", { name: "La recevoir de nouveau" }).click();
  await expect(page.getByRole("button", { name: "Ne plus la recevoir" })).toBeVisible();
});
