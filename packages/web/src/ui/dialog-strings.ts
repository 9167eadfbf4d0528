import { plural } from "./format.ts";

type ArchivedBy = "you" | "operator" | { readonly name: string };

/** The words of what is loaded only when somebody opens it: dialogs, and the home page. */
export const dialogStrings = {
  wrongAddress: {
    title: "Parlor is at another address",
    known: (here: string, address: string) => `This page was opened at ${here}. Parlor is set up for ${address}`,
    open: (address: string) => `Go to ${new URL(address).host}`,
    unknownTitle: "Parlor is not set up for this address",
    unknown: (here: string) => `The server does not know that people open it at ${here}.`,
    setting: "If you run it, start it with this setting:",
  },

  account: {
    renameTitle: "Change your name",
    renameHint: "Everyone sees the new name at once, on older messages too.",
    nameLabel: "Your name",
    nameHeld: (name: string, days: number) =>
      days > 0
        ? `“${name}” stays yours for ${plural(days, { one: "# day", other: "# days" })}.`
        : `Others can take “${name}” at once.`,
    save: "Save",
    leaveTitle: "Leave this device?",
    leaveText: "You will be signed out here. Drafts and private keys in this browser are deleted.",
    leaveReturn: (name: string, { device, phrase }: { device: boolean; phrase: boolean }) =>
      `You can come back as “${name}” ` +
      (device && phrase
        ? "from another device or with your recovery phrase."
        : device
          ? "from another device where you are signed in."
          : "with your recovery phrase."),
    leaveLast: (name: string) =>
      `This is the only place where you are signed in as “${name}”, and you have no recovery phrase. If you leave, nobody can come back as “${name}”, not even you.`,
    leaveUnsaved:
      "Your recovery phrase is not written down yet. If you leave now, your private keys and conversations are gone for good.",
    leaveName: "What should happen to your name?",
    leaveKeep: "Keep it reserved",
    leaveKeepHint: (name: string) => `Nobody else can take “${name}”. Your messages stay as they are.`,
    leaveRelease: "Let others take the name now",
    leaveReleaseHint: (name: string) => `Your messages stay, under the name “${name} (left)”.`,
    leaveOffline: "There is no connection. Your session can only be ended when you are back online.",
    leaveAgain: "Try again",
    leaveMake: "Create a recovery phrase first",
    leaveSave: "Write it down first",
    leaveConfirm: "Leave",
  },

  channels: {
    createTitle: "New channel",
    createHint: "Anyone here can see it and join in.",
    nameLabel: "Name",
    namePlaceholder: "garden-plans",
    aboutLabel: "What it is about",
    aboutOptional: "Optional",
    createConfirm: "Create channel",
    exists: (name: string, existing: string) =>
      `There is a channel #${existing} already` + (name === existing ? "." : `, and “${name}” looks the same.`),
    join: (name: string) => `Join #${name}`,
    filter: "Find a channel",
    none: "No channel has this in its name.",
    makeIt: (name: string) => `Create #${name}`,
    browse: "Channels",
    browseHint: "Everyone here can join any of them.",
    quiet: "No messages yet",
    editTitle: "Edit channel",
    editConfirm: "Save",
    archiveTitle: (name: string) => `Archive #${name}?`,
    archiveText:
      "It disappears from everyone's list, and nobody can write in it. You can restore it from the home page.",
    archiveConfirm: "Archive",
    archived: "Your archived channels",
    archivedWho: (by: ArchivedBy) =>
      by === "you" ? "Archived by you" : `Archived by ${by === "operator" ? "the operator" : by.name}`,
    restore: "Restore",
    restoreLong: (name: string) => `Restore #${name}`,
    restoreTitle: (name: string) => `Restore #${name}`,
    restoreTaken: "Another channel has this name now. Choose a new one; all messages come back with it.",
  },

  webhooks: {
    title: (channel: string) => `Webhooks of #${channel}`,
    lead: "A webhook is a secret address that lets a program post messages here, marked as a bot.",
    label: "Name of the new webhook",
    labelHint: "Shown as the author of its messages.",
    placeholder: "Builds",
    create: "Create webhook",
    done: "Done",
    full: "You have reached the limit of webhooks, or this channel has. Revoke one first.",
    by: (name: string) => `Made by ${name}`,
    unused: "never used",
    used: "last used",
    revoke: "Revoke",
    revokeLong: (name: string) => `Revoke ${name}`,
    revokeConfirm: "Revoke for good",
    made: (name: string) => `The address of ${name}`,
    once: "Copy it now: it is not shown again. Anyone who has it can post here, so keep it like a password.",
    address: "Address",
    copy: "Copy address",
    copied: "Address copied",
    copyFailed: "The browser would not copy. Select the address and copy it yourself.",
    try: "Try it in a terminal:",
    slack: "Programs that post to Slack can use the same address.",
    all: "All webhooks",
  },

  /** What was written to a channel or conversation that is gone. */
  unsent: {
    title: "Not sent",
    lead: "You wrote this for a channel or a conversation that is gone. It stays here until you discard it.",
    close: "Close",
    room: (name: string | undefined, isPrivate: boolean) =>
      name === undefined ? (isPrivate ? "A private conversation" : "A channel") : isPrivate ? name : `#${name}`,
    draft: "Draft",
    message: "Message",
    archived: (by: ArchivedBy | undefined) => {
      if (by === undefined) return "the channel is no longer here";
      if (by === "you") return "archived by you";
      return `archived by ${by === "operator" ? "the operator" : by.name}`;
    },
    ended: "the conversation has ended",
    copy: "Copy",
    copied: "Text copied",
    copyFailed: "The browser would not copy. Select the text and copy it yourself.",
    elsewhere: "Send elsewhere…",
    where: "Move it to",
    move: "Move",
    discardConfirm: "Discard for good",
  },
} as const;
