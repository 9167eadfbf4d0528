import { expect, test } from "vitest";
import { parseRoute, privatePath } from "./routes.ts";

test("addresses lead where they say", () => {
  expect(parseRoute("/")).toEqual({ is: "start" });
  expect(parseRoute("/home")).toEqual({ is: "home" });
  expect(parseRoute("/c/0123456789ab")).toEqual({ is: "channel", id: "0123456789ab" });
  expect(parseRoute("/c/0123456789ab/garden-plans")).toEqual({ is: "channel", id: "0123456789ab" });
  expect(parseRoute("/c/0123456789AB/%E6%96%99")).toEqual({ is: "channel", id: "0123456789ab" });
});

test("private conversations have addresses of their own", () => {
  expect(parseRoute("/p/0123456789AB")).toEqual({ is: "private", id: "0123456789ab" });
  expect(parseRoute("/p/0123456789ab")).toEqual(parseRoute(privatePath("0123456789ab")));
  expect(parseRoute("/p/short")).toEqual({ is: "lost" });
});

test("a link to a channel that cannot be one is a lost one", () => {
  for (const path of ["/c/short", "/c/iiiiiiiiiiii", "/c/0123456789ab0", "/c/%E6%96%99/garden"]) {
    expect(parseRoute(path)).toEqual({ is: "lost" });
  }
});

test("anything else leads to the start", () => {
  for (const path of ["/c", "/x", "//"]) {
    expect(parseRoute(path)).toEqual({ is: "start" });
  }
});
