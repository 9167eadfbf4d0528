import { OperatorError } from "../operator-error.ts";

/** What standard error shows: one clear line for what an operator can fix, the whole error for a bug. */
export function failureLine(failure: unknown): unknown {
  const { code, syscall, message } = failure as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return "The port is in use: stop the other program, or set PORT to a free one.";
  if (syscall === "listen") return `The address cannot be used (${message}): set HOST or PORT.`;
  if (syscall) return `The data folder cannot be used (${message}): set DATA_DIR to one that can be written.`;
  if (failure instanceof OperatorError) return message;
  return failure;
}
