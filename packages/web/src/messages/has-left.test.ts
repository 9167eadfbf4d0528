import { expect, test } from "vitest";
import { hasLeft } from "./has-left.ts";

test("a person has left who has the name that the server gives them then", () => {
  for (const to of ["Ada (left)", "Ada (left 12)", "Ada (left 019ac7c2-0000-4000-8000-00000000000a)"])
    expect(hasLeft({ from: "Ada", to })).toBe(true);
});

test("a name that only begins like it is a rename like any other", () => {
  for (const to of ["Ada (left-handed)", "Ada (leftover)", "Ada (left", "Ada", "Bo (left)"])
    expect(hasLeft({ from: "Ada", to })).toBe(false);
});
