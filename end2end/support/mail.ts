import { expect } from "@playwright/test";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import PostalMime, { type Email } from "postal-mime";

/** How long, in milliseconds, a mail may take. */
const patience = Number(process.env.MAIL_PATIENCE ?? 15_000);

/** Every mail that the server has sent to `address`, the newest last. */
export async function mailsTo(address: string): Promise<Email[]> {
  const folder = process.env.MAIL_FOLDER ?? "";
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .map((name) => join(folder, name))
    .sort((one, other) => statSync(one).mtimeMs - statSync(other).mtimeMs);
  const mails = await Promise.all(files.map((file) => PostalMime.parse(readFileSync(file))));
  return mails.filter((mail) => (mail.to ?? []).some((to) => to.address?.toLowerCase() === address.toLowerCase()));
}

/** The newest mail to `address` whose subject matches; waits for it. */
export async function mailTo(address: string, subject: RegExp = /./): Promise<Email> {
  let found: Email | undefined;
  await expect
    .poll(
      async () => {
        found = (await mailsTo(address)).filter((mail) => subject.test(mail.subject ?? "")).at(-1);
        return found?.subject;
      },
      { message: `no mail to ${address} about ${subject}`, timeout: patience },
    )
    .toBeTruthy();
  return found as Email;
}

/** The first link in the mail's text that matches. */
export function linkIn(mail: Email, pattern: RegExp): string {
  const links = (mail.text ?? "").match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const link = links.find((address) => pattern.test(address));
  if (!link) throw new Error(`no link like ${pattern} in "${mail.subject}", only: ${links.join(" ")}`);
  return link;
}

/** An e-mail address that no other test uses. */
export function freshAddress(name = "camille"): string {
  return `${name}.${process.pid}.${Date.now().toString(36)}${Math.floor(Math.random() * 1e6)}@example.org`;
}
