import { expect, type Page } from "@playwright/test";

/** The form takes whoever sends it faster than this, in milliseconds, for a robot. */
export const asAPerson = 3_100;

/** Room enough for every test that takes the same need, and for those that run beside it. */
const room = 6;

interface Listed {
  path: string;
  left: number;
}

/** Needs that take sign-ups here and have places left, as the search page lists them. */
async function listed(page: Page): Promise<Listed[]> {
  await page.goto("/missions?tri=date");
  const cards = page.locator("#results article:has(li.left)");
  await expect(cards.first()).toBeVisible();
  return cards.evaluateAll((all) =>
    all.map((card) => ({
      path: card.querySelector("h3 a")?.getAttribute("href") ?? "",
      left: Number.parseInt(card.querySelector("li.left")?.textContent ?? "0", 10),
    })),
  );
}

/** Addresses of those with room. */
export async function needsWithRoom(page: Page): Promise<string[]> {
  return (await listed(page)).filter(({ left }) => left >= room).map(({ path }) => path);
}

/** Opens the sign-up page of a need with only one slot and one or two places left in it; answers how many. */
export async function openScarceForm(page: Page): Promise<{ need: string; left: number }> {
  for (const { path, left } of await listed(page)) {
    if (left > 2) continue;
    await page.goto(`${path}/inscription`);
    const slots = page.locator("form.sign-up label.slot");
    if ((await page.locator("form.sign-up").count()) && (await slots.count()) <= 1) return { need: path, left };
  }
  throw new Error("every need has room");
}

/** Opens the sign-up page of one of them; tests that run beside each other take different ones. */
export async function openForm(page: Page, which: number, start = ""): Promise<string> {
  const needs = await needsWithRoom(page);
  const need = needs[which % needs.length];
  await page.goto(`${start}${need}/inscription`);
  await expect(page.locator("form.sign-up")).toBeVisible();
  return need;
}

/** Fills in what is mandatory: first name, e-mail, and the slot where there are several. */
export async function fillIn(page: Page, email: string, name = "Camille"): Promise<void> {
  const slots = page.locator("form.sign-up label.slot:not(.full)");
  const left = await slots.locator(".left").allInnerTexts();
  const places = left.map((words) => Number.parseInt(words, 10) || 0);
  if (places.length) await slots.nth(places.indexOf(Math.max(...places))).click();
  await page.locator("form.sign-up input[name=given-name]").fill(name);
  await page.locator("form.sign-up input[name=email]").fill(email);
}

/** Presses the form's button, not before a person could have. */
export async function send(page: Page): Promise<void> {
  await page.waitForTimeout(asAPerson);
  await page.locator("form.sign-up button[type=submit]").click();
}
