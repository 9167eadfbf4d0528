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
  /** UTF-16 units any name may take on the wire: room for emoji sequences in every visible place. */
  nameUnits: 512,
  /** UTF-16 units of what a channel says it is about: two lines on the home page. */
  channelAbout: 160,
  /** Listed channels one person may have made, and a place may have: what a list of a few hundred kilobytes holds. */
  channelsPerPerson: 200,
  channelsInAll: 5_000,
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
  /** Bytes of one Socket.IO frame or HTTP body: fifteen messages' worth, so that one body never holds thousands of events. */
  frameBytes: 65_536,
  /** Packets of one body of Socket.IO's polling: twice the commands a socket may have unanswered. */
  pollingPackets: 128,
  /** Random bytes of a session token: 256 bits, beyond guessing. */
  tokenBytes: 32,
  /** A typing notice lives this long unless renewed. */
  typingLifeMs: 6_000,
  /** A client repeats its typing notice no sooner than this. */
  typingEveryMs: 3_000,
  /** A watcher hears of a channel's new head at most once in this time. */
  pulseEveryMs: 1_000,
  /** Time a socket may stay without a session. */
  anonymousMs: 10_000,
  /** One author's messages within this time share a header. */
  groupMs: 5 * 60_000,
} as const;

/** The protocol's version: clients of the same major keep working across upgrades (CON-4). */
export const protocolVersion = { major: 1, minor: 0 } as const;
