import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshAddress } from "./support/mail.ts";
import { fillIn, needsWithRoom, send } from "./support/needs.ts";
import { run, start } from "./support/server.ts";
import { awake, expect, expectAccessible, test } from "./support/test.ts";

/** As many sign-ups an hour as one address may ask for. */
const perAddress = 5;

// The server of the other tests has no limits: they all come from one network.
test("one too many is told when to come back, and nothing typed is lost", async ({ page, baseURL }, info) => {
  const folder = mkdtempSync(join(tmpdir(), "coup-de-main-limits-"));
  await run(folder, {}, "demo");
  const server = await start(folder, { RATE_LIMIT: "on", PUBLIC_URL: baseURL ?? "" });
  // The page's own address stays the one it is allowed to ask; what it asks goes to the server with limits.
  await page.route("**/*", async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const answer = await route.fetch({ url: server.url + pathname + search, maxRedirects: 0 });
    await route.fulfill({ response: answer });
  });
  try {
    const address = freshAddress();
    const needs = await needsWithRoom(page);
    for (let time = 0; time <= perAddress; time += 1) {
      await page.goto(`${needs[time % needs.length]}/inscription`);
      await fillIn(page, address);
      await send(page);
      if (time < perAddress) await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Merci/);
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Un peu trop vite");
    await expect(page.locator("main")).toContainText(/Réessayez dans \d+ min/);
    await awake(page, info);
    await expectAccessible(page, info);
    await page.goBack();
    await expect(page.locator("form.sign-up input[name=email]")).toHaveValue(address);
  } finally {
    // Nothing of the page may still be under way when its server goes.
    await page.unrouteAll({ behavior: "wait" });
    await page.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
