import { awake, expect, test } from "./support/test.ts";

// A test that hears an error of the page fails at its end.
test.beforeEach(({ page }) => {
  page.on("console", (message) => expect.soft(message.type(), message.text()).not.toBe("error"));
  page.on("pageerror", (error) => expect.soft(error.message, "an error of the page").toBe(""));
});

test("a filter applies at once, the address follows, and back is back @javascript", async ({ page }, info) => {
  await page.goto("/missions");
  await awake(page, info);
  await page.evaluate(() => (document.documentElement.dataset.same = "page"));
  const found = page.locator("[data-swap=found]");
  const before = (await found.textContent()) ?? "";
  await page.getByLabel("Quoi").pressSequentially("musique");
  await expect(page).toHaveURL(/q=musique/);
  await expect(found).not.toHaveText(before);
  await expect(page.locator(".search-page > .heard")).not.toBeEmpty();
  const after = (await found.textContent()) ?? "";
  await page.locator("label", { has: page.locator("input[name=mineurs]") }).click();
  await expect(page).toHaveURL(/q=musique.*mineurs=/);
  await page.goBack();
  await expect(page).toHaveURL(/q=musique$/);
  await expect(page.locator("input[name=mineurs]")).not.toBeChecked();
  await expect(found).toHaveText(after);
  await expect(page.locator("html"), "nothing was loaded anew").toHaveAttribute("data-same", "page");
});

test("a suggested place is chosen with the mouse, and typing on gives it up @javascript", async ({ page }, info) => {
  await page.goto("/missions");
  await awake(page, info);
  const where = page.locator("#where");
  await where.pressSequentially("rennes");
  await expect(where).toHaveAttribute("aria-expanded", "true");
  await expect(page.locator(".place-status")).toHaveText(/proposé/);
  await page.getByRole("option", { name: /Rennes.*Ille-et-Vilaine/ }).first().click();
  await expect(where).toHaveValue("Rennes (35000)");
  await expect(where).toHaveAttribute("aria-expanded", "false");
  await expect(page, "the search follows").toHaveURL(/lieu=35238/);
  await where.press("End");
  await where.press("Backspace");
  await expect(page.locator(".place-field input[type=hidden]")).not.toHaveAttribute("name");
  await expect(where).toHaveAttribute("name", "lieu");
  await expect(page.getByRole("option").first()).toBeVisible();
  await where.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await where.press("ArrowUp");
  await expect(page.getByRole("listbox"), "up opens nothing").toBeHidden();
  await where.press("ArrowDown");
  const first = page.getByRole("option").first();
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expect(where).toHaveAttribute("aria-activedescendant", (await first.getAttribute("id")) ?? "");
});

test("the position becomes two decimals @javascript", async ({ page, context }, info) => {
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 48.1173, longitude: -1.6778 });
  await page.goto("/missions");
  await awake(page, info);
  await page.getByRole("button", { name: "Autour de moi" }).click();
  await expect(page.locator("#where")).toHaveValue("Autour de moi");
  await expect(page).toHaveURL(/lieu=48\.12(,|%2C)-1\.68/);
  await page.reload();
  await awake(page, info);
  await expect(page.locator("#where")).toHaveValue("Autour de moi");
});

test("the form checks as one types, and proposes the address meant @javascript", async ({ page, request }, info) => {
  const { origin } = new URL(await page.goto("/").then(() => page.url()));
  let form = "";
  for (let need = 1; need <= 40 && !form; need += 1) {
    const path = `${origin}/missions/${need}`;
    const html = await (await request.get(path)).text();
    if (html.includes('class="sign-up"')) form = path;
    else if (html.includes("/inscription")) form = `${origin}${/href="([^"]*\/inscription)[^"]*"/.exec(html)?.[1]}`;
  }
  expect(form, "a need with our own form").not.toBe("");
  await page.goto(form);
  await awake(page, info);
  const fields = page.locator("form.sign-up");
  const firstName = fields.locator("[data-field=given-name]");
  await firstName.locator("input").fill("12");
  await firstName.locator("input").blur();
  await expect(firstName).toHaveClass(/wrong/);
  await firstName.locator("input").fill("Zoé");
  await expect(firstName).toHaveClass(/right/);
  const email = fields.locator("[data-field=email]");
  await email.locator("input").fill("zoe@gmial.com");
  await email.locator("input").blur();
  await expect(email.locator(".note")).toHaveText(/zoe@gmail\.com/);
  await email.locator(".note button").click();
  await expect(email.locator("input")).toHaveValue("zoe@gmail.com");
  await expect(email).toHaveClass(/right/);
  await email.locator("input").fill("");
  await page.locator("form.sign-up button[type=submit]").click();
  await expect(email, "a wrong form is not sent").toHaveClass(/wrong/);
  await expect(page.locator("form.sign-up [aria-invalid=true]:focus"), "one is at the first mistake").toHaveCount(1);
});
