import { recall } from "../ui/kept.ts";

/** Whether somebody has private messages in this browser: then what they need is loaded with the first screen, not after it. */
export const usesPrivate = (): boolean => recall("private") !== undefined;
