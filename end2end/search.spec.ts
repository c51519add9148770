import { awake, expect, expectAccessible, expectNoLayoutShift, hasJavaScript, test } from "./support/test.ts";

const results = "#results";

/** The number that `words` end with: `« Dans tous les domaines 1 204 missions »` → 1204. */
function lastNumber(words: string): number {
  const digits = /(\d[\d\s]*)\s+missions?$/.exec(words.trim())?.[1];
  return Number(digits?.replace(/\s/g, "") ?? Number.NaN);
}

test("a place and words lead to needs, each with its distance @journey", async ({ page }, info) => {
  await page.goto("/missions");
  await awake(page, info);
  await page.getByLabel("Quoi").fill("sapeur pompier");
  const where = page.getByRole("search").locator("#where");
  await where.fill("35000");
  await where.press("Enter");
  await expect(page).toHaveURL(/q=sapeur(\+|%20)pompier/);
  await expect(page).toHaveURL(/lieu=/);
  await expect(page.locator(`${results} article`).first()).toContainText(/\d\s(km|m)/);
  await expect(page.getByLabel("Quoi")).toHaveValue("sapeur pompier");
  await awake(page, info);
  await expectAccessible(page, info);
});

for (const path of ["/missions", "/missions?lieu=Lyon&rayon=50", "/missions?q=licorne&lieu=Rennes", "/en/missions"]) {
  test(`${path} stands still, and axe finds nothing on it`, async ({ page }, info) => {
    await page.goto(path);
    await awake(page, info);
    await expectNoLayoutShift(page, info);
    await expectAccessible(page, info);
  });
}

test("words are found whatever their accents, case and endings, and a slip of the finger", async ({ page }) => {
  for (const words of ["sapeurs pompiers", "SAPEUR-POMPIER", "sapeur ponpier"]) {
    await page.goto(`/missions?q=${encodeURIComponent(words)}`);
    await expect(page.locator(`${results} article`).first()).toContainText(/pompier/i);
  }
});

test("a typed place that means several asks which, and the answer is a link", async ({ page }, info) => {
  await page.goto("/missions?lieu=Œuilly");
  await expect(page.locator("main")).toContainText("Plusieurs lieux portent ce nom");
  await awake(page, info);
  await expectAccessible(page, info);
  await page.locator("main").getByRole("link", { name: /Marne|51/ }).first().click();
  await expect(page).toHaveURL(/lieu=514\d\d|lieu=51\d{3}/);
});

test("an unknown place says so and offers ways on", async ({ page }, info) => {
  await page.goto("/missions?lieu=Zzyxville");
  await expect(page.locator("main")).toContainText("Nous ne connaissons pas « Zzyxville »");
  await awake(page, info);
  await expectAccessible(page, info);
});

test("no result is no dead end: each way out says how many it gives, and gives them", async ({ page }) => {
  await page.goto("/missions?q=pompier&lieu=35238&rayon=5&domaine=animaux");
  const way = page.locator("main li a, main p a").filter({ hasText: /\d/ }).filter({ hasText: /domaines|Chercher|Sans|Partout/ });
  await expect(way.first()).toBeVisible();
  const ways = await way.evaluateAll((links) => links.map((link) => ({ words: link.textContent ?? "", href: link.getAttribute("href") ?? "" })));
  for (const { words, href } of ways) {
    const promised = lastNumber(words);
    expect(promised, words).toBeGreaterThan(0);
    await page.goto(href);
    expect(lastNumber(await page.locator("[data-swap=found] h1").innerText()), words).toBe(promised);
    await expect(page.locator(`${results} article`).first()).toBeVisible();
  }
});

test("nonsense in the address is answered with 400 and a page that says what it did", async ({ page }) => {
  for (const query of ["rayon=-3", "rayon=abc", "page=-1", "page=99999999999999999999", "domaine=licorne", "du=2026-99-99"]) {
    const answer = await page.goto(`/missions?${query}`);
    expect(answer?.status(), query).toBe(400);
    await expect(page.locator("[data-swap=problems]"), query).not.toBeEmpty();
  }
});

test("what is typed stays text", async ({ page }) => {
  const hostile = `"><script>window.hurt=1</script></textarea>`;
  await page.goto(`/missions?q=${encodeURIComponent(hostile)}&lieu=${encodeURIComponent(hostile)}`);
  await expect(page.getByLabel("Quoi")).toHaveValue(hostile);
  await expect(page.locator("main script")).toHaveCount(0);
});

test("the place field suggests as one types, by keyboard too @javascript", async ({ page }, info) => {
  await page.goto("/missions");
  await awake(page, info);
  const where = page.locator("#where");
  await where.pressSequentially("saint etien");
  await expect(page.getByRole("option").first()).toContainText("Saint-Étienne");
  await expectAccessible(page, info);
  await where.press("ArrowDown");
  await where.press("Enter");
  await expect(where).toHaveValue(/Saint-Étienne/);
  await page.getByRole("button", { name: "Chercher" }).click();
  await expect(page).toHaveURL(/lieu=42218/);
  await expect(page.locator("#where")).toHaveValue(/Saint-Étienne/);
});

test("the position is asked for on a click, not before @javascript", async ({ page, context }, info) => {
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 48.1173, longitude: -1.6778 });
  await page.addInitScript(() => {
    const { geolocation } = navigator;
    const asked = geolocation.getCurrentPosition.bind(geolocation);
    geolocation.getCurrentPosition = (...all) => {
      document.documentElement.dataset.asked = "";
      asked(...all);
    };
  });
  await page.goto("/missions");
  await awake(page, info);
  await expect(page.locator("html")).not.toHaveAttribute("data-asked");
  await page.getByRole("button", { name: "Autour de moi" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-asked");
});

test("pages of results follow each other without repeating @journey", async ({ page }, info) => {
  await page.goto("/missions?q=pompier");
  const titles = () => page.locator(`${results} article h3 a`).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const first = await titles();
  await page.getByRole("link", { name: "Suivantes" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect.poll(async () => (await titles())[0]).not.toBe(first[0]);
  const second = await titles();
  expect(second.filter((href) => first.includes(href))).toEqual([]);
  expect(hasJavaScript(info) || second.length > 0).toBe(true);
});

test("a changed filter applies at once, and the address and the back button keep up @javascript", async ({ page }, info) => {
  await page.goto("/missions");
  await awake(page, info);
  const found = page.locator("[data-swap=found], .found-head h1").first();
  const before = (await found.textContent()) ?? "";
  await page.locator("label.toggle", { hasText: "Moins de 18 ans" }).click();
  await expect(page).toHaveURL(/mineurs=1/);
  await expect(found).not.toHaveText(before);
  const after = (await found.textContent()) ?? "";
  await page.goBack();
  await expect(page).not.toHaveURL(/mineurs/);
  await expect(found).toHaveText(before);
  await page.goForward();
  await expect(found).toHaveText(after);
  await expect(page.getByLabel("Moins de 18 ans")).toBeChecked();
});

test("a department of the map filters", async ({ page }) => {
  await page.goto("/missions");
  const department = page.locator("#carte a[href*='lieu=']").first();
  const href = (await department.getAttribute("href")) ?? "";
  await page.goto(href);
  await expect(page.locator(`${results} article`).first()).toBeVisible();
});
