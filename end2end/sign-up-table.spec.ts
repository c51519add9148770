import type { Page } from "@playwright/test";
import { approvedDesk, post, postNeed, signUp, type Volunteer } from "./support/desk.ts";
import { freshAddress } from "./support/mail.ts";
import { awake, expect, expectAccessible, hasJavaScript, test } from "./support/test.ts";

const text = "On porte les paniers du camion à la salle.\n\nPuis on boit un café.";

/** The table of an association with one need, for which these people have signed up. */
async function tableWith(page: Page, people: Volunteer[]): Promise<{ table: string; need: string }> {
  test.slow();
  const desk = await approvedDesk(page, "Les Paniers du quartier", freshAddress("paniers"));
  const need = await postNeed(page, desk, { title: "Porter les paniers", description: text, seats: 20 });
  await signUp(page.request, need, people);
  const table = `${desk}/inscriptions`;
  await page.goto(table);
  return { table, need };
}

const three = [{ first: "Camille" }, { first: "Aïcha" }, { first: "Robert" }];
const row = (page: Page, name: string) => page.locator(".sign-up-table tbody tr", { hasText: name });
const box = (page: Page, name: string) => page.getByRole("checkbox", { name: `Choisir ${name}` });

test("a filter of the table applies at once, the address follows, and back is back @javascript", async ({ page }, info) => {
  await tableWith(page, three);
  await awake(page, info);
  await page.evaluate(() => (document.documentElement.dataset.same = "page"));
  await page.getByLabel("Nom ou e-mail").pressSequentially("robert");
  await expect(page).toHaveURL(/q=robert/);
  await expect(row(page, "Robert")).toBeVisible();
  await expect(row(page, "Camille")).toHaveCount(0);
  await expect(page.locator(".sign-ups-page > .heard")).toHaveText("1 inscription");
  await page.locator("#f-etat").selectOption({ label: "acceptée" });
  await expect(page).toHaveURL(/q=robert&etat=accepted/);
  await expect(page.getByText("Personne ici pour l’instant.")).toBeVisible();
  await expect(page.locator(".sign-up-table"), "an empty table isn't shown").toBeHidden();
  await expectAccessible(page, info);
  await page.goBack();
  await expect(row(page, "Robert")).toBeVisible();
  await expect(page.locator("#f-etat")).toHaveValue("");
  await page.goBack();
  await expect(page.locator(".sign-up-table tbody tr")).toHaveCount(3);
  await expect(page.getByLabel("Nom ou e-mail")).toHaveValue("");
  await expect(page.locator("html"), "nothing was loaded anew").toHaveAttribute("data-same", "page");
});

test("what comes in and what colleagues answer appears; ticks, focus and the open fold stay @javascript", async ({ page }, info) => {
  const { table, need } = await tableWith(page, three);
  await awake(page, info);
  await page.getByText("Exporter ces inscriptions").click();
  await box(page, "Robert").check();
  await expect(page.locator(".for-ticked legend")).toHaveText("Pour la personne choisie (1)");
  const camille = row(page, "Camille").getByRole("link");
  await camille.focus();
  const heard = page.locator(".sign-ups-page > .heard");
  await signUp(page.request, need, [{ first: "Fatou" }, { first: "Luc" }]);
  await expect(heard).toHaveText("2 nouvelles inscriptions", { timeout: 20_000 });
  await expect(row(page, "Fatou")).toBeVisible();
  await expect(page.locator(".table-count")).toHaveText("5 inscriptions");
  await expect(box(page, "Robert")).toBeChecked();
  await expect(camille).toBeFocused();
  await expect(page.locator("details.export")).toHaveAttribute("open", "");

  // A colleague answers the very person that one is at, somewhere else.
  const id = (await row(page, "Camille").getAttribute("data-id")) ?? "";
  await post(page.request, `${table}/reponse`, [["personne", id], ["faire", "contacted"], ["retour", table]]);
  await expect(row(page, "Camille")).toContainText("contactée", { timeout: 20_000 });
  await expect(camille).toBeFocused();
  await expect(box(page, "Robert")).toBeChecked();
  await expectAccessible(page, info);

  // Nothing moves under somebody who is choosing.
  await page.getByLabel("Nom ou e-mail").focus();
  await signUp(page.request, need, [{ first: "Inès" }]);
  await page.waitForTimeout(7_000);
  await expect(row(page, "Inès")).toHaveCount(0);
  await camille.focus();
  await expect(row(page, "Inès")).toBeVisible({ timeout: 20_000 });
});

test("keys lead through the rows, and are heard inside the table only @javascript", async ({ page }, info) => {
  await tableWith(page, three);
  await awake(page, info);
  const [first, second, third] = ["Robert", "Aïcha", "Camille"];
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.locator(".pick :checked"), "nobody is in the table yet").toHaveCount(0);
  await row(page, first).getByRole("link").focus();
  await page.keyboard.press("j");
  await expect(row(page, second).getByRole("link")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(row(page, third).getByRole("link"), "past the last one stays").toBeFocused();
  await page.keyboard.press("x");
  await expect(box(page, third)).toBeChecked();
  await page.keyboard.press("k");
  await page.keyboard.press("Space");
  await expect(box(page, second)).toBeChecked();
  await expect(page.locator(".for-ticked legend")).toHaveText("Pour les 2 personnes choisies");
  await page.keyboard.press("?");
  await expect(page.locator(".table-keys")).toHaveAttribute("open", "");
  await expectAccessible(page, info);
  await page.keyboard.press("/");
  await expect(page.getByLabel("Nom ou e-mail")).toBeFocused();
  await page.keyboard.type("xjk/?");
  await expect(page.getByLabel("Nom ou e-mail"), "in a field a letter is a letter").toHaveValue("xjk/?");
  await page.getByLabel("Nom ou e-mail").fill("");
  await expect(page.locator(".sign-up-table tbody tr")).toHaveCount(3);
  await box(page, first).focus();
  await page.keyboard.press("ArrowDown");
  await expect(box(page, second)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(second);
});

test("everything in the table is done with plain keys", async ({ page }, info) => {
  await tableWith(page, three);
  await awake(page, info);
  await page.getByLabel("Nom ou e-mail").focus();
  await page.keyboard.type("aicha");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=aicha/);
  await expect(page.locator(".sign-up-table tbody tr")).toHaveCount(1);
  // From the filter to the box and on to the button, by the tab key alone, and always seen.
  const reach = async (target: ReturnType<typeof box>) => {
    for (let steps = 0; steps < 40; steps += 1) {
      if (await target.evaluate((one) => one === document.activeElement).catch(() => false)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("not reached by the tab key");
  };
  await reach(box(page, "Aïcha"));
  const outline = await box(page, "Aïcha").evaluate((one) => getComputedStyle(one).outlineStyle);
  expect(outline, "who has the focus is seen").not.toBe("none");
  await page.keyboard.press("Space");
  await expect(box(page, "Aïcha")).toBeChecked();
  if (!hasJavaScript(info)) {
    await page.keyboard.press("Enter");
    await expect(box(page, "Aïcha")).not.toBeChecked();
    await expect(row(page, "Aïcha"), "Enter answers nobody").toContainText("nouvelle");
    await expect(page.locator(".notice")).toHaveCount(0);
    await box(page, "Aïcha").check();
  }
  await reach(page.getByRole("button", { name: "Accepter", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "C’est fait" })).toContainText("C’est fait pour 1 personne.");
  await expect(row(page, "Aïcha")).toContainText("acceptée");
});
