"""A bot in Python on plain python-socketio: docs/protocol.md is all it knows.

It tells the time to whoever writes "!time", and repeats what follows "!echo".

    pip install "python-socketio[client]"
    PARLOR_URL=http://localhost:3000 CHANNEL=general python3 bot.py
"""

import os
import queue
import time
import uuid
from datetime import datetime, timezone

import socketio

URL = os.environ.get("PARLOR_URL", "http://localhost:3000")
CHANNEL = os.environ.get("CHANNEL", "general")
NAME = os.environ.get("BOT_NAME", "Pendulum")

token = os.environ.get("PARLOR_TOKEN")
# With the token in the handshake, a reconnect is the same person again (CON-2). `lambda` reads it for each connection.
handshake = lambda: {"protocol": 1, **({"token": token} if token else {})}
io = socketio.Client()
heard = queue.Queue()
newest = 0


def ask(command, data):
    """
    One command: its value, or an exception with the error's code. Asks again if the connection broke before the answer
    (python-socketio reconnects by itself, CON-11), and after the time that the server names (API-4).
    """
    while True:
        try:
            answer = io.call(command, data, timeout=5)
        except socketio.exceptions.SocketIOError:
            time.sleep(0.5)
            continue
        if answer["ok"]:
            return answer["value"]
        error = answer["error"]
        if "retryAfterMs" not in error:
            raise RuntimeError(f"{command}: {error['code']}: {error['message']} {error.get('suggestion', '')}")
        time.sleep(error["retryAfterMs"] / 1000)


def say(channel_id, text):
    """Sends once: the same clientId on every try, so a lost answer never makes a second message (MSG-3)."""
    return ask("message.send", {"channelId": channel_id, "clientId": str(uuid.uuid4()), "text": text})


# Handlers only take notes: an answer awaited inside of one would wait for the thread that brings it.
@io.on("message.new")
def on_messages(event):
    heard.put(("messages", event))


@io.on("hello")
def on_hello(event):
    heard.put(("hello", event))


def main():
    global newest, token
    io.connect(URL, auth=handshake)
    if not token:
        token = ask("session.start", {"displayName": NAME, "keep": "token"})["token"]
    me = ask("session.current", {})
    channel_id = next(c["id"] for c in ask("channel.list", {})["channels"] if c["name"] == CHANNEL)
    epoch = None
    while True:
        kind, event = heard.get()
        if kind == "hello":
            # Each new connection views again, and says what it has (CLI-4).
            have = {"have": {"epoch": epoch, "seq": newest}} if epoch else {}
            view = ask("channel.view", {"channelId": channel_id, **have})
            if epoch is None:
                print(f"Listening in #{CHANNEL}", flush=True)
            if epoch is None or view["reset"]:
                newest = view["page"]["head"]
            epoch = view["page"]["epoch"]
            event = view["page"]
        for message in event["messages"]:
            if message["seq"] <= newest:
                continue
            newest = message["seq"]
            if message["by"] == me["person"]["id"]:
                continue
            if message["text"] == "!time":
                say(channel_id, f"It is {datetime.now(timezone.utc).isoformat()}")
            elif message["text"].startswith("!echo "):
                say(channel_id, message["text"].removeprefix("!echo "))


if __name__ == "__main__":
    main()
