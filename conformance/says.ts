import { type ChildProcess, spawn } from "node:child_process";
import { onTestFinished } from "vitest";

/** Starts a program and waits until it says this; what it matched is the answer. */
export function says(text: RegExp, command: string, args: string[], env: Record<string, string>): Promise<Said> {
  const program = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void program.kill("SIGKILL"));
  let said = "";
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const match = text.exec(said);
      if (match) resolve({ program, match });
    };
    program.stdout.on("data", hear);
    program.stderr.on("data", hear);
    program.once("exit", (code) => reject(new Error(`${args.join(" ")} ended with ${code}:\n${said}`)));
  });
}

/** A program that runs, and what it said. */
export interface Said {
  program: ChildProcess;
  match: RegExpExecArray;
}
