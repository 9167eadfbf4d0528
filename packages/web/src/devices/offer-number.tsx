import { deviceStrings } from "../ui/device-strings.ts";
import styles from "./offer.module.css";

interface Props {
  choices: readonly number[];
  /** The one that was chosen, while the server judges it. */
  chosen: number | undefined;
  isContested: boolean;
  onChoose: (number: number) => void;
}

/** DEV-3. The numbers of which the new device shows one. None is preset: a habitual Enter must let nobody in. */
export function OfferNumber({ choices, chosen, isContested, onChoose }: Props) {
  const words = deviceStrings.own;
  return (
    <>
      {isContested && (
        <p class={styles.warning} role="alert">
          {words.contested}
        </p>
      )}
      <div class={styles.numbers} role="group" aria-label={words.numbers}>
        {choices.map((number) => (
          <button
            key={number}
            type="button"
            aria-disabled={chosen !== undefined || undefined}
            data-chosen={number === chosen || undefined}
            onClick={() => onChoose(number)}
          >
            {number}
          </button>
        ))}
      </div>
    </>
  );
}
