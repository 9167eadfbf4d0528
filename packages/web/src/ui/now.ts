import { computed, signal } from "@preact/signals";
import { dayOf } from "./calendar.ts";
import { lookAtZone } from "./zone.ts";

/** The present, to the half minute: good for "5 min. ago", and for days that end while the page is open. */
export const now = signal(Date.now());

/** Today, changing at midnight and with the time zone. */
export const today = computed(() => dayOf(now.value));

const look = (): void => {
  lookAtZone();
  now.value = Date.now();
};
setInterval(look, 30_000);
// A sleeping laptop runs no timers; look again as soon as somebody looks at the page.
document.addEventListener("visibilitychange", look);
