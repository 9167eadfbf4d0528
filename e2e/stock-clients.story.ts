import { expect } from "@playwright/test";
import { node, type ParlorProcess } from "../tools/parlor-process.ts";
import { documentedClient, findPython, StockProgram } from "../tools/stock-program.ts";
import { slow, story } from "./harness/story.ts";

const found = findPython();
if ("lacks" in found) console.log(`The Python client does not take part here: ${found.lacks}`);

/** Longer than the longest wait of a stock client between two tries to reconnect. */
const patience = { timeout: 20_000 };

/** The clients of docs/protocol.md, one in each language that there is here, each under the name of its language. */
async function programsOf(parlor: ParlorProcess): Promise<Record<string, StockProgram>> {
  const start = async (name: string, command: string, language: "js" | "python") =>
    StockProgram.runs(command, await documentedClient(language), { PARLOR_URL: parlor.url, NAME: name });
  return {
    Juno: await start("Juno", node, "js"),
    ...(!("lacks" in found) && { Pia: await start("Pia", found.command, "python") }),
  };
}

/** Ended also when the story fails. */
const storyWithPrograms = story.extend<{ programs: Record<string, StockProgram> }>({
  programs: async ({ parlor }, use) => {
    const programs = await programsOf(parlor);
    await use(programs);
    await Promise.all(Object.values(programs).map((program) => program.ends()));
  },
});

storyWithPrograms(
  "two browsers and two stock clients go through three deploys and a kill, and everyone hears everything",
  slow,
  async ({ parlor, ada, bo, programs }) => {
    story.setTimeout(180_000);
    await ada.enters();
    await bo.enters();
    const said: { by: string; text: string }[] = [];
    const everybodySays = async (when: string): Promise<void> => {
      for (const person of [ada, bo]) {
        said.push({ by: person.name, text: `${when}, says ${person.name}` });
        await person.writes(`${when}, says ${person.name}`);
      }
      for (const [by, program] of Object.entries(programs)) {
        said.push({ by, text: `${when}, says ${by}` });
        program.says(`${when}, says ${by}`);
      }
    };
    // A browser draws only the messages near the end, so what each showed is noted after each round.
    const shown = new Map([ada, bo].map((person) => [person, [] as string[]]));
    let checked = 0;
    const everybodyHeard = async (): Promise<void> => {
      for (const { by, text } of said.slice(checked)) {
        for (const person of [ada, bo]) await person.sees(text, { by, confirmed: true, ...patience });
        for (const program of Object.values(programs)) await program.hears(`${by}: ${text}`);
      }
      checked = said.length;
      for (const [person, lines] of shown) {
        for (const { seq = 0, by, text } of await person.shown()) {
          if (by !== undefined) lines[seq - 1] = `${by}: ${text}`;
        }
      }
    };

    await everybodySays("before");
    await everybodyHeard();
    for (const deploy of ["first", "second", "third"]) {
      await parlor.stop();
      await everybodySays(`during the ${deploy} deploy`);
      await parlor.start();
      await everybodySays(`after the ${deploy} deploy`);
      await everybodyHeard();
    }
    await parlor.kill();
    await everybodySays("during the kill");
    await parlor.start();
    await everybodySays("after the kill");
    await everybodyHeard();

    // Once each, and in one order for all.
    const lines = said.map(({ by, text }) => `${by}: ${text}`).toSorted();
    const [first = []] = Object.values(programs).map(({ heard }) => heard);
    expect(first.toSorted()).toEqual(lines);
    for (const { heard } of Object.values(programs)) expect(heard).toEqual(first);
    for (const lines of shown.values()) expect(lines).toEqual(first);
  },
);
