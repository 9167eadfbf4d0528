import { plural } from "./format.ts";

/** Every word about a person's devices. */
export const deviceStrings = {
  /** On the device that is signed in: a link to one more, and the list. */
  own: {
    offer: "Use Parlor on another device",
    offerLead: (name: string) =>
      `Scan the code with the other device, or open the link there. It will be signed in as ${name}, once you have confirmed a number here.`,
    offerLeadLocal: (name: string) =>
      `Open the link in another browser. It will be signed in as ${name}, once you have confirmed a number here.`,
    local:
      "Parlor is open here at an address that works on this computer only. Other devices cannot open the link; another browser on this computer can.",
    qrLabel: "QR code of the link",
    link: "Link",
    copied: "Link copied. It works once, and only after you confirm the number here.",
    copyFailed: "The browser would not copy. Use the QR code instead.",
    making: "Making a link…",
    works: (left: string) => `Works once, for ${left} more.`,
    number: "Which number does it show?",
    numberLead: (label: string, name: string) =>
      `${label} asks to be signed in as ${name}. Choose the number on its screen.`,
    numbers: "Numbers",
    contested:
      "Another device tried this link too. Go on only if you see one of these numbers on a device of your own.",
    noneOfThese: "None of these",
    confirmed: "Signing in…",
    confirmedLead: (label: string) => `${label} is being signed in.`,
    added: "Your other device is signed in",
    addedLead: (label: string, name: string) => `${label} is signed in as ${name}.`,
    addedKeys: "To read private messages there, enter your recovery phrase on it.",
    someDevice: "A device",
    ended: {
      expired: { title: "The link has expired", lead: "A link works for five minutes. Nothing was signed in." },
      "wrong-number": {
        title: "That was not its number",
        lead: "To be safe, the link no longer works, and nothing was signed in.",
      },
      refused: { title: "Refused", lead: "The link no longer works, and nothing was signed in." },
      gone: {
        title: "The link no longer works",
        lead: "The other device stopped, or the server restarted. Nothing was signed in.",
      },
    },
    failed: "No link could be made",
    makeAgain: "Make a new link",
    tryAgain: "Try again",
    close: "Close",
    done: "Done",

    list: "Your devices",
    listLead: "Each of these browsers and programs can write in your name.",
    thisDevice: "This device",
    unknown: "Unknown device",
    seen: "Last used",
    unseen: "Not used yet",
    signedIn: "signed in",
    end: "Sign out",
    endLong: (label: string) => `Sign out ${label}`,
    endConfirm: "Sign it out",
    signedOut: (label: string) => `${label} is signed out.`,
    endOthers: "Sign out all others",
    endOthersConfirm: (count: number) => plural(count, { one: "Sign out # device", other: "Sign out # devices" }),
    othersSignedOut: "All other devices are signed out.",
    another: "Add a device",
  },

  /** The page that a link from another device opens. */
  fresh: {
    looking: "One moment…",
    title: "Sign in with your other device",
    text: "This link signs this device in as the person who made it. Continue only if you made it yourself.",
    start: "Continue",
    noLink: "Choose a name instead",
    own: (name: string) => `You are signed in here already, ${name}`,
    ownText: "You made this link in this browser. Open it on another device, or in another browser.",
    goOn: "Go to Parlor",
    other: (name: string) => `You are ${name} in this browser`,
    otherText: (name: string) =>
      `If you made this link yourself as ${name}, there is nothing to do. If you go on, this browser is signed out as ${name} first, and its drafts and private keys are deleted. Then only another device or a recovery phrase can bring ${name} back.`,
    stay: (name: string) => `Stay ${name}`,
    replace: "Use the link instead",
    blocked: "Cookies are blocked",
    blockedText: "This browser could not stay signed in. Allow cookies for this site, then try again.",
    again: "Try again",
    number: (number: number) => `Your number is ${number}`,
    numberText: "Choose it on the device where you made the link. Then this one is signed in.",
    waiting: (left: string) => `Waiting for your other device, for ${left} more.`,
    done: (name: string) => `Welcome, ${name}`,
    toParlor: "Go to Parlor",
    failed: "That did not work",
    ended: {
      used: {
        title: "This link was used already",
        text: "A link works on one device only. Make a new one on your other device, under your name.",
      },
      gone: {
        title: "This link does not work",
        text: "It has expired or was canceled, or a part of it is missing. Make a new one on your other device, under your name.",
      },
      refused: {
        title: "Your other device said no",
        text: "Another number was chosen, or the link was canceled. Make a new one and try again.",
      },
      expired: {
        title: "This link has expired",
        text: "A link works for five minutes. Make a new one on your other device, under your name.",
      },
    },
  },
} as const;
