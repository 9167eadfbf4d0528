import type { ErrorCode } from "@parlor/protocol";
import { limits } from "@parlor/protocol/limits";
import { list, number, plural } from "./format.ts";
import type { strings } from "./strings.ts";

type ArchivedBy = "you" | "operator" | { readonly name: string };

/** The words of what is loaded after the first screen without being asked for; dialog-strings.ts has those of dialogs and of home. */
export const laterStrings = {
  justNow: "just now",

  account: {
    cookiesBlocked:
      "This browser blocks cookies, so it would forget your name at the next reload. Allow cookies for this site, then reload.",
    rename: "Change your name…",
    newDevice: "Use Parlor on another device…",
    devices: "Your devices…",
    phrase: "Recovery phrase…",
    look: "Look",
    looks: { system: "Same as the system", light: "Light", dark: "Dark" },
    leave: "Leave this device…",
    version: (version: string) => `Parlor ${version}`,
  },

  channels: {
    edit: "Edit channel…",
    archive: "Archive channel…",
    archivedBy: (name: string, by: ArchivedBy, here: string) => {
      if (by === "you") return `You archived #${name}. This is #${here}.`;
      return `#${name} was archived by ${by === "operator" ? "the operator" : by.name}. This is #${here}.`;
    },
    undo: "Undo",
  },

  webhooks: {
    menu: "Webhooks…",
  },

  /** What was written to a channel or conversation that is gone. */
  unsent: {
    entry: (count: number) => `Not sent (${count})`,
    show: "Show what you wrote",
  },

  /** The list of private conversations. */
  conversations: {
    empty: "Anyone who has your private key can write to you here.",
    make: "Make my private key",
    show: "Show my private key",
    request: "request",
    requestLong: "wants to write to you",
    unread: (count: number) => plural(count, { one: "# unread message", other: "# unread messages" }),
    waiting: "not answered yet",
    draft: "has a draft",
    locked: "cannot be opened in this browser",
    restored: "Your keys and conversations are back.",
  },

  timeline: {
    newMessages: (count: number) => plural(count, { one: "# new message", other: "# new messages" }),
    latest: "Latest messages",
    markRead: "Mark as read",
    retry: "Retry",
    editAgain: "Edit",
    discard: "Discard",
    notSent: (reason: string) => `Not sent: ${reason}`,
    notSentYet: (reason: string) => `Not sent yet: ${reason}`,
    retryNow: "Retry now",
    burst: (count: number, names: readonly string[]) =>
      `${plural(count, { one: "# new message", other: "# new messages" })} from ${list(names)}`,
    renamed: <T>(from: T, to: T) => [from, " is now ", to],
    renamedYou: <T>(from: T, to: T) => ["You changed your name from ", from, " to ", to],
    hasLeft: <T>(name: T) => [name, " has left"],
    bot: (name: string) => `${name} (bot)`,
    spoken: (name: string, text: string) => `${name}: ${text}`,
  },

  composer: {
    left: (count: number) => plural(count, { one: "# character left", other: "# characters left" }),
    fewerThan: (count: number) => `${number(count)} characters left`,
    over: (count: number) =>
      plural(count, {
        one: `# character too many: a message holds ${number(limits.messageText)}`,
        other: `# characters too many: a message holds ${number(limits.messageText)}`,
      }),
    overLimit: `Too long: a message holds ${number(limits.messageText)} characters`,
  },

  /** Why something was refused that is not asked on the first screen. */
  errors: {
    not_allowed: "Only the owner of the channel can do this.",
    channel_exists: "There is a channel of this name already.",
    hook_not_found: "This webhook has been revoked already.",
    key_not_found: "No private key like this works here. It may have been switched off, used up or expired.",
    key_taken: "This phrase cannot be a private key here. Choose another one.",
    // Only programs that make requests by hand can meet these two.
    method_not_allowed: "The server does not know how to do this.",
    host_refused: "Parlor is not set up for this address.",
    headers_too_large: "Your browser sent too many cookies. Delete those of this site.",
    not_json: "The server could not read this.",
    cookies_blocked:
      "This browser blocks cookies, so nothing was changed. Allow cookies for this site, then try again.",
    session_not_found: "This device has been signed out already.",
    link_ended: "This link has expired or was canceled. Make a new one.",
    link_used: "Another device has used this link. If it was not one of yours, cancel and make a new link.",
    link_waiting: "Choose the number on your other device first.",
    wrong_number: "The other device shows another number, so the link was canceled. Make a new one.",
    recovery_refused: "Nobody here has this recovery phrase.",
    limit_reached: "The limit of channels is reached. Archive one that nobody needs any more.",
  } satisfies Record<
    Exclude<ErrorCode, keyof typeof strings.errors | "name_taken" | "name_refused" | "too_many_names" | "out_of_order">,
    string
  >,
} as const;
