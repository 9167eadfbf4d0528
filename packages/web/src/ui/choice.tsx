import styles from "./choice.module.css";

interface Props {
  /** The same for all choices of one question. */
  group: string;
  checked: boolean;
  name: string;
  hint: string;
  onChoose: () => void;
}

/** One of a few answers to a question, with a line that explains it. They stand together in a fieldset. */
export function Choice({ group, checked, name, hint, onChoose }: Props) {
  return (
    <label class={styles.choice}>
      <input type="radio" name={group} checked={checked} onChange={onChoose} />
      <span>
        <b>{name}</b>
        <small>{hint}</small>
      </span>
    </label>
  );
}
