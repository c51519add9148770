import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { freshAddress, linkIn, mailsTo, mailTo } from "./mail.ts";
import { asAPerson } from "./needs.ts";

/** Signs in by a mailed link, as whoever holds this address. */
export async function signIn(page: Page, address: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/connexion");
  await page.locator("main input[name=email]").fill(address);
  await page.getByRole("button", { name: "Envoyez-moi le lien" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regardez vos e-mails");
  // Several tests may be the same person, and each link lets in once: another may take it between our look and our click.
  const heading = page.getByRole("heading", { level: 1 });
  await expect
    .poll(async () => {
      const links = (await mailsTo(address)).filter((mail) => /lien pour entrer/.test(mail.subject ?? ""));
      for (const mail of links.reverse()) {
        await page.goto(linkIn(mail, /\/connexion\//));
        const enter = page.getByRole("button", { name: "Entrer" });
        if (!(await enter.count())) continue;
        await enter.click();
        await expect(heading).toHaveText(/Mon espace|Ce lien ne fait plus entrer/);
        if ((await heading.textContent()) === "Mon espace") return true;
      }
      return false;
    }, { message: "a link that lets in" })
    .toBe(true);
}

/** Enters an association; whoever holds `contact` is signed in as its owner. Answers the address of its space. */
export async function enterAssociation(page: Page, name: string, contact: string): Promise<string> {
  await page.goto("/associations/inscription");
  await page.getByLabel("Nom de l’association").fill(name);
  await page.locator("#lieu").fill("Montpellier");
  await page.locator("#lieu").press("Escape");
  await page.getByLabel("Domaine").selectOption({ label: "Solidarité" });
  await page.getByLabel("E-mail de contact").fill(contact);
  await page.waitForTimeout(asAPerson);
  await page.getByRole("button", { name: "Inscrire l’association" }).click();
  await page.goto(linkIn(await mailTo(contact, /lien pour entrer/), /\/connexion\//));
  await page.getByRole("button", { name: "Entrer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nouvelle mission");
  return new URL(page.url()).pathname.replace(/\/missions\/.*/, "");
}

/** Posts a form as a page of ours would; a field may come several times. */
export async function post(request: APIRequestContext, path: string, fields: [string, string][]): Promise<string> {
  const answer = await request.post(path, {
    data: new URLSearchParams(fields).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  expect(answer.ok(), `POST ${path} answered ${answer.status()}`).toBe(true);
  return answer.url();
}

/** Lets an association in, as a moderator who is signed in; a moderator sees the queue, an association doesn't. */
export async function approve(page: Page, desk: string): Promise<void> {
  const id = /\d+/.exec(desk)?.[0] ?? "";
  await post(page.request, "/moderation", [["association", id], ["verdict", "approved"], ["words", ""]]);
}

/** A need as a coordinator types it: what isn't said is as the form gives it out. */
export interface TypedNeed {
  title: string;
  description: string;
  /** Day (days from now), from, until, places. */
  slots?: [number, string, string, number][];
  /** Places of a need without slots. */
  seats?: number;
}

/** The day so many days from now, as a date field has it. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Publishes a need, as a coordinator who is signed in; answers its public address. */
export async function postNeed(page: Page, desk: string, need: TypedNeed): Promise<string> {
  const rows = (need.slots ?? []).flatMap(([days, from, until, places]): [string, string][] => [
    ["slot", ""], ["day", inDays(days)], ["from", from], ["until", until], ["places", String(places)],
  ]);
  await post(page.request, `${desk}/missions/nouvelle`, [
    ["act", "publish"], ["title", need.title], ["description", need.description],
    ["domaine", "solidarite-insertion"], ["lieu", "Montpellier (34000)"], ["remote", "no"],
    ["kind", need.slots ? "slots" : "regular"], ["schedule", need.slots ? "" : "une demi-journée par semaine"],
    ["seats", String(need.seats ?? 4)], ...rows,
  ]);
  await page.goto(desk);
  return (await page.getByRole("link", { name: need.title, exact: true }).first().getAttribute("href")) ?? "";
}

/** Somebody who signs up. */
export interface Volunteer {
  first: string;
  last?: string;
  email?: string;
  tel?: string;
  message?: string;
  /** Which of the need's slots, from 0. */
  slot?: number;
}

/** Signs people up for a need, one after the other, with one form; answers their addresses. */
export async function signUp(request: APIRequestContext, need: string, people: Volunteer[]): Promise<string[]> {
  const form = await (await request.get(`${need}/inscription`)).text();
  const stamp = /name="t"[^>]*value="([^"]+)"/.exec(form)?.[1] ?? "";
  const slots = [...form.matchAll(/name="creneau"[^>]*value="(\d+)"/g)].map((found) => found[1]);
  await new Promise((done) => setTimeout(done, asAPerson));
  const addresses: string[] = [];
  for (const person of people) {
    const email = person.email ?? freshAddress(person.first.toLowerCase().normalize("NFD").replace(/[^a-z]/g, ""));
    await post(request, `${need}/inscription`, [
      ["given-name", person.first], ["family-name", person.last ?? ""], ["email", email], ["tel", person.tel ?? ""],
      ["message", person.message ?? ""], ["creneau", slots[person.slot ?? 0] ?? ""], ["site", ""], ["t", stamp],
    ]);
    addresses.push(email);
  }
  return addresses;
}

/** Presses the button in the mail that somebody got. Answers the address of their own page. */
export async function confirm(request: APIRequestContext, address: string): Promise<string> {
  const own = new URL(linkIn(await mailTo(address, /confirmer/i), /\/inscriptions\//)).pathname;
  await post(request, `${own}/confirmation`, []);
  return own;
}

/** An association that a moderator has let in; whoever holds `contact` is signed in as its owner. */
export async function approvedDesk(page: Page, name: string, contact: string): Promise<string> {
  const desk = await enterAssociation(page, name, contact);
  const context = await page.context().browser()?.newContext({ baseURL: process.env.BASE_URL, locale: "fr-FR" });
  const moderator = await context?.newPage();
  if (!moderator) throw new Error("no second browser window");
  await signIn(moderator, process.env.MODERATOR ?? "");
  await approve(moderator, desk);
  await context?.close();
  return desk;
}
