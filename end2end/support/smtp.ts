import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";

/** A real SMTP server: its address, and how to end it. */
export interface Smtp {
  url: string;
  stop(): Promise<void>;
}

/** The SMTP server of the server's own tests, as a process of its own: mails are left in `folder`. */
export async function startSmtpProcess(folder: string): Promise<Smtp> {
  mkdirSync(folder, { recursive: true });
  const portFile = join(folder, "port");
  const program = join(import.meta.dirname, "smtp-server.mjs");
  const child = spawn(process.execPath, [program, portFile, folder], { stdio: ["pipe", "inherit", "inherit"] });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const deadline = Date.now() + 10_000;
  while (!existsSync(portFile)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error("the SMTP server did not start");
    await new Promise((done) => setTimeout(done, 20));
  }
  return {
    url: `smtp://127.0.0.1:${readFileSync(portFile, "utf8")}`,
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}

/** Takes every mail it is sent over SMTP and leaves it in `folder` as an .eml file. */
export async function startSmtp(folder: string): Promise<Smtp> {
  mkdirSync(folder, { recursive: true });
  let received = 0;
  const server = new SMTPServer({
    authOptional: true,
    // There is no name server to ask where tests run.
    disableReverseLookup: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received += 1;
        writeFileSync(join(folder, `${String(received).padStart(6, "0")}.eml`), Buffer.concat(chunks));
        done();
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((done) => server.close(done)),
  };
}
