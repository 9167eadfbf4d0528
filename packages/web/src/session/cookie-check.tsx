import type { ParlorClient } from "@parlor/client";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import styles from "./name-step.module.css";
import { laterStrings } from "../ui/later-strings.ts";

/** SES-6. An answer has set a cookie: asks whether it comes back, and warns where it does not, before anybody types a name. */
export function CookieCheck({ client }: { client: ParlorClient }) {
  const isBlocked = useSignal(false);
  useEffect(() => {
    void client.call("place.about", {}).then((answer) => {
      isBlocked.value = answer.ok && answer.value.cookies === false;
    });
  }, [client]);
  if (!isBlocked.value) return null;
  return (
    <p class={styles.out} role="alert">
      {laterStrings.account.cookiesBlocked}
    </p>
  );
}
