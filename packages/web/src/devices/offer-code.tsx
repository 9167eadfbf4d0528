import { Copy } from "lucide";
import { Button } from "../ui/button.tsx";
import { copyAndSay } from "../ui/copy-and-say.ts";
import { Icon } from "../ui/icon.tsx";
import { deviceStrings } from "../ui/device-strings.ts";
import { QrFrame } from "../ui/qr-frame.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { strings } from "../ui/strings.ts";
import { Countdown } from "./countdown.tsx";
import styles from "./offer.module.css";
import { offerLink } from "./offer-link.ts";

interface Props {
  /** Undefined while the code is being made; its place is kept. */
  code: string | undefined;
  expiresAt: number;
}

/** The link to another device: for its camera, and to copy. */
export function OfferCode({ code, expiresAt }: Props) {
  const words = deviceStrings.own;
  const { href, isLocal } = offerLink(code ?? "");
  return (
    <>
      {isLocal ? (
        <p class={styles.local}>{words.local}</p>
      ) : code === undefined ? (
        <div class={styles.wait} />
      ) : (
        <QrFrame text={href} label={words.qrLabel} />
      )}
      <div class={styles.link}>
        <output aria-label={words.link}>{code === undefined ? <Skeleton class={styles.line} /> : href}</output>
        <Button
          autofocus
          busy={code === undefined}
          onClick={() => code !== undefined && void copyAndSay(href, words.copied, words.copyFailed)}
        >
          <Icon of={Copy} size={16} />
          {strings.channels.copyLink}
        </Button>
      </div>
      <p class={styles.meta}>{code === undefined ? words.making : <Countdown until={expiresAt} say={words.works} />}</p>
    </>
  );
}
