import { expect, test } from "vitest";
import { PublicUrls } from "./public-urls.ts";

test.each([
  ["", []],
  [" , ", []],
  ["https://chat.example.org", ["https://chat.example.org"]],
  ["https://chat.example.org/", ["https://chat.example.org"]],
  ["https://Chat.Example.ORG:443//", ["https://chat.example.org"]],
  ["HTTP://chat.example.org:80", ["http://chat.example.org"]],
  ["https://chat.example.org:8443", ["https://chat.example.org:8443"]],
  ["https://bücher.example", ["https://xn--bcher-kva.example"]],
  ["http://[2001:DB8:0::1]:3000", ["http://[2001:db8::1]:3000"]],
  ["http://192.168.1.20:3000", ["http://192.168.1.20:3000"]],
  ["https://example.org/chat", ["https://example.org/chat"]],
  ["https://example.org/team/chat/", ["https://example.org/team/chat"]],
  ["https://a.example, http://b.example:3000/", ["https://a.example", "http://b.example:3000"]],
  ["https://a.example,https://A.example/,", ["https://a.example"]],
  ["https://a.example/chat,http://b.example/chat/", ["https://a.example/chat", "http://b.example/chat"]],
])("%j is the addresses %j", (text, addresses) => {
  expect(PublicUrls.parse(text)).toEqual(addresses);
});

test.each([
  "chat.example.org",
  "localhost:3000",
  "ftp://chat.example.org",
  "https://",
  "https://chat.example.org; https://b.example",
  "https://ada:secret@chat.example.org",
  "https://chat.example.org/?a=b",
  "https://chat.example.org/#top",
  "*",
  "https://a.example, b.example",
  "https://a.example/chat, https://b.example",
  "https://a.example/chat;x",
  "https://a.example//chat",
  "https://a.example/api",
  "https://a.example/socket.io/",
  "https://a.example/c/chat",
])("%j cannot be used", (text) => {
  expect(PublicUrls.safeParse(text).success).toBe(false);
});
