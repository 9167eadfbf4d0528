import { clock, clockFace, fullTime, isoTime } from "./format.ts";

interface Props {
  at: number;
  /** The time of day, or the same without its half. */
  as?: "clock" | "face";
  class?: string | undefined;
}

/** A moment, with everything there is to know about it on hover. */
export function Time({ at, as = "clock", class: className }: Props) {
  return (
    <time class={className} dateTime={isoTime(at)} title={fullTime(at)}>
      {(as === "face" ? clockFace : clock)(at)}
    </time>
  );
}
