import { number } from "./format.ts";

/** Words about the recovery phrase: writing it down, and restoring with it. */
export const recoveryStrings = {
  recovery: {
    title: "Recovery phrase: never share it",
    lead: "These twelve words bring your name, your keys and your private messages back when this browser is lost. Write them on paper, in this order.",
    warning:
      "Anyone who has these words can act as you. Nobody who runs this server will ever ask for them. They are not your private key.",
    words: "The twelve words",
    once: "When you confirm that you have them, they are deleted here and never shown again.",
    later: "Later",
    written: "I have written them down",
    checkTitle: "Let us check two of them",
    checkWord: (place: number) => `Word ${number(place)}`,
    checkWrong: (place: number) => `That is not word ${number(place)}. Look at your paper.`,
    back: "Show them again",
    confirm: "Confirm",
    saved: "Your recovery phrase is confirmed. Keep the paper safe.",
    endOthers: "Sign out all other devices",
    othersEnded: "All other devices are signed out.",
    offer:
      "Your recovery phrase is not written down yet. Without it, you lose your private messages when you lose this browser.",
    offerQuiet: "Write down your recovery phrase, so that you do not lose these conversations with this browser.",
    offerOpen: "Write it down",
    unavailable: "The words are not here any more.",
  },

  /** The recovery phrase as the name menu shows it. */
  phrase: {
    title: "Recovery phrase",
    lead: (name: string) =>
      `Twelve words on paper that bring “${name}” back when you have lost every device, with your private messages if you have any. You do not need a private key for it.`,
    make: "Create my recovery phrase",
    later: "Not now",
    saved:
      "You have a recovery phrase and have written it down. Parlor does not keep the words, so it cannot show them again.",
    replace: "I lost it…",
    replaceTitle: "Replace your recovery phrase?",
    replaceText: "The old twelve words stop working at once. Then write down the new ones.",
    elsewhere:
      "You created your recovery phrase on another device. Enter it to have your private messages here too. If you lost it, you can start over.",
    insecure:
      "Browsers offer cryptography on HTTPS pages only, so you cannot create a recovery phrase at this address. You can still use Parlor on another device, so that you do not depend on this one.",
  },

  restore: {
    title: "Restore with your recovery phrase",
    lead: "The twelve words you wrote down. They bring back your name, your keys and your private conversations.",
    leadKeys: "The twelve words you wrote down. They bring back your keys and private conversations.",
    field: "The twelve words",
    placeholder: "first second third …",
    count: (count: number) => `${number(count)} of 12 words`,
    unknown: (word: string) => `“${word}” is not one of the words.`,
    meant: "Did you mean",
    suggestions: "Words that begin like this",
    tooMany: "There are more than twelve words.",
    check: "Every word is on the list, but they do not belong together: one is wrong or in the wrong place.",
    refused: "Nobody here has this recovery phrase.",
    others: "These words belong to another person, or to a phrase that was replaced.",
    confirm: "Restore",
    restoring: "Bringing everything back…",
  },
} as const;
