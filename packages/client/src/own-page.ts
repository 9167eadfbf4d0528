/**
 * Whether a server's address is that of the page itself: a path on its own origin, "" at the top of it. There the cookie names the
 * session; everywhere else a token does.
 */
export function isOwnPage(url: string): boolean {
  return !/^\w+:/.test(url);
}
