#!/usr/bin/env python3
"""What it costs to import 50,000 people from one CSV file into a cohort on SQLite.

Run it with the release program: `cargo build --release --bin semillero`, then
`python3 benches/scripts/import.py [PROGRAM]`. It prints CPU seconds, wall seconds and peak memory of the import and of the same import
again, which writes nothing. The targets are 30 s of CPU and 512 MiB.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "target/release/semillero")
ROWS = 50_000
SKILLS = ["Ventas", "Finanzas", "Precios", "Producto", "Legal", "Datos", "Marca", "Alianzas"]


def call(*args):
    out = subprocess.run([PROGRAM, "--json", *args], check=True, capture_output=True, text=True)
    return json.loads(out.stdout)


def measured(*args):
    """Runs the program; CPU, wall and peak memory of that process alone."""
    start = time.monotonic()
    child = subprocess.Popen([PROGRAM, "--json", *args], stdout=subprocess.PIPE)
    answer = json.loads(child.stdout.read())
    _, status, usage = os.wait4(child.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, answer
    cpu = usage.ru_utime + usage.ru_stime
    peak = usage.ru_maxrss / 1024
    print(f"  cpu {cpu:6.2f} s   wall {time.monotonic() - start:6.2f} s   peak {peak:6.0f} MiB   "
          f"new {answer['created']}, updated {answer['updated']}, unchanged {answer['unchanged']}")


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open("people.csv", "w", encoding="utf-8") as file:
        file.write("Correo electrónico;Nombre;Apellidos;Rol;Habilidades;Sectores;Idioma;Acepta emparejamiento\n")
        for n in range(ROWS):
            skills = f"{SKILLS[n % 8]}, {SKILLS[(n // 8) % 8]}"
            file.write(f"persona{n}@example.org;Nombre {n};Apellido Ñ{n};emprendedora;{skills};Salud;es;sí\n")
    call("migrate")
    programme = call("call", "create_programme", json.dumps({"name": "Grande"}))["id"]
    cohort = call("call", "open_cohort", json.dumps({"programme_id": programme, "name": "Grande"}))["id"]
    size = os.path.getsize("people.csv") / 1e6
    print(f"{ROWS} rows, {size:.1f} MB")
    for what in ("import", "again"):
        print(what)
        measured("import", "people.csv", "--cohort", cohort, "--apply")
