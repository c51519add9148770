import { mkdirSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";

/** A real SMTP server: its address, and how to end it. */
export interface Smtp {
  url: string;
  stop(): Promise<void>;
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
