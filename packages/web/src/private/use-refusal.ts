import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";

interface Refused {
  code: string;
  message: string;
  retryAfterMs?: number | undefined;
}

/** Why a private key led nowhere, in words; of too many tries, how long to wait, counted down. */
export function useRefusal(error: Refused | undefined): { reason: string | undefined; isWaiting: boolean } {
  const seconds = useSignal(0);
  useEffect(() => {
    seconds.value = error?.code === "rate_limited" ? Math.ceil((error.retryAfterMs ?? 1_000) / 1_000) : 0;
    if (seconds.peek() === 0) return;
    const timer = setInterval(() => {
      seconds.value -= 1;
      if (seconds.peek() <= 0) clearInterval(timer);
    }, 1_000);
    return () => clearInterval(timer);
  }, [error]);
  if (error === undefined) return { reason: undefined, isWaiting: false };
  const words = privateStrings.ask;
  if (error.code === "rate_limited") {
    const isWaiting = seconds.value > 0;
    return { reason: isWaiting ? words.wait(seconds.value) : undefined, isWaiting };
  }
  const reason = reasonOf(error, {
    ...privateStrings.errors,
    key_not_found: words.notFound,
    bad_record: words.swapped,
    old_record: words.old,
    no_keys: words.elsewhere,
  });
  return { reason, isWaiting: false };
}
