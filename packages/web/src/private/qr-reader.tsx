import { decodeQR } from "qr/decode.js";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { privateStrings } from "../ui/private-strings.ts";
import styles from "./qr-reader.module.css";

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}
declare global {
  interface Window {
    BarcodeDetector?: new (options: { formats: string[] }) => Detector;
  }
}

interface Props {
  /** Something was read. */
  onRead: (text: string) => void;
}

/** Between two looks; a third of a second is soon enough for a person who holds a phone still. */
const lookEveryMs = 250;
/** Pixels of the picture's longer side that are searched where the browser has no reader of its own. */
const searched = 640;

/** The camera's picture, searched for a QR code until one is found. */
export function QrReader({ onRead }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const failed = useSignal(false);
  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const text = video.current && (await readFrom(video.current));
      if (isOver) return;
      if (text) onRead(text);
      else timer = setTimeout(() => void look(), lookEveryMs);
    };
    const begin = async (): Promise<void> => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
        if (isOver || !video.current) return end();
        video.current.srcObject = stream;
        await video.current.play();
        await look();
      } catch {
        failed.value = !isOver;
      }
    };
    const end = (): void => {
      isOver = true;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    void begin();
    return end;
  }, []);
  return (
    <div class={styles.camera}>
      {failed.value ? (
        <p role="alert">{privateStrings.ask.cameraFailed}</p>
      ) : (
        <video ref={video} muted playsInline aria-label={privateStrings.ask.cameraView} />
      )}
    </div>
  );
}

async function readFrom(video: HTMLVideoElement): Promise<string | undefined> {
  if (video.videoWidth === 0) return undefined;
  try {
    if (window.BarcodeDetector) {
      const [found] = await new window.BarcodeDetector({ formats: ["qr_code"] }).detect(video);
      return found?.rawValue;
    }
    const scale = Math.min(1, searched / Math.max(video.videoWidth, video.videoHeight));
    const canvas = new OffscreenCanvas(Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale));
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context?.drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = context?.getImageData(0, 0, canvas.width, canvas.height);
    return picture && decodeQR(picture);
  } catch {
    // No code in this picture.
    return undefined;
  }
}
