import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { approvedDesk } from "./support/desk.ts";
import { freshAddress } from "./support/mail.ts";
import { expect, expectAccessible, test } from "./support/test.ts";

/** Two missions, one of which takes place nowhere. */
const feed = `<?xml version="1.0" encoding="UTF-8"?><source><publisher>Essai</publisher>
${["Montpellier", "Zzyx"]
  .map(
    (city) => `<mission><title>Tenir la buvette à ${city}</title><clientId>${city}</clientId>
<description>Servir et sourire.</description><applicationUrl>https://exemple.org/${city}</applicationUrl>
<domain>sport</domain><addresses><address><city>${city}</city></address></addresses>
<organizationName>x</organizationName></mission>`,
  )
  .join("")}</source>`;

test("a coordinator gives the address of a feed and reads what came of it", async ({ page }, info) => {
  test.slow();
  const partner = createServer((_, answer) => answer.end(feed));
  await new Promise<void>((done) => partner.listen(0, "127.0.0.1", done));
  const { port } = partner.address() as AddressInfo;
  try {
    const desk = await approvedDesk(page, "Buvette sans recopier", freshAddress("flux"));
    await page.goto(desk);
    await page.getByRole("link", { name: "Publier depuis un flux" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vos missions par un flux");
    await page.getByLabel("L’adresse du flux").fill("http://10.0.0.1/flux.xml");
    await page.getByRole("button", { name: "Ajouter ce flux" }).click();
    await expect(page.locator("#address-note")).toContainText("n’est pas sur l’internet public");
    await expectAccessible(page, info);

    await page.getByLabel("L’adresse du flux").fill(`http://127.0.0.1:${port}/flux.xml`);
    await page.getByRole("button", { name: "Ajouter ce flux" }).click();
    await expect(page.getByRole("status")).toContainText("Le flux est ajouté");
    await expect
      .poll(async () => {
        await page.reload();
        return page.locator(".partner-feeds .badge").textContent();
      }, { timeout: 30_000 })
      .toBe("Tout va bien");
    await expect(page.locator(".feed-runs")).toContainText("1 nouvelle, 1 refusée");
    await page.getByText(/Pourquoi 1 mission a été refusée/).click();
    await expect(page.locator(".feed-refused")).toContainText("nous ne trouvons pas où elle a lieu (Zzyx)");
    await expectAccessible(page, info);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.getByText("Retirer ce flux").click();
    await page.getByLabel(/Les fermer/).check();
    await page.getByRole("button", { name: "Retirer le flux" }).click();
    await expect(page.getByRole("status")).toContainText("Le flux est retiré");
  } finally {
    partner.close();
  }
});
