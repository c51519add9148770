import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { feed, moderator, run, start } from "./server.ts";

/** One server on SQLite for all tests, with the demo associations and the real feed, in a folder of its own. */
export default async function oneServer(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "coup-de-main-"));
  mkdirSync(join(folder, "var"));
  await run(folder, {}, "demo");
  await run(folder, {}, "import", feed);
  await run(folder, {}, "moderator", moderator);
  // Feeds of partners are servers of the tests.
  const server = await start(folder, { OUTWARD_ALLOW: "127.0.0.1" });
  process.env.BASE_URL = server.url;
  process.env.MODERATOR = moderator;
  process.env.MAIL_FOLDER = join(folder, "var/mail");
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
