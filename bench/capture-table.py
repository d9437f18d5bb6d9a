"""Compares what rdpdoctor and tshark state about the connections of one capture.

capture-table.py OURS.json NEGOTIATION.tsv TLS.tsv, as bench/capture makes them. Exit code 1 if they differ.
"""

import csv
import json
import sys

REQUESTED = [(1, "SSL"), (2, "HYBRID"), (4, "RDSTLS"), (8, "HYBRID_EX"), (16, "RDSAAD")]
SELECTED = {0: "RDP", 1: "SSL", 2: "HYBRID", 4: "RDSTLS", 8: "HYBRID_EX", 16: "RDSAAD"}
FAILURES = {
    1: "SSL_REQUIRED_BY_SERVER",
    2: "SSL_NOT_ALLOWED_BY_SERVER",
    3: "SSL_CERT_NOT_ON_SERVER",
    4: "INCONSISTENT_FLAGS",
    5: "HYBRID_REQUIRED_BY_SERVER",
    6: "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER",
}
VERSIONS = {0x0300: "SSLv3", 0x0301: "TLSv1.0", 0x0302: "TLSv1.1", 0x0303: "TLSv1.2", 0x0304: "TLSv1.3"}


def first(field):
    """Where a frame holds several, the first is the outermost."""
    return field.split(",")[0]


def theirs(negotiation, tls):
    stated = {}
    for source, from_port, target, to_port, requested, selected, failure in rows(negotiation, 7):
        up, down = (f"{source}:{from_port}", f"{target}:{to_port}"), (f"{target}:{to_port}", f"{source}:{from_port}")
        if requested:
            bits = int(first(requested), 0)
            names = [name for bit, name in REQUESTED if bits & bit] or ["RDP"]
            stated.setdefault(up, {})["requestedProtocols"] = names
        if selected:
            stated.setdefault(down, {})["selectedProtocol"] = SELECTED.get(int(first(selected), 0))
        if failure:
            stated.setdefault(down, {})["failureCode"] = FAILURES.get(int(first(failure), 0))
    for source, from_port, target, to_port, version, supported in rows(tls, 6):
        down = (f"{target}:{to_port}", f"{source}:{from_port}")
        stated.setdefault(down, {})["tlsVersion"] = VERSIONS.get(int(first(supported or version), 0))
    return stated


def rows(file, width):
    with open(file, newline="") as lines:
        for row in csv.reader(lines, delimiter="\t"):
            if len(row) == width:
                yield row


def normal(value):
    """Versions are spelled with and without `v`, a minor number and a space."""
    if isinstance(value, str) and value.upper().startswith("TLS"):
        digits = value.upper().removeprefix("TLS").lstrip("V ")
        return "TLSv" + (digits if "." in digits else digits + ".0")
    return sorted(value) if isinstance(value, list) else value


def main():
    with open(sys.argv[1]) as report:
        ours = {(each["client"], each["server"]): each for each in json.load(report)["connections"]}
    same, different, missing = 0, [], []
    for ends, facts in theirs(sys.argv[2], sys.argv[3]).items():
        if ends not in ours:
            missing.append(ends)
            continue
        for name, value in facts.items():
            if normal(ours[ends].get(name)) == normal(value):
                same += 1
            else:
                different.append((ends, name, ours[ends].get(name), value))
    print(f"  {len(ours)} connections told by rdpdoctor; {same} facts stated by both are the same, "
          f"{len(different)} differ, {len(missing)} connections are told by tshark alone")
    for line in (different + missing)[:10]:
        print("   ", line)
    return 1 if different or missing else 0


sys.exit(main())
