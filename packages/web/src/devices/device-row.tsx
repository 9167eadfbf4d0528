import type { AnswerOf } from "@parlor/protocol";
import { Monitor, Smartphone } from "lucide";
import { Ago } from "../ui/ago.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Icon } from "../ui/icon.tsx";
import { deviceStrings } from "../ui/device-strings.ts";
import styles from "./device-list.module.css";

interface Props {
  device: AnswerOf<"session.list">["devices"][number];
  onEnd: () => Promise<void>;
}

const words = deviceStrings.own;

/** One device: what it calls itself, when it was used, and its end. */
export function DeviceRow({ device, onEnd }: Props) {
  const { label = words.unknown, createdAt, seenAt, isThis } = device;
  return (
    <li class={styles.row}>
      <span class={styles.sign}>
        <Icon of={/Android|iPhone|iPad|iOS/.test(label) ? Smartphone : Monitor} />
      </span>
      <div>
        <p class={styles.name} dir="auto">
          {label}
        </p>
        <p class={styles.meta}>
          {isThis ? (
            <b>{words.thisDevice}</b>
          ) : seenAt === undefined ? (
            words.unseen
          ) : (
            <>
              {words.seen} <Ago at={seenAt} />
            </>
          )}
          {" · "}
          {words.signedIn} <Ago at={createdAt} />
        </p>
      </div>
      {!isThis && (
        <Confirm
          label={words.end}
          name={words.endLong(label)}
          confirm={words.endConfirm}
          onConfirm={() => void onEnd()}
        />
      )}
    </li>
  );
}
