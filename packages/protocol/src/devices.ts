import { z } from "zod";
import { command } from "./command.ts";
import { Self } from "./session.ts";
import { Bytes32, Milliseconds, Nothing, Uuid } from "./values.ts";

/** The number that the new device shows and the person picks on the first device (DEV-3). */
const LinkNumber = z.int().min(10).max(99);

export const deviceOffer = command({
  summary: "Makes a link that signs in one more device of this person: once, within five minutes.",
  audience: "session",
  input: Nothing,
  answer: z.object({
    linkId: Uuid,
    /** The link's secret: put it into the fragment of an address, which browsers send to no server. */
    code: Bytes32,
    expiresAt: Milliseconds,
  }),
  errors: [],
  rate: "change",
});

export const deviceLook = command({
  summary: "Tells the session that made a link whether a device waits to be confirmed.",
  audience: "session",
  input: z.strictObject({ linkId: Uuid }),
  answer: z.object({
    /** `open`: no device has used it. `claimed`: one waits. `confirmed`: it may come in. `done`: it did. */
    state: z.enum(["open", "claimed", "confirmed", "done"]),
    expiresAt: Milliseconds,
    /** What the waiting device says it is. */
    label: z.string().optional(),
    /** Three numbers, sorted; the waiting device shows one of them. */
    choices: z.array(LinkNumber).optional(),
    /** Another device tried the link after the waiting one had used it: one of the two may be a thief's. */
    contested: z.literal(true).optional(),
  }),
  errors: ["link_ended"],
  rate: "read",
});

export const deviceConfirm = command({
  summary: "Lets the waiting device in if this is the number that it shows. Another number ends the link.",
  audience: "session",
  input: z.strictObject({ linkId: Uuid, number: LinkNumber }),
  answer: Nothing,
  errors: ["link_ended", "wrong_number"],
  rate: "change",
});

export const deviceCancel = command({
  summary: "Ends a link, and refuses a device that waits.",
  audience: "session",
  input: z.strictObject({ linkId: Uuid }),
  answer: Nothing,
  errors: [],
  rate: "change",
});

export const deviceClaim = command({
  summary: "Uses a link: asks the device that made it to let this one in.",
  audience: "anyone",
  input: z.strictObject({
    code: Bytes32,
    /** 32 random bytes of the new device's own, by which the server knows it afterwards. A repeat with the same bytes gets the same number. */
    claim: Bytes32,
  }),
  answer: z.object({ number: LinkNumber, expiresAt: Milliseconds }),
  errors: ["link_ended", "link_used"],
  rate: "open",
});

export const deviceLeave = command({
  summary: "Ends a link that this device has used, so that the first device need not wait for it any more.",
  audience: "anyone",
  input: z.strictObject({ code: Bytes32, claim: Bytes32 }),
  answer: Nothing,
  errors: [],
  rate: "read",
});

export const deviceCheck = command({
  summary: "Tells the waiting device whether the first one let it in.",
  audience: "anyone",
  input: z.strictObject({ code: Bytes32, claim: Bytes32 }),
  answer: z.object({ confirmed: z.boolean(), expiresAt: Milliseconds }),
  errors: ["link_ended", "link_used"],
  rate: "read",
});

export const deviceCollect = command({
  summary: "Opens the session of the new device, once the first one let it in.",
  audience: "anyone",
  input: z.strictObject({ code: Bytes32, claim: Bytes32, keep: z.enum(["cookie", "token"]) }),
  answer: Self.extend({ token: z.string().optional() }),
  errors: ["link_waiting", "link_ended", "link_used"],
  rate: "read",
});
