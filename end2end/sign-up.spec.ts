import { freshAddress, linkIn, mailsTo, mailTo } from "./support/mail.ts";
import { fillIn, openForm, send } from "./support/needs.ts";
import { awake, expect, expectAccessible, expectNoLayoutShift, hasJavaScript, test } from "./support/test.ts";

test("sign up, confirm by mail, change, download, cancel, erase @journey", async ({ page, request }, info) => {
  const address = freshAddress();
  await openForm(page, 0);
  await awake(page, info);
  await expectNoLayoutShift(page, info);
  await expectAccessible(page, info);
  await fillIn(page, address);
  await send(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Merci/);
  await awake(page, info);
  await expectAccessible(page, info);

  const mail = await mailTo(address, /confirmer/i);
  expect(mail.html).toContain("Je confirme");
  expect(mail.attachments.length).toBeLessThanOrEqual(1);
  await page.goto(linkIn(mail, /\/inscriptions\//));
  await awake(page, info);
  await expectAccessible(page, info);
  await expect(page.getByText("À confirmer", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Je confirme" }).click();
  await expect(page.getByText("Confirmée", { exact: true })).toBeVisible();

  await page.locator("summary", { hasText: "Changer mon inscription" }).click();
  await page.locator("form.sign-up input[name=given-name]").fill("Dominique");
  await send(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Dominique");

  await page.locator("summary", { hasText: "Mes données" }).click();
  const data = await request.get(new URL((await page.locator("a[href$='donnees.json']").getAttribute("href")) ?? "", page.url()).href);
  expect(JSON.stringify(await data.json())).toContain(address);

  await page.locator("summary", { hasText: "Annuler mon inscription" }).click();
  await page.getByRole("button", { name: "Oui, j’annule" }).click();
  await expect(page.getByText("Annulée", { exact: true })).toBeVisible();

  await page.locator("summary", { hasText: "Mes données" }).click();
  await page.locator("summary", { hasText: "Tout effacer" }).click();
  await page.getByRole("button", { name: "Oui, effacez tout" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tout est effacé");
});

test("signing up in English, thanked and written to in English @journey", async ({ page }) => {
  const address = freshAddress();
  await openForm(page, 1, "/en");
  await fillIn(page, address);
  await send(page);
  await expect(page).toHaveURL(/\/en\//);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Thank/);
  expect(linkIn(await mailTo(address), /\/inscriptions\//)).toContain("/en/");
});

test("signing up twice is the same sign-up, and the answer tells a stranger nothing @journey", async ({ page }) => {
  const address = freshAddress();
  const answers: string[] = [];
  for (const written of [address, address.toUpperCase()]) {
    await openForm(page, 2);
    await fillIn(page, written);
    await send(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Merci/);
    answers.push(await page.locator("main").innerText());
    await mailTo(address);
  }
  expect(answers[1]).toBe(answers[0]);
  await mailTo(address, /existe déjà/);
  expect((await mailsTo(address)).filter((mail) => /confirmer/i.test(mail.subject ?? ""))).toHaveLength(1);
});

test("what is wrong is said beside its field, and what was typed is kept", async ({ page }, info) => {
  await openForm(page, 3);
  await awake(page, info);
  await page.locator("form.sign-up").evaluate((form: HTMLFormElement) => form.setAttribute("novalidate", ""));
  await fillIn(page, "camille@exemple", "  ");
  await send(page);
  await expect(page.getByText("Indiquez votre prénom.").first()).toBeVisible();
  const email = page.locator("input[name=email]");
  await expect(email).toHaveValue("camille@exemple");
  await expect(email).toHaveAttribute("aria-invalid", "true");
  const note = (await email.getAttribute("aria-describedby")) ?? "";
  await expect(page.locator(`#${note.split(" ")[0]}`)).not.toBeEmpty();
  await expectAccessible(page, info);
});

test("what a visitor types stays text, in the page and in the mail", async ({ page }) => {
  const address = freshAddress();
  const hostile = `Zoé</textarea><script>window.hurt=1</script>`;
  await openForm(page, 4);
  await fillIn(page, address, `Zoé<script>window.hurt=1</script>`);
  await page.locator("details.more summary").click();
  await page.locator("textarea[name=message]").fill(hostile);
  await page.locator("input[name=email]").fill("pas une adresse");
  await page.locator("form.sign-up").evaluate((form: HTMLFormElement) => form.setAttribute("novalidate", "")).catch(() => undefined);
  await send(page);
  await expect(page.locator("textarea[name=message]")).toHaveValue(hostile);
  await page.locator("input[name=email]").fill(address);
  await send(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Merci/);
  expect((await mailTo(address)).html).not.toContain("<script>");
});

test("the whole form with its button is in sight", async ({ page }) => {
  for (const viewport of [{ width: 1366, height: 768 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(viewport);
    await openForm(page, 0);
    const button = await page.locator("form.sign-up button[type=submit]").boundingBox();
    expect((button?.y ?? Infinity) + (button?.height ?? 0), JSON.stringify(viewport)).toBeLessThanOrEqual(viewport.height);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
  }
});

test("a field is judged after a pause or on leaving it, a slip is proposed, one click accepts @javascript", async ({ page }, info) => {
  await openForm(page, 5);
  await awake(page, info);
  const email = page.locator("input[name=email]");
  await email.pressSequentially("camille");
  await expect(email).not.toHaveAttribute("aria-invalid", "true");
  await email.pressSequentially("@gmial.com");
  await email.press("Tab");
  await page.getByRole("button", { name: /gmail\.com/ }).click();
  await expect(email).toHaveValue("camille@gmail.com");
  await email.fill("camille@");
  await email.press("Tab");
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, info);
});

test("a token that isn't one, a form that is too long, a need that is gone", async ({ page, request }, info) => {
  expect((await page.goto("/inscriptions/nonsense"))?.status()).toBe(404);
  await awake(page, info);
  await expectAccessible(page, info);
  const need = await openForm(page, 6);
  const url = `${process.env.BASE_URL}${need}/inscription`;
  const long = await request.post(url, { form: { "given-name": "x".repeat(70_000) } });
  expect(long.status()).toBe(413);
  expect((await page.goto("/missions/999999999-rien/inscription"))?.status()).toBe(404);
});

test("a lost link is sent again, and an unknown address gets the same answer @journey", async ({ page }, info) => {
  const address = freshAddress();
  await openForm(page, 7);
  await fillIn(page, address);
  await send(page);
  await mailTo(address);
  const answers: string[] = [];
  for (const asked of [address, freshAddress("personne")]) {
    await page.goto("/inscriptions/lien-perdu");
    await awake(page, info);
    await page.locator("main input[name=email]").fill(asked);
    await page.locator("main form button").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("C’est parti");
    answers.push(await page.locator("main").innerText());
  }
  expect(answers[1]).toBe(answers[0]);
  expect(linkIn(await mailTo(address, /Vos inscriptions/), /\/inscriptions\//)).toBeTruthy();
  expect(hasJavaScript(info) || answers.length).toBeTruthy();
});
