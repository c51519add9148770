import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startNginx } from "./nginx.ts";
import { feed, freePort, moderator, run, start } from "./server.ts";
import { startSmtp } from "./smtp.ts";

/** How many forms nginx has passed on before one server dies. */
const postsBeforeTheKill = 3;

/**
 * Two servers on the PostgreSQL of `TEST_POSTGRES_URL`, nginx in front of them, mail over SMTP. After the first few
 * posted forms one server is killed without warning. At the end, by nginx's log: both had answered before that, the
 * other carried on alone, and nobody saw an error.
 */
export default async function twoServers(): Promise<() => Promise<void>> {
  const database = process.env.TEST_POSTGRES_URL;
  if (!database) throw new Error("TEST_POSTGRES_URL is missing: run scripts/two-servers.sh");
  const folder = mkdtempSync(join(tmpdir(), "coup-de-main-two-"));
  mkdirSync(join(folder, "var"));
  const mails = join(folder, "mails");
  const smtp = await startSmtp(mails);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;

  const settings = { DATABASE_URL: database, SMTP_URL: smtp.url, PUBLIC_URL: url };
  await run(folder, settings, "demo");
  await run(folder, settings, "import", feed);
  await run(folder, settings, "moderator", moderator);
  const serving = { ...settings, TRUSTED_PROXIES: "1" };
  // Two machines share no folder.
  const [victim, survivor] = await Promise.all(["one", "two"].map((name) => start(join(folder, name), serving)));
  const nginx = await startNginx(join(folder, "nginx"), port, [victim.url, survivor.url]);

  let answeredBefore: string[] | undefined;
  const watch = setInterval(() => {
    const answered = lines(nginx.accessLog);
    if (answered.filter((line) => line.includes(" POST ")).length < postsBeforeTheKill) return;
    victim.process.kill("SIGKILL");
    console.log(`killed one of the two servers after ${answered.length} requests`);
    answeredBefore = answered;
    clearInterval(watch);
  }, 20);

  process.env.BASE_URL = url;
  process.env.MODERATOR = moderator;
  process.env.MAIL_FOLDER = mails;
  // A mail that the dead server had taken in hand waits until the other may take it over.
  process.env.MAIL_PATIENCE = "120000";
  return async () => {
    clearInterval(watch);
    const answered = lines(nginx.accessLog);
    await nginx.stop();
    await Promise.all([victim.stop(), survivor.stop()]);
    await smtp.stop();
    rmSync(folder, { recursive: true, force: true });
    judge(answeredBefore, answered, [victim.url, survivor.url]);
  };
}

/** What nginx logs is `server answer status method path`; see the format in nginx.ts. */
function lines(log: string): string[] {
  return existsSync(log) ? readFileSync(log, "utf8").split("\n").filter(Boolean) : [];
}

function judge(before: string[] | undefined, all: string[], servers: string[]): void {
  if (!before) throw new Error(`too few forms were posted: no server was killed\n${all.join("\n")}`);
  for (const url of servers) {
    const { host } = new URL(url);
    if (!before.some((line) => line.startsWith(host))) throw new Error(`${host} had answered nothing before the kill`);
  }
  const after = all.slice(before.length);
  if (!after.some((line) => line.includes(" POST "))) throw new Error("no form was posted after the kill");
  const failed = all.filter((line) => / 5\d\d (GET|POST) /.test(line));
  if (failed.length) throw new Error(`answered with an error:\n${failed.join("\n")}`);
}
