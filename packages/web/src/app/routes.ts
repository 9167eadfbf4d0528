import { basePath, withoutBase } from "../ui/base-path.ts";

/** Where in the app one is. */
export type Route =
  /** The bare address: on to the channel one was in last. */
  | { is: "start" }
  | { is: "home" }
  | { is: "channel"; id: string }
  | { is: "private"; id: string }
  /** A link to a channel or conversation that cannot be one. */
  | { is: "lost" };

export const startPath = `${basePath}/`;
export const homePath = `${basePath}/home`;

/** The address of a private conversation. */
export const privatePath = (id: string): string => `${basePath}/p/${id}`;

/** Of channels and of conversations. */
const roomId = /^[0-9a-hjkmnp-tv-z]{12}$/;

/** Reads an address. Ids are matched in upper and lower case, since links get retyped; anything else unknown leads to the start. */
export function parseRoute(pathname: string): Route {
  const [first, second] = withoutBase(pathname)
    .split("/")
    .filter((part) => part !== "");
  if (first === "home") return { is: "home" };
  const id = second?.toLowerCase() ?? "";
  if ((first === "c" || first === "p") && roomId.test(id)) return { is: first === "c" ? "channel" : "private", id };
  return { is: (first === "c" || first === "p") && id !== "" ? "lost" : "start" };
}
