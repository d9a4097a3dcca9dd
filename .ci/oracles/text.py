#!/usr/bin/env python3
"""Which ten profiles are most like each, according to scikit-learn: the oracle of the engine's text similarity.

    text.py write        writes core/matching/tests/golden/text.json, which an ordinary test reads
    text.py measure BIN  overlap of BIN with scikit-learn on larger pools; BIN is the crate's example `text`

Needs numpy 2.4.6, scipy 1.17.1 and scikit-learn 1.9.1. TfidfVectorizer sees the raw texts, with its defaults and the stop
words of the language: its own for English; for Spanish, of which it has none, the engine's list, accents put back by
matching the words of the texts without theirs.
"""

import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import numpy
import sklearn
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

from profiles import profiles

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "core/matching/tests/golden/text.json"


def spanish_stop_words(texts):
    source = (ROOT / "core/matching/src/text/stop_words.rs").read_text(encoding="utf-8")
    folded = set(re.findall(r'"(\w+)"', source.split("SPANISH:")[1].split("];")[0]))
    bare = lambda word: "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return {word for text in texts for word in re.findall(r"\b\w\w+\b", text.lower()) if bare(word) in folded}


def top_ten(texts, languages):
    stop = set()
    if "es" in languages:
        stop |= spanish_stop_words(texts)
    if "en" in languages:
        stop |= ENGLISH_STOP_WORDS
    rows = TfidfVectorizer(stop_words=sorted(stop)).fit_transform(texts)
    alike = (rows @ rows.T).toarray()
    numpy.fill_diagonal(alike, -1)
    return numpy.argsort(-alike, axis=1, kind="stable")[:, :10].tolist()


def write():
    pools = []
    for language in ("es", "en"):
        texts = profiles(language, 200, 5)
        pools.append({"language": language, "texts": texts, "top": top_ten(texts, [language])})
    golden = {"by": f"scikit-learn {sklearn.__version__}", "on": datetime.date.today().isoformat(), "pools": pools}
    text = json.dumps(golden, ensure_ascii=False, indent=0)
    text = re.sub(r"\[\s*([\d,\s]+?)\s*\]", lambda row: "[" + re.sub(r"\s+", "", row[1]) + "]", text)
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(text + "\n", encoding="utf-8")


def measure(binary):
    for count in (300, 1_000, 3_000):
        es, en = profiles("es", count, 5), profiles("en", count, 5)
        pools = {"es": (es, ["es"]), "en": (en, ["en"]), "mixed": (es[: count // 2] + en[: count // 2], ["es", "en"])}
        for name, (texts, languages) in pools.items():
            with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
                file.write("\n".join(texts))
                file.flush()
                lines = subprocess.run([binary, file.name], capture_output=True, text=True, check=True).stdout.splitlines()
            ours = [set(map(int, line.split())) for line in lines]
            shared = [len(ours[at] & set(row)) for at, row in enumerate(top_ten(texts, languages))]
            print(f"{name} {count}: {sum(shared) / len(shared) / 10:.3f}", flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write"]:
            write()
        case ["measure", binary]:
            measure(binary)
        case _:
            sys.exit(__doc__)
