"""One line of bench/loss: what its runs with one kind and rate of loss said."""

import collections
import json
import statistics
import sys

folder, kind, rate, runs, timeout = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
within = told = late = 0
widths, sent, times, answers = [], [], [], collections.Counter()
for run in range(1, runs + 1):
    name = f"{folder}/{kind}-{rate}-{run}"
    millis = int(open(name + ".ms").read())
    times.append(millis)
    late += millis > timeout * 1000
    try:
        report = json.load(open(name + ".json"))
    except ValueError:
        answers["no report"] += 1
        continue
    first = report["breaks"][0]["id"] if report["breaks"] else ""
    answers[(report["verdict"] + " " + first).strip()] += 1
    for fact in (fact for rung in report["layers"] for fact in rung["observations"]):
        if fact["type"] == "loss-estimated":
            told += 1
            within += fact["lowPercent"] <= rate <= fact["highPercent"]
            widths.append(fact["highPercent"] - fact["lowPercent"])
            sent.append(fact["sent"])
print(
    f"{kind:5} {rate:3} %: within {within:2} of {told:2} estimates, median {statistics.median(sent or [0]):g} SYNs, "
    f"width {statistics.median(widths or [0]):g}; median {statistics.median(times) / 1000:.1f} s, "
    f"longest {max(times) / 1000:.1f} s, {late} later than the timeout; "
    + ", ".join(f"{count} {answer}" for answer, count in answers.most_common()),
    flush=True,
)
