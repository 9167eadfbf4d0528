import { expect, test } from "vitest";
import { ManualClock } from "../testing/manual-clock.ts";
import { ModelLinks, modelSelf, theNumber } from "../testing/model-links.ts";
import { refused } from "../testing/model-answer.ts";
import { settled } from "../testing/settled.ts";
import { DeviceOffer } from "./device-offer.ts";
import { NewDevice } from "./new-device.ts";

async function offered() {
  const clock = new ManualClock();
  const links = new ModelLinks(clock);
  const { call, onChanged } = links;
  const offer = new DeviceOffer({ clock, call, onChanged });
  await offer.start();
  const comes = async () => {
    const state = offer.state.get();
    if (state.is !== "open") throw new Error(`the offer is ${state.is}`);
    const device = new NewDevice({ clock, post: call, keep: "cookie", code: state.code });
    await device.start();
    await settled();
    return device;
  };
  return { clock, links, offer, comes };
}

test("DEV-3 the number that both devices show lets the new one in, and both learn of it", async () => {
  const { clock, offer, comes } = await offered();
  const device = await comes();
  expect(device.state.get()).toMatchObject({ is: "waiting", number: theNumber });
  expect(offer.state.get()).toMatchObject({ is: "claimed", label: "Firefox on Linux", isContested: false });
  await offer.confirm(theNumber);
  expect(offer.state.get()).toEqual({ is: "confirmed", label: "Firefox on Linux" });
  await clock.pass(2_000);
  await settled();
  expect(device.state.get()).toEqual({ is: "done", self: modelSelf });
  expect(offer.state.get()).toEqual({ is: "done", label: "Firefox on Linux" });
  expect(clock.waiting).toEqual([]);
});

test("DEV-3 another number ends the code: the new device is refused, and the next code works", async () => {
  const { clock, offer, comes } = await offered();
  const device = await comes();
  await offer.confirm(17);
  expect(offer.state.get()).toEqual({ is: "ended", why: "wrong-number" });
  await clock.pass(2_000);
  expect(device.state.get()).toEqual({ is: "ended", why: "refused" });
  await offer.start();
  const other = await comes();
  expect(other.state.get().is).toBe("waiting");
});

test("DEV-2 where the event is lost, the use of the code is seen all the same", async () => {
  const { clock, links, offer, comes } = await offered();
  links.loseEvents();
  await comes();
  expect(offer.state.get().is).toBe("open");
  await clock.pass(2_000);
  expect(offer.state.get().is).toBe("claimed");
});

test("DEV-2 a second device that uses the code gets nothing, and the first device is warned", async () => {
  const { clock, links, offer, comes } = await offered();
  const state = offer.state.get();
  await comes();
  const stranger = new NewDevice({
    clock,
    post: links.call,
    keep: "cookie",
    code: state.is === "open" ? state.code : "",
  });
  await stranger.start();
  await settled();
  expect(stranger.state.get()).toEqual({ is: "ended", why: "used" });
  expect(offer.state.get()).toMatchObject({ is: "claimed", isContested: true });
});

test("DEV-1 a code expires on both devices, and says so; so it does after a restart of the server", async () => {
  const { clock, offer, comes } = await offered();
  const device = await comes();
  await clock.pass(301_000);
  expect(offer.state.get()).toEqual({ is: "ended", why: "expired" });
  await clock.pass(3_000);
  expect(device.state.get()).toEqual({ is: "ended", why: "expired" });

  const other = await offered();
  other.links.restart();
  await other.clock.pass(2_000);
  expect(other.offer.state.get()).toEqual({ is: "ended", why: "gone" });
});

test("a closed dialog ends its code, even one whose answer comes later", async () => {
  const { clock, links, offer, comes } = await offered();
  const device = await comes();
  offer.close();
  await settled();
  await clock.pass(2_000);
  expect(device.state.get()).toEqual({ is: "ended", why: "refused" });

  const late = new DeviceOffer({ clock, call: links.call, onChanged: links.onChanged });
  const starting = late.start();
  late.close();
  await starting;
  await settled();
  expect(await links.call("device.look", { linkId: "link 0" })).toMatchObject({ error: { code: "link_ended" } });
});

test("an answer that is lost is asked for again, and a server that refuses is told in its words", async () => {
  const { clock, links, offer, comes } = await offered();
  links.instead.set("device.look", [refused("unavailable")]);
  const device = await comes();
  expect(offer.state.get().is).toBe("open");
  await clock.pass(2_000);
  expect(offer.state.get().is).toBe("claimed");

  links.instead.set("device.confirm", [undefined]);
  await offer.confirm(theNumber);
  expect(offer.state.get()).toMatchObject({ is: "claimed" });
  await clock.pass(2_000);
  expect(device.state.get().is).toBe("done");

  links.instead.set("device.offer", [refused("rate_limited")]);
  await offer.start();
  expect(offer.state.get()).toMatchObject({ is: "failed", error: { code: "rate_limited" } });
});

test("DEV-2 a device that stops waiting ends the code, and the first device stops waiting too", async () => {
  const { clock, links, offer, comes } = await offered();
  const device = await comes();
  expect(offer.state.get().is).toBe("claimed");
  device.close();
  await settled();
  expect(offer.state.get()).toEqual({ is: "ended", why: "gone" });

  // Closed while the answer to its claim was on the way.
  await offer.start();
  const state = offer.state.get();
  const code = state.is === "open" ? state.code : "";
  const hasty = new NewDevice({ clock, post: links.call, keep: "cookie", code });
  const starting = hasty.start();
  hasty.close();
  await starting;
  await settled();
  expect(offer.state.get()).toEqual({ is: "ended", why: "gone" });
});

test("DEV-3 a number that is chosen while the server cannot be reached stays chosen, and is said until it answers", async () => {
  const { clock, links, offer, comes } = await offered();
  const device = await comes();
  links.instead.set("device.confirm", [refused("unavailable"), refused("rate_limited", { retryAfterMs: 3_000 })]);
  await offer.confirm(theNumber);
  expect(offer.state.get()).toMatchObject({ is: "claimed", chosen: theNumber });
  await offer.confirm(17);
  await clock.pass(2_000);
  expect(offer.state.get()).toMatchObject({ is: "claimed", chosen: theNumber });
  await clock.pass(3_000 + 2_000);
  expect(device.state.get().is).toBe("done");
  expect(offer.state.get().is).toBe("done");
  expect(clock.waiting).toEqual([]);

  const late = await offered();
  await late.comes();
  late.links.instead.set(
    "device.confirm",
    Array.from({ length: 200 }, () => refused("unavailable")),
  );
  await late.offer.confirm(theNumber);
  await late.clock.pass(310_000);
  expect(late.offer.state.get()).toEqual({ is: "ended", why: "expired" });
});
