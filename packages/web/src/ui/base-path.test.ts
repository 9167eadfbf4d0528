import { expect, test } from "vitest";
import { basePathOf, withoutBase } from "./base-path.ts";

test.each([
  ["https://chat.example.org/manifest.webmanifest", ""],
  ["https://example.org/chat/manifest.webmanifest", "/chat"],
  ["https://example.org/team/chat/manifest.webmanifest", "/team/chat"],
  [undefined, ""],
])("a manifest at %s puts Parlor under %j", (manifest, base) => {
  expect(basePathOf(manifest)).toBe(base);
});

test.each([
  ["/c/0123456789ab", "", "/c/0123456789ab"],
  ["/chat/c/0123456789ab", "/chat", "/c/0123456789ab"],
  ["/chat/", "/chat", "/"],
  ["/chat", "/chat", ""],
  ["/chatter", "/chat", "/chatter"],
  ["/", "/chat", "/"],
])("%s under %j is %j", (pathname, base, rest) => {
  expect(withoutBase(pathname, base)).toBe(rest);
});
