import { describe, expect, test } from "vitest";
import { shownAddress } from "./shown-address.ts";

describe("the host of a link", () => {
  test.each([
    "https://example.org/päth?q=ü#ß",
    "https://münchen.example/",
    "https://bücher.example:8080/x",
    "https://пример.example/путь",
    "https://президент.рф",
    "https://παράδειγμα.example",
    "https://例え.example/",
    "https://日本語とlatin.example",
    "https://서울.example",
    "https://مثال.example",
    "https://उदाहरण.example",
    "https://xn--mnchen-3ya.example/",
    "https://[2001:db8::1]:3000/x",
    "mailto:ada@bücher.example",
    "https://example.org/аррlе.com",
  ])("%s is shown as it was written", (link) => expect(shownAddress(link)).toBe(link));

  test.each([
    ["https://аpple.com/x", "https://xn--pple-43d.com/x"],
    ["https://goοgle.example", "https://xn--gogle-sce.example"],
    ["https://раypal.example:8443/a?b", "https://xn--ypal-43d9g.example:8443/a?b"],
    ["https://ada:pw@аpple.com/", "https://ada:pw@xn--pple-43d.com/"],
    ["HTTPS://АPPLE.com", "HTTPS://xn--pple-43d.com"],
    ["https://аррӏе.com", "https://xn--80ak6aa92e.com"],
    ["https://ѕсоре.example", "https://xn--e1argc3h.example"],
    ["https://sub.аpple.com", "https://sub.xn--pple-43d.com"],
    ["https://ｅxample.org", "https://example.org"],
    ["https://ᏟᎾᎷ.example", "https://xn--t9dn2h.example"],
    ["https://例пример.example", "https://xn--e1afmkfd3306k.example"],
    ["mailto:ada@аpple.com?subject=x", "mailto:ada@xn--pple-43d.com?subject=x"],
  ])("%s mixes scripts or pretends, and is shown as %s", (link, shown) => {
    expect(shownAddress(link)).toBe(shown);
  });
});
