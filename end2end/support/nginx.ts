import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** nginx in front of servers: its address, the log of who answered what, and how to end it. */
export interface Nginx {
  url: string;
  accessLog: string;
  stop(): Promise<void>;
}

/** Starts nginx on a port of the loopback, with all it writes in `folder`; the servers answer in turn. */
export async function startNginx(folder: string, port: number, servers: string[]): Promise<Nginx> {
  mkdirSync(folder, { recursive: true });
  const accessLog = join(folder, "access.log");
  const conf = join(folder, "nginx.conf");
  writeFileSync(conf, configuration(folder, accessLog, port, servers));
  const program = existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
  const child = spawn(program, ["-p", folder, "-c", conf, "-e", join(folder, "error.log")], { stdio: "inherit" });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 10_000;
  while (!(await fetch(`${url}/health`).then((answer) => answer.ok, () => false))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill();
      throw new Error(`nginx did not start, see ${folder}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    url,
    accessLog,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

// A request that could not be handed over goes to the other server. One that was handed over, and whose
// server then died, is tried again only if it is a GET: nginx's own rule, and the right one for a sign-up.
function configuration(folder: string, accessLog: string, port: number, servers: string[]): string {
  const upstream = servers.map((url) => `server ${new URL(url).host} max_fails=1 fail_timeout=2s;`).join("\n    ");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join("\n  ");
  return `daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  ${temporary}
  log_format who '$upstream_addr $upstream_status $status $request_method $uri';
  access_log ${accessLog} who;
  upstream portal {
    ${upstream}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://portal;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_connect_timeout 2s;
      proxy_next_upstream error timeout;
    }
  }
}
`;
}
