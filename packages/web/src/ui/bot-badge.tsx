import styles from "./bot-badge.module.css";
import { strings } from "./strings.ts";

/** Says that a name is that of a program: beside every name of a bot, to be seen and heard (HOOK-5). */
export function BotBadge() {
  return <span class={styles.badge}>{strings.presence.bot}</span>;
}
