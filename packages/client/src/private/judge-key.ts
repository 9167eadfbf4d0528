import type { Read } from "./private-state.ts";
import { readKey } from "./read-key.ts";

/** What was typed, as far as it is shown while typing. */
export function judgeKey(text: string): Read {
  const typed = readKey(text);
  switch (typed.is) {
    case "key":
    case "phrase":
    case "empty":
      return { is: typed.is };
    case "newer":
      return { is: "typo", what: "check" };
    case "typo":
      return typed;
  }
}
