import { OperatorError } from "../operator-error.ts";

/** One command of the `parlor` program. Its file in this folder exports it as `command`. */
export interface Command {
  /** One line for `parlor help`. */
  readonly summary: string;
  /** What follows `parlor`, such as `restore BACKUP.db [--replace]`. */
  readonly usage: string;
  /**
   * Runs the command with the arguments after its name. Resolves when it is done, or, for a server, when it listens.
   * Throws UsageError for arguments it cannot use, and any other error for what went wrong.
   */
  run(args: string[]): Promise<void>;
}

/** The arguments cannot be used; the program answers with the command's usage. */
export class UsageError extends OperatorError {}
