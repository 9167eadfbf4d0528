import type { NameLooks } from "./name-looks.ts";

/** The looks of a name as the columns of a row that holds one. */
export function looksColumns({ folded, shape, reading }: NameLooks) {
  return { name_folded: folded, name_shape: shape, name_reading: reading };
}
