import { BuildProblem } from "./build-part.ts";
import { buildServer } from "./build-server.ts";
import { buildWeb } from "./build-web.ts";

/** `npm run build`: everything that `npm start` runs, as far as its sources changed. Throws BuildProblem. */
export async function build(signal?: AbortSignal): Promise<void> {
  const failures = (await Promise.allSettled([buildWeb(signal), buildServer(signal)])).filter(
    (part) => part.status === "rejected",
  );
  if (failures[0]) throw failures[0].reason;
}

if (import.meta.main) {
  await build().catch((failure: unknown) => {
    console.error(failure instanceof BuildProblem ? failure.message : failure);
    process.exitCode = 1;
  });
}
