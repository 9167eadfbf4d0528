import { encodeQR } from "qr";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import styles from "./qr.module.css";

interface Props {
  name: string;
  /** What the code says. */
  link: string;
  onClose: () => void;
}

/** Modules of white around a code, as its standard wants them. */
const border = 4;

/** A key's link for somebody's camera. Always dark on white, whatever the look: half the cameras read nothing else. */
export function QrDialog({ name, link, onClose }: Props) {
  const rows = encodeQR(link, "raw", { ecc: "medium", border });
  const path = rows.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  return (
    <Dialog title={name} lead={privateStrings.key.qrHint} onClose={onClose}>
      <svg
        class={styles.code}
        viewBox={`0 0 ${rows.length} ${rows.length}`}
        role="img"
        aria-label={privateStrings.key.qrLabel}
        shape-rendering="crispEdges"
      >
        <rect width="100%" height="100%" fill="#fff" />
        <path d={path} fill="#1d1712" />
      </svg>
      <DialogButtons>
        <Button autofocus onClick={onClose}>
          {privateStrings.key.close}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
