/** The ways in which a text may stand in bytes without having been encrypted, each as what to look for. */
function disguises(text: string): Buffer[] {
  const utf8 = Buffer.from(text);
  const escaped = JSON.stringify(text).slice(1, -1);
  const ascii = escaped.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const spelled = [text, text.toLowerCase(), text.toUpperCase(), escaped, ascii, encodeURIComponent(text)];
  const wide = Buffer.from(text, "utf16le");
  const packed = [utf8, wide].flatMap((bytes) => [bytes.toString("hex"), ...inBase64(bytes)]);
  return [...[...spelled, ...packed].map((each) => Buffer.from(each)), wide, Buffer.from(wide).swap16()];
}

/** What stands in the base64 of anything that holds these bytes, wherever in it they stand. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Math.floor((before + bytes.length) / 3) * 4;
    // The digits at both ends belong in part to what stands around.
    const sure = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .slice(Math.ceil((before * 4) / 3), whole);
    return [sure, sure.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** Things that must be nowhere but with the two people whose they are. */
export class Planted {
  private readonly secrets: string[] = [];

  get count(): number {
    return this.secrets.length;
  }

  /** Remembers it, and gives it back to be used. */
  plant(secret: string): string {
    this.secrets.push(secret);
    return secret;
  }

  /** Those that stand in these bytes, in any disguise. */
  foundIn(bytes: Buffer): string[] {
    return this.secrets.filter((secret) => disguises(secret).some((each) => bytes.includes(each)));
  }
}
