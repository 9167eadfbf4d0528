import { signal } from "@preact/signals";
import { keep, recall } from "./kept.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const kept = recall("theme");

/** The chosen look. "system" follows the device. */
export const theme = signal<Theme>(themes.find((name) => name === kept) ?? "system");

theme.subscribe((chosen) => {
  keep("theme", chosen === "system" ? undefined : chosen);
  if (chosen === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
});
