import { list, plural } from "./format.ts";

/**
 * Every word of the first screens; later-strings.ts has those of what comes after them. Anything with a number or a list in it
 * is a function, so that its grammar stays in one place.
 */
export const strings = {
  product: "Parlor",

  nameStep: {
    welcome: (place: string) => `Welcome to ${place}`,
    sentence: "No account, no password. A name is enough.",
    ask: "What should people call you?",
    start: "Start talking",
    peopleHere: (count: number) => plural(count, { one: "# person is here now", other: "# people are here now" }),
    quiet: "Nobody is here right now. You would be the first.",
    suggestion: (name: string) => `Use “${name}”`,
    taken: (name: string, existing: string) =>
      `“${name}” is taken` + (name === existing ? "." : `: it looks the same as “${existing}”.`),
    missing: "Type a name first.",
    restore: "Restore with a recovery phrase",
    signedOut: "You were signed out on this device. Choose a name to come back in.",
  },

  account: {
    menu: (name: string) => `${name}: your name and settings`,
  },

  shell: {
    home: (place: string) => `${place}, home`,
    homeTitle: "Home",
    skip: "Skip to the message box",
    skipHome: "Skip to the channels",
    openSidebar: "Channels and people",
    sidebar: "Channels and people",
    privately: "Private",
    writePrivately: "New private message",
    cancel: "Cancel",
    dismiss: "Dismiss",
    notReleased: "Your name was not released, because you can still come back.",
    opensLater: "There is no connection. This opens when you are back online.",
  },

  channels: {
    list: "Channels",
    create: "New channel",
    unread: "unread",
    draft: "has a draft",
    here: (count: number) => plural(count, { one: "# here", other: "# here" }),
    hereLong: (count: number) => plural(count, { one: "# person here now", other: "# people here now" }),
    copyLink: "Copy link",
    copied: "Link copied",
    copiedHere: "Link copied. It works on this computer only.",
    copyFailed: "The browser would not copy. The link is in the address bar.",
    options: "Channel options",
    gone: (name: string) => `That channel is no longer here. This is #${name}.`,
    loading: "Loading channels",
  },

  timeline: {
    label: (channel: string) => `Messages in #${channel}`,
    loading: "Loading messages",
    madeBy: (name: string, day: string) => `${name} made this channel on ${day}.`,
    madeByYou: (day: string) => `You made this channel on ${day}.`,
    madeFirst: "This is where everyone starts.",
    beginning: "This is where it all began.",
    empty: "Say the first word.",
    emptyInvite: "Say the first word, or send the link to those you want to talk with.",
    today: "Today",
    yesterday: "Yesterday",
    new: "New",
    reset: "Reloaded from here: you missed a lot while you were away, or the server went back to a backup.",
    queued: "queued",
    queuedLong: "Will be sent when you are back online",
    unknownPerson: "Somebody",
    formerly: (name: string, before: readonly string[]) => `${name}, formerly ${list(before)}`,
    hole: "Loading missing messages",
    showAll: "Show all",
  },

  composer: {
    placeholder: (channel: string) => `Message #${channel}`,
    send: "Send message",
  },

  presence: {
    here: "Here now",
    you: "you",
    bot: "Bot",
    more: (count: number) => plural(count, { one: "and # more", other: "and # more" }),
    typing: (names: readonly string[]) =>
      names.length > 3 ? "Several people are typing…" : `${list(names)} ${names.length === 1 ? "is" : "are"} typing…`,
  },

  connection: {
    waiting: "Reconnecting…",
    kept: "your messages will be delivered",
    retry: "Retry now",
    upgraded: "Parlor was updated.",
    reload: "Reload to update",
    reloadLater: "Later",
  },

  /**
   * Why something was refused, in words for the person who asked for it. What is wrong with a name the server says itself, and
   * the outbox sees to a message out of order without a word. What only later parts are refused has its words there.
   */
  errors: {
    bad_request: "The server did not understand this.",
    needs_socket: "This needs a live connection.",
    unauthenticated: "You are signed out.",
    origin_refused: "This page is not allowed to do that.",
    unknown_command: "The server does not know how to do this.",
    channel_not_found: "This channel is no longer here.",
    too_large: "This is too long to send.",
    upgrade_required: "Parlor was updated. Reload the page.",
    rate_limited: "That was a bit fast. Try again in a moment.",
    internal: "Something broke on the server. Try again.",
    unavailable: "The server cannot be reached. Try again in a moment.",
    storage_full: "The server's disk is full.",
  },
} as const;
