//! Typed declarations for Python and TypeScript, rendered from the shapes. They are committed; a test keeps them up to date.

use crate::api::{FieldShape, Shape, operations, shapes};
use std::fmt::Write as _;

const PYTHON_HEAD: &str = "\
# Rendered from the operation tables by core/tests/stubs.rs; do not edit.
";

/// Books of facts in Python, which stand beside the operations.
const PYTHON_BOOK: &str = r#"
def metric_table(table: dict[str, Any]) -> Any:
    """Behind `MetricTable`."""

class Ids:
    """Numbers of people and things by what their owner calls them: text, UUID or number. It alone leads from a book back to somebody."""

    def __init__(self, bytes: bytes | None = None) -> None:
        """Empty, or what `to_bytes` gave."""
    def to_bytes(self) -> bytes:
        """The map as bytes; keep it apart from the book."""
    def __len__(self) -> int: ...

class Book:
    """Facts as mergeable states: the same facts give the same book, in whatever order, however often and in however many parts."""

    def __init__(self, bytes: bytes | None = None) -> None:
        """Empty, or what `to_bytes` gave."""
    @staticmethod
    def fold(
        *,
        events: ArrowTable | None = None,
        spells: ArrowTable | None = None,
        attributes: ArrowTable | None = None,
        money: ArrowTable | None = None,
        ids: Ids | None = None,
        locale: Locale = "es",
    ) -> Book:
        """Folds tables of polars, pyarrow, pandas 3, duckdb or whatever speaks Arrow. Without `ids` they speak of people by number."""
    def merge(self, other: Book) -> Book:
        """A book of the facts of both; their numbers must mean the same, as those of one `Ids` do."""
    def to_bytes(self) -> bytes:
        """The book in its canonical form."""
    @staticmethod
    def from_bytes(bytes: bytes) -> Book:
        """The book of the bytes of `to_bytes`."""
    def digest(self) -> str:
        """BLAKE3 of the canonical form, in hex: equal facts, equal digest, in every language."""
    @property
    def last_day(self) -> str | None:
        """The last day on which something happened, or a spell began or ended."""
    def query(
        self,
        document: dict[str, Any],
        *,
        as_of: str | None = None,
        params: dict[str, str] | None = None,
        locale: Locale = "es",
        charts: bool = False,
    ) -> Dashboard:
        """Answers a query, or a dashboard of one's own, as it stood at the end of a day, the last one of the facts when left out."""
    def dashboard(
        self,
        name: str,
        *,
        as_of: str | None = None,
        params: dict[str, str] | None = None,
        locale: Locale = "es",
        charts: bool = False,
    ) -> Dashboard:
        """Runs a standard dashboard: `programme_manager`, `mentor`, `entrepreneur`, `funder` or `admin`."""
"#;

/// Books of facts in TypeScript.
const TYPESCRIPT_BOOK: &str = r"
/** Numbers of people and things by what their owner calls them: text, UUID or number. It alone leads from a book back to somebody. */
export class Ids {
  /** Empty, or what `toBytes` gave. */
  constructor(bytes?: Uint8Array);
  /** The map as bytes; keep it apart from the book. */
  toBytes(): Uint8Array;
}

/** Tables of facts: the bytes of Arrow streams or files. */
export interface Facts {
  events?: Uint8Array;
  spells?: Uint8Array;
  attributes?: Uint8Array;
  money?: Uint8Array;
  /** Without it the facts speak of people and things by number. */
  ids?: Ids;
  /** The language of mistakes; `es` when left out. */
  locale?: Locale;
}

/** How a book is asked. */
export interface BookQuestion {
  /** As it stood at the end of this day; the last day of the facts when left out. */
  asOf?: string;
  /** What is chosen for the parameters of a dashboard. */
  params?: Record<string, string>;
  /** `es` when left out. */
  locale?: Locale;
  /** Whether the answers carry their charts. */
  charts?: boolean;
}

/** Facts as mergeable states: the same facts give the same book, in whatever order, however often and in however many parts. */
export class Book {
  /** Empty, or what `toBytes` gave. */
  constructor(bytes?: Uint8Array);
  /** Folds tables of facts. */
  static fold(facts: Facts): Promise<Book>;
  /** The book of the bytes of `toBytes`. */
  static fromBytes(bytes: Uint8Array): Book;
  /** The book in its canonical form. */
  toBytes(): Uint8Array;
  /** A book of the facts of both; their numbers must mean the same, as those of one `Ids` do. */
  merge(other: Book): Book;
  /** BLAKE3 of the canonical form, in hex: equal facts, equal digest, in every language. */
  digest(): string;
  /** The last day on which something happened, or a spell began or ended. */
  readonly lastDay?: string;
  /** Answers a query, or a dashboard of one's own; the document as it goes over the wire, in snake_case. */
  query(document: object, question?: BookQuestion): Promise<DashboardView>;
  /** Runs a standard dashboard: `programme_manager`, `mentor`, `entrepreneur`, `funder` or `admin`. */
  dashboard(name: string, question?: BookQuestion): Promise<DashboardView>;
}

/** The figures of a table of an answer as an Arrow stream, for `tableFromIPC`. */
export function figuresToIPC(table: MetricTableView): Uint8Array;
";

/// `semillero/types.py`: requests and views as typed dictionaries.
#[must_use]
pub fn python_types() -> String {
    let mut text = String::from(PYTHON_HEAD);
    text.push_str("\"\"\"Requests and views as typed dictionaries.\"\"\"\n\n");
    text.push_str("from __future__ import annotations\n\nfrom typing import Any, Literal, NotRequired, TypedDict\n");
    for (name, shape) in shapes() {
        match shape {
            Shape::Record(fields) => {
                let _ = write!(text, "\n\nclass {name}(TypedDict):\n");
                let _ = writeln!(text, "    \"\"\"{}\"\"\"", python_about(name));
                for field in fields {
                    let kind = python_kind(&field.shape);
                    let kind = if field.required { kind } else { format!("NotRequired[{kind}]") };
                    let _ = write!(text, "\n    {}: {kind}\n    \"\"\"{}\"\"\"\n", field.name, sentence(&field.docs));
                }
            }
            other => {
                let _ = write!(text, "\n\n{name} = {}\n", python_kind(other));
            }
        }
    }
    text
}

fn python_about(name: &str) -> String {
    match operations().iter().find(|operation| operation.request == name) {
        Some(operation) => format!("The request of `{}`.", operation.name),
        None => "A view or a part of one.".to_owned(),
    }
}

fn sentence(docs: &str) -> String {
    docs.replace('\n', " ").replace('"', "'")
}

fn python_kind(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Id | Shape::Time | Shape::Day => "str".into(),
        Shape::Bool => "bool".into(),
        Shape::Number => "float".into(),
        Shape::Int { .. } => "int".into(),
        Shape::Json => "Any".into(),
        Shape::Words(words) => literal(words),
        Shape::Optional(inner) => python_kind(inner),
        Shape::List(inner) => format!("list[{}]", python_kind(inner)),
        Shape::Record(_) => "dict[str, Any]".into(),
        Shape::Choice(words, fields) => {
            let records =
                fields.iter().map(|field| format!("dict[Literal[\"{}\"], {}]", field.name, python_kind(&field.shape)));
            let mut all = vec![literal(words)];
            all.extend(records);
            all.join(" | ")
        }
        Shape::Named(name) => match shapes().get(name) {
            Some(Shape::Id | Shape::Time | Shape::Day) => "str".into(),
            Some(Shape::Json) => "Any".into(),
            _ => name.clone(),
        },
    }
}

fn literal(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    format!("Literal[{}]", words.join(", "))
}

/// `semillero/_semillero.pyi`: the methods.
#[must_use]
pub fn python_methods() -> String {
    let mut text = String::from(PYTHON_HEAD);
    text.push_str("from pathlib import Path\nfrom typing import Any, Unpack\n\nfrom semillero.metrics import Dashboard\nfrom semillero.tables import ArrowTable\nfrom semillero.types import *\n");
    let mut methods = String::new();
    for operation in operations() {
        let _ = write!(
            methods,
            "    def {}(self, **fields: Unpack[{}]) -> {}:\n        \"\"\"{}\"\"\"\n",
            operation.name,
            operation.request,
            // The class at run time: a dictionary of this shape that shows itself in notebooks.
            if operation.view == "DashboardView" { "Dashboard" } else { operation.view },
            sentence(operation.docs)
        );
    }
    let _ = write!(
        text,
        "
class Ecosystem:
    \"\"\"An ecosystem. Its own methods act as the host; `acting_as` gives a handle for a person.\"\"\"

    @staticmethod
    def in_memory() -> Ecosystem:
        \"\"\"An empty ecosystem in memory.\"\"\"
    @staticmethod
    def open(database: str, *, migrate: bool = False, key_file: str | Path | None = None) -> Ecosystem:
        \"\"\"Opens a database: a path or `postgres://user@host/name`; with `migrate` it is made or brought up to date first.\"\"\"
    @staticmethod
    def demo(until: str | None = None, *, seed: int = 2026, cohorts: int = 5) -> Ecosystem:
        \"\"\"A believable ecosystem in memory to try things with, the same for the same seed and day; nobody real is meant.\"\"\"
    @staticmethod
    def for_tests(start: str, seed: int) -> Ecosystem:
        \"\"\"An ecosystem in memory whose clock stands still and whose ids repeat for the same seed.\"\"\"
    def set_time(self, now: str) -> None:
        \"\"\"Moves the clock of an ecosystem made by `for_tests`.\"\"\"
    def acting_as(
        self,
        user_id: str | None = None,
        *,
        locale: Locale | None = None,
        request_id: str | None = None,
        idempotency_key: str | None = None,
        on_behalf_of: str | None = None,
    ) -> Acting:
        \"\"\"A handle that acts as a person; as the host when `user_id` is None.\"\"\"
    def acting_as_nobody(
        self,
        *,
        locale: Locale | None = None,
        request_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> Acting:
        \"\"\"A handle for somebody who is not signed in: it can use an invitation, and nothing else.\"\"\"
{methods}
class Acting:
    \"\"\"A handle on an ecosystem for one caller.\"\"\"

{methods}
def match_people(mentees: Any, mentors: Any, **options: Any) -> tuple[Any, Any, dict[str, Any], str, dict[str, Any] | None, dict[str, Any] | None]:
    \"\"\"Behind `semillero.match_people`.\"\"\"

def match_pairs(pairs: Any, **options: Any) -> tuple[Any, Any, dict[str, Any], str, dict[str, Any] | None, dict[str, Any] | None]:
    \"\"\"Behind `semillero.match_pairs`.\"\"\"
{PYTHON_BOOK}"
    );
    text
}

/// A wire name as JavaScript writes it.
#[must_use]
pub fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        text.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        text.push_str(letters.as_str());
    }
    text
}

/// `index.d.ts`: requests, views, methods.
#[must_use]
pub fn typescript() -> String {
    let mut text = String::from("// Rendered from the operation tables by core/tests/stubs.rs; do not edit.\n");
    for (name, shape) in shapes() {
        match shape {
            Shape::Record(fields) => {
                let _ = write!(text, "\nexport interface {name} {{\n{}}}\n", typescript_fields(fields));
            }
            other => {
                let _ = write!(text, "\nexport type {name} = {};\n", typescript_kind(other));
            }
        }
    }
    let codes: Vec<String> = crate::errors::ErrorCode::ALL.iter().map(|code| format!("\"{}\"", code.word())).collect();
    let mut methods = String::new();
    for operation in operations() {
        let optional = shapes().get(operation.request).is_some_and(|shape| shape.fields().iter().all(|f| !f.required));
        let _ = write!(
            methods,
            "  /** {} */\n  {}(request{}: {}): Promise<{}>;\n",
            sentence(operation.docs),
            camel(operation.name),
            if optional { "?" } else { "" },
            operation.request,
            operation.view
        );
    }
    let _ = write!(
        text,
        "
export type ErrorCode = {};

/** One mistake in a request; `path` is a JSON Pointer into the request as it goes over the wire, in snake_case. */
export interface InputError {{
  path: string;
  key: string;
  text: string;
  remedy: string;
}}

/** A refused call. */
export class SemilleroError extends Error {{
  readonly code: ErrorCode;
  readonly key: string;
  readonly errors: InputError[];
  readonly requestId?: string;
}}

/** What a call carries beside its request. */
export interface CallOptions {{
  /** Who calls; the host when left out. */
  userId?: string;
  /** The language of messages. */
  locale?: Locale;
  /** The name of the call in logs. */
  requestId?: string;
  /** Repeating the call under the same key gives its first answer. */
  idempotencyKey?: string;
  /** For whom the host calls, for the history. */
  onBehalfOf?: string;
}}

/** One caller's handle: a method per operation. */
export interface Operations {{
{methods}}}

/** A handle on an ecosystem for one caller. */
export interface Acting extends Operations {{}}

/** An ecosystem. Its own methods act as the host; `actingAs` gives a handle for a person. */
export class Ecosystem {{
  private constructor();
  /** An empty ecosystem in memory. */
  static inMemory(): Ecosystem;
  /** Opens a database: a path or `postgres://user@host/name`; with `migrate` it is made or brought up to date first. */
  static open(database: string, options?: {{ migrate?: boolean; keyFile?: string }}): Promise<Ecosystem>;
  /** An ecosystem in memory whose clock stands still and whose ids repeat for the same seed. */
  static forTests(start: string, seed: number): Ecosystem;
  /** Moves the clock of an ecosystem made by `forTests`. */
  setTime(now: string): void;
  /** A handle that acts as a person; as the host when `userId` is left out. */
  actingAs(options?: CallOptions): Acting;
  /** A handle for somebody who is not signed in: it can use an invitation, and nothing else. */
  actingAsNobody(options?: Omit<CallOptions, \"userId\">): Acting;
}}
export interface Ecosystem extends Operations {{}}

/** How tables are matched. */
export interface TableOptions {{
  /** `most_people` when left out. */
  strategy?: StrategyChoice;
  /** With `blend`, the points of one more pair. */
  perPair?: number;
  /** What ties are drawn from; 0 when left out. */
  seed?: number;
  /** The language of reasons and messages; `en` when left out. */
  language?: Locale;
}}

/** An answer; the tables are Arrow streams, for `tableFromIPC`. */
export interface Matched {{
  /** Who has whom. */
  pairs: Uint8Array;
  /** Who has nobody, and why. */
  unmatched: Uint8Array;
  /** What the verifier says. */
  verdict: {{ size: number; score: number; unmatched: number; optimal?: boolean | null; [more: string]: unknown }};
  /** What proves it, in hex. */
  digest: string;
  /** What candidates were good for: how many of the best pairs they have (`hits` of `of`), and what they missed. */
  candidates?: {{ given: number; possible: number; best: number; hits: number; of: number; missed?: number | null }};
}}

/**
 * Matches people in Arrow tables (the bytes of `tableToIPC`), by a policy whose ids are those of the tables. `candidates` (columns
 * `mentee` and `mentor`) are the only pairs that may be made. With `online`, mentees come in the order of their rows.
 */
export function matchPeople(
  mentees: Uint8Array,
  mentors: Uint8Array,
  options?: TableOptions & {{ candidates?: Uint8Array; policy?: MatchPolicy; on?: string }},
): Promise<Matched>;

/** Matches along the pairs of an Arrow table with `mentee`, `mentor` and `score`; tables of people say capacities. */
export function matchPairs(
  pairs: Uint8Array,
  options?: TableOptions & {{ mentees?: Uint8Array; mentors?: Uint8Array }},
): Promise<Matched>;
{TYPESCRIPT_BOOK}",
        codes.join(" | ")
    );
    text
}

fn typescript_fields(fields: &[FieldShape]) -> String {
    let mut text = String::new();
    for field in fields {
        let mark = if field.required { "" } else { "?" };
        let kind = typescript_kind(&field.shape);
        let _ = write!(text, "  /** {} */\n  {}{mark}: {kind};\n", sentence(&field.docs), camel(&field.name));
    }
    text
}

fn typescript_kind(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Id | Shape::Time | Shape::Day => "string".into(),
        Shape::Bool => "boolean".into(),
        Shape::Number => "number".into(),
        Shape::Int { .. } => "number".into(),
        Shape::Json | Shape::Record(_) => "unknown".into(),
        Shape::Words(words) => union(words),
        Shape::Optional(inner) => typescript_kind(inner),
        Shape::List(inner) => match typescript_kind(inner) {
            kind if kind.contains('|') => format!("({kind})[]"),
            kind => format!("{kind}[]"),
        },
        Shape::Choice(words, fields) => {
            let mut all = vec![union(words)];
            all.extend(
                fields.iter().map(|field| format!("{{ {}: {} }}", camel(&field.name), typescript_kind(&field.shape))),
            );
            all.join(" | ")
        }
        Shape::Named(name) => match shapes().get(name) {
            Some(Shape::Id | Shape::Time | Shape::Day) => "string".into(),
            Some(Shape::Json) => "unknown".into(),
            _ => name.clone(),
        },
    }
}

fn union(words: &[String]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | ")
}
