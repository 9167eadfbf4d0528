import type { ChannelFeed, PeopleDirectory } from "@parlor/client";
import type { PersonId } from "@parlor/protocol";
import { useComputed } from "@preact/signals";
import { BotBadge } from "../ui/bot-badge.tsx";
import { PersonMark } from "../ui/person-mark.tsx";
import { signalOf } from "../ui/store-signal.ts";
import { strings } from "../ui/strings.ts";
import styles from "./here-list.module.css";
import { hereOrder } from "./here-order.ts";

interface Props {
  feed: ChannelFeed;
  people: PeopleDirectory;
  self: PersonId;
}

/** Who has the channel open, by name while they are few; past that, how many more. */
export function HereList({ feed, people, self }: Props) {
  const here = useComputed(() => signalOf(feed.state).value.here).value;
  const known = signalOf(people.state).value;
  const named = hereOrder(
    here.people.map((person) => known.get(person.id) ?? person),
    self,
  );
  const unnamed = here.count - named.length;
  return (
    <ul class={styles.list}>
      {named.map((person) => (
        <li key={person.id}>
          <PersonMark person={person} size="small" />
          <span class={styles.name} title={person.name} dir="auto">
            {person.name}
          </span>
          {person.bot && <BotBadge />}
          {person.id === self && <span class={styles.you}>{strings.presence.you}</span>}
        </li>
      ))}
      {unnamed > 0 && <li class={styles.more}>{strings.presence.more(unnamed)}</li>}
    </ul>
  );
}
