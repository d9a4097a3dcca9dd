"""Refusals: one exception class per code, so that `except Conflict` works."""

from __future__ import annotations

from typing import ClassVar, TypedDict


class InputError(TypedDict):
    """One mistake in a request."""

    path: str
    key: str
    text: str
    remedy: str


class SemilleroError(Exception):
    """A refused call."""

    code: ClassVar[str] = "internal"
    key: str = ""
    errors: list[InputError] = []
    request_id: str | None = None

    def __str__(self) -> str:
        lines = [super().__str__()]
        for error in self.errors:
            remedy = f"; {error['remedy']}" if error["remedy"] else ""
            lines.append(f"  {error['path']}: {error['text']}{remedy}")
        return "\n".join(lines)


class InvalidInput(SemilleroError):
    """The request itself is wrong; `errors` says where."""

    code = "invalid_input"


class Unauthenticated(SemilleroError):
    """Nobody is signed in, or the secret does not work."""

    code = "unauthenticated"


class Forbidden(SemilleroError):
    """The caller may see the thing but not do this."""

    code = "forbidden"


class NotFound(SemilleroError):
    """There is no such thing for this caller."""

    code = "not_found"


class Conflict(SemilleroError):
    """The state of things does not allow it, or somebody else was faster."""

    code = "conflict"


class CapacityExceeded(SemilleroError):
    """A limit is reached: seats, places, requests."""

    code = "capacity_exceeded"


class Expired(SemilleroError):
    """It worked until a moment that has passed."""

    code = "expired"


class RateLimited(SemilleroError):
    """Too many calls."""

    code = "rate_limited"


class TooLarge(SemilleroError):
    """The request is larger than what is taken at once."""

    code = "too_large"


class Unsupported(SemilleroError):
    """This build or format cannot do it."""

    code = "unsupported"


class Cancelled(SemilleroError):
    """The caller stopped it."""

    code = "cancelled"


class Unavailable(SemilleroError):
    """A part that is needed does not answer; try again later."""

    code = "unavailable"


class Internal(SemilleroError):
    """Our fault; the cause is in the log under the request id."""

    code = "internal"


_CLASSES = {
    kind.code: kind
    for kind in (
        InvalidInput,
        Unauthenticated,
        Forbidden,
        NotFound,
        Conflict,
        CapacityExceeded,
        Expired,
        RateLimited,
        TooLarge,
        Unsupported,
        Cancelled,
        Unavailable,
        Internal,
    )
}


def of(code: str, message: str) -> SemilleroError:
    """The exception of a code."""
    return _CLASSES[code](message)
