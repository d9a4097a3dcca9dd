"""What a type checker must accept: `mypy --strict`. Run by `cargo xtask python` where mypy can be had."""

from semillero import Ecosystem
from semillero.types import SessionView, UserView


def first_session(eco: Ecosystem, mentorship_id: str) -> SessionView:
    return eco.book_session(mentorship_id=mentorship_id, starts_at="2030-01-01T10:00:00Z", minutes=60)


def rename(eco: Ecosystem, user: UserView) -> str:
    changed = eco.acting_as(user["id"], locale="en").update_profile(user_id=user["id"], headline={"set": "Café"})
    return changed.get("headline", "")
