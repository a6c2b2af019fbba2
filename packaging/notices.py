#!/usr/bin/env python3
"""Prints the licences of what becomes part of the program and comes from others:
`notices.py DASHBOARD`. Libraries that are loaded come with packages of their own, which hold theirs."""

import json
import pathlib
import sys

# Headers only, so that their code is inside the program.
HEADERS = {"Boost (Asio, Beast, Describe, Mp11)": "libboost1.81-dev", "CLI11": "libcli11-dev"}
LICENCES = ("LICENSE*", "LICENCE*", "license*", "licence*", "COPYING*", "OFL*")
RULE = "=" * 78


def licence_of(folder):
    for pattern in LICENCES:
        for file in sorted(folder.glob(pattern)):
            if file.is_file():
                return file.read_text(encoding="utf-8", errors="replace").strip()
    return ""


def main():
    dashboard = pathlib.Path(sys.argv[1])
    print("Fettle contains, beside its own code, that of the following authors.\n")
    for name, package in HEADERS.items():
        text = pathlib.Path(f"/usr/share/doc/{package}/copyright").read_text(encoding="utf-8")
        print(f"{RULE}\n{name}\n{RULE}\n{text.strip()}\n")
    lock = json.loads((dashboard / "package-lock.json").read_text(encoding="utf-8"))
    for path, package in sorted(lock["packages"].items()):
        if not path or package.get("dev"):
            continue
        name = path.rpartition("node_modules/")[2]
        text = licence_of(dashboard / path) or f"Licence: {package.get('license', 'not named')}"
        print(f"{RULE}\n{name} {package['version']} ({package.get('license', '')})\n{RULE}\n{text}\n")


if __name__ == "__main__":
    main()
