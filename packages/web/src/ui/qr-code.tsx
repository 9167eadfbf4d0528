import { encodeQR } from "qr";
import styles from "./qr-code.module.css";

interface Props {
  /** What the code says. */
  text: string;
  /** What it is, for screen readers. */
  label: string;
}

/** Modules of white around a code, as its standard wants them. */
const border = 4;

/** A QR code of a text. Always dark on white, also in the dark look: half the cameras read nothing else. */
export function QrCode({ text, label }: Props) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border });
  const path = rows.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  return (
    <svg
      class={styles.code}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#1d1712" />
    </svg>
  );
}
