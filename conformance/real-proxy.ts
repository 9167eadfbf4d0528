import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:tls";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ParlorProcess } from "../tools/parlor-process.ts";

/** What a configuration is run with in place of what the document names. */
interface Place {
  port: number;
  /** The server's port. */
  to: number;
  folder: string;
}

/** How a program is started, once its configuration is written; it stays in the foreground. */
interface Run {
  program: string;
  args: string[];
  env?: Record<string, string>;
}

/** The document's certificate, port and servers, become those of the test. Nothing else of a snippet is touched. */
function placed(text: string, { port, to, folder }: Place): string {
  return text
    .replaceAll("/etc/letsencrypt/live/chat.example.org", folder)
    .replaceAll("chat.example.org", "localhost")
    .replaceAll("127.0.0.1:3000", `127.0.0.1:${to}`)
    .replaceAll(/(?<=listen |\*:)443/g, String(port));
}

const modules = ["mpm_event", "authz_core", "ssl", "socache_shmcb", "proxy", "proxy_http"];

/** How each program is run with its snippet: what a distribution puts around it, and nothing about proxying. */
const programs: Record<string, { paths: string[]; prepare(text: string, place: Place): Promise<Run> }> = {
  nginx: {
    paths: ["/usr/sbin/nginx"],
    async prepare(text, { folder }) {
      const own = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
        (kind) => `${kind}_temp_path ${folder}/${kind};`,
      );
      const main = `daemon off; pid ${folder}/pid; error_log stderr;\nevents {}\nhttp { access_log off; ${own.join(" ")}\n${text}}\n`;
      await writeFile(join(folder, "nginx.conf"), main);
      return { program: "/usr/sbin/nginx", args: ["-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")] };
    },
  },
  apache: {
    paths: ["/usr/sbin/apache2"],
    async prepare(text, { port, folder }) {
      const load = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
      const own = [
        `ServerRoot ${folder}`,
        `PidFile ${folder}/pid`,
        `DefaultRuntimeDir ${folder}`,
        'ErrorLog "||/bin/cat"',
      ];
      // Workers that are root are refused.
      const user = ["<IfModule unixd_module>", "User www-data", "Group www-data", "</IfModule>"];
      const main = [...load, ...own, ...user, "ServerName localhost", `Listen ${port}`, text].join("\n");
      await writeFile(join(folder, "apache.conf"), main);
      return { program: "/usr/sbin/apache2", args: ["-D", "FOREGROUND", "-f", join(folder, "apache.conf")] };
    },
  },
  caddy: {
    paths: ["/usr/bin/caddy"],
    async prepare(text, { port, folder }) {
      const env = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
      const [host = "", ...rest] = text.split("\n");
      const caddyfile = join(folder, "Caddyfile");
      await writeFile(caddyfile, [host.replace("localhost", `localhost:${port}`), ...rest].join("\n"));
      const adapted = execFileSync("/usr/bin/caddy", ["adapt", "--config", caddyfile], { env, encoding: "utf8" });
      const config = JSON.parse(adapted) as { apps: { http: { servers: Record<string, object> } } };
      // It must neither add its own certificate authority to this machine nor listen for redirects on port 80.
      for (const server of Object.values(config.apps.http.servers))
        Object.assign(server, { automatic_https: { disable_redirects: true } });
      Object.assign(config, { admin: { disabled: true } });
      Object.assign(config.apps, { pki: { certificate_authorities: { local: { install_trust: false } } } });
      await writeFile(join(folder, "caddy.json"), JSON.stringify(config));
      return { program: "/usr/bin/caddy", args: ["run", "--config", join(folder, "caddy.json")], env };
    },
  },
};

/** Why a proxy cannot be tried on this machine; undefined when it can. */
export function lacks(name: string): string | undefined {
  const missing = [...(programs[name]?.paths ?? []), "/usr/bin/openssl"].filter((path) => !existsSync(path));
  return missing.length > 0 ? `${missing.join(" and ")} not on this machine` : undefined;
}

/** A real proxy in front of a Parlor, on the loopback, with the configuration from the document. */
export class RealProxy {
  readonly port: number;
  readonly url: string;
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #said = "";

  private constructor(port: number, folder: string) {
    this.port = port;
    this.url = `https://localhost:${port}`;
    this.#folder = folder;
  }

  /** Takes a port; `start` comes later, since the server has to know the address first. */
  static async prepared(): Promise<RealProxy> {
    return new RealProxy(Number(await ParlorProcess.freePort()), await mkdtemp(join(tmpdir(), "parlor-proxy-")));
  }

  /** Runs the program with this text and resolves when it answers; rejects with what it said when it does not. */
  async start(name: string, text: string, to: number): Promise<void> {
    const found = programs[name];
    if (!found) throw new Error(`no such proxy: ${name}`);
    const folder = this.#folder;
    const files = ["-keyout", join(folder, "privkey.pem"), "-out", join(folder, "fullchain.pem")];
    const kind = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    execFileSync("/usr/bin/openssl", [...kind, "-subj", "/CN=localhost", ...files], { stdio: "pipe" });
    const place = { port: this.port, to, folder };
    const { program, args, env } = await found.prepare(placed(text, place), place);
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (this.#said += chunk.toString()));
    const ended = once(child, "exit").then(() => Promise.reject(new Error(`${name} ended:\n${this.#said}`)));
    ended.catch(() => undefined);
    await Promise.race([ended, this.#answers()]);
  }

  async clear(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Resolves with the first TLS handshake that succeeds. */
  async #answers(): Promise<void> {
    for (;;) {
      const socket = connect({
        port: this.port,
        host: "127.0.0.1",
        servername: "localhost",
        rejectUnauthorized: false,
      });
      const isUp = await new Promise<boolean>((resolve) => {
        socket.once("secureConnect", () => resolve(true));
        socket.once("error", () => resolve(false));
      });
      socket.destroy();
      if (isUp) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
