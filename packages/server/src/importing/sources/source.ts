import type { Intake } from "../intake.ts";

/** The exports that can be read, by the names that `--from` takes. */
export const sourceNames = ["parlor", "slack", "discord", "mattermost", "zulip", "campfire"] as const;
export type SourceName = (typeof sourceNames)[number];

/** Reads an export into an intake. `wanted` says which of its channels, by name; private ones are never asked for. */
export type ReadSource = (path: string, intake: Intake, wanted: Wanted) => Promise<void>;

/** Whether a channel is to be imported. A channel that is put away is only when the operator names it. */
export type Wanted = (name: string, options?: { isArchived?: boolean }) => boolean;

/** Every channel that is in use, or the ones of these names, written with or without #. */
export function wantedChannels(names: readonly string[]): Wanted {
  const plain = (name: string) => name.replace(/^#/, "").trim().toLowerCase();
  const wanted = new Set(names.map(plain));
  return (name, { isArchived = false } = {}) => (wanted.size === 0 ? !isArchived : wanted.has(plain(name)));
}
