import { version } from "../version.ts";
import { type Command, UsageError } from "./command.ts";

export const command: Command = {
  summary: "shows the version of Parlor",
  usage: "version",
  async run(args) {
    if (args.length > 0) throw new UsageError();
    console.log(version);
  },
};
