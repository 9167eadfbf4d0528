import { Skeleton } from "../ui/skeleton.tsx";
import { strings } from "../ui/strings.ts";
import styles from "./timeline-skeleton.module.css";

/** Stand-ins with the shape of messages. */
export function TimelineSkeleton({ rows }: { rows: number }) {
  return (
    <div class={styles.skeleton} role="img" aria-label={strings.timeline.loading}>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} class={styles.row}>
          <Skeleton class={styles.mark} />
          <div class={styles.lines}>
            <Skeleton />
            <Skeleton />
          </div>
        </div>
      ))}
    </div>
  );
}
