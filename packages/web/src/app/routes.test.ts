import { expect, test } from "vitest";
import { parseRoute } from "./routes.ts";

test("addresses lead where they say", () => {
  expect(parseRoute("/")).toEqual({ is: "start" });
  expect(parseRoute("/home")).toEqual({ is: "home" });
  expect(parseRoute("/c/0123456789ab")).toEqual({ is: "channel", id: "0123456789ab" });
  expect(parseRoute("/c/0123456789ab/garden-plans")).toEqual({ is: "channel", id: "0123456789ab" });
  expect(parseRoute("/c/0123456789AB/%E6%96%99")).toEqual({ is: "channel", id: "0123456789ab" });
});

test("anything else leads to the start", () => {
  for (const path of ["/c", "/c/short", "/c/iiiiiiiiiiii", "/x", "//", "/c/0123456789ab0"]) {
    expect(parseRoute(path)).toEqual({ is: "start" });
  }
});
