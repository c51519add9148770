import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A page of another site, and how to end its server. */
export interface OtherSite {
  url: string;
  stop(): Promise<void>;
}

/**
 * Serves one page with a Content-Security-Policy (or none). It is at `localhost` while the portal is at `127.0.0.1`: not
 * only another origin but another site, so that what is in its frames is a third party there.
 */
export async function otherSite(body: string, policy = ""): Promise<OtherSite> {
  const page = `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Notre association</title>
<link rel="icon" href="data:,"></head><body><main><h1>Notre association</h1>${body}</main></body></html>`;
  const server = createServer((_request, response) => {
    const headers = { "content-type": "text/html; charset=utf-8" };
    response.writeHead(200, policy ? { ...headers, "content-security-policy": policy } : headers);
    response.end(page);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
