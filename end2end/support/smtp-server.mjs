// smtp-server.mjs PORT_FILE FOLDER [starttls|keeps-nothing]: a real SMTP server for the server's own tests. Its port is
// written into PORT_FILE; each mail is left in FOLDER as N.eml and, read by a parser that isn't ours, N.json.
// `busy.…@` is put off once, `gone.…@` is refused for good. Ends with its standard input, so never outlives a test.
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

const [portFile, folder, mode] = process.argv.slice(2);
const putOff = new Set();
let received = 0;

function write(name, content) {
  writeFileSync(join(folder, `.${name}`), content);
  renameSync(join(folder, `.${name}`), join(folder, name));
}

function answer(code, message) {
  return Object.assign(new Error(message), { responseCode: code });
}

// A certificate of a day's life: the one that smtp-server brings along is too old in kind for rustls.
function certificate() {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost"];
  const more = ["-addext", "subjectAltName=DNS:localhost", "-days", "1", "-keyout", key, "-out", cert];
  execFileSync("openssl", ["req", "-x509", ...kind, ...more], { stdio: "ignore" });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

const server = new SMTPServer({
  ...(mode === "starttls" ? certificate() : {}),
  authOptional: true,
  // There is no name server to ask where tests run.
  disableReverseLookup: true,
  disabledCommands: mode === "starttls" ? ["AUTH"] : ["STARTTLS", "AUTH"],
  onRcptTo({ address }, _session, done) {
    if (address.startsWith("gone.")) return done(answer(550, `5.1.1 <${address}> is unknown here`));
    if (address.startsWith("busy.") && !putOff.has(address)) {
      putOff.add(address);
      return done(answer(451, `4.3.2 ${address} is busy`));
    }
    done();
  },
  onData(stream, session, done) {
    if (mode === "keeps-nothing") return void stream.resume().on("end", done);
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", async () => {
      const raw = Buffer.concat(chunks);
      const mail = await PostalMime.parse(raw, { attachmentEncoding: "utf8" });
      const name = String((received += 1)).padStart(4, "0");
      write(`${name}.eml`, raw);
      write(`${name}.json`, JSON.stringify({ ...mail, secure: session.secure, envelope: session.envelope.rcptTo }));
      done();
    });
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => {
  writeFileSync(`${portFile}.part`, String(server.server.address().port));
  renameSync(`${portFile}.part`, portFile);
});
process.stdin.resume().on("end", () => process.exit());
