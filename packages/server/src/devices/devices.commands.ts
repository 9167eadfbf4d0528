import type { Database } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import type { Handlers } from "../gateway/caller.ts";
import { type BeginUse, sessionBeginning } from "../people/begin-session.ts";
import { digestOf } from "../people/digest.ts";
import { Refusal } from "../refusal.ts";
import { type DeviceLink, type DeviceLinks, newClaimant } from "./device-links.ts";
import { openLinkedSession } from "./open-linked-session.ts";

/** How often a device that waits should ask. */
const ASK_AGAIN_MS = 1_500;

export interface DevicesDeps extends BeginUse {
  database: Database;
  fanout: Fanout;
  links: DeviceLinks;
}

type DeviceCommands =
  | "device.offer"
  | "device.look"
  | "device.confirm"
  | "device.cancel"
  | "device.claim"
  | "device.leave"
  | "device.check"
  | "device.collect";

/** DEV-1 to DEV-6. One more device of a person, let in by a device that is theirs already. */
export function devicesCommands(deps: DevicesDeps): Pick<Handlers, DeviceCommands> {
  const { database, fanout, links } = deps;
  const begin = sessionBeginning(deps);
  const tell = ({ by, id }: DeviceLink) =>
    fanout.announce({ to: "person", id: by.person.id }, "device.changed", { linkId: id });

  return {
    "device.offer"({ session, address }) {
      const { link, code } = links.offer(session, address);
      return { linkId: link.id, code, expiresAt: link.expiresAt };
    },

    "device.look"({ session }, { linkId }) {
      const { state, expiresAt } = living(links.of(session, linkId));
      if (state.is !== "claimed") return { state: state.is, expiresAt };
      const { label, choices, contested } = state.claimant;
      return {
        state: state.is,
        expiresAt,
        choices: [...choices],
        ...(label !== undefined && { label }),
        ...(contested && { contested }),
      };
    },

    "device.confirm"({ session }, { linkId, number }) {
      const link = living(links.of(session, linkId));
      const { state } = link;
      if (state.is === "open") throw new Refusal("bad_request", { message: "No device has used this link yet." });
      if (state.claimant.number === number) {
        // A repeat, after its answer was lost, finds it confirmed.
        if (state.is === "claimed") link.state = { ...state, is: "confirmed" };
        return {};
      }
      // DEV-3. The device that waits is not the one in the person's hand, or they guess.
      links.end(link);
      throw new Refusal("wrong_number");
    },

    "device.cancel"({ session }, { linkId }) {
      const link = links.of(session, linkId);
      if (link) links.end(link);
      return {};
    },

    "device.claim"(by, { code, claim }) {
      const link = living(links.byCode(code));
      const claimHash = digestOf(claim);
      // With the code as the claim, everyone who has the link could collect.
      if (claimHash === link.codeHash)
        throw new Refusal("bad_request", { message: "claim: expected bytes of its own" });
      if (link.state.is === "open") {
        link.state = { is: "claimed", claimant: newClaimant(claimHash, by.device) };
        tell(link);
      }
      const { claimant } = link.state;
      if (claimant.claimHash !== claimHash) {
        if (!claimant.contested) {
          claimant.contested = true;
          tell(link);
        }
        throw new Refusal("link_used");
      }
      return { number: claimant.number, expiresAt: link.expiresAt };
    },

    "device.leave"(_by, { code, claim }) {
      const link = links.byCode(code);
      if (!link || link.state.is === "open" || link.state.claimant.claimHash !== digestOf(claim)) return {};
      // What was opened already is a session, which is signed out like any other.
      if (link.state.is === "done") return {};
      links.end(link);
      tell(link);
      return {};
    },

    "device.check"(_by, { code, claim }) {
      const { state, expiresAt } = claimedBy(links, code, claim);
      return { confirmed: state.is === "confirmed" || state.is === "done", expiresAt };
    },

    async "device.collect"(by, { code, claim, keep }) {
      const link = claimedBy(links, code, claim);
      const { state } = link;
      if (state.is === "open" || state.is === "claimed")
        throw new Refusal("link_waiting", { retryAfterMs: ASK_AGAIN_MS });
      // The disk learns of it up to a second later.
      if (state.is === "done" && state.use?.seenAt) throw new Refusal("link_ended");
      const self = await begin(by, keep, async (device) => {
        const opened = await openLinkedSession(database, link, Date.now(), device);
        link.state = { is: "done", claimant: state.claimant, use: opened.use };
        return opened;
      });
      tell(link);
      return self;
    },
  };
}

function living(link: DeviceLink | undefined): DeviceLink {
  if (!link) throw new Refusal("link_ended");
  return link;
}

/** The link that this device has used. Throws `link_ended` or `link_used`. */
function claimedBy(links: DeviceLinks, code: string, claim: string): DeviceLink {
  const link = living(links.byCode(code));
  if (link.state.is === "open") throw new Refusal("link_ended");
  if (link.state.claimant.claimHash !== digestOf(claim)) throw new Refusal("link_used");
  return link;
}
