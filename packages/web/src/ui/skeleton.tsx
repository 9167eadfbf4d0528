import styles from "./skeleton.module.css";

/** A grey bar in the place of a word that is on its way. `class` gives it its size. */
export function Skeleton({ class: className = "" }: { class?: string | undefined }) {
  return <span class={`${styles.skeleton} ${className}`} aria-hidden="true" />;
}
