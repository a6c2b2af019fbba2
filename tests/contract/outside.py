"""Services outside, as small real servers of the tests' own: one that takes webhooks, one that takes
mail after STARTTLS, one that answers as a model does. Each works on a thread and keeps what came."""

import base64
import collections
import http.server
import json
import pathlib
import socket
import socketserver
import ssl
import subprocess
import threading

PATIENCE = 60


def make_certificate(folder):
    """The files of a certificate for 127.0.0.1, its own authority, and of its key."""
    certificate, key = pathlib.Path(folder) / "cert.pem", pathlib.Path(folder) / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=fettle",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out",
                    str(certificate)], check=True, capture_output=True)
    return certificate, key


class Kept:
    """What came, in order; whoever waits for more is woken."""

    def __init__(self):
        self.items = []
        self.changed = threading.Condition()

    def add(self, item):
        with self.changed:
            self.items.append(item)
            self.changed.notify_all()

    def wait(self, holds):
        """The first item that `holds(item)`."""
        with self.changed:
            found = self.changed.wait_for(
                lambda: next((item for item in self.items if holds(item)), None), PATIENCE)
        assert found, f"it never came: {self.items}"
        return found


class HttpServer:
    """Keeps each request as (path, headers, body)."""

    def __init__(self, address="127.0.0.1", certificate=None, port=0):
        self.kept = Kept()
        self.statuses = collections.deque()  # of the next answers; 200 when there is none
        self.location = ""  # of answers 3xx
        self.headers = {}   # of all answers
        self.write = None   # a function of the handler that writes the bodies of others, without end
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.kept.add((self.path, dict(self.headers.items()), body.decode()))
                outer.answer(self, body.decode())

            def log_message(self, *_args):
                pass

        self.server = http.server.ThreadingHTTPServer((address, port), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_args: None  # whoever asked has left
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*map(str, certificate))
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        scheme = "https" if certificate else "http"
        self.url = f"{scheme}://{address}:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, handler, _body):
        status = self.statuses.popleft() if self.statuses else 200
        handler.send_response(status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        if status // 100 == 3:
            handler.send_header("Location", self.location)
        is_moved = status // 100 == 3
        write = (lambda one: one.wfile.write(b"moved")) if is_moved else self.write
        handler.send_header("Content-Length", "5" if is_moved else str(1 << 40) if write else "0")
        handler.end_headers()
        if write:
            write(handler)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.server.shutdown()
        self.server.server_close()


class ModelServer(HttpServer):
    """Answers each question as its script says: a status, or the pieces of a streamed answer. The
    piece None breaks it off; a threading.Event is waited for."""

    def __init__(self):
        super().__init__()
        self.script = collections.deque()

    def answer(self, handler, _body):
        pieces = self.script.popleft()
        if isinstance(pieces, int):
            text = json.dumps({"error": {"message": "so it is"}}).encode()
            handler.send_response(pieces)
            handler.send_header("Content-Length", str(len(text)))
            handler.end_headers()
            handler.wfile.write(text)
            return
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        handler.close_connection = True
        for piece in pieces:
            if piece is None:
                return
            if isinstance(piece, threading.Event):
                piece.wait(PATIENCE)
                continue
            chunk = {"choices": [{"delta": {"content": piece}}]}
            handler.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            handler.wfile.flush()
        handler.wfile.write(b"data: [DONE]\n\n")


class SmtpServer:
    """Takes mail from whoever has begun TLS and signed in; keeps each as (sender, receiver, text)."""

    def __init__(self, certificate, user, password):
        self.kept = Kept()
        self.heard = Kept()  # commands
        self.said = {}  # by command, `220` the greeting and `.` the end of a text: what is answered
        #                 instead. None breaks the connection off, a threading.Event is waited for
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(*map(str, certificate))
        self.secret = f"\0{user}\0{password}"
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                SmtpTalk(outer, self.request).run()

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"smtp://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.server.shutdown()
        self.server.server_close()


class SmtpTalk:
    def __init__(self, server, connection):
        self.server = server
        self.connection = connection
        self.lines = connection.makefile("rb")
        self.is_secure = self.is_known = False
        self.sender = self.receiver = ""

    def say(self, text):
        self.connection.sendall(text.encode() + b"\r\n")

    def says_otherwise(self, word):
        """Whether the test has an answer of its own to it."""
        if word not in self.server.said:
            return False
        text = self.server.said[word]
        if isinstance(text, threading.Event):
            text.wait(PATIENCE)
        elif text is None:
            raise ConnectionError
        else:
            self.say(text)
        return True

    def run(self):
        try:
            if not self.says_otherwise("220"):
                self.say("220 here")
            while line := self.lines.readline().decode().strip():
                if not self.answer(line):
                    return
        except (ssl.SSLError, ConnectionError, socket.timeout):
            pass
        finally:
            self.lines.close()
            self.connection.close()

    def answer(self, line):
        word = line.split()[0].upper()
        self.server.heard.add(word)
        if self.says_otherwise(word):
            return True
        if word == "EHLO":
            self.say("250-here\r\n250 " + ("AUTH PLAIN" if self.is_secure else "STARTTLS"))
        elif word == "STARTTLS":
            self.say("220 go on")
            self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
            self.lines = self.connection.makefile("rb")
            self.is_secure = True
        elif word == "AUTH" and self.is_secure:
            self.sign_in(line.split())
        elif word in ("MAIL", "RCPT") and self.is_known:
            address = line.partition("<")[2].partition(">")[0]
            setattr(self, "sender" if word == "MAIL" else "receiver", address)
            self.say("250 so be it")
        elif word == "DATA" and self.receiver:
            self.say("354 go on")
            self.server.kept.add((self.sender, self.receiver, self.read_data()))
            if not self.says_otherwise("."):
                self.say("250 taken")
        elif word == "QUIT":
            self.say("221 bye")
            return False
        else:
            self.say("503 not now")
        return True

    def sign_in(self, words):
        if len(words) < 3:
            self.say("334 ")
            words.append(self.lines.readline().decode().strip())
        self.is_known = base64.b64decode(words[2]).decode() == self.server.secret
        self.say("235 welcome" if self.is_known else "535 no")

    def read_data(self):
        lines = []
        while (line := self.lines.readline().decode()) != ".\r\n":
            lines.append(line)
        return "".join(lines)
