import { expect } from "@playwright/test";
import { narrowToo, story, touchOnly } from "./harness/story.ts";

story("two people talk", narrowToo, async ({ ada, bo }) => {
  await ada.enters("general");
  await bo.enters("general");
  await ada.writes("Is the kettle on?");
  await bo.sees("Is the kettle on?", { by: "Ada" });
  await bo.writes("Since an hour ago");
  await ada.sees("Since an hour ago", { by: "Bo" });
});

story("three people talk, and all three see one order", async ({ ada, bo, cleo }) => {
  const people = [ada, bo, cleo];
  for (const person of people) await person.enters();
  await Promise.all(
    people.map(async (person) => {
      for (let at = 1; at <= 4; at += 1) await person.writes(`${person.name} ${at}`);
    }),
  );
  for (const person of people)
    await expect.poll(async () => (await person.shown()).filter(({ seq }) => seq !== undefined).length).toBe(12);
  const orders = await Promise.all(
    people.map(async (person) => (await person.shown()).map(({ seq, by, text }) => `${seq} ${by}: ${text}`)),
  );
  expect(orders[1]).toEqual(orders[0]);
  expect(orders[2]).toEqual(orders[0]);
});

story(
  "MSG-5 a channel opens on its last 100 messages, and older ones come while scrolling up",
  narrowToo,
  async ({ ada, bo }) => {
    await ada.enters();
    await ada.page.evaluate(async () => {
      const ask = async (command: string, input: object) =>
        (
          await fetch(`/api/v1/${command}`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(input),
          })
        ).json();
      const { value } = await ask("channel.list", {});
      const channelId = value.channels[0].id;
      const uuid = (at: number) => `0190f1d0-0000-7000-8000-${String(at).padStart(12, "0")}`;
      for (let at = 1; at <= 250; at += 1)
        await ask("message.send", { channelId, clientId: uuid(at), text: `line ${at}` });
    });
    // The first page comes by HTTP or over the socket, whichever is there first.
    const pages: number[] = [];
    const count = (answer: string): void => {
      const found = answer.match(/"seq":/g);
      if (found && found.length > 20) pages.push(found.length);
    };
    bo.page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => count(String(payload))));
    bo.page.on("response", async (response) => {
      if (response.url().endsWith("/message.page")) count(await response.text().catch(() => ""));
    });
    await bo.enters();
    await bo.sees("line 250");
    await expect.poll(() => pages[0]).toBe(100);
    await bo.timeline.hover();
    await expect
      .poll(async () => {
        await bo.timeline.evaluate((log) => log.scrollBy(0, -3_000));
        return (await bo.shown())[0]?.seq;
      })
      .toBe(1);
    await bo.sees("line 1", { by: "Ada" });
  },
);

story(
  "every message shows when it was sent: a time, the full one on hover, one header for a group, a line for the day",
  narrowToo,
  async ({ ada, bo }) => {
    await ada.enters();
    await bo.enters();
    await ada.writes("one");
    await ada.writes("two");
    await bo.sees("two");
    const time = bo.timeline.locator("[data-opens] time").first();
    await expect(time).toHaveAttribute("datetime", /^\d{4}-\d\d-\d\dT/);
    await expect(time).toHaveAttribute("title", /\d{4}/);
    await expect(bo.timeline.locator("[data-opens]")).toHaveCount(1);
    await expect(bo.timeline.getByText("Today", { exact: true })).toBeVisible();
    await bo.writes("three");
    await expect(bo.timeline.locator("[data-opens]")).toHaveCount(2);
  },
);

story("links can be followed, and nothing else in a message is more than text", async ({ ada, bo }) => {
  await ada.enters();
  await bo.enters();
  await ada.writes(
    "See https://example.org/a?b=1 or mailto:ada@example.org, not javascript:alert(1) <img src=x onerror=alert(1)>",
  );
  await bo.sees(
    "See https://example.org/a?b=1 or mailto:ada@example.org, not javascript:alert(1) <img src=x onerror=alert(1)>",
  );
  const links = bo.timeline.getByRole("link");
  await expect(links).toHaveText(["https://example.org/a?b=1", /ada@example\.org/]);
  await expect(links.first()).toHaveAttribute("rel", /noopener/);
  await expect(bo.timeline.locator("img, script")).toHaveCount(0);
});

story(
  "long words, emoji, CJK, right-to-left and line breaks stand as written and never widen the page",
  narrowToo,
  async ({ ada, bo }) => {
    await ada.enters();
    await bo.enters();
    const texts = [
      "x".repeat(900),
      `https://example.org/${"path/".repeat(80)}`,
      "👩🏽‍🚀👨‍👩‍👧‍👦🏳️‍🌈🎉",
      "漢字かな交じり文、それに한국어도".repeat(12),
      "مرحبا بالعالم، هذه رسالة طويلة بعض الشيء",
      "שלום, world: 123 עברית",
      `z${"\u0335\u0321".repeat(30)}algo`,
      "first line\n  second, indented\n\nfourth",
    ];
    for (const text of texts) {
      await ada.composer.fill(text);
      await ada.page.getByRole("button", { name: "Send message" }).click();
      await ada.sees(text);
      await bo.sees(text);
      await bo.seesNoSidewaysScroll();
      await ada.seesNoSidewaysScroll();
    }
    const arabic = bo.timeline.locator("p[dir=auto]", { hasText: "مرحبا" });
    expect(await arabic.evaluate((text) => getComputedStyle(text).direction)).toBe("rtl");
    const lines = bo.timeline.locator("p[dir=auto]", { hasText: "first line" });
    const { height, lineHeight } = await lines.evaluate((text) => ({
      height: text.getBoundingClientRect().height,
      lineHeight: Number.parseFloat(getComputedStyle(text).lineHeight),
    }));
    expect(Math.round(height / lineHeight)).toBe(4);
  },
);

story("over the limit the text is kept, counted, and not sent", async ({ ada }) => {
  await ada.enters();
  await ada.composer.fill("x".repeat(4_003));
  await expect(ada.page.getByText("3 characters too many: a message holds 4,000")).toBeVisible();
  await ada.composer.press("Enter");
  await expect(ada.composer).toHaveValue("x".repeat(4_003));
  await ada.composer.fill("x".repeat(4_000));
  await ada.composer.press("Enter");
  await ada.sees("x".repeat(4_000), { confirmed: true });
});

story(
  "Enter sends, Shift+Enter breaks the line, white space alone does nothing, any key goes to the composer",
  async ({ ada }) => {
    await ada.enters();
    await ada.composer.press("Enter");
    await ada.composer.fill("   ");
    await ada.composer.press("Enter");
    await ada.composer.fill("");
    await ada.timeline.click();
    await ada.page.keyboard.type("one");
    await ada.page.keyboard.press("Shift+Enter");
    await ada.page.keyboard.type("two");
    await ada.page.keyboard.press("Enter");
    await ada.sees("one\ntwo", { confirmed: true });
    expect(await ada.shown()).toHaveLength(1);
  },
);

story("on a touch screen Enter breaks the line and the button sends", touchOnly, async ({ ada }) => {
  await ada.enters();
  await ada.composer.tap();
  await ada.page.keyboard.type("one");
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.type("two");
  await ada.page.getByRole("button", { name: "Send message" }).tap();
  await ada.sees("one\ntwo", { confirmed: true });
});

story("who reads further up stays there when messages come, and is told of them", async ({ ada, bo }) => {
  await ada.enters();
  await bo.enters();
  for (let at = 1; at <= 40; at += 1) await ada.writes(`line ${at}`);
  await bo.sees("line 40");
  await bo.timeline.hover();
  await bo.page.mouse.wheel(0, -600);
  await expect(bo.page.getByRole("button", { name: "Latest messages" })).toBeVisible();
  const before = await bo.shown();
  const top = () =>
    bo.timeline
      .locator("[data-seq]")
      .first()
      .evaluate((row) => row.getBoundingClientRect().top);
  const at = await top();
  await ada.writes("news");
  const pill = bo.page.getByRole("button", { name: "1 new message" });
  await expect(pill).toBeVisible();
  expect(Math.abs((await top()) - at)).toBeLessThanOrEqual(1);
  expect((await bo.shown())[0]).toEqual(before[0]);
  await pill.click();
  await bo.sees("news", { by: "Ada" });
  await expect(pill).toBeHidden();
});
