import type { ListedChannel } from "@parlor/client";
import { useSignal } from "@preact/signals";
import { Hash, Plus, Search } from "lucide";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Ago } from "../ui/ago.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { mediaSignal } from "../ui/media.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { strings } from "../ui/strings.ts";
import { VisuallyHidden } from "../ui/visually-hidden.tsx";
import { keepOrder, matches } from "./browse-order.ts";
import styles from "./channel-browser.module.css";
import { channelPath } from "./channel-path.ts";
import { dialogStrings } from "../ui/dialog-strings.ts";

/** Too narrow for two columns (channel-browser.module.css): what would be beside comes first then, since the list may be long. */
const isOneColumn = mediaSignal("(width < 1080px)");

interface Props {
  /** Undefined while the list is on its way. */
  channels: readonly ListedChannel[] | undefined;
  isUnread: (channel: ListedChannel) => boolean;
  /** Opens the dialog for a new channel, with a name to start from. */
  onCreate: (name: string) => void;
  /** What stands beside the list. */
  beside: ComponentChildren;
  /** What stands under the list. */
  below: ComponentChildren;
}

/** The channels as a list one would like to look through: what they are about, and how alive each is. */
export function ChannelBrowser({ channels, isUnread, onCreate, beside, below }: Props) {
  const query = useSignal("");
  const order = useRef<string[]>([]);
  if (channels !== undefined) order.current = keepOrder(order.current, channels);
  const byId = new Map(channels?.map((channel) => [channel.id, channel]));
  const shown = order.current.map((id) => byId.get(id)).filter((channel) => channel && matches(channel, query.value));

  return (
    <div class={styles.page}>
      {isOneColumn.value && beside}
      <div class={styles.column}>
        <div class={styles.top}>
          <div>
            <h2>{dialogStrings.channels.browse}</h2>
            <p>{dialogStrings.channels.browseHint}</p>
          </div>
          <Button kind="primary" onClick={() => onCreate("")}>
            <Icon of={Plus} />
            {strings.channels.create}
          </Button>
        </div>
        <label class={styles.search}>
          <VisuallyHidden>{dialogStrings.channels.filter}</VisuallyHidden>
          <input
            type="search"
            placeholder={dialogStrings.channels.filter}
            value={query.value}
            onInput={(event) => (query.value = event.currentTarget.value)}
          />
          <Icon of={Search} />
        </label>
        {channels === undefined && <Waiting />}
        <ul class={styles.list}>
          {shown.map((channel) => channel && <Row key={channel.id} channel={channel} unread={isUnread(channel)} />)}
        </ul>
        {channels !== undefined && shown.length === 0 && (
          <div class={styles.none}>
            <p>{dialogStrings.channels.none}</p>
            <Button onClick={() => onCreate(query.value.trim())}>
              {dialogStrings.channels.makeIt(query.value.trim())}
            </Button>
          </div>
        )}
        {below}
      </div>
      {!isOneColumn.value && beside}
    </div>
  );
}

function Row({ channel, unread }: { channel: ListedChannel; unread: boolean }) {
  return (
    <li>
      <a class={styles.row} href={channelPath(channel)}>
        <span class={styles.sign} data-alive={channel.here > 0 || undefined}>
          <Icon of={Hash} size={20} />
        </span>
        <div class={styles.words}>
          <p class={styles.name} dir="auto">
            {channel.name}
            {unread && <i class={styles.dot} title={strings.channels.unread} />}
          </p>
          {channel.about !== "" && (
            <p class={styles.about} dir="auto">
              {channel.about}
            </p>
          )}
        </div>
        <div class={styles.life}>
          {channel.here > 0 && (
            <p class={styles.here}>
              <i />
              {strings.channels.here(channel.here)}
            </p>
          )}
          <p>{channel.lastAt === undefined ? dialogStrings.channels.quiet : <Ago at={channel.lastAt} />}</p>
        </div>
      </a>
    </li>
  );
}

function Waiting() {
  return (
    <>
      {[0, 1, 2].map((row) => (
        <div key={row} class={styles.waiting}>
          <Skeleton />
          <Skeleton />
        </div>
      ))}
    </>
  );
}
