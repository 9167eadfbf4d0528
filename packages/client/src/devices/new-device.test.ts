import { expect, test } from "vitest";
import { ManualClock } from "../testing/manual-clock.ts";
import { ModelLinks, theNumber } from "../testing/model-links.ts";
import { refused } from "../testing/model-answer.ts";
import { NewDevice } from "./new-device.ts";

async function invited() {
  const clock = new ManualClock();
  const links = new ModelLinks(clock);
  const offer = await links.call("device.offer", {});
  const { code, linkId } = offer.ok ? offer.value : { code: "", linkId: "" };
  const device = new NewDevice({ clock, post: links.call, keep: "cookie", code });
  return { clock, links, device, linkId };
}

test("DEV-2 a claim whose answer was lost is repeated, and is the same claim", async () => {
  const { links, device } = await invited();
  links.instead.set("device.claim", [undefined]);
  await device.start();
  expect(device.state.get()).toMatchObject({ is: "failed", error: { code: "unavailable" } });
  await device.start();
  expect(device.state.get()).toMatchObject({ is: "waiting", number: theNumber });
});

test("DEV-4 a server that cannot be reached for a while is asked on until the code expires", async () => {
  const { clock, links, device, linkId } = await invited();
  await device.start();
  links.instead.set("device.check", [refused("unavailable"), refused("rate_limited", { retryAfterMs: 5_000 })]);
  await clock.pass(1_500 + 3_000 + 5_000);
  expect(device.state.get().is).toBe("waiting");
  await links.call("device.confirm", { linkId, number: theNumber });
  links.instead.set("device.collect", [undefined]);
  await clock.pass(1_500);
  expect(device.state.get().is).toBe("waiting");
  await clock.pass(3_000);
  expect(device.state.get().is).toBe("done");

  const other = await invited();
  await other.device.start();
  other.links.instead.set(
    "device.check",
    Array.from({ length: 200 }, () => refused("unavailable")),
  );
  await other.clock.pass(310_000);
  expect(other.device.state.get()).toEqual({ is: "ended", why: "expired" });
});

test("DEV-2 a code that was cut off or canceled is gone, and what cannot be tried again is said", async () => {
  const { clock, links, device, linkId } = await invited();
  links.instead.set("device.claim", [refused("bad_request")]);
  await device.start();
  expect(device.state.get()).toEqual({ is: "ended", why: "gone" });
  await device.start();
  await links.call("device.confirm", { linkId, number: theNumber });
  links.instead.set("device.collect", [refused("cookies_blocked")]);
  await clock.pass(1_500);
  expect(device.state.get()).toMatchObject({ is: "failed", error: { code: "cookies_blocked" } });

  const other = await invited();
  await other.links.call("device.cancel", { linkId: other.linkId });
  await other.device.start();
  expect(other.device.state.get()).toEqual({ is: "ended", why: "gone" });
});

test("a device that stops waiting asks no more", async () => {
  const { clock, device } = await invited();
  await device.start();
  device.close();
  expect(clock.waiting).toEqual([]);
});
