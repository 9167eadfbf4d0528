import type { NetworkInterfaceInfo } from "node:os";
import { expect, test } from "vitest";
import { networkAddress } from "./network-address.ts";

const at = (address: string, internal = false): NetworkInterfaceInfo =>
  ({ address, internal, family: address.includes(":") ? "IPv6" : "IPv4" }) as NetworkInterfaceInfo;

const home = {
  lo: [at("127.0.0.1", true), at("::1", true)],
  docker0: [at("172.17.0.1")],
  eth0: [at("fe80::1"), at("2001:db8::5"), at("192.168.1.20")],
};

test.each([
  ["everywhere", { host: undefined }, "http://192.168.1.20:3000"],
  ["on every IPv4 address", { host: "0.0.0.0" }, "http://192.168.1.20:3000"],
  ["on one address", { host: "10.0.0.7" }, "http://10.0.0.7:3000"],
  ["on one IPv6 address", { host: "2001:db8::9" }, "http://[2001:db8::9]:3000"],
  ["on a name", { host: "chat.local" }, "http://chat.local:3000"],
  ["on the port of HTTP", { host: undefined, port: 80 }, "http://192.168.1.20"],
  [
    "behind a public address",
    { host: "127.0.0.1", publicUrls: ["https://chat.example.org"] },
    "https://chat.example.org",
  ],
  ["everywhere, in short", { host: "0" }, "http://192.168.1.20:3000"],
  ["everywhere, at length", { host: "0:0:0:0:0:0:0:0" }, "http://192.168.1.20:3000"],
  ["on the loopback, as IPv6 writes it", { host: "::ffff:127.0.0.1" }, undefined],
  ["on the loopback of IPv6, at length", { host: "0:0:0:0:0:0:0:1" }, undefined],
  ["behind an address of this machine", { host: undefined, publicUrls: ["http://localhost:3000"] }, undefined],
  ["behind a loopback address", { host: undefined, publicUrls: ["http://127.0.0.1:3000", "http://[::1]"] }, undefined],
  [
    "behind an address of this machine and a public one",
    { host: undefined, publicUrls: ["http://localhost:3000", "https://chat.example.org"] },
    "https://chat.example.org",
  ],
  ["on the loopback", { host: "127.0.0.1" }, undefined],
  ["on the loopback of IPv6", { host: "::1" }, undefined],
  ["on localhost", { host: "localhost" }, undefined],
] as const)("a server that listens %s is opened by others at the right address", (_where, listening, address) => {
  expect(networkAddress({ port: 3000, publicUrls: [], ...listening }, home)).toBe(address);
});

test("a machine without a network has no address for others", () => {
  const offline = { lo: home.lo, docker0: home.docker0, eth0: [at("169.254.3.4"), at("fe80::1")] };
  expect(networkAddress({ host: undefined, port: 3000, publicUrls: [] }, offline)).toBeUndefined();
});

test("a machine with IPv6 alone is opened by that", () => {
  const modern = { eth0: [at("fe80::1"), at("2001:db8::5")] };
  expect(networkAddress({ host: "::", port: 3000, publicUrls: [] }, modern)).toBe("http://[2001:db8::5]:3000");
});
