import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { timeLeft } from "./time-left.ts";

interface Props {
  until: number;
  /** Says it in a sentence. */
  say: (left: string) => string;
}

/** How long a code still works. Screen readers can ask for it; they are not told every second. */
export function Countdown({ until, say }: Props) {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => (now.value = Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <span role="timer">{say(timeLeft(until, now.value))}</span>;
}
