#!/usr/bin/env python3
"""Verifies SmartCity's ledger as docs/ledger.md describes it, with nothing but Python's standard library.

    psql … -c "copy (…) to stdout" > events.copy      (the query stands in docs/ledger.md)
    verify_ledger.py --events events.copy --checkpoints DIR [--key name+id+base64 …]

Prints one JSON object and ends with 0 when all holds, with 1 when not.
"""
import argparse
import base64
import hashlib
import json
import os
import struct
import sys
import uuid

RECORD = struct.Struct(">32sq16sqq4s4s")

# --- Ed25519 (RFC 8032, section 6) -------------------------------------------------------------------------------
P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * I % P
    if (x * x - x2) % P:
        return None
    return P - x if x & 1 != sign else x


def decode_point(data):
    y = int.from_bytes(data, "little")
    x = recover_x(y & (2 ** 255 - 1), y >> 255)
    if x is None:
        return None
    y &= 2 ** 255 - 1
    return x, y, 1, x * y % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(n, p):
    q = (0, 1, 1, 0)
    while n:
        if n & 1:
            q = add(q, p)
        p, n = add(p, p), n >> 1
    return q


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_is_right(key, text, signature):
    if len(signature) != 64:
        return False
    a, r = decode_point(key), decode_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    left, right = multiply(s, BASE), add(r, multiply(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- Notes, checkpoints, keys ------------------------------------------------------------------------------------
def parse_key(text):
    name, _, encoded = text.strip().split("+", 2)
    typed = base64.b64decode(encoded)
    return name, hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4], typed


def read_checkpoints(folder):
    path = os.path.join(folder, "checkpoints")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        parts = file.read().split("\n\n")
    found = []
    for i in range(0, len(parts) - 2, 2):
        text, lines = parts[i] + "\n", parts[i + 1].split("\n")
        origin, size, root = text.split("\n")[:3]
        found.append((int(size), base64.b64decode(root), origin, text, lines))
    return sorted(found, key=lambda checkpoint: checkpoint[0])


def is_signed(checkpoint, keys):
    signed = False
    for line in checkpoint[4]:
        dash, name, encoded = line.split(" ")
        raw = base64.b64decode(encoded)
        for known, key_id, typed in keys:
            if dash == "\u2014" and (known, key_id) == (name, raw[:4]) and typed[0] == 1:
                if not ed25519_is_right(typed[1:], checkpoint[3].encode(), raw[4:]):
                    return False
                signed = True
    return signed


# --- Leaves and the tree -----------------------------------------------------------------------------------------
def word(text):
    if text is None:
        return "-"
    if text == "-":
        return "%2D"
    return "".join("%%%02X" % ord(c) if c < " " or c == "%" else c for c in text)


ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def column(text):
    if text == "\\N":
        return None
    if "\\" not in text:
        return text
    out, i = [], 0
    while i < len(text):
        if text[i] == "\\":
            i += 1
            out.append(ESCAPES.get(text[i], text[i]))
        else:
            out.append(text[i])
        i += 1
    return "".join(out)


def record_of(line):
    seq, event, stream, version, kind, recorded, correlation, causation, headers, body = map(column, line.split("\t"))
    occurred = json.loads(headers).get("occurredAt") if headers is not None else None
    headers_hash = hashlib.sha256((headers or "").encode()).digest()
    body_hash = hashlib.sha256(body.encode()).digest()
    entry = (
        f"smartcity-event/v1\nsequence {seq}\nstream {stream}\nversion {version}\ntype {word(kind)}\n"
        f"occurred {word(occurred)}\nrecorded {recorded}\nid {event}\ncorrelation {word(correlation)}\n"
        f"causation {word(causation)}\nheaders {headers_hash.hex()}\nbody {body_hash.hex()}\n").encode()
    leaf = hashlib.sha256(b"\x00" + entry).digest()
    return leaf, int(seq), uuid.UUID(stream).bytes, int(version), recorded, headers_hash[:4], body_hash[:4]


class Tree:
    """Perfect trees from left to right; two of the same height become one."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def add(self, leaf):
        self.size += 1
        self.peaks.append((1, leaf))
        while len(self.peaks) > 1 and self.peaks[-1][0] == self.peaks[-2][0]:
            (_, right), (width, left) = self.peaks.pop(), self.peaks.pop()
            self.peaks.append((2 * width, hashlib.sha256(b"\x01" + left + right).digest()))

    def root(self):
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        root = self.peaks[-1][1]
        for _, left in reversed(self.peaks[:-1]):
            root = hashlib.sha256(b"\x01" + left + root).digest()
        return root


def time_text(microseconds):
    import datetime
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=microseconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"


def read_records(folder, most):
    with open(os.path.join(folder, "leaves"), "rb") as file:
        for _ in range(most):
            data = file.read(RECORD.size)
            if len(data) < RECORD.size:
                return
            yield RECORD.unpack(data)


# --- The check ---------------------------------------------------------------------------------------------------
def check(events, folder, keys):
    wrong = []

    def found(record, what):
        wrong.append({"sequence": record[1], "stream": str(uuid.UUID(bytes=record[2])), "version": record[3], "what": what})

    checkpoints = read_checkpoints(folder)
    if not checkpoints:
        raise SystemExit("there is no checkpoint in " + folder)
    newest = checkpoints[-1]
    if not is_signed(newest, keys):
        wrong.append({"sequence": 0, "stream": None, "version": 0, "what": "checkpoint"})

    tree, was, at, since = Tree(), {}, 0, None
    for record in read_records(folder, newest[0]):
        tree.add(record[0])
        since = since or record
        was[record[1]] = record
        while at < len(checkpoints) and checkpoints[at][0] == tree.size:
            if checkpoints[at][1] != tree.root():
                found(since, "checkpoint")
            since, at = None, at + 1
    if tree.size < newest[0]:
        wrong.append({"sequence": max(was, default=0) + 1, "stream": None, "version": 0, "what": "cut-off"})

    last_sealed = max(was, default=0)
    now = {}
    for line in events:
        record = record_of(line.rstrip("\n"))
        now[record[1]] = record
    streams = {record[2] for record in now.values()}
    last = max(now, default=0)
    different = [s for s in was if s in now and was[s][0] != now[s][0]]
    for s in was:
        if s not in now:
            found(was[s], "cut-off" if s > last else "stream-missing" if was[s][2] not in streams else "missing")
    for s in now:
        if s not in was and s <= last_sealed:
            found(now[s], "inserted")
    for s in different:
        a, b = was[s], now[s]
        swapped = any(o != s and now[o][6] == a[6] and was[o][6] == b[6] for o in different)
        found(a, "swapped" if a[2:4] != b[2:4] or (a[6] != b[6] and swapped)
              else "body" if a[6] != b[6] else "header" if a[5] != b[5]
              else "time" if time_text(a[4]) != b[4] else "identity")
    wrong.sort(key=lambda finding: finding["sequence"])
    first = next((finding for finding in wrong if finding["sequence"] > 0), wrong[0] if wrong else None)
    return {"holds": not wrong, "events": len(now), "leaves": newest[0], "wrongs": len(wrong), "first": first}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--events", required=True, help="what the query of docs/ledger.md gave, - for standard input")
    options.add_argument("--checkpoints", required=True, help="the folder of checkpoints")
    options.add_argument("--key", action="append", default=[], help="a key that must have signed")
    given = options.parse_args()
    texts = given.key
    if not texts:
        with open(os.path.join(given.checkpoints, "keys"), encoding="utf-8") as file:
            texts = file.read().split()
    # Only a line feed ends a line of COPY: other separators stand inside texts.
    events = sys.stdin if given.events == "-" else open(given.events, encoding="utf-8", newline="\n")
    if given.events == "-":
        sys.stdin.reconfigure(encoding="utf-8", newline="\n")
    verdict = check(events, given.checkpoints, [parse_key(text) for text in texts])
    print(json.dumps(verdict))
    return 0 if verdict["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
