"""What a call costs from Python beside one from Node, start-up to ready on SQLite, and idle memory. Medians; interleaved runs.

    cargo build --release && python3 benches/scripts/frontends.py [target/release]
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILT = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target" / "release").resolve()
CALLS = 20_000

PYTHON = """
import json, time
from semillero import Ecosystem
eco = Ecosystem.in_memory()
user = eco.ensure_user(external_id="a", display_name="Ana")
acting = eco.acting_as(user["id"])
def read(): acting.activity_feed(limit=1)
for _ in range(1000): read()
start = time.perf_counter()
for _ in range(%d): read()
print((time.perf_counter() - start) / %d * 1e6)
""" % (CALLS, CALLS)

NODE = """
const { Ecosystem } = require(process.argv[1]);
(async () => {
  const eco = Ecosystem.inMemory();
  const { id } = await eco.ensureUser({ externalId: "a", displayName: "Ana" });
  const acting = eco.actingAs({ userId: id });
  const read = () => acting.activityFeed({ limit: 1 });
  for (let i = 0; i < 1000; i++) await read();
  const start = process.hrtime.bigint();
  for (let i = 0; i < %d; i++) await read();
  console.log(Number(process.hrtime.bigint() - start) / %d / 1e3);
})();
""" % (CALLS, CALLS)


def calls(folder):
    package = folder / "semillero"
    shutil.copytree(ROOT / "bindings-python/python/semillero", package, ignore=shutil.ignore_patterns("*.so"))
    shutil.copy(BUILT / "lib_semillero.so", package / "_semillero.abi3.so")
    env = os.environ | {"PYTHONPATH": str(folder), "SEMILLERO_NODE_ADDON": str(folder / "semillero.node")}
    shutil.copy(BUILT / "libsemillero_node.so", folder / "semillero.node")
    taken = {"python": [], "node": []}
    for _ in range(5):
        taken["python"].append(float(subprocess.check_output([sys.executable, "-c", PYTHON], env=env)))
        node = ["node", "-e", NODE, str(ROOT / "bindings-node")]
        taken["node"].append(float(subprocess.check_output(node, env=env)))
    for name, micros in taken.items():
        print(f"{name}: one read call {statistics.median(micros):.1f} µs (median of 5 × {CALLS})")


def server(folder):
    program = str(BUILT / "semillero")
    subprocess.run([program, "migrate"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    ready, resident = [], []
    for _ in range(11):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        start = time.perf_counter()
        child = subprocess.Popen(
            [program, "serve", "--listen", f"127.0.0.1:{port}"],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        while time.perf_counter() - start < 10:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1)
                break
            except OSError:
                time.sleep(0.002)
        ready.append((time.perf_counter() - start) * 1e3)
        time.sleep(0.5)
        status = Path(f"/proc/{child.pid}/status").read_text()
        resident.append(int(status.split("VmRSS:")[1].split()[0]) / 1024)
        child.terminate()
        child.wait()
    print(f"start-up to ready on SQLite: {statistics.median(ready):.0f} ms (median of 11)")
    print(f"idle memory: {statistics.median(resident):.1f} MiB resident")


with tempfile.TemporaryDirectory() as name:
    calls(Path(name))
    server(Path(name))
