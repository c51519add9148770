import { enterAssociation } from "./support/desk.ts";
import { freshAddress, linkIn, mailTo } from "./support/mail.ts";
import { awake, expect, expectAccessible, expectNoLayoutShift, hasJavaScript, test } from "./support/test.ts";

/** A drawing, as an association sends it. */
const logo = {
  name: "logo.svg",
  mimeType: "image/svg+xml",
  buffer: Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><rect width="60" height="40" rx="6" fill="#0f766e"/>
     <circle cx="20" cy="20" r="11" fill="#fde68a"/><path d="M30 30h22v-5H30z" fill="#fff"/></svg>`,
  ),
};

test("an association that came by a feed is claimed, gets a logo and another address", async ({ page }, info) => {
  // Each run claims one of its own.
  const [name, host] = hasJavaScript(info)
    ? ["Papillons & compagnie", "papillons-et-compagnie.example"]
    : ["Toits solidaires", "toits-solidaires.example"];
  const lea = `${freshAddress("lea").split("@")[0]}@${host}`;
  await page.goto(`/missions?q=${encodeURIComponent(name)}`);
  await page.locator("main .card a[href^='/missions/']").first().click();
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  const theirs = new URL(page.url()).pathname;
  await awake(page, info);
  await expectAccessible(page, info);

  await page.getByRole("link", { name: "Reprendre cette page" }).click();
  await expectAccessible(page, info);
  await page.getByLabel("Votre e-mail à l’association").fill(lea);
  await page.getByRole("button", { name: "Recevoir le lien" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regardez votre boîte");
  await expectAccessible(page, info);
  await page.goto(linkIn(await mailTo(lea, /Reprendre la page/), /\/revendication\//));
  await expectAccessible(page, info);
  await page.getByRole("button", { name: "C’est bien mon association" }).click();
  await expect(page).toHaveURL(/\/espace\/\d+$/);
  const desk = new URL(page.url()).pathname;

  // A file that is no picture, then one that is.
  await page.goto(`${desk}/fiche`);
  await page.getByLabel("Image").setInputFiles({ ...logo, buffer: Buffer.from("Bonjour") });
  await page.getByRole("button", { name: "Ajouter ce logo" }).click();
  await expect(page.locator("[data-field=logo]")).toContainText("comme une image");
  await expectAccessible(page, info);
  await page.getByLabel("Image").setInputFiles({ ...logo, buffer: Buffer.alloc(3 * 1024 * 1024, "x") });
  await page.getByRole("button", { name: "Ajouter ce logo" }).click();
  await expect(page.locator("[data-field=logo]")).toContainText("plus de 1 Mo");
  await page.getByLabel("Image").setInputFiles(logo);
  await page.getByRole("button", { name: "Ajouter ce logo" }).click();
  await expect(page.getByRole("status").first()).toContainText("Le logo est en place");
  await expect(page.getByRole("img", { name: /^Logo/ })).toBeVisible();
  await expectAccessible(page, info);
  await page.goto(theirs);
  await awake(page, info);
  await expect(page.getByRole("img", { name: /^Logo/ })).toBeVisible();
  await expectNoLayoutShift(page, info);
  await expectAccessible(page, info);

  // Another contact address, which waits for its click.
  const contact = freshAddress("bureau");
  await page.goto(`${desk}/fiche`);
  await page.locator("#lieu").fill("Nantes");
  await page.locator("#lieu").press("Escape");
  await page.getByLabel("Domaine").selectOption({ label: "Environnement" });
  await page.getByLabel("E-mail de contact").fill(contact);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("note")).toContainText("ne compte pas encore");
  await expectAccessible(page, info);
  await page.goto(linkIn(await mailTo(contact, /bonne adresse/), /\/adresse-de-contact\//));
  await expectAccessible(page, info);
  await page.getByRole("button", { name: "C’est bien la bonne adresse" }).click();
  await expect(page.locator("main")).toContainText("C’est fait");
  await page.goto(`${desk}/fiche`);
  await expect(page.getByLabel("E-mail de contact")).toHaveValue(contact);
  await expect(page.getByRole("note")).toHaveCount(0);
});

test("of two owners who change the entry the second sees both @javascript", async ({ page, context }, info) => {
  const desk = await enterAssociation(page, `Entre nous ${freshAddress("n").slice(2, 14)}`, freshAddress("contact"));
  const other = await context.newPage();
  await Promise.all([page.goto(`${desk}/fiche`), other.goto(`${desk}/fiche`)]);
  await page.getByLabel("Ce que vous faites").fill("La soupe, le soir.");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status").first()).toContainText("La fiche est enregistrée");
  await other.getByLabel("Ce que vous faites").fill("Des repas chauds.");
  await other.getByRole("button", { name: "Enregistrer" }).click();
  await expect(other.locator(".differences")).toContainText("La soupe, le soir.");
  await expectAccessible(other, info);
  await other.getByRole("button", { name: "Enregistrer" }).click();
  await expect(other.getByRole("status").first()).toContainText("La fiche est enregistrée");
});
