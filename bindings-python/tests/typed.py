"""What a type checker must accept: `mypy --strict`. Run by `cargo xtask python` where mypy can be had."""

from semillero import Book, Dashboard, Ecosystem, Ids, MetricTable
from semillero.tables import ArrowTable
from semillero.types import SessionView, UserView


def first_session(eco: Ecosystem, mentorship_id: str) -> SessionView:
    return eco.book_session(mentorship_id=mentorship_id, starts_at="2030-01-01T10:00:00Z", minutes=60)


def rename(eco: Ecosystem, user: UserView) -> str:
    changed = eco.acting_as(user["id"], locale="en").update_profile(user_id=user["id"], headline={"set": "Café"})
    return changed.get("headline", "")


def figures(eco: Ecosystem, events: ArrowTable) -> tuple[MetricTable, str | None]:
    board: Dashboard = eco.run_dashboard(name="funder", as_of="2026-11-25", charts=True)
    book = Book.fold(events=events, ids=Ids()).merge(Book.from_bytes(b""))
    answer = book.query({"measures": ["monthly_active"]}, as_of=book.last_day, locale="en")
    again: ArrowTable = answer.tables[0]
    return board.table("reach"), Book.fold(events=again).last_day
