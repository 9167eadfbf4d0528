import {
  Component,
  type ComponentChild,
  createElement,
  type FunctionComponent,
  options,
  type Ref,
  type VNode,
} from "preact";
import { jsx as preactJsx } from "preact/jsx-runtime";

/**
 * The few parts of React that virtua asks for, made of Preact. The whole of preact/compat is three times as large, and it looks
 * at every element of the page. vite.config.ts puts this in the place of `react`, `react-dom` and `react/jsx-runtime`.
 */
export { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useReducer, useRef } from "preact/hooks";

type Properties = Record<string, unknown>;

/** Preact hands `ref` down as a property; React as a second argument. */
export function forwardRef<R, P extends Properties>(
  render: (props: P, ref: Ref<R>) => ComponentChild,
): FunctionComponent<P & { ref?: Ref<R> }> {
  return ({ ref, ...props }) => render(props as unknown as P, ref ?? null);
}

/** Draws a component again only when one of its properties is another one. */
export function memo<P extends object>(inner: FunctionComponent<P>): new (props: P) => Component<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return differ(this.props, next) || differ(next, this.props);
    }

    override render(): ComponentChild {
      return createElement(inner, this.props);
    }
  };
}

function differ(one: object, other: object): boolean {
  return Object.entries(one).some(([key, value]) => value !== (other as Properties)[key]);
}

/** Draws what the callback changed before it returns. */
export function flushSync(change: () => void): void {
  const { debounceRendering: usual } = options;
  let process: (() => void) | undefined;
  options.debounceRendering = (drawAll) => {
    process = drawAll;
  };
  try {
    change();
    process?.();
  } finally {
    if (usual) options.debounceRendering = usual;
    else delete (options as Partial<typeof options>).debounceRendering;
  }
}

// Its own type lists every attribute there is; here any element with any properties passes through.
const draw = preactJsx as (type: unknown, props: object, key?: string) => VNode;

/** In React a number in a style means pixels; Preact leaves it as it is, and the browser then ignores it. */
export function jsx(type: unknown, props: { style?: Properties }, key?: string): VNode {
  if (props.style === undefined) return draw(type, props, key);
  const style: Properties = { ...props.style };
  for (const name in style) if (typeof style[name] === "number") style[name] = `${style[name]}px`;
  return draw(type, { ...props, style }, key);
}
