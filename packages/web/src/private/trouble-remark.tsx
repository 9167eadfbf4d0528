import type { ReadMessage } from "@parlor/client";
import { LockKeyhole, TriangleAlert } from "lucide";
import type { ComponentChildren } from "preact";
import { Icon } from "../ui/icon.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import styles from "./talk.module.css";

/**
 * What a private message says instead of its text when it cannot be opened, and over it when its run is not whole. `hasKeys`:
 * whether the person's keys are in this browser, so that bringing them would not help.
 */
export function troubleRemark(
  { trouble }: ReadMessage,
  hasKeys: boolean,
): { above?: ComponentChildren; instead?: ComponentChildren } | undefined {
  if (trouble === undefined) return undefined;
  const words = privateStrings.trouble[trouble === "locked" && hasKeys ? "lost" : trouble];
  switch (trouble) {
    case "locked":
    case "broken":
    case "stranger":
    case "unknown":
      return {
        instead: (
          <p class={styles.sealed}>
            <Icon of={LockKeyhole} size={15} />
            {words}
          </p>
        ),
      };
    case "missing":
    case "replayed":
    case "reordered":
    case "rolled-back":
      return {
        above: (
          <p class={styles.trouble}>
            <Icon of={TriangleAlert} size={15} />
            {words}
          </p>
        ),
      };
  }
}
