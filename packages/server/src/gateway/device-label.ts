/** Longest label that is kept: the longest pair below has 26 characters. */
const LABEL_MOST = 40;
/** Browsers stay below 300 characters. A hostile header of 16 KB would take the patterns 0.3 s. */
const USER_AGENT_MOST = 512;

/** The first that fits names the browser: most browsers claim to be others as well, which come further down. */
const browsers: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\bYaBrowser\//, "Yandex Browser"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac(?:intosh| OS X)\b/, "Mac"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/**
 * SES-8. What a person would call the device, such as "Firefox on Linux", from its User-Agent. A program gets the first word of
 * its User-Agent, such as "python-requests". Undefined when there is nothing to tell.
 */
export function deviceLabel(header: string | undefined): string | undefined {
  if (!header) return undefined;
  const userAgent = header.slice(0, USER_AGENT_MOST);
  const browser = nameIn(browsers, userAgent);
  const system = nameIn(systems, userAgent);
  if (browser && system) return `${browser} on ${system}`;
  // Only what cannot be mistaken for words of ours.
  const program = /^[A-Za-z][\w.-]*/.exec(userAgent)?.[0];
  return browser ?? system ?? (program === "Mozilla" ? undefined : program?.slice(0, LABEL_MOST));
}

function nameIn(table: [RegExp, string][], userAgent: string): string | undefined {
  return table.find(([pattern]) => pattern.test(userAgent))?.[1];
}
