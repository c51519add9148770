import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";

/** Where pictures go of pages that take long to come to. */
export const folder = resolve(import.meta.dirname, "../../target/screens/desk");
const views = [
  [320, 640, "light"],
  [390, 844, "light"],
  [390, 844, "dark"],
  [768, 1024, "light"],
  [768, 1024, "dark"],
  [1366, 768, "light"],
  [1366, 768, "dark"],
] as const;

/** One page after the other at every width and in both themes, without loading it anew. */
export async function shoot(page: Page, name: string, address = ""): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (address) await page.goto(address);
  await page.waitForSelector("html[data-live]", { state: "attached", timeout: 2000 }).catch(() => undefined);
  for (const [width, height, colorScheme] of views) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const path = `${folder}/${name}-${width}-${colorScheme}`;
    await page.screenshot({ path: `${path}.png` });
    await page.screenshot({ path: `${path}-full.png`, fullPage: true });
  }
}
