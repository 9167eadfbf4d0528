import { expect, test } from "vitest";
import { afterLeaving } from "./after-leaving.ts";

test("NAME-8 without another device and without a phrase the name may be given up, and a phrase helps", () => {
  expect(afterLeaving({ otherSessions: 0, hasRecovery: false }, false)).toEqual({
    way: undefined,
    mayRelease: true,
    lacksPhrase: true,
  });
});

test("NAME-8 another device or a phrase is a way back, and the name is not given up", () => {
  const device = afterLeaving({ otherSessions: 2, hasRecovery: false }, false);
  expect(device).toEqual({ way: { device: true, phrase: false }, mayRelease: false, lacksPhrase: false });
  const phrase = afterLeaving({ otherSessions: 0, hasRecovery: true }, false);
  expect(phrase).toEqual({ way: { device: false, phrase: true }, mayRelease: false, lacksPhrase: false });
});

test("a phrase that is not written down is no way back, though the server knows it", () => {
  const alone = afterLeaving({ otherSessions: 0, hasRecovery: true }, true);
  expect(alone).toEqual({ way: undefined, mayRelease: false, lacksPhrase: true });
  const beside = afterLeaving({ otherSessions: 1, hasRecovery: true }, true);
  expect(beside).toEqual({ way: { device: true, phrase: false }, mayRelease: false, lacksPhrase: true });
});
