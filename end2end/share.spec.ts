import { approvedDesk, postNeed } from "./support/desk.ts";
import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { asAPerson, needsWithRoom } from "./support/needs.ts";
import { awake, expect, expectAccessible, expectNoLayoutShift, hasJavaScript, test } from "./support/test.ts";

test("a need is passed on by plain links, and by the browser’s own means where it has some @journey", async ({ page, context }, info) => {
  const [need] = await needsWithRoom(page);
  if (hasJavaScript(info)) {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.addInitScript(() => {
      const shared: ShareData[] = [];
      Object.assign(window, { shared });
      Object.assign(navigator, { share: async (data: ShareData) => void shared.push(data) });
    });
  }
  await page.goto(`${need}?de=whatsapp`);
  await awake(page, info);
  await expectNoLayoutShift(page, info);
  await expectAccessible(page, info);
  await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", new RegExp(`${need}$`));

  const panel = page.locator("#partager");
  for (const [name, start] of [
    ["E-mail", "mailto:?subject="],
    ["SMS", "sms:?&body="],
    ["WhatsApp", "https://wa.me/"],
    ["Facebook", "https://www.facebook.com/"],
    ["LinkedIn", "https://www.linkedin.com/"],
    ["Bluesky", "https://bsky.app/"],
  ]) {
    const href = await panel.getByRole("link", { name }).getAttribute("href");
    expect(href?.startsWith(start), `${name}: ${href}`).toBe(true);
    expect(decodeURIComponent(href ?? "")).toContain("/missions/");
  }
  const field = panel.getByLabel("Le lien de cette mission");
  await expect(field).toHaveValue(new RegExp(`${need}\\?de=lien$`));
  const copy = panel.getByRole("button", { name: "Copier le lien" });
  const sheet = panel.getByRole("button", { name: "Partager…" });
  if (!hasJavaScript(info)) {
    await expect(copy).toBeHidden();
    await expect(sheet).toBeHidden();
    return;
  }
  const counted: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/partage")) counted.push(request.postData() ?? "");
  });
  await copy.click();
  await expect(panel.getByRole("status")).toHaveText("Le lien est copié.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await field.inputValue());
  await sheet.click();
  await page.locator(".share-jump").click();
  await expect.poll(() => page.evaluate(() => (window as unknown as { shared: ShareData[] }).shared)).toHaveLength(2);
  const [{ url, text }] = await page.evaluate(() => (window as unknown as { shared: ShareData[] }).shared);
  expect(url).toMatch(new RegExp(`${need}\\?de=partage$`));
  expect(text).toContain("cherche des bénévoles");
  await expect.poll(() => counted).toEqual(["canal=link", "canal=sheet", "canal=sheet"]);
});

test("Mastodon is asked for its instance, and opened there", async ({ page, context }, info) => {
  const [need] = await needsWithRoom(page);
  await page.goto(`${need}/mastodon`);
  await awake(page, info);
  await expectAccessible(page, info);
  const field = page.getByLabel("Votre instance Mastodon");
  await field.fill("mastodon");
  await page.getByRole("button", { name: "Continuer chez mon instance" }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveValue("mastodon");
  await expectAccessible(page, info);

  // In another tab, for it leads to another site, which is played here.
  await context.route("https://mastodon.example/**", (route) => route.fulfill({ body: "Là-bas" }));
  const other = await context.newPage();
  await other.goto(`${need}/mastodon`);
  await other.getByLabel("Votre instance Mastodon").fill("@camille@mastodon.example");
  await other.getByRole("button", { name: "Continuer chez mon instance" }).click();
  await expect(other).toHaveURL(/^https:\/\/mastodon\.example\/share\?text=/);
  expect(decodeURIComponent(other.url())).toContain(`${need}?de=mastodon`);
});

test("friends are told by one letter, and can end it for good @journey", async ({ page }, info) => {
  const [need] = await needsWithRoom(page);
  const friend = freshAddress();
  await page.goto(need);
  await page.getByRole("link", { name: "Prévenir des amis" }).click();
  await awake(page, info);
  await expectNoLayoutShift(page, info);
  await expectAccessible(page, info);
  await page.getByLabel("Son adresse e-mail").fill(friend);
  await page.getByLabel("Votre prénom").fill("Camille");
  await page.getByLabel("Un mot de vous").fill("Tout est sur gagner-vite.example");
  await page.waitForTimeout(asAPerson);
  await page.getByRole("button", { name: "Envoyer la lettre" }).click();
  await expect(page.getByRole("alert")).toContainText("ressemble à un lien");
  await expect(page.getByLabel("Son adresse e-mail")).toHaveValue(friend);
  await expect(page.getByLabel("Un mot de vous")).toHaveValue("Tout est sur gagner-vite.example");
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByLabel("Un mot de vous").fill("On y va ensemble ?");
  await page.getByRole("button", { name: "Envoyer la lettre" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("C’est parti");

  const letter = await mailTo(friend, /Camille pense à vous/);
  expect(letter.html).toContain("On y va ensemble");
  await page.goto(linkIn(letter, /\/missions\//));
  await expect(page).toHaveURL(new RegExp(`${need}\\?de=amis$`));
  await page.goto(linkIn(letter, /\/desabonnement\/amis\//));
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByRole("button", { name: "Je n’en veux plus" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("C’est fait");
});

test("the poster and the picture are there", async ({ page, request }) => {
  const [need] = await needsWithRoom(page);
  await page.goto(need);
  const poster = await page.getByRole("link", { name: /Imprimer une affiche/ }).getAttribute("href");
  const paper = await request.get(`${process.env.BASE_URL}${poster}`);
  expect(paper.headers()["content-type"]).toBe("application/pdf");
  const picture = await page.locator("meta[property='og:image']").getAttribute("content");
  const card = await request.get(`${process.env.BASE_URL}${new URL(picture ?? "").pathname}`);
  expect(card.headers()["content-type"]).toBe("image/png");
});

test("a coordinator finds texts ready to publish @journey", async ({ page, context }, info) => {
  if (hasJavaScript(info)) await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const name = `Les Mains ouvertes ${Date.now()}`;
  const desk = await approvedDesk(page, name, freshAddress());
  const description = "Vous servez la soupe à celles et ceux qui dorment dehors, avec une équipe qui connaît chaque prénom.";
  await postNeed(page, desk, { title: "Servir la soupe", description, slots: [[7, "18:00", "22:00", 3]] });
  await page.getByRole("link", { name: /Faire connaître/ }).first().click();
  await awake(page, info);
  await expectNoLayoutShift(page, info);
  await expectAccessible(page, info);
  const first = page.getByLabel("Facebook, L’annonce");
  await expect(first).toHaveValue(new RegExp(`^${name} cherche des bénévoles[^]*dorment dehors[^]*\\?de=facebook$`));
  await expect(page.getByLabel("SMS, Les dernières places")).toHaveValue(/^Plus que 3 places : Servir la soupe/);
  await first.fill("Venez !");
  const copy = page.getByRole("button", { name: "Copier le texte pour Facebook" }).first();
  if (!hasJavaScript(info)) {
    await expect(copy).toBeHidden();
    return;
  }
  await copy.click();
  await expect(page.getByRole("status")).toHaveText("Le texte est copié.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Venez !");
});
