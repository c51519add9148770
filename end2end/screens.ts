import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "./support/test.ts";

const folder = resolve(import.meta.dirname, "../target/screens");
const widths = [
  [390, 844],
  [768, 1024],
  [1366, 768],
] as const;

/** Name of the picture → address; `need` and `form` are found by following the search page's first result. */
const pages: Record<string, string> = {
  home: "/",
  search: "/missions",
  "search-paris": "/missions?lieu=Paris&rayon=20",
  "search-nothing": "/missions?q=licorne&lieu=Paris&rayon=5",
  "search-english": "/en/missions",
  missing: "/missions/999999999-rien",
  ...JSON.parse(process.env.SCREENS_PAGES ?? "{}"),
};

for (const [width, height] of widths) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${width} ${colorScheme}`, async ({ browser }) => {
      mkdirSync(folder, { recursive: true });
      const context = await browser.newContext({
        viewport: { width, height }, colorScheme, locale: "fr-FR", baseURL: process.env.BASE_URL,
      });
      const page = await context.newPage();
      const shoot = async (name: string, address: string) => {
        await page.goto(address);
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
      await context.close();
    });
  }
}
