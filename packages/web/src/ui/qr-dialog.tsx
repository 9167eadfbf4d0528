import { Button } from "./button.tsx";
import { Dialog, DialogButtons } from "./dialog.tsx";
import { QrFrame } from "./qr-frame.tsx";

interface Props {
  title: string;
  lead: string;
  /** What the code says. */
  text: string;
  /** What the code is, for screen readers. */
  label: string;
  /** What the button says. */
  close: string;
  onClose: () => void;
}

/** A QR code for somebody's camera, in a dialog of its own. */
export function QrDialog({ title, lead, text, label, close, onClose }: Props) {
  return (
    <Dialog title={title} lead={lead} onClose={onClose}>
      <QrFrame text={text} label={label} />
      <DialogButtons>
        <Button autofocus onClick={onClose}>
          {close}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
