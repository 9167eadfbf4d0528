import { version } from "../version.ts";
import type { Command } from "./command.ts";

export const command: Command = {
  summary: "shows the version of Parlor",
  usage: "version",
  async run() {
    console.log(version);
  },
};
