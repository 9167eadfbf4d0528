interface Listed {
  id: string;
  name: string;
  about: string;
  here: number;
  lastAt?: number | undefined;
}

/** The liveliest channels first: by people there now, then by their last message. */
export function byAliveness(a: Listed, b: Listed): number {
  return b.here - a.here || (b.lastAt ?? 0) - (a.lastAt ?? 0);
}

/** The order of ids to show, so that rows already under the reader's eyes stay where they are and new ones come first. */
export function keepOrder(shown: readonly string[], channels: readonly Listed[]): string[] {
  const known = new Set(shown);
  const present = new Set(channels.map((channel) => channel.id));
  const fresh = channels.filter((channel) => !known.has(channel.id)).toSorted(byAliveness);
  return [...fresh.map((channel) => channel.id), ...shown.filter((id) => present.has(id))];
}

/** Whether every word of the query is in the channel's name or in what it is about. */
export function matches(channel: Pick<Listed, "name" | "about">, query: string): boolean {
  const text = fold(`${channel.name} ${channel.about}`);
  return fold(query)
    .split(/[\s#]+/)
    .every((word) => text.includes(word));
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
