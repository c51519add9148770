import { expect, type Page } from "@playwright/test";

/** The form takes whoever sends it faster than this, in milliseconds, for a robot. */
export const asAPerson = 3_100;

/** Room enough for every test that takes the same need, and for those that run beside it. */
const room = 6;

/** Addresses of needs that take sign-ups here and have room, as the search page lists them. */
export async function needsWithRoom(page: Page): Promise<string[]> {
  await page.goto("/missions?tri=date");
  const cards = page.locator("#results article:has(li.left)");
  await expect(cards.first()).toBeVisible();
  const found = await cards.evaluateAll((all) =>
    all.map((card) => ({
      path: card.querySelector("h3 a")?.getAttribute("href") ?? "",
      left: Number.parseInt(card.querySelector("li.left")?.textContent ?? "0", 10),
    })),
  );
  return found.filter(({ left }) => left >= room).map(({ path }) => path);
}

/** The address of the demo need with this title. */
export async function needCalled(page: Page, title: string): Promise<string> {
  await page.goto(`/missions?q=${encodeURIComponent(title)}`);
  return (await page.getByRole("link", { name: title }).first().getAttribute("href")) ?? "";
}

/** Opens the sign-up page of one of them; tests that run beside each other take different ones. */
export async function openForm(page: Page, which: number, start = ""): Promise<string> {
  const needs = await needsWithRoom(page);
  const need = needs[which % needs.length];
  await page.goto(`${start}${need}/inscription`);
  await expect(page.locator("form.sign-up")).toBeVisible();
  return need;
}

/** Fills in what is mandatory: first name, e-mail, and where there are several slots the first with room. */
export async function fillIn(page: Page, email: string, name = "Camille"): Promise<void> {
  const slots = page.locator("form.sign-up label.slot:not(.full)");
  const left = await slots.locator(".left").allInnerTexts();
  const places = left.map((words) => Number.parseInt(words, 10) || 0);
  if (places.length) await slots.nth(Math.max(0, places.findIndex((count) => count > 1))).click();
  await page.locator("form.sign-up input[name=given-name]").fill(name);
  await page.locator("form.sign-up input[name=email]").fill(email);
}

/** Presses the form's button, not before a person could have. */
export async function send(page: Page): Promise<void> {
  await page.waitForTimeout(asAPerson);
  await page.locator("form.sign-up button[type=submit]").click();
}
