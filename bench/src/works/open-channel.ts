import type { Page } from "@playwright/test";

const SWITCHES = 60;
const WARM_SWITCHES = 6;

/** Comes in under a name, and looks at each channel once, so that its messages are kept. */
export async function enter(
  page: Page,
  channels: readonly string[],
  lastText: (channel: string) => string,
): Promise<void> {
  await page.goto("/");
  const name = page.getByRole("textbox", { name: "What should people call you?" });
  await name.fill("Ada");
  await name.press("Enter");
  for (const channel of channels) {
    await link(page, channel).click();
    await page.getByRole("log").getByText(lastText(channel), { exact: true }).waitFor();
  }
}

/** Goes back and forth between channels; resolves to the milliseconds each change took, from click to painted. */
export async function changes(
  page: Page,
  channels: readonly string[],
  lastText: (channel: string) => string,
): Promise<number[]> {
  const times: number[] = [];
  for (let number = 0; number < WARM_SWITCHES + SWITCHES; number += 1) {
    const channel = channels[number % channels.length] ?? "";
    const took = await link(page, channel).evaluate(timeToPaint, lastText(channel));
    if (number >= WARM_SWITCHES) times.push(took);
    // A person looks at what they opened; what is left to do then must not run into the next change.
    await page.waitForTimeout(200);
  }
  return times;
}

function link(page: Page, channel: string) {
  return page
    .getByRole("navigation", { name: "Channels" })
    .getByRole("link", { name: new RegExp(`^${channel}( ?,|$)`) });
}

/** Runs in the page: clicks, and waits until a frame with the text in it has been painted. */
function timeToPaint(link: Element, text: string): Promise<number> {
  const clickedAt = performance.now();
  (link as HTMLElement).click();
  return new Promise((resolve) => {
    const look = (): void => {
      const isThere = document.querySelector("[role=log]")?.textContent.includes(text);
      if (!isThere) return void requestAnimationFrame(look);
      // Frame callbacks run before the frame is painted, a task posted from one after it.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => resolve(performance.now() - clickedAt), { once: true });
      port1.start();
      port2.postMessage(undefined);
    };
    requestAnimationFrame(look);
  });
}
