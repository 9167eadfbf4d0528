import { afterAll, beforeAll, onTestFinished } from "vitest";
import { ParlorProcess, type Settings } from "../tools/parlor-process.ts";

/** A place elsewhere that this suite should judge; the tests that need their own settings or kill the server are skipped then. */
const elsewhere = process.env["PARLOR_URL"];
export const canOwn = elsewhere === undefined;

/** The place a test file talks to: the one at PARLOR_URL, or one started for the file. */
export function liveParlor(): { readonly url: string } {
  let own: ParlorProcess | undefined;
  if (canOwn) {
    beforeAll(async () => {
      own = await ParlorProcess.started();
    });
    afterAll(() => own?.clear());
  }
  return {
    get url() {
      return elsewhere ?? own?.url ?? "";
    },
  };
}

/** One for a single test, with its own settings; it is gone when the test is. */
export async function ownParlor(settings: Settings = {}): Promise<ParlorProcess> {
  const parlor = await ParlorProcess.started(settings);
  onTestFinished(() => parlor.clear());
  return parlor;
}
