import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { areInTouch } from "./harness/are-in-touch.ts";
import { story } from "./harness/private-story.ts";
import { slow } from "./harness/story.ts";
import { Stranger } from "./harness/stranger.ts";
import { Tap } from "./harness/tap.ts";

const guess = (): { lookup: string } => ({ lookup: randomBytes(32).toString("base64url") });
const clientId = (): string => `0190f1d0-0000-7000-8000-${randomBytes(6).toString("hex")}`;

story.describe("with the allowances that people have", () => {
  story.use({ settings: { PLACE_NAME: "The Reading Room", RATE_KNOCK: "10/0.1" } });

  story("PRIV-4 a stranger who tries everything gets nothing and hears nothing", slow, async ({ ada, bo, cleo }) => {
    const taps = [await Tap.on(bo.context, bo.wire), await Tap.on(cleo.context, cleo.wire)];
    await areInTouch(ada, bo);
    const channelId = bo.talkId;
    const envelope = /"(p1\.[\w-]+)"/.exec(taps[0]?.frames.join("\n") ?? "")?.[1];
    await cleo.enters();
    const stranger = await Stranger.at(cleo.page);

    const commands = (room: string): [string, object][] => [
      ["message.page", { channelId: room }],
      ["message.page", { channelId: room, before: 2, limit: 1 }],
      ["channel.view", { channelId: room }],
      ["message.send", { channelId: room, clientId: clientId(), text: envelope }],
      ["message.send", { channelId: room, clientId: clientId(), text: "in clear" }],
      ["presence.typing", { channelId: room }],
      ["channel.unview", { channelId: room }],
      ...["accept", "decline", "block", "unblock"].map((answer): [string, object] => [
        "private.answer",
        { channelId: room, answer },
      ]),
    ];
    // As long, as well-formed, and of no conversation.
    const absent = commands(channelId.replace(/./g, (digit) => (digit === "0" ? "1" : "0")));
    for (const [at, [name, input]] of commands(channelId).entries()) {
      const [, same = {}] = absent[at] ?? [];
      expect(await stranger.says(name, input), name).toEqual(await stranger.says(name, same));
      expect(await stranger.posts(name, input), name).toEqual(await stranger.posts(name, same));
    }
    for (const at of [0, 1, 2, 3]) {
      const [name, input] = commands(channelId)[at] ?? ["", {}];
      expect(await stranger.says(name, input)).toMatchObject({ ok: false, error: { code: "channel_not_found" } });
    }
    expect(await stranger.says("private.list", {})).toMatchObject({ value: { conversations: [] } });
    expect(await stranger.says("keyring.read", {})).toMatchObject({ value: { items: [] } });
    expect(JSON.stringify(await stranger.says("channel.list", { watch: true }))).not.toContain(channelId);
    const login = randomBytes(32).toString("base64url");
    const recovered = await stranger.posts("session.recover", { login, keep: "token" });
    expect(recovered).toMatchObject({ ok: false, error: { code: "recovery_refused" } });

    await bo.composer.pressSequentially("What a lovely eve");
    await expect(ada.page.getByText("Bo is typing…")).toBeVisible();
    await bo.writes("What a lovely evening");
    await ada.sees("What a lovely evening", { by: "Bo" });
    await ada.writes("Quite");
    await bo.sees("Quite", { by: "Ada" });
    await ada.picks("general");
    await ada.writes("said to everybody");
    await cleo.sees("said to everybody", { by: "Ada" });
    expect(await ada.talk("Bo").getAttribute("href")).toContain(channelId);

    const heard = [...(await stranger.heard()), ...(taps[1]?.frames ?? []).filter((frame) => frame.startsWith("42["))];
    expect(heard.length).toBeGreaterThan(3);
    expect(heard.filter((frame) => frame.includes(channelId) || /p1\.|private\.|keyring\./.test(frame))).toEqual([]);

    // Guessing keys: by the session, then by the address, however many sessions and addresses are made up.
    const answers = [];
    for (let tries = 0; tries < 11; tries += 1) answers.push(await stranger.says("private.find", guess()));
    expect(answers[0]).toMatchObject({ ok: false, error: { code: "key_not_found" } });
    expect(answers.at(-1)).toMatchObject({ error: { code: "rate_limited", retryAfterMs: expect.any(Number) } });
    const tried: unknown[] = [];
    for (let session = 0; session < 6; session += 1) {
      const started = await stranger.posts("session.start", { displayName: `Guesser ${session}`, keep: "token" });
      const token = started.ok ? (started.value as { token: string }).token : "";
      for (let tries = 0; tries < 10; tries += 1) tried.push(await stranger.posts("private.find", guess(), token));
    }
    expect(tried[0]).toMatchObject({ error: { code: "key_not_found" } });
    expect(tried.at(-1)).toMatchObject({ error: { code: "rate_limited", retryAfterMs: expect.any(Number) } });
  });
});
