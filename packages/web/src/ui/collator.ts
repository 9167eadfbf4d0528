let made: Intl.Collator | undefined;

/** Sorts names as the reader's language does; as English does where the browser's own locale is no language (POSIX). */
export function collator(): Intl.Collator {
  return (made ??= make());
}

function make(): Intl.Collator {
  const options = { sensitivity: "base", numeric: true } as const;
  try {
    return new Intl.Collator(undefined, options);
  } catch {
    return new Intl.Collator("en", options);
  }
}
