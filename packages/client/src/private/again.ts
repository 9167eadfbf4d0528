/**
 * Runs `work` once at a time, however often it is asked for. Asked while it runs, it runs once more after that, for everybody who
 * asked meanwhile: what they knew of is then taken in.
 */
export function again(work: () => Promise<void>): () => Promise<void> {
  let run: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  return function ask(): Promise<void> {
    if (!run) return (run = work().finally(() => (run = undefined)));
    return (next ??= run
      .catch(() => {})
      .then(() => {
        next = undefined;
        return ask();
      }));
  };
}
