"""Semillero: entrepreneurship ecosystems, from people to explained matches.

>>> from semillero import Ecosystem
>>> eco = Ecosystem.in_memory()
>>> programme = eco.create_programme(name="Raíces 2026")
>>> programme["state"]
'draft'
"""

from semillero._semillero import Acting, Book, Ecosystem, Ids
from semillero.errors import (
    Cancelled,
    CapacityExceeded,
    Conflict,
    Expired,
    Forbidden,
    Internal,
    InvalidInput,
    NotFound,
    RateLimited,
    SemilleroError,
    TooLarge,
    Unauthenticated,
    Unavailable,
    Unsupported,
)
from semillero.metrics import Dashboard, MetricTable
from semillero.tables import Matched, Table, match_pairs, match_people

__all__ = [
    "Acting",
    "Book",
    "Cancelled",
    "CapacityExceeded",
    "Conflict",
    "Dashboard",
    "Ecosystem",
    "Expired",
    "Forbidden",
    "Ids",
    "Internal",
    "InvalidInput",
    "Matched",
    "MetricTable",
    "NotFound",
    "RateLimited",
    "SemilleroError",
    "Table",
    "TooLarge",
    "Unauthenticated",
    "Unavailable",
    "Unsupported",
    "match_pairs",
    "match_people",
]
