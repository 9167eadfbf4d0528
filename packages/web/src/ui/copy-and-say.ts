import { copyText } from "./copy-text.ts";
import { notify } from "./notice.tsx";

/** Puts a text on the clipboard, and says that it is there or that it could not be. */
export async function copyAndSay(text: string, done: string, failed: string): Promise<void> {
  notify((await copyText(text)) ? done : failed);
}
