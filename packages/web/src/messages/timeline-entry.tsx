import type { PeopleDirectory, ReadMessage, TimelineRow } from "@parlor/client";
import type { Person, PersonId } from "@parlor/protocol";
import type { ComponentChildren } from "preact";
import { Skeleton } from "../ui/skeleton.tsx";
import { later } from "../ui/later.tsx";
import { signalOf } from "../ui/store-signal.ts";
import { strings } from "../ui/strings.ts";
import rowStyles from "./message-row.module.css";
import { MessageRow } from "./message-row.tsx";
import type { Rename } from "./renames.ts";
import type { Mend } from "./mend.ts";
import { DayLine, NewLine, ResetLine } from "./separators.tsx";
import { frameOf, type TimelineItem, writingOf } from "./timeline-items.ts";

const RenameLine = later(async () => (await import("./rename-line.tsx")).RenameLine);

/** What every entry of one timeline shares. */
export interface EntryContext {
  self: Person;
  people: PeopleDirectory;
  isOffline: boolean;
  mend: Mend;
  /** What there is to say of a private message besides, or instead of, its text. */
  remark?: ((message: ReadMessage) => Remark | undefined) | undefined;
}

export interface Remark {
  above?: ComponentChildren;
  instead?: ComponentChildren;
}

interface Props extends EntryContext {
  item: TimelineRow;
  previous: TimelineItem | undefined;
  /** The "New" line goes above this one. */
  isFirstUnread: boolean;
  /** The view was replaced, and began with this one. */
  isReset: boolean;
  /** Who changed their name after this one and before the next. */
  renames: readonly Rename[] | undefined;
  /** A rename stands above this one. */
  isAfterRename: boolean;
}

/** One item of the timeline with what stands around it. */
export function TimelineEntry({ item, previous, isFirstUnread, isReset, renames, isAfterRename, ...context }: Props) {
  if (item.is === "hole") {
    return (
      <div class={rowStyles.hole} role="img" aria-label={strings.timeline.hole}>
        <Skeleton />
        <Skeleton />
      </div>
    );
  }
  const { self, people, isOffline, mend, remark } = context;
  const { opensDay, opensGroup, showsTime } = frameOf(item, previous, self.id);
  const writing = writingOf(item, self.id) ?? { by: self.id, at: 0 };
  const { above, instead } = (item.is === "message" && remark?.(item.message)) || {};
  return (
    <>
      {opensDay && <DayLine at={writing.at} />}
      {isReset && <ResetLine />}
      {isFirstUnread && <NewLine />}
      {above}
      <MessageRow
        author={authorOf(writing.by, self, people)}
        at={writing.at}
        text={item.is === "message" ? item.message.text : item.outgoing.draft.text}
        formerly={formerNamesOf(writing.by, people)}
        opensGroup={opensGroup || isFirstUnread || isReset || isAfterRename}
        showsTime={showsTime}
        seq={item.is === "message" ? item.message.seq : undefined}
        outgoing={item.is === "outgoing" ? item.outgoing : undefined}
        instead={instead}
        isOffline={isOffline}
        mend={mend}
      />
      {renames?.map((rename) => (
        <RenameLine key={rename.personId} of={rename} isOwn={rename.personId === self.id} />
      ))}
    </>
  );
}

const strangers = new Map<PersonId, Person>();

/** The author's current name. A page brings everyone who wrote in it (MSG-8), so a stranger lasts a moment at most. */
function authorOf(id: PersonId, self: Person, people: PeopleDirectory): Person {
  const known = signalOf(people.state).value.get(id) ?? (id === self.id ? self : undefined);
  if (known !== undefined) return known;
  const stranger = strangers.get(id) ?? { id, name: strings.timeline.unknownPerson, rev: 0 };
  strangers.set(id, stranger);
  return stranger;
}

/** Of many former names the newest few: they help to recognise somebody. */
const mostFormer = 3;

/** The names an author had before, the newest first, in words. */
function formerNamesOf(id: PersonId, people: PeopleDirectory): string | undefined {
  const names = signalOf(people.formerNames).value.get(id);
  const current = people.get(id)?.name;
  const others = [...new Set(names?.map(({ name }) => name).toReversed())].filter((name) => name !== current);
  if (current === undefined || others.length === 0) return undefined;
  return strings.timeline.formerly(current, others.slice(0, mostFormer));
}
