"""Golden scenarios in Python: the same answers, byte for byte, as in every other language."""

import json
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path

from semillero import Ecosystem, SemilleroError

FOLDER = Path(__file__).parents[2] / "core" / "tests"
START = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
UNITS = {"d": 1440, "h": 60, "m": 1}


def moment(offset):
    at = START + timedelta(minutes=int(offset[1:-1]) * UNITS[offset[-1]])
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def resolve(value, saved):
    if isinstance(value, dict):
        return {name: resolve(inner, saved) for name, inner in value.items()}
    if isinstance(value, list):
        return [resolve(inner, saved) for inner in value]
    if isinstance(value, str) and value.startswith("@+"):
        return moment(value[1:])
    if isinstance(value, str) and value.startswith("$"):
        name, *path = value[1:].split(".")
        found = saved[name]
        for part in path:
            found = found[int(part) if part.isdigit() else part]
        return found
    return value


def checksum(text):
    found = 0x811C9DC5
    for byte in text.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{found:08x}"


def canonical(value):
    # No fractions and no letters above U+FFFF in keys: this is the form of RFC 8785.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def play(steps):
    host = Ecosystem.for_tests(moment("+0m"), 2026)
    saved, transcript = {}, []
    for step in steps:
        if "at" in step:
            host.set_time(moment(step["at"]))
        options = {"locale": step.get("locale"), "idempotency_key": step.get("key")}
        actor = resolve(step.get("as", "host"), saved)
        if actor == "nobody":
            acting = host.acting_as_nobody(**options)
        else:
            acting = host.acting_as(None if actor == "host" else actor, **options)
        try:
            request = resolve(step.get("with", {}), saved)
            if "with_file" in step:
                file = FOLDER / "scenario_files" / step["with_file"]
                request |= json.loads(file.read_text(encoding="utf-8"))
            answer = getattr(acting, step["call"])(**request)
        except SemilleroError as error:
            refusal = {"code": error.code, "key": error.key, "message": error.args[0], "errors": error.errors}
            transcript.append({"call": step["call"], "refusal": refusal})
            continue
        saved[step.get("save")] = answer
        if step["call"] == "events_since":
            answer = answer | {"next": "redacted"}
        written = {"call": step["call"], "answer": answer}
        if "brief" in step:
            written["checksum"] = checksum(canonical(answer))
            written["answer"] = {name: answer[name] for name in step["brief"] if name in answer}
        transcript.append(written)
    return canonical(transcript)


class ScenarioTest(unittest.TestCase):
    maxDiff = 2000


def test_of(path):
    def test(self):
        steps = json.loads(path.read_text(encoding="utf-8"))["steps"]
        kept = (FOLDER / "transcripts" / path.name).read_text(encoding="utf-8")
        self.assertEqual(play(steps), kept)

    return test


for path in sorted((FOLDER / "scenarios").glob("*.json")):
    setattr(ScenarioTest, f"test_{path.stem}", test_of(path))

if __name__ == "__main__":
    unittest.main()
