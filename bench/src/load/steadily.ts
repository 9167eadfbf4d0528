import { now } from "./clock.ts";

/**
 * Calls `act` with 0, 1, 2 … at `rate` a second for so long; resolves to the rate that was reached. What a late timer missed
 * is made up for at once.
 */
export async function steadily(rate: number, seconds: number, act: (number: number) => void): Promise<number> {
  const start = now();
  const total = Math.round(rate * seconds);
  let done = 0;
  await new Promise<void>((resolve) => {
    const tick = (): void => {
      const due = Math.min(total, Math.floor(((now() - start) * rate) / 1_000) + 1);
      for (; done < due; done += 1) act(done);
      if (done === total) return resolve();
      setTimeout(tick, Math.max(1, start + (done * 1_000) / rate - now()));
    };
    tick();
  });
  return done / Math.max(seconds, (now() - start) / 1_000);
}
