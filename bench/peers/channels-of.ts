const nobody: ReadonlySet<never> = new Set();

/** Who is in which channel. */
export function channelsOf<Member>() {
  const members = new Map<string, Set<Member>>();
  return {
    enter(channel: string, member: Member): void {
      const set = members.get(channel);
      if (set) set.add(member);
      else members.set(channel, new Set([member]));
    },
    of: (channel: string): ReadonlySet<Member> => members.get(channel) ?? nobody,
    leave(member: Member): void {
      for (const set of members.values()) set.delete(member);
    },
  };
}
