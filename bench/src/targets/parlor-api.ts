/** A command over HTTP; rejects with the server's refusal. */
export async function ask<T>(url: string, command: string, input: object, token?: string): Promise<T> {
  const response = await fetch(`${url}/api/v1/${command}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as { ok: true; value: T } | { ok: false; error: unknown };
  if (!answer.ok) throw new Error(`${command}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
