import { approve, enterAssociation, signIn } from "./support/desk.ts";
import { freshAddress } from "./support/mail.ts";
import { awake, expect, expectAccessible, test } from "./support/test.ts";

test("an owner makes a key, a program posts with it, and the owner revokes it", async ({ page, request }, info) => {
  const contact = freshAddress("programmes");
  const desk = await enterAssociation(page, `Les programmes ${contact.split("@")[0]}`, contact);
  await signIn(page, process.env.MODERATOR ?? "");
  await approve(page, desk);
  await signIn(page, contact);

  await page.goto(desk);
  await page.getByRole("link", { name: "Clés" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Les clés");
  await awake(page, info);
  await expectAccessible(page, info);
  await page.getByLabel("Son nom").fill("Notre logiciel");
  await page.getByRole("button", { name: "Faire la clé" }).click();
  await expect(page.getByRole("alert")).toContainText("Cochez au moins une case");
  await expect(page.getByLabel("Son nom")).toHaveValue("Notre logiciel");
  await expectAccessible(page, info);
  await page.getByLabel("publier, changer et retirer des missions").check();
  await page.getByRole("button", { name: "Faire la clé" }).click();
  const key = await page.getByLabel("La clé", { exact: true }).inputValue();
  expect(key).toMatch(/^cdm_[0-9A-Za-z]{46}$/);
  await expectAccessible(page, info);

  const association = /\d+/.exec(desk)?.[0] ?? "";
  const push = () =>
    request.put(`/api/v1/associations/${association}/needs/soupe-1`, {
      headers: { authorization: `Bearer ${key}` },
      data: {
        title: "Servir la soupe du programme",
        description: "Servir un repas chaud, puis ranger ensemble.",
        field: "solidarite-insertion",
        places: [{ place: "Montpellier" }],
        seats: 5,
      },
    });
  const made = await push();
  expect(made.status(), await made.text()).toBe(201);
  const { url } = (await made.json()) as { url: string };
  await page.goto(new URL(url).pathname);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Servir la soupe du programme");

  await page.goto(`${desk}/cles`);
  await expect(page.getByText(key)).toHaveCount(0);
  await page.getByRole("button", { name: "Retirer la clé Notre logiciel" }).click();
  await expect(page.getByRole("status").first()).toContainText("La clé ne vaut plus rien");
  await expectAccessible(page, info);
  expect((await push()).status()).toBe(401);
});

test("who writes programs finds out how", async ({ page, request }, info) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Développer avec nos données" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pour qui développe");
  await awake(page, info);
  await expectAccessible(page, info);
  for (const link of await page.locator(".addresses a").all()) {
    const path = (await link.getAttribute("href")) ?? "";
    expect((await request.get(path)).status(), path).toBe(200);
  }
  await page.goto("/en/developpeurs");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("For developers");
});
