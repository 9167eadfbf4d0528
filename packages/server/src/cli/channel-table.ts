import type { RegisteredChannel } from "../channels/channel-register-store.ts";

/** Lines for a terminal: a heading, and a line for each channel. */
export function channelTable(channels: readonly RegisteredChannel[], archived: boolean): string[] {
  if (channels.length === 0) return [archived ? "No channel is archived." : "There are no channels."];
  const heading = ["ID", "NAME", "MESSAGES", "OWNER", ...(archived ? ["ARCHIVED", "BY"] : ["LAST MESSAGE"])];
  const rows = channels.map((channel) => [
    channel.id,
    `#${channel.name}`,
    String(channel.messages),
    channel.owner?.name ?? "-",
    ...(archived ? [day(channel.archivedAt), channel.archivedBy?.name ?? "operator"] : [day(channel.lastAt)]),
  ]);
  const widths = heading.map((_, at) => Math.max(...[heading, ...rows].map((row) => row[at]?.length ?? 0)));
  return [heading, ...rows].map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** The day in UTC, as in 2026-11-28; a dash where there is none. */
function day(at: number | null): string {
  return at === null ? "-" : new Date(at).toISOString().slice(0, 10);
}
