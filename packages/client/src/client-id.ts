import type { Milliseconds } from "@parlor/protocol";

/**
 * Makes UUIDv7 ids (RFC 9562, section 6.2, method 1) that sort in the order they were made, also within one
 * millisecond and when the clock steps back: the outbox keeps its order by them. A clientId only tells apart what
 * one session sent, so `random` need not be a secret one.
 */
export function clientIds(now: () => Milliseconds, random: () => number): () => string {
  let last = 0;
  let count = 0;
  return () => {
    const at = now();
    if (at > last) {
      last = at;
      count = 0;
    } else if (++count > 0xfff) {
      last++;
      count = 0;
    }
    const time = hex(last, 12);
    const variant = hex(0x8000 + Math.floor(random() * 0x4000), 4);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(count, 3)}-${variant}-${hex(Math.floor(random() * 2 ** 48), 12)}`;
  };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
