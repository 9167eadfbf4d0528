export type Tree = { [key: string]: Tree | number | null };

/** Figures with dotted keys as a tree: { "a.b": 1 } becomes { a: { b: 1 } }. */
export function nested(figures: Record<string, number | null>): Tree {
  const tree: Tree = {};
  for (const [key, value] of Object.entries(figures)) {
    const path = key.split(".");
    const last = path.pop() ?? key;
    let branch = tree;
    for (const step of path) {
      const next = branch[step];
      branch = branch[step] = typeof next === "object" && next !== null ? next : {};
    }
    branch[last] = value === null ? null : rounded(value);
  }
  return tree;
}

/** Four significant digits: more would be noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
