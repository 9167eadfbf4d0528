import { signal } from "@preact/signals";

const current = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The browser's time zone, such as "Europe/Berlin". A laptop that travels changes it while the page is open. */
export const zone = signal(current());

/** Looks whether the zone is another one. No browser event tells of it, so now.ts calls this when it looks at the clock. */
export function lookAtZone(): void {
  zone.value = current();
}

/** Makes a value at its first use, and again in another time zone. A component that reads it while it draws is drawn again then. */
export function perZone<T>(make: () => T): () => T {
  let made: { value: T; zone: string } | undefined;
  return () => {
    if (made?.zone !== zone.value) made = { value: make(), zone: zone.value };
    return made.value;
  };
}
