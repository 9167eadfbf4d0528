import { expect, test } from "vitest";
import { serverAddress } from "../ui/shared-address.ts";
import { offerLink } from "./offer-link.ts";

const at = (origin: string) => ({ origin, hostname: new URL(origin).hostname });

test("DEV-5 a link has its code in the fragment, at the address of the page", () => {
  expect(offerLink("abc", at("https://chat.example.org"))).toEqual({
    href: "https://chat.example.org/#d=abc",
    isLocal: false,
  });
});

test("on the server's own computer a link has the address that others can open, or says that there is none", () => {
  expect(offerLink("abc", at("http://localhost:3000"))).toEqual({
    href: "http://localhost:3000/#d=abc",
    isLocal: true,
  });
  serverAddress.value = "http://192.168.1.20:3000";
  expect(offerLink("abc", at("http://127.0.0.1:3000"))).toEqual({
    href: "http://192.168.1.20:3000/#d=abc",
    isLocal: false,
  });
  serverAddress.value = undefined;
});
