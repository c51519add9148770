import { approvedDesk } from "./support/desk.ts";
import { freshAddress } from "./support/mail.ts";
import { awake, expect, test } from "./support/test.ts";

test("what is typed of a need is kept and previewed as one goes, and found again after a crash @javascript", async ({ page, context }, info) => {
  const desk = await approvedDesk(page, "Les Jardins partagés", freshAddress("jardins"));
  await page.goto(`${desk}/missions/nouvelle`);
  await awake(page, info);
  const kept = () => page.waitForResponse((answer) => answer.url().endsWith("/vif") && answer.ok());
  const first = kept();
  await page.getByLabel("Titre").fill("Pailler les fraisiers");
  await first;
  await expect(page.locator("[data-preview]")).toContainText("Pailler les fraisiers");
  const second = kept();
  await page.getByLabel("Ce qu’on va faire").fill("On étale la paille, puis on goûte les fraises.");
  await second;
  await expect(page.locator("[data-preview]")).toContainText("on goûte les fraises");

  // The tab is gone, with nothing saved.
  await page.close({ runBeforeUnload: false });
  const later = await context.newPage();
  await later.goto(desk);
  const drafts = later.getByRole("link", { name: "Pailler les fraisiers" });
  await expect(drafts, "two answers are one draft").toHaveCount(1);
  await drafts.click();
  await expect(later.getByLabel("Titre")).toHaveValue("Pailler les fraisiers");
  await expect(later.getByLabel("Ce qu’on va faire")).toHaveValue("On étale la paille, puis on goûte les fraises.");
});
