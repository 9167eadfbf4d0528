/** A path as its route is written: people and programs put a slash at the end of addresses that they join or copy. */
export function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
