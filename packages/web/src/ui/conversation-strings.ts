import { privateLimits } from "@parlor/protocol/limits";
import { number, plural } from "./format.ts";

/** Words of a private conversation: its page, its details, its marked messages, and the people who were blocked or declined. */
export const conversationStrings = {
  talk: {
    label: (name: string) => `Private messages with ${name}`,
    placeholder: (name: string) => `Message ${name}`,
    sentence: "Encrypted in your browsers",
    sentenceWhole: "Encrypted in your browsers. The server cannot read your messages.",
    details: "About this private conversation",
    with: (name: string) => `Only you and ${name} can read this.`,
    gone: "This private conversation does not exist.",
    asking: (name: string) =>
      `${name} has not answered yet. You can write up to ${number(privateLimits.requestMessages)} messages.`,
    askingFull: (name: string) =>
      `You have written ${number(privateLimits.requestMessages)} messages. You can write more when ${name} answers.`,
    request: (name: string) => `${name} wants to write to you`,
    requestThrough: (label: string) => `They used your key “${label}”.`,
    requestThroughUnnamed: "They used your private key.",
    requestFull:
      "More people wait to ask through this key. Answer some requests to see the next, or renew the key if they are strangers.",
    requestHint: "They do not see whether you have read this.",
    accept: "Accept",
    decline: "Decline",
    block: "Block",
    blockedNow: (name: string) => `You blocked ${name}. They are not told.`,
    declinedNow: (name: string) => `Declined. ${name} is not told.`,
    answeredNot: "That did not reach the server. Try again.",
    blocked: (name: string) => `You blocked ${name}. Their messages do not reach you.`,
    declined: (name: string) => `You declined ${name}'s request. Their messages do not reach you.`,
    unblock: "Unblock",
    changedTitle: (name: string) => `${name}'s key has changed`,
    changedWhy: (name: string) =>
      `That happens when ${name} starts over. It also happens when somebody intercepts your messages. Ask ${name} in another way, such as a phone call, whether the new fingerprint is theirs.`,
    changedOld: "Before",
    changedNew: "Now",
    changedTrust: "I checked: trust the new key",
    changedNotNow: "Not now",
    changedStill: (name: string) => `Nothing is sent until you have checked ${name}'s new key.`,
    changedLook: "Look at it",
    locked: "This browser has no keys for this conversation.",
    lockedWhy: "Restore them with your recovery phrase, or start over and ask for a new message.",
    lockedPeer: (name: string) => `${name}'s messages were sealed to keys that you do not have any more.`,
    lockedPeerWhy: (name: string) => `Ask ${name} for a private key, and write with it: then you can talk again.`,
  },

  trouble: {
    locked: "This browser has no key for this message. Restore your keys to read it.",
    lost: "This browser has no key for this message. Ask for it to be sent again.",
    broken: "This message was changed on its way and cannot be opened. Ask for it to be sent again.",
    stranger:
      "This message comes from another identity than the one you know. Do not trust it: ask the sender in another way.",
    unknown: "This message has a newer format. Reload the page to update.",
    missing: "Messages before this one are missing: the server did not deliver them.",
    replayed: "The server shows this message a second time.",
    reordered: "The server shows this message in the wrong place.",
    "rolled-back": "The server shows an older state of this conversation than you have seen.",
  },

  details: {
    title: (name: string) => `Private messages with ${name}`,
    is: "What is protected",
    isText:
      "Each message is encrypted in the browser it is written in and opened in the browser it is for. The server, its backups and its logs hold only its encrypted form.",
    not: "What is not",
    notText:
      "Who writes to whom, when, and roughly how much stays visible to the server. Anyone who gets hold of an unlocked device can read what is on it, older messages too.",
    trust:
      "The server also delivers this page, so you trust its operator not to change it. Compare fingerprints to be sure of each other.",
    fingerprints: "Fingerprints",
    theirs: (name: string) => `${name}'s`,
    theirsUnknown: "Known as soon as they have answered",
    yours: "Yours",
    devices: (count: number) =>
      plural(count, { one: "You write from # browser.", other: "You write from # browsers." }),
    block: "Block…",
    blockTitle: (name: string) => `Block ${name}?`,
    blockText: "Their messages will not reach you any more, and they are not told. You can unblock them later.",
    close: "Close",
  },

  aside: {
    title: "Blocked and declined",
    lead: "Messages from these people do not reach you, and they are not told.",
    nobody: "Nobody is blocked or declined.",
    unblock: (name: string) => `Unblock ${name}`,
    accept: (name: string) => `Accept ${name}`,
    standing: { blocked: "blocked", declined: "declined" },
  },
} as const;
