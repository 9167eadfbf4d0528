import { ago, clock, fullTime } from "./format.ts";
import { now } from "./now.ts";

interface Props {
  at: number;
  /** The time of day, or how long ago (which moves on by itself). */
  as?: "clock" | "ago";
  class?: string | undefined;
}

/** A moment, with everything there is to know about it on hover. */
export function Time({ at, as = "clock", class: className }: Props) {
  return (
    <time class={className} dateTime={new Date(at).toISOString()} title={fullTime(at)}>
      {as === "clock" ? clock(at) : ago(at, now.value)}
    </time>
  );
}
