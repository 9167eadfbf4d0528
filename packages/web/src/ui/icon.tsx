import { h } from "preact";

/** A drawing of the kept icon set: its SVG elements with their attributes. */
export type IconNode = readonly (readonly [tag: string, attributes: Readonly<Record<string, unknown>>])[];

interface Props {
  of: IconNode;
  /** Pixels. */
  size?: number;
  class?: string | undefined;
}

/** A small picture that always stands beside, or inside something with, a name of its own; so it is hidden from listeners. */
export function Icon({ of, size = 18, class: className }: Props) {
  return (
    <svg
      class={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={1.75}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, attributes]) => h(tag, { ...attributes }))}
    </svg>
  );
}
