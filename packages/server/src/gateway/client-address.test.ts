import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";
import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

const proxies = proxyAddr.compile(["127.0.0.1", "10.0.0.0/8", "fd00::/8", "fe80::1"]);

function addressOf(forwardedFor: string | undefined, peer = "127.0.0.1", headers = {}): string {
  const request = { headers: { "x-forwarded-for": forwardedFor, ...headers }, socket: { remoteAddress: peer } };
  return clientAddress((address) => proxies(address, 0))(request as unknown as IncomingMessage);
}

test.each([
  "203.0.113.7",
  "203.0.113.7:5678",
  " 203.0.113.7 ",
  "\t203.0.113.7\t",
  '"203.0.113.7:5678"',
  "::ffff:203.0.113.7",
  "::FFFF:203.0.113.7",
  "::ffff:cb00:7107",
  "[::ffff:203.0.113.7]",
  "[::ffff:203.0.113.7]:443",
  "203.0.113.7:",
  "for=203.0.113.7",
  'For="203.0.113.7:5678"',
  "for=203.0.113.7;proto=https;by=10.1.2.3",
  "203.0.113.7;proto=https",
  "203.0.113.7, for=10.1.2.3",
  "203.0.113.7, 10.1.2.3",
  "203.0.113.7:99,10.1.2.3:8080 , 10.9.9.9",
  "203.0.113.7,, 10.1.2.3,",
  ",203.0.113.7",
  "203.0.113.7, fd00::12",
  "203.0.113.7, [fd00::12]:443",
  "6.6.6.6, 203.0.113.7",
  "unknown, 203.0.113.7",
  "127.0.0.1, 203.0.113.7:1",
  `${"6.6.6.6,".repeat(2_000)}203.0.113.7`,
])("API-4 a trusted proxy's %j is one client", (forwardedFor) => {
  expect(addressOf(forwardedFor)).toBe("203.0.113.7");
});

test.each([
  "2001:db8::1",
  "[2001:db8::1]",
  "[2001:db8::1]:443",
  '"[2001:db8::1]:443"',
  "[2001:db8::1]:",
  'for="[2001:db8::1]:443"',
  "for=[2001:db8::1];proto=https",
  "2001:DB8:0:0:0:0:0:1",
  "2001:db8:0:0:1:2:3:4:443",
  "2001:db8::1%eth0",
  "[2001:db8::1%25eth0]:443",
  "2001:db8::1, 10.1.2.3",
])("API-4 a trusted proxy's %j is one network", (forwardedFor) => {
  expect(addressOf(forwardedFor)).toBe("2001:db8:0:0::/64");
});

test.each([
  undefined,
  "",
  " , ,",
  "unknown",
  "UNKNOWN",
  "_hidden",
  "_SEVKISEK:_port",
  "unix:",
  "localhost",
  "chat.example.org",
  "203.0.113",
  "203.0.113.7.9",
  "999.1.1.1",
  "203.0.113.007",
  "203.0.113.7:port",
  "[2001:db8::1",
  "2001:db8::1]",
  "[]",
  "[]:443",
  "::::",
  "<script>",
  "\u0000",
  "__proto__",
  "6.6.6.6, unknown",
  "6.6.6.6, _hidden",
  "for=",
  "for=unknown",
  "6.6.6.6, for=_hidden;proto=https",
  "by=6.6.6.6",
])("API-4 what names no address (%j) counts for the proxy that said it", (forwardedFor) => {
  expect(addressOf(forwardedFor)).toBe("127.0.0.1");
});

test("API-4 the nearest hop that is known counts when one behind it is not", () => {
  expect(addressOf("unknown, 10.1.2.3")).toBe("10.1.2.3");
  expect(addressOf("6.6.6.6, unknown, 10.1.2.3:80, 10.4.5.6")).toBe("10.1.2.3");
});

test.each(["203.0.113.9", "::ffff:203.0.113.9", "2001:db8:9::9", "fe80::2%eth0"])(
  "API-4 a header forged by a peer at %s that is no proxy changes nothing",
  (peer) => {
    const itself = addressOf(undefined, peer);
    expect(addressOf("6.6.6.6", peer)).toBe(itself);
    expect(addressOf("127.0.0.1, 10.0.0.1", peer)).toBe(itself);
    expect(addressOf(undefined, peer, { forwarded: "for=6.6.6.6", "x-real-ip": "6.6.6.6" })).toBe(itself);
  },
);

test.each(["127.0.0.1", "::ffff:127.0.0.1", "10.200.0.1", "fd00::1", "fe80::1%eth0"])(
  "API-4 a proxy that connects from %s is believed",
  (peer) => {
    expect(addressOf("203.0.113.7:1", peer)).toBe("203.0.113.7");
  },
);

test("API-4 other headers than X-Forwarded-For are not read", () => {
  expect(addressOf(undefined, "127.0.0.1", { forwarded: "for=6.6.6.6", "x-real-ip": "6.6.6.6" })).toBe("127.0.0.1");
  expect(addressOf("203.0.113.7", "127.0.0.1", { forwarded: "for=6.6.6.6" })).toBe("203.0.113.7");
});

test("API-4 a peer that is gone is no failure", () => {
  expect(addressOf("203.0.113.7", "")).toBe("");
});
