import type { PeopleDirectory } from "@parlor/client";
import type { Person, Seq } from "@parlor/protocol";
import { useEffect, useRef, useState } from "preact/hooks";
import { laterStrings } from "../ui/later-strings.ts";
import { strings } from "../ui/strings.ts";
import { VisuallyHidden } from "../ui/visually-hidden.tsx";
import { signalOf } from "../ui/store-signal.ts";
import { Announcer } from "./announcer.ts";
import { hasLeft } from "./has-left.ts";
import { lastSeqUpTo, type TimelineItem } from "./timeline-items.ts";

function spokenName(author: Person | undefined): string {
  if (author === undefined) return strings.timeline.unknownPerson;
  return author.bot ? laterStrings.timeline.bot(author.name) : author.name;
}

interface Props {
  items: readonly TimelineItem[];
  /** The newest message that was there before; undefined when there was none. */
  since: Seq | undefined;
  self: Person;
  people: PeopleDirectory;
}

/** Tells listeners what arrives while they are here, and nothing of what was there before. */
export function LiveMessages({ items, since, self, people }: Props) {
  const [announcer] = useState(() => new Announcer());
  const told = useRef(since);

  useEffect(() => {
    const after = told.current ?? Infinity;
    told.current = lastSeqUpTo(items, items.length) ?? told.current ?? 0;
    const fresh: { by: string; text: string }[] = [];
    for (let at = items.length - 1; at >= 0; at--) {
      const item = items[at];
      if (item?.is !== "message") continue;
      const { seq, by, text } = item.message;
      if (seq <= after) break;
      if (by !== self.id && text !== "") fresh.unshift({ by: spokenName(people.get(by)), text });
    }
    announcer.hear(fresh);
  }, [items]);
  const rename = signalOf(people.lastRename).value;
  const toldRename = useRef(rename);
  useEffect(() => {
    if (rename === undefined || rename === toldRename.current) return;
    toldRename.current = rename;
    const { personId, name: from } = rename;
    const hasWritten = items.some((item) => item.is === "message" && item.message.by === personId);
    if (personId === self.id || !hasWritten) return;
    const to = spokenName(people.get(personId));
    announcer.tell(
      (hasLeft({ from, to }) ? laterStrings.timeline.hasLeft(from) : laterStrings.timeline.renamed(from, to)).join(""),
    );
  }, [rename]);
  useEffect(() => () => announcer.stop(), []);
  const said = announcer.said.value;

  return (
    <div aria-live="polite" aria-atomic="true">
      <VisuallyHidden key={said.id}>{said.text}</VisuallyHidden>
    </div>
  );
}
