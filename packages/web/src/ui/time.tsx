import { ago, clock, clockFace, fullTime } from "./format.ts";
import { now } from "./now.ts";

interface Props {
  at: number;
  /** The time of day, the same without its half, or how long ago (which moves on by itself). */
  as?: "clock" | "face" | "ago";
  class?: string | undefined;
}

/** A moment, with everything there is to know about it on hover. */
export function Time({ at, as = "clock", class: className }: Props) {
  return (
    <time class={className} dateTime={new Date(at).toISOString()} title={fullTime(at)}>
      {as === "ago" ? ago(at, now.value) : (as === "face" ? clockFace : clock)(at)}
    </time>
  );
}
