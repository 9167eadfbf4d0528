import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { deviceLimits } from "@parlor/protocol";
import { digestOf } from "../people/digest.ts";
import type { Session, SessionUse } from "../people/session.ts";
import { Refusal } from "../refusal.ts";

/** The device that used a link. */
export interface Claimant {
  /** SHA-256 of the secret by which it is known. */
  readonly claimHash: string;
  readonly label: string | undefined;
  /** What it shows, and what it is among on the first device, sorted. */
  readonly number: number;
  readonly choices: readonly number[];
  /** Another device tried the link afterwards. */
  contested: boolean;
}

export type LinkState =
  | { is: "open" }
  | { is: "claimed" | "confirmed"; claimant: Claimant }
  /** `use`: of the session that it opened, by which it is known whether its token was presented. */
  | { is: "done"; claimant: Claimant; use: SessionUse | undefined };

/** One link, from its making to the new device's session. */
export interface DeviceLink {
  readonly id: string;
  /** The session that made it; no other one confirms it. */
  readonly by: Session;
  readonly address: string;
  readonly codeHash: string;
  readonly expiresAt: number;
  state: LinkState;
}

/**
 * DEV-1. The links that have not ended, in memory alone: they live for five minutes, and a link that ends with the process is
 * easily made again. Codes and claims are kept as SHA-256. `now` gives the server's time in milliseconds.
 */
export class DeviceLinks {
  /** The oldest first, which is also the first to expire. */
  readonly #byId = new Map<string, DeviceLink>();
  readonly #byCode = new Map<string, DeviceLink>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Makes a link. Throws `rate_limited` when the address, or everyone together, has as many as there may be. */
  offer(by: Session, address: string): { link: DeviceLink; code: string } {
    const now = this.#now();
    for (const link of this.#byId.values()) if (link.expiresAt <= now) this.end(link);
    const all = [...this.#byId.values()];
    const own = all.filter((link) => link.by.person.id === by.person.id);
    for (const link of own.slice(0, Math.max(0, own.length - deviceLimits.linksPerPerson + 1))) this.end(link);
    checkRoom(
      all.filter((link) => link.address === address && this.#byId.has(link.id)),
      deviceLimits.linksPerAddress,
      now,
    );
    checkRoom([...this.#byId.values()], deviceLimits.linksInAll, now);
    const code = randomBytes(32).toString("base64url");
    const codeHash = digestOf(code);
    const expiresAt = now + deviceLimits.linkMs;
    const link: DeviceLink = { id: randomUUID(), by, address, codeHash, expiresAt, state: { is: "open" } };
    this.#byId.set(link.id, link);
    this.#byCode.set(codeHash, link);
    return { link, code };
  }

  /** The link that this session made; undefined when there is none, or it has ended. */
  of(by: Session, id: string): DeviceLink | undefined {
    const link = this.#living(this.#byId.get(id));
    return link?.by.id === by.id ? link : undefined;
  }

  byCode(code: string): DeviceLink | undefined {
    return this.#living(this.#byCode.get(digestOf(code)));
  }

  end(link: DeviceLink): void {
    this.#byId.delete(link.id);
    this.#byCode.delete(link.codeHash);
  }

  /** DEV-6. Ends the links that this session made. */
  endOf(sessionId: string): void {
    for (const link of this.#byId.values()) if (link.by.id === sessionId) this.end(link);
  }

  #living(link: DeviceLink | undefined): DeviceLink | undefined {
    if (!link || link.expiresAt > this.#now()) return link;
    this.end(link);
    return undefined;
  }
}

/** DEV-3. A number for the device to show, among two others that it does not show. */
export function newClaimant(claimHash: string, label: string | undefined): Claimant {
  const choices = new Set<number>();
  while (choices.size < 3) choices.add(randomInt(10, 100));
  const all = [...choices];
  const number = all[randomInt(all.length)] ?? 0;
  return { claimHash, label, number, choices: all.toSorted((a, b) => a - b), contested: false };
}

function checkRoom(links: DeviceLink[], most: number, now: number): void {
  const [oldest] = links;
  if (oldest && links.length >= most) throw new Refusal("rate_limited", { retryAfterMs: oldest.expiresAt - now });
}
