import { Guest } from "./guest.ts";

/** Brings so many people to a place at once, each with a name and a socket of their own. */
export function arrive(url: string, count: 2): Promise<[Guest, Guest]>;
export function arrive(url: string, count: 3): Promise<[Guest, Guest, Guest]>;
export async function arrive(url: string, count: number): Promise<Guest[]> {
  return Promise.all(Array.from({ length: count }, () => Guest.arrives(url)));
}
