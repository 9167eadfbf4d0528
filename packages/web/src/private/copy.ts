import { basePath } from "../ui/base-path.ts";
import { copyText } from "../ui/copy-text.ts";
import { notify } from "../ui/notice.tsx";
import { privateStrings } from "../ui/private-strings.ts";

/** Puts a text on the clipboard and says so. */
export async function copy(text: string, done: string): Promise<void> {
  notify((await copyText(text)) ? done : privateStrings.key.copyFailed);
}

/** The address that opens a private message to the owner of this key. Its fragment never reaches the server. */
export function linkOf(code: string): string {
  return `${location.origin}${basePath}/#k=${encodeURIComponent(code)}`;
}
