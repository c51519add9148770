// oidc-server.mjs PORT_FILE REDIRECT_URI: a real OpenID Connect provider for the server's own tests. Its port and
// its time (epoch seconds) are written into PORT_FILE. Whoever comes is let in at once as who the request's
// `login_hint` says: `SUBJECT|EMAIL|verified`. It wants PKCE. Ends with its standard input.
import { renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [portFile, redirectUri] = process.argv.slice(2);
const people = new Map();

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: "portail", client_secret: "secret-of-the-tests", redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    cookies: { keys: ["for tests only"] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  });
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === "login") {
      const [accountId, email, verified] = params.login_hint.split("|");
      people.set(accountId, email ? { email, email_verified: verified === "verified" } : {});
      return provider.interactionFinished(request, response, { login: { accountId } });
    }
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  });
  writeFileSync(`${portFile}.part`, `${port} ${Math.floor(Date.now() / 1000)}`);
  renameSync(`${portFile}.part`, portFile);
});
process.stdin.resume().on("end", () => process.exit());
