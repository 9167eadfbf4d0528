import { basePath } from "../ui/base-path.ts";

/** The address of a channel. Its id finds it; the name in it is only for people who read the link. */
export function channelPath({ id, name }: { id: string; name: string }): string {
  const slug = slugOf(name);
  return `${basePath}/c/${id}${slug && `/${encodeURIComponent(slug)}`}`;
}

/** Letters and digits of any script, in small letters, joined by single hyphens; at most 40 characters. */
export function slugOf(name: string): string {
  const words =
    name
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.join("-").match(/^.{0,40}/u)?.[0] ?? "";
}
