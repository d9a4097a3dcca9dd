#!/usr/bin/env python3
"""Makes the exports in this folder with a real LibreOffice.

Writes each sheet as an OpenDocument file with typed cells (the standard library is enough), then has `soffice` save it as XLSX and as
CSV in several dialects, the way a person does in "Save as": cells as shown, in the language of the sheet.

    python3 make.py        # needs soffice (apt-get install libreoffice-calc) on the PATH
"""

import pathlib
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).parent

# Field separator, text delimiter, character set, first line, column formats, language, quote all text, as shown, formulas.
CSV = "csv:Text - txt - csv (StarCalc):{separator},34,{charset},1,,0,false,true,false"
DIALECTS = {
    "semicolon.csv": CSV.format(separator=59, charset=76),
    "comma.csv": CSV.format(separator=44, charset=76),
    "tab.csv": CSV.format(separator=9, charset=76),
    "windows1252.csv": CSV.format(separator=59, charset="ANSI"),
    "utf16.csv": CSV.format(separator=9, charset=65535),
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
}


class Date(str):
    """An ISO day, or an ISO moment."""


class Time(str):
    """HH:MM."""


class Formula(tuple):
    """A formula and its result."""


def cell(value, language):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        word = str(value).lower()
        return f'<table:table-cell table:style-name="yes" office:value-type="boolean" office:boolean-value="{word}"/>'
    if isinstance(value, Date):
        style = "moment" if "T" in value else "day"
        return f'<table:table-cell table:style-name="{style}" office:value-type="date" office:date-value="{value}"/>'
    if isinstance(value, Time):
        hours, minutes = value.split(":")
        return f'<table:table-cell table:style-name="clock" office:value-type="time" office:time-value="PT{hours}H{minutes}M00S"/>'
    if isinstance(value, Formula):
        formula, result = value
        return f'<table:table-cell table:formula="of:={escape(formula)}" office:value-type="float" office:value="{result}"/>'
    if isinstance(value, float):
        return f'<table:table-cell table:style-name="decimal" office:value-type="float" office:value="{value}"/>'
    if isinstance(value, int):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def content(name, rows, language, country):
    where = f'number:language="{language}" number:country="{country}"'
    day = '<number:day number:style="long"/><number:text>{0}</number:text><number:month number:style="long"/><number:text>{0}</number:text><number:year number:style="long"/>'.format("/")
    if language == "en":
        # British order: the day first.
        day = day.replace(">/<", "> <").replace('<number:month number:style="long"/>', '<number:month number:style="long" number:textual="true"/>')
    clock = '<number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>'
    styles = f"""
      <number:date-style style:name="n-day" {where}>{day}</number:date-style>
      <number:date-style style:name="n-moment" {where}>{day}<number:text> </number:text>{clock}</number:date-style>
      <number:time-style style:name="n-clock" {where}>{clock}</number:time-style>
      <number:number-style style:name="n-decimal" {where}><number:number number:decimal-places="2" number:min-decimal-places="1" number:min-integer-digits="1"/></number:number-style>
      <number:boolean-style style:name="n-yes" {where}><number:boolean/></number:boolean-style>""" + "".join(
        f'<style:style style:name="{kind}" style:family="table-cell" style:data-style-name="n-{kind}"/>'
        for kind in ("day", "moment", "clock", "decimal", "yes")
    )
    table = "".join("<table:table-row>" + "".join(cell(value, language) for value in row) + "</table:table-row>" for row in rows)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.2"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2">
  <office:automatic-styles>{styles}</office:automatic-styles>
  <office:body><office:spreadsheet><table:table table:name="{escape(name)}">{table}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
  <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
  <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""

SHEETS = {
    "personas": ("es", "ES", [
        ["Programa Semilla 2026: personas"],
        ["Exportado por la coordinación"],
        [],
        ["Correo electrónico", "Nombre", "Apellidos", "Rol", "Plazas", "Organización", "Presentación", "Idioma", "Habilidades", "Sectores", "Idiomas", "Objetivos", "Acepta"],
        ["ana@example.org", "Ana María", "Ruiz Ibáñez", "Mentora", Formula(("1+2", 3)), "Banco «Común»", "Directora de finanzas;\nantes, en la exportación", "español", "finanzas, exportación", "alimentación", "español, inglés", None, True],
        [],
        ["iñigo@example.org", "Íñigo", "Peña", "Emprendedor", None, "Café \"Altura\", S. L.", "Tuesta café – el de su valle", "inglés", "tueste", "alimentación; turismo", "español", "vender fuera;\nconseguir un préstamo de 10.000 €", False],
        ["eva@example.org", "Eva", "Núñez", "emprendedora", 0, None, None, None, None, None, None, "precios | ventas", "sí"],
    ]),
    "people": ("en", "GB", [
        ["E-mail", "Name", "Role", "Capacity", "Organisation", "Headline", "Language", "Skills", "Spoken languages", "Goals", "Consent"],
        ["ana@example.org", "Ana Ruiz", "Mentor", 3, "Common Bank", "Head of finance,\nformerly exporting", "Spanish", "finance, exporting", "Spanish; English", None, True],
        ["zoë@example.org", "Zoë O’Brien", "Founder", None, "Altura \"Coffee\" Ltd", None, "English", "roasting", "English", "sell abroad; get a loan", "yes"],
    ]),
    "emprendimientos": ("es", "ES", [
        ["Nombre del emprendimiento", "Fundadoras", "Sector", "Etapa", "Descripción", "Página web", "País", "Fecha de creación"],
        ["Café Altura", "iñigo@example.org", "alimentación", "ventas", "Café tostado,\ncultivado arriba", "https://altura.example", "Colombia", Date("2021-05-04")],
        ["Telar Vivo", "eva@example.org; marta@example.org", "textil", "idea", None, None, "Perú", Date("2019-12-31")],
    ]),
    "mentorias": ("es", "ES", [
        ["Correo del mentor/a", "Correo emprendedor/a", "Fecha de inicio"],
        ["ana@example.org", "iñigo@example.org", Date("2026-05-04")],
        ["ana@example.org", "eva@example.org", Date("2026-11-02")],
    ]),
    "sesiones": ("es", "ES", [
        ["Mentora", "Emprendedora", "Fecha", "Hora de inicio", "Horas", "Estado", "Tema", "Valoración (1-5)"],
        ["ana@example.org", "iñigo@example.org", Date("2026-05-18"), Time("16:30"), 1.5, "Realizada", "precios,\nmárgenes y €", 5],
        ["ana@example.org", "iñigo@example.org", Date("2026-06-01T10:15:00"), None, 0.75, None, None, 4],
        ["ana@example.org", "eva@example.org", Date("2026-06-12"), None, None, "No asistió", None, None],
        ["ana@example.org", "eva@example.org", Date("2026-06-19"), Time("09:05"), 2, "Cancelada", None, None],
    ]),
}


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, (language, country, rows) in SHEETS.items():
            source = folder / f"{name}.ods"
            with zipfile.ZipFile(source, "w") as ods:
                ods.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
                ods.writestr("META-INF/manifest.xml", MANIFEST)
                ods.writestr("content.xml", content(name.capitalize(), rows, language, country))
            for ending, what in DIALECTS.items():
                out = folder / ending
                subprocess.run(
                    ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", what, "--outdir", out, source],
                    check=True, stdout=subprocess.DEVNULL, timeout=300,
                )
                made = next(out.glob(f"{name}.*"))
                target = HERE / (f"{name}.{ending}")
                target.write_bytes(made.read_bytes())
                print(target.name, target.stat().st_size, file=sys.stderr)


if __name__ == "__main__":
    main()
