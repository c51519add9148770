import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { fillIn, needCalled, send } from "./support/needs.ts";
import { test } from "./support/test.ts";

const folder = resolve(import.meta.dirname, "../target/screens");
const widths = [
  [390, 844],
  [768, 1024],
  [1366, 768],
] as const;

/** Name of the picture → address; the others are found by following links. */
const pages: Record<string, string> = {
  home: "/",
  search: "/missions",
  "search-paris": "/missions?lieu=Paris&rayon=20",
  "search-nothing": "/missions?q=licorne&lieu=Paris&rayon=5",
  "search-english": "/en/missions",
  "search-which-place": "/missions?lieu=Œuilly",
  "search-unknown-place": "/missions?lieu=Zzyxville",
  "lost-link": "/inscriptions/lien-perdu",
  missing: "/missions/999999999-rien",
  ...JSON.parse(process.env.SCREENS_PAGES ?? "{}"),
};

type Shoot = (name: string, address: string) => Promise<void>;

/** What somebody under 18 sees from the form to the end, and what their parent sees. */
async function afterwards(page: Page, shoot: Shoot): Promise<void> {
  const need = await needCalled(page, "Remettre en état des ordinateurs donnés");
  await shoot("need-here", need);
  await page.goto(`${need}/inscription`);
  await fillIn(page, "lena@", "Léna");
  await page.getByLabel("J’ai moins de 18 ans").check();
  await page.locator("form.sign-up").evaluate((form: HTMLFormElement) => form.submit());
  await page.waitForSelector(".error-summary");
  await shoot("form-wrong", "");
  const [child, parent] = [freshAddress("lena"), freshAddress("parent")];
  await page.goto(`${need}/inscription`);
  await fillIn(page, child, "Léna");
  await page.getByLabel("J’ai moins de 18 ans").check();
  await page.locator("input[name=email-parent]").fill(parent);
  await send(page);
  await page.waitForURL(/merci/);
  await shoot("thanks", "");
  const own = linkIn(await mailTo(child, /confirmer/i), /\/inscriptions\//);
  await shoot("own-page", own);
  for (const summary of await page.locator("main summary").all()) await summary.click();
  await shoot("own-page-open", "");
  await shoot("parent", linkIn(await mailTo(parent, /Votre accord/), /\/accord-parental\//));
}

for (const [width, height] of widths) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${width} ${colorScheme}`, async ({ browser }) => {
      mkdirSync(folder, { recursive: true });
      const context = await browser.newContext({
        viewport: { width, height }, colorScheme, locale: "fr-FR", baseURL: process.env.BASE_URL,
      });
      const page = await context.newPage();
      const shoot = async (name: string, address: string) => {
        if (address) await page.goto(address);
        // A page without islands, or one that fails to wake, is worth a picture too.
        await page.waitForSelector("html[data-live]", { state: "attached", timeout: 2000 }).catch(() => undefined);
        const path = `${folder}/${name}-${width}-${colorScheme}`;
        await page.screenshot({ path: `${path}.png` });
        await page.screenshot({ path: `${path}-full.png`, fullPage: true });
      };
      for (const [name, address] of Object.entries(pages)) await shoot(name, address);
      await page.goto("/missions");
      const first = page.locator("main a[href^='/missions/']").first();
      if (await first.count()) {
        const need = (await first.getAttribute("href")) ?? "";
        await shoot("need", need);
        await shoot("form", `${need.split(/[?#]/)[0]}/inscription`);
      }
      await afterwards(page, shoot);
      await context.close();
    });
  }
}
