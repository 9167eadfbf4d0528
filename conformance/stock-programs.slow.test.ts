import { expect, onTestFinished, test } from "vitest";
import { node } from "../tools/parlor-process.ts";
import { documentedClient, findPython, StockProgram } from "../tools/stock-program.ts";
import { canOwn, ownParlor } from "./live-parlor.ts";

const found = findPython();
if ("lacks" in found) console.log(`The Python client is not tried here: ${found.lacks}`);

interface Kind {
  name: string;
  command: string;
  code: string;
}

/** The documents' program in each version of the JavaScript client and over each transport, and in Python. */
async function everyKind(): Promise<Kind[]> {
  const [js, python] = [await documentedClient("js"), await documentedClient("python")];
  const over = (transport: string, code: string): string =>
    code
      .replace("io(PARLOR_URL, { ", `io(PARLOR_URL, { transports: ["${transport}"], `)
      .replace("io.connect(url, ", `io.connect(url, transports=["${transport}"], `);
  const kinds: Kind[] = [];
  const add = (name: string, command: string, code: string): void => {
    kinds.push({ name, command, code });
    for (const transport of ["websocket", "polling"]) {
      kinds.push({ name: `${name}-${transport}`, command, code: over(transport, code) });
    }
  };
  add("js-4-8", node, js);
  for (const version of ["4-0", "4-4"]) {
    add(`js-${version}`, node, js.replace('"socket.io-client"', `"socket.io-client-${version}"`));
  }
  if (!("lacks" in found)) add("python", found.command, python);
  return kinds;
}

test.runIf(canOwn)(
  "CON-11 stock clients go through three deploys and a kill -9, and hear everything once",
  async () => {
    const parlor = await ownParlor();
    const kinds = await everyKind();
    const programs = await Promise.all(
      kinds.map(({ name, command, code }) => StockProgram.runs(command, code, { PARLOR_URL: parlor.url, NAME: name })),
    );
    onTestFinished(async () => void (await Promise.all(programs.map((program) => program.ends()))));
    const said: string[] = [];
    const everybodySays = (when: string): void => {
      for (const [n, program] of programs.entries()) {
        said.push(`${kinds[n]?.name}: ${when}, says ${kinds[n]?.name}`);
        program.says(`${when}, says ${kinds[n]?.name}`);
      }
    };
    const everybodyHeard = () => Promise.all(programs.flatMap((program) => said.map((line) => program.hears(line))));

    everybodySays("before");
    await everybodyHeard();
    for (const deploy of ["first", "second", "third"]) {
      // Half of it is typed while the server is away.
      await parlor.stop();
      everybodySays(`during the ${deploy} deploy`);
      await parlor.start();
      everybodySays(`after the ${deploy} deploy`);
      await everybodyHeard();
    }
    const killed = parlor.kill();
    everybodySays("during the kill");
    await killed;
    await parlor.start();
    everybodySays("after the kill");
    await everybodyHeard();

    const [first] = programs;
    expect(first?.heard.toSorted()).toEqual(said.toSorted());
    for (const program of programs) expect(program.heard).toEqual(first?.heard);
  },
);
