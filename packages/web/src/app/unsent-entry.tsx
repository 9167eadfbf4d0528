import { MailWarning } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { laterStrings } from "../ui/later-strings.ts";
import type { Desk } from "./desk.ts";
import styles from "./sidebar.module.css";
import { isUnsentOpen, unsentOf } from "./unsent.ts";

/** The sidebar's way to what was not sent; there only while there is something. */
export function UnsentEntry({ desk }: { desk: Desk }) {
  const count = unsentOf(desk).texts.value.length;
  if (count === 0) return null;
  return (
    <button type="button" class={styles.create} aria-haspopup="dialog" onClick={() => (isUnsentOpen.value = true)}>
      <Icon of={MailWarning} size={16} />
      {laterStrings.unsent.entry(count)}
    </button>
  );
}
