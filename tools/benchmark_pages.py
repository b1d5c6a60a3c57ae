# SPDX-License-Identifier: BSL-1.0
"""The pages that benchmarks decode and serve, and the comparison of what decoders read with them."""

import json
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SIX_MEMBERS = ("ServiceId", "ServiceName", "Status", "Cpu", "Gpu", "Image")


def documented_order(vendor):
    """Returns the vendor's sample response, whose members are in the documented order."""
    return json.loads((TOP / f"tests/data/{vendor}-sample.json").read_text(encoding="utf-8"))


def order_of(value, name=""):
    """Yields the names of the members of an object and of what is in it, depth first; of a list, of its first entry."""
    if isinstance(value, list):
        yield from order_of(value[0], name) if value else ()
    elif isinstance(value, dict):
        for member, inner in value.items():
            yield f"{name}.{member}"
            yield from order_of(inner, f"{name}.{member}")


def write_pages(pages, lists):
    """Writes the pages that are decoded and served, and checks their order against the vendors' samples."""
    command = [sys.executable, "-B", TOP / "benchmarks/pages.py", pages]
    for services in lists:
        command += ["--list", str(services)]
    subprocess.run(command, check=True)
    for vendor in ("eas", "qianfan"):
        page = json.loads((pages / vendor / "documented.json").read_text(encoding="utf-8"))
        ours, theirs = list(order_of(page)), list(order_of(documented_order(vendor)))
        both = set(ours) & set(theirs)
        if [name for name in ours if name in both] != [name for name in theirs if name in both]:
            sys.exit(f"{vendor}/documented.json is not in the documented order")


def announced(page, group_name):
    """Returns the rest and the items of a page as the decoders are to read them: without unknown, null and empty members."""
    page, items = dict(page), "Services"
    if "result" in page:
        page["result"], items = dict(page["result"]), "serviceList"
    services = page.get("result", page).pop(items)
    if group_name == "decode six members":
        services = [{name: value for name, value in service.items() if name in SIX_MEMBERS} for service in services]
    return without_unread(page), without_unread(services)


def without_unread(value):
    """Returns a JSON value without members that are null, an empty list or unknown to the structs."""
    if isinstance(value, list):
        return [without_unread(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    return {name: without_unread(inner) for name, inner in value.items()
            if inner is not None and inner != [] and not name.startswith("Unannounced")}


def difference(read, expected, path=""):
    """Returns where two JSON values differ, or None; 1 and 1.0 are equal, 1 and true are not."""
    if isinstance(expected, dict) and isinstance(read, dict):
        for name in expected.keys() | read.keys():
            if name not in read or name not in expected:
                return f"{path}.{name} is only in the {'page' if name in expected else 'result'}"
            if found := difference(read[name], expected[name], f"{path}.{name}"):
                return found
        return None
    if isinstance(expected, list) and isinstance(read, list) and len(expected) == len(read):
        return next(filter(None, (difference(a, b, f"{path}[{i}]") for i, (a, b) in enumerate(zip(read, expected)))), None)
    same = read == expected and isinstance(read, bool) == isinstance(expected, bool)
    return None if same else f"{path} is {str(read)[:80]!r}, in the page {str(expected)[:80]!r}"


def check_values(programs, pages):
    """Compares every value that every decoder reads from every page with the page; returns the decoders of each group."""
    decoders, pages_of_groups, equal = {}, {}, {}
    with subprocess.Popen([programs / "bench-decode", pages, "--dump"], stdout=subprocess.PIPE, text=True, encoding="utf-8") as dump:
        for line in dump.stdout:
            group_name, decoder, rest, items = line.rstrip("\n").split("\t")
            decoders.setdefault(group_name, []).append(decoder)
            if (rest, items) == equal.get(group_name):  # the text of another decoder, which has been compared
                continue
            if group_name not in pages_of_groups:
                vendor, variant = ("eas", "documented") if group_name == "decode six members" else group_name.split()[1:]
                page = json.loads((pages / vendor / f"{variant}.json").read_text(encoding="utf-8"))
                pages_of_groups[group_name] = announced(page, group_name)
            read = without_unread(json.loads(rest)), without_unread(json.loads(items))
            for which, one, other in zip(("envelope", "items"), read, pages_of_groups[group_name]):
                if found := difference(one, other, which):
                    sys.exit(f"{group_name}: {decoder}: {found}")
            equal[group_name] = rest, items
    if dump.returncode:
        sys.exit("bench-decode --dump failed")
    return decoders
