import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");

/** The binary under test: `COUP_DE_MAIN` names it, or else the debug build. */
export const binary =
  process.env.COUP_DE_MAIN ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/coup-de-main");

/** The real feed of France's fire services: 5,715 needs. */
export const feed = join(root, "server/data/feeds/sapeurs-pompiers.xml.gz");

/** Who lets associations in. */
export const moderator = "moderation@example.org";

/** A server that runs, and how to end it. */
export interface Server {
  url: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** A port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** What a server sees of our environment: nothing that would make it another one. */
function environment(settings: Record<string, string>): Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, RUST_BACKTRACE: "1", ...settings };
}

/** Runs one of the binary's other commands in `folder` to its end. */
export async function run(folder: string, settings: Record<string, string>, ...args: string[]): Promise<string> {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: make end2end builds it`);
  const { stdout } = await promisify(execFile)(binary, args, { cwd: folder, env: environment(settings) });
  return stdout;
}

/** Starts a server in `folder` (its mail goes to `var/mail` there) on a port, and waits until it is healthy. */
export async function start(folder: string, settings: Record<string, string> = {}, on?: number): Promise<Server> {
  mkdirSync(join(folder, "var"), { recursive: true });
  const port = on ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, `server-${port}.log`);
  const child = spawn(binary, ["serve"], {
    cwd: folder,
    env: environment({ LISTEN: `127.0.0.1:${port}`, PUBLIC_URL: url, RATE_LIMIT: "off", ...settings }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = createWriteStream(log);
  child.stdout?.pipe(lines, { end: false });
  child.stderr?.pipe(lines, { end: false });

  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const deadline = Date.now() + 60_000;
  while (!(await healthy(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`the server did not start, see ${log}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    url,
    process: child,
    async stop() {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(late);
    },
  };
}

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}
