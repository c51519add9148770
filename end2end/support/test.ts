import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page, type TestInfo } from "@playwright/test";

/** What a browser complains of when a page is answered with an error status on purpose. */
const statusNoise = /Failed to load resource: the server responded with a status of (4\d\d|503)/;

/**
 * Playwright's `test`, whose every page fails its test when it asks another host for anything, throws, writes an
 * error or a warning to the console (a broken content security policy, an island that isn't there), or jumps.
 */
export const test = base.extend({
  baseURL: async ({}, use) => use(process.env.BASE_URL),
  page: async ({ page, baseURL, javaScriptEnabled }, use) => {
    const own = new URL(baseURL ?? "").host;
    const wrong: string[] = [];
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith("http") && host !== own) wrong.push(`asked ${host} for ${request.url()}`);
    });
    page.on("pageerror", (error) => wrong.push(`threw ${error.message}`));
    page.on("console", (message) => {
      const loud = message.type() === "error" || message.type() === "warning";
      if (loud && !statusNoise.test(message.text())) wrong.push(`console: ${message.text()}`);
    });
    if (javaScriptEnabled !== false) await page.addInitScript(watchLayoutShifts);
    await use(page);
    expect(wrong, "what the browser complained of").toEqual([]);
  },
});
export { expect };

/** Is this run one with JavaScript? */
export function hasJavaScript(info: TestInfo): boolean {
  return info.project.use.javaScriptEnabled !== false;
}

/** Waits until the islands of the page are awake; at once without JavaScript. */
export async function awake(page: Page, info: TestInfo): Promise<void> {
  if (hasJavaScript(info)) await expect(page.locator("html")).toHaveAttribute("data-live", "");
}

/** axe finds nothing on the page as it stands, in light and in dark. Only with JavaScript: axe is a script. */
export async function expectAccessible(page: Page, info: TestInfo): Promise<void> {
  if (!hasJavaScript(info)) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
    // Halfway from one theme to the other nothing has the colours that anybody sees.
    await page.evaluate(finishAnimations);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary}`),
    );
    expect(found, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
}

async function finishAnimations(): Promise<void> {
  // Styles are worked out anew, and with them the transitions begun, before the next frame.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const animation of document.getAnimations()) {
    const endless = animation.effect?.getComputedTiming().endTime === Infinity;
    if (endless) animation.cancel();
    else animation.finish();
  }
}

/** Nothing on the page has moved by itself since it was opened. */
export async function expectNoLayoutShift(page: Page, info: TestInfo): Promise<void> {
  if (!hasJavaScript(info)) return;
  expect(await page.evaluate(() => window.layoutShifts ?? []), `what moved on ${page.url()}`).toEqual([]);
}

declare global {
  interface Window {
    /** What moved, and by how much. */
    layoutShifts?: string[];
  }
}

function watchLayoutShifts(): void {
  interface Shift extends PerformanceEntry {
    value: number;
    hadRecentInput: boolean;
    sources: { node?: Node }[];
  }
  window.layoutShifts = [];
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries() as Shift[]) {
      if (shift.hadRecentInput) continue;
      const nodes = shift.sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 90) : node));
      window.layoutShifts?.push(`${shift.value.toFixed(4)}: ${nodes.join(" | ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}
