import { expect, test } from "vitest";
import { addressKey, networkKey } from "./address-key.ts";

test.each([
  ["127.0.0.1", "127.0.0.1"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["2001:0DB8:0000:0000::2", "2001:db8:0:0::/64"],
  ["2001:db8:0:0:0:0:192.0.2.7", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::FFFF:c000:0207", "192.0.2.7"],
  ["0:0:0:0:0:ffff:192.0.2.7", "192.0.2.7"],
  ["not an address", "not an address"],
])("API-4 %s counts as %s", (address, key) => {
  expect(addressKey(address)).toBe(key);
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
  ["2001:db8:1:ffff::1", "2001:db8:1::/48"],
  ["2001:db8::1", "2001:db8:0::/48"],
  ["not an address", "not an address"],
])("PRIV-11 %s is in the network %s", (address, network) => {
  expect(networkKey(addressKey(address))).toBe(network);
});
