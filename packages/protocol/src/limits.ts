/**
 * Sizes and rates that both sides rely on, each with its reason. No zod here: the browser imports this file.
 * Lengths of text are UTF-16 code units unless a name says otherwise.
 */
export const limits = {
  /** A long forum post; keeps a page of 200 under 1.6 MB and one message under a tenth of a frame. */
  messageText: 4_000,
  /** Grapheme clusters of a display name. Longer names push the time off a 390 px screen. */
  displayNameVisible: 32,
  /** Grapheme clusters of a channel name: what fits on two lines of the sidebar. */
  channelNameVisible: 50,
  /** Bytes of UTF-8 any name may take: the longest in every script of the world, and no more than a list of thousands can bear. */
  nameBytes: 512,
  /** UTF-16 units any name may take on the wire: room for emoji sequences in every visible place. */
  nameUnits: 512,
  /** UTF-16 units of what a channel says it is about: two lines on the home page. */
  channelAbout: 160,
  /** Listed channels one person may have made, and a place may have: what a list of a few hundred kilobytes holds. */
  channelsPerPerson: 200,
  channelsInAll: 5_000,
  /** Archived channels one answer tells about: what a person scrolls through, and more than a browser ever remembers. */
  archivedListed: 200,
  /** Messages a channel opens with (M4). */
  pageDefault: 100,
  /** Messages one page may ask for: two openings' worth, under 2 ms of reading. */
  pageMax: 200,
  /** UTF-16 units of text one page carries: past it the page is shorter, so that a read never costs megabytes. */
  pageText: 200_000,
  /** People named in a presence answer or event; past it only the number is told, so a join never costs O(people). */
  presenceNames: 100,
  /** People one look-up may name: every author of a page. */
  peopleRead: 200,
  /** Bytes of one Socket.IO frame or HTTP body: the longest sealed message and half as much, so that one body never holds thousands of events. */
  frameBytes: 65_536,
  /** Packets of one body of Socket.IO's polling: twice the commands a socket may have unanswered. */
  pollingPackets: 128,
  /** Random bytes of a session token: 256 bits, beyond guessing. */
  tokenBytes: 32,
  /** A typing notice lives this long unless renewed. */
  typingLifeMs: 6_000,
  /** A client repeats its typing notice no sooner than this. */
  typingEveryMs: 3_000,
  /** A page hidden for this long counts as away: longer than a look at another tab, shorter than a meeting. */
  awayAfterMs: 10 * 60_000,
  /** A watcher hears of a channel's new head at most once in this time. */
  pulseEveryMs: 1_000,
  /** Time a socket may stay without a session. */
  anonymousMs: 10_000,
  /** One author's messages within this time share a header. */
  groupMs: 5 * 60_000,
} as const;

/** The same for a person's devices. */
export const deviceLimits = {
  /** Time enough to find the other device and to point its camera here; too short for someone who finds the link later. */
  linkMs: 5 * 60_000,
  /** Open links of one person: a dialog that was closed badly, and the next one. */
  linksPerPerson: 3,
  /** Open links that one address made: everyone in a lecture hall. */
  linksPerAddress: 200,
  /** Open links in all, of some 500 bytes each. */
  linksInAll: 10_000,
  /** Devices one answer lists: more than anyone looks through. */
  listed: 100,
} as const;

/** The same for incoming webhooks. */
export const hookLimits = {
  /** Webhooks of one channel: a list that its owner can look through and understand. */
  perChannel: 20,
  /** Webhooks one person may have made: so that nobody fills the channels of all others. */
  perPerson: 50,
} as const;

/** The same for private messages: apart, so that a page that opens none need not load them. */
export const privateLimits = {
  /** UTF-16 units of a sealed message on the wire: a text of 4,000 controls, escaped, padded to 32 KiB, in base64url. */
  envelope: 45_000,
  /** Messages to somebody who has not answered yet: enough to say who one is and why. */
  requestMessages: 20,
  /** Private keys one person may have at a time: one for each of the circles a person has, and some. */
  keysPerPerson: 50,
  /** Grapheme clusters a phrase chosen as a key has at least, spaces not counted: a shorter one is guessed too soon, even if each try is expensive. */
  phraseVisible: 8,
  /** UTF-16 units of such a phrase: as much as anybody types. */
  phraseUnits: 256,
  /** People a limited key may let in at most, and requests that may ever come through any key. */
  keyUses: 10_000,
  /** Private conversations one person may begin. Of those that others begin with them each key has its own bounds. */
  conversationsPerPerson: 2_000,
  /** Unanswered requests of one key that show at a time: more than anyone answers in an evening. The others wait behind them. */
  requestsPerKey: 100,
  /** A conversation in which nobody wrote is dropped after this: a person who looks a key up today may write tomorrow. */
  unwrittenMs: 24 * 60 * 60_000,
  /** UTF-16 units of a private key's record: a card, a name and a signature, encrypted. */
  keyRecord: 4_096,
  /** UTF-16 units of one item of the keyring: keys and a few words. */
  ringItem: 4_096,
  /** Items put at once: twelve of the largest stay within a frame. */
  ringPut: 12,
  /** Items a keyring may hold: every key, prekey of ten years and conversation. */
  ringItems: 5_000,
} as const;

/** The protocol's version: clients of the same major keep working across upgrades (CON-4). */
export const protocolVersion = { major: 1, minor: 0 } as const;
