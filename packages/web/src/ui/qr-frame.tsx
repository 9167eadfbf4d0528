import { later } from "./later.tsx";
import styles from "./qr-frame.module.css";

/** What draws codes is larger than most screens, and few people ever ask for one. */
const QrCode = later(async () => (await import("./qr-code.tsx")).QrCode, false);

/** A QR code of a text, loaded when it is first shown; its place is kept meanwhile. `label` is for screen readers. */
export function QrFrame({ text, label }: { text: string; label: string }) {
  return (
    <div class={styles.frame}>
      <QrCode text={text} label={label} />
    </div>
  );
}
