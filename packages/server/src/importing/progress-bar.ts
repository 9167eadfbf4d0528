const WIDTH = 30;

/** Draws one line on a terminal's standard error, and nothing where there is no terminal. */
export function progressBar(out: NodeJS.WriteStream = process.stderr): (done: number, total: number) => void {
  const startedAt = performance.now();
  return (done, total) => {
    if (!out.isTTY) return;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const full = Math.round(share * WIDTH);
    const perSecond = Math.round(done / ((performance.now() - startedAt) / 1_000));
    const bar = "█".repeat(full) + "░".repeat(WIDTH - full);
    out.write(`\r${bar} ${Math.round(share * 100)} %  ${done}/${total}  ${perSecond}/s `);
    if (done >= total) out.write("\n");
  };
}
