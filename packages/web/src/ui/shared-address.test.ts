import { afterEach, expect, test } from "vitest";
import { serverAddress, sharedLink } from "./shared-address.ts";

const opened = (origin: string) => ({ origin, hostname: new URL(origin).hostname });

afterEach(() => {
  serverAddress.value = undefined;
});

test("a page opened at an address of the network shares that address", () => {
  serverAddress.value = "http://192.168.1.20:3000";
  expect(sharedLink("/c/1", opened("http://tower.local:3000"))).toBe("http://tower.local:3000/c/1");
});

test.each([
  "http://localhost:3000",
  "http://127.0.0.1:3000",
  "http://127.1.2.3",
  "http://[::1]:3000",
  "http://a.localhost",
  "http://localhost.:3000",
  "http://localhost.localdomain:3000",
  "http://0.0.0.0:3000",
  "http://[::]:3000",
  "http://[::ffff:127.0.0.1]:3000",
])("a page opened at %s shares the address that others can open, or none", (origin) => {
  expect(sharedLink("/c/1", opened(origin))).toBeUndefined();
  serverAddress.value = "https://example.org/chat";
  expect(sharedLink("/chat/c/1", opened(origin))).toBe("https://example.org/chat/c/1");
});
