const words = "some words of an ordinary length ";

/**
 * Makes channels with so many messages each, by four people in turns, the last one being "last of <channel>".
 * Answers with the token of one of the four.
 */
export async function seedMessages(url: string, channels: readonly string[], count: number): Promise<string> {
  const tokens = await Promise.all(["Ada", "Bo", "Cy", "Dee"].map((name) => arrive(url, name)));
  const [first = ""] = tokens;
  for (const [at, name] of channels.entries()) {
    const { channel } = await call<{ channel: { id: string } }>(url, "channel.create", { name }, first);
    for (let n = 1; n <= count; n += 1) {
      const text = n === count ? `last of ${name}` : `Message ${n}: ${words.repeat(1 + (n % 4))}`;
      const clientId = `01890000-0000-7000-8000-${String(at * count + n).padStart(12, "0")}`;
      // Three in a row, so that some rows have a header and some have none.
      await call(
        url,
        "message.send",
        { channelId: channel.id, clientId, text },
        tokens[Math.floor(n / 3) % tokens.length],
      );
    }
  }
  return first;
}

async function arrive(url: string, displayName: string): Promise<string> {
  return (await call<{ token: string }>(url, "session.start", { displayName, keep: "token" })).token;
}

async function call<T>(url: string, command: string, input: object, token?: string): Promise<T> {
  const answer = await fetch(`${url}/api/v1/${command}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(input),
  });
  const { value } = (await answer.json()) as { value?: T };
  if (value === undefined) throw new Error(`${command} was refused`);
  return value;
}
