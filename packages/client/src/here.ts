import { limits } from "@parlor/protocol/limits";
import type { Events, Here } from "@parlor/protocol";

/** Who is here after some came and went. People past the hundredth are only counted (PRES-1). */
export function applyHere(here: Here, { count, came, went }: Events["presence.here"]): Here {
  const gone = new Set([...went, ...came.map(({ id }) => id)]);
  const people = [...here.people.filter(({ id }) => !gone.has(id)), ...came];
  return { count, people: people.slice(0, limits.presenceNames) };
}
