#!/usr/bin/env python3
"""Checks the files of a transparency log without any code of the service: `check_log.py FOLDER [ADDRESS]`, where ADDRESS
is that of a log that is served, whose checkpoint and tiles are copied first.

Written from RFC 6962, RFC 8032 and the C2SP documents signed-note, tlog-checkpoint, tlog-tiles, tlog-cosignature,
tlog-proof and tlog-witness, with the standard library alone. FOLDER has `checkpoint`, `tile/`, and beside them:

    keys           one verifier key a line: the log's, then a witness's
    proofs/N       a tlog-proof of entry N
    records/N.json and records/N.seal    the record behind entry N, perhaps shown in part (docs/evidence.md)
    since/M        the log's growth since size M, as tlog-witness sends it; since/M.root is the older root in base64

The last three may be absent.

Prints a line for each thing that holds, and ends with 1 at the first that does not.
"""
import base64
import hashlib
import hmac
import pathlib
import sys
import urllib.request

# Ed25519: the curve of RFC 8032 5.1, points as (x, y) alone, which is slow and enough.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def on_curve(encoded):
    """The point that 32 bytes stand for (5.1.3)."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("not a point")
    return (P - x if x & 1 != sign else x, y)


def add(one, other):
    """RFC 8032 5.1.4, without its shortcut that saves divisions."""
    (x1, y1), (x2, y2) = one, other
    product = D * x1 * x2 * y1 * y2 % P
    return (
        (x1 * y2 + x2 * y1) * pow(1 + product, -1, P) % P,
        (y1 * y2 + x1 * x2) * pow(1 - product, -1, P) % P,
    )


def times(number, point):
    total = (0, 1)
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


BASE = on_curve((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def is_signed(public_key, message, signature):
    """RFC 8032 5.1.7."""
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(r + public_key + message).digest(), "little") % ORDER
    return times(s, BASE) == add(on_curve(r), times(k, on_curve(public_key)))


def check(what, holds):
    if not holds:
        sys.exit(f"{what}: does not hold")
    print(what)


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def split(count):
    """The largest power of two below it."""
    half = 1
    while half * 2 < count:
        half *= 2
    return half


def root_of(hashes):
    """MTH of RFC 6962 2.1 over leaf hashes, by its definition."""
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256().digest()
    half = split(len(hashes))
    return node_hash(root_of(hashes[:half]), root_of(hashes[half:]))


def path_of(index, hashes):
    """PATH of RFC 6962 2.1.1, by its definition."""
    if len(hashes) < 2:
        return []
    half = split(len(hashes))
    if index < half:
        return path_of(index, hashes[:half]) + [root_of(hashes[half:])]
    return path_of(index - half, hashes[half:]) + [root_of(hashes[:half])]


def growth_of(size, hashes, is_known=True):
    """SUBPROOF of RFC 6962 2.1.2, by its definition."""
    if size == len(hashes):
        return [] if is_known else [root_of(hashes)]
    half = split(len(hashes))
    if size <= half:
        return growth_of(size, hashes[:half], is_known) + [root_of(hashes[half:])]
    return growth_of(size - half, hashes[half:], False) + [root_of(hashes[:half])]


def lines_in(text):
    """Not splitlines, which knows more ends of lines than one."""
    *lines, rest = text.decode().split("\n")
    check("a line feed at the end", not rest)
    return lines


def key_of(line):
    name, number, encoded = line.split("+", 2)
    content = base64.b64decode(encoded, validate=True)
    digest = hashlib.sha256(name.encode() + b"\n" + content).digest()
    check(f"the number of the key of {name}", digest[:4].hex() == number)
    return name, digest[:4], content[0], content[1:]


def open_note(note, keys):
    """The text of a note that every one of these keys signed."""
    text, _, lines = note.rpartition(b"\n\n")
    text += b"\n"
    signatures = {}
    for line in lines_in(lines):
        dash, name, encoded = line.split(" ")
        content = base64.b64decode(encoded, validate=True)
        check("a dash before a signature", dash == "—")
        signatures[name, content[:4]] = content[4:]
    for name, number, kind, public_key in keys:
        signature, message = signatures[name, number], text
        if kind == 4:
            time = int.from_bytes(signature[:8], "big")
            message, signature = f"cosignature/v1\ntime {time}\n".encode() + text, signature[8:]
        check(f"the signature of {name}", is_signed(public_key, message, signature))
    return text


def tile_path(level, index, width):
    text, rest = f"{index % 1000:03}", index // 1000
    while rest:
        text, rest = f"x{rest % 1000:03}/{text}", rest // 1000
    return f"tile/{level}/{text}" + ("" if width == 256 else f".p/{width}")


def read_tiles(folder, level, count):
    for index in range((count + 255) // 256):
        yield (folder / tile_path(level, index, min(256, count - 256 * index))).read_bytes()


def entries_of(folder, size):
    for bundle in read_tiles(folder, "entries", size):
        while bundle:
            length = int.from_bytes(bundle[:2], "big")
            yield bundle[2:2 + length]
            bundle = bundle[2 + length:]


def check_tiles(folder, size, leaves):
    level, hashes = 0, leaves
    while hashes:
        stored = b"".join(read_tiles(folder, level, len(hashes)))
        check(f"the tiles of level {level}: {len(hashes)} hashes", stored == b"".join(hashes))
        full = len(hashes) // 256
        hashes = [root_of(hashes[256 * index:256 * index + 256]) for index in range(full)]
        level += 1
    # Nothing else lies there.
    names = {"entries": size, **{str(level): size >> 8 * level for level in range(level)}}
    expected = sum((count + 255) // 256 for count in names.values())
    check(f"{expected} files of tiles", expected == sum(path.is_file() for path in (folder / "tile").rglob("*")))


def copy(address, folder):
    """The files of a log, as tlog-tiles lays them out below an address."""
    def get(path):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(urllib.request.urlopen(f"{address}/{path}").read())
        return file

    size = int(get("checkpoint").read_text().split("\n")[1])
    level, count = 0, size
    while count:
        for name in [level] + (["entries"] if level == 0 else []):
            for index in range((count + 255) // 256):
                get(tile_path(name, index, min(256, count - 256 * index)))
        level, count = level + 1, count // 256


def word(number):
    return number.to_bytes(4, "big")


def entry_of(record, seal):
    """The entry of a record, as docs/evidence.md has it."""
    version, kind, count = seal[0], seal[1], int.from_bytes(seal[2:6], "big")
    check("the version of a seal", version == 1)
    numbers = [int.from_bytes(seal[at:at + 4], "big") for at in range(6, 6 + 8 * count, 4)]
    secrets = seal[6 + 8 * count:]
    check(f"a seal of {count + 1} parts", len(secrets) == 33 * (count + 1))
    rest, gaps, spans, end = b"", b"", [], 0
    for start, length in zip(numbers[::2], numbers[1::2]):
        check("spans in order", end <= start <= start + length <= len(record))
        rest += record[end:start]
        gaps += word(len(rest))
        spans.append(record[start:start + length])
        end = start + length
    commitments = b""
    for place, part in enumerate([word(count) + gaps + rest + record[end:], *spans]):
        tag, secret = secrets[33 * place], secrets[33 * place + 1:33 * place + 33]
        check("a part is shown or hidden", tag == 0 or (tag == 1 and place > 0 and part == b"null"))
        commitments += hmac.digest(secret, part, "sha256") if tag == 0 else secret
    return bytes([1, kind]) + hashlib.sha256(b"releve record v1\n" + word(count + 1) + commitments).digest()


def lines_of(hashes):
    return "".join(base64.b64encode(hash).decode() + "\n" for hash in hashes)


def main(folder):
    keys = [key_of(line) for line in lines_in((folder / "keys").read_bytes())]
    note = (folder / "checkpoint").read_bytes()
    origin, size, root = lines_in(open_note(note, keys))
    check(f"the origin {origin}", origin == keys[0][0])
    leaves = [leaf_hash(entry) for entry in entries_of(folder, int(size))]
    check(f"{size} entries", len(leaves) == int(size))
    check("the root of the checkpoint", root_of(leaves) == base64.b64decode(root))
    check_tiles(folder, int(size), leaves)
    for file in sorted((folder / "proofs").iterdir()):
        text = f"c2sp.org/tlog-proof@v1\nindex {file.name}\n{lines_of(path_of(int(file.name), leaves))}\n"
        check(f"the proof of entry {file.name}", file.read_bytes() == text.encode() + note)
    for file in sorted((folder / "since").glob("*[0-9]")):
        text = f"old {file.name}\n{lines_of(growth_of(int(file.name), leaves))}\n"
        check(f"the growth since size {file.name}", file.read_bytes() == text.encode() + note)
        old_root = base64.b64decode((folder / "since" / f"{file.name}.root").read_text())
        check(f"the root at size {file.name}", root_of(leaves[:int(file.name)]) == old_root)
    for file in sorted((folder / "records").glob("*.json")):
        entry = entry_of(file.read_bytes(), file.with_suffix(".seal").read_bytes())
        check(f"the record behind entry {file.stem}", leaf_hash(entry) == leaves[int(file.stem)])
    print("all is well")


if __name__ == "__main__":
    for address in sys.argv[2:]:
        copy(address, pathlib.Path(sys.argv[1]))
    main(pathlib.Path(sys.argv[1]))
