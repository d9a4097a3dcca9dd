//! Holds a document against the grammar: notes every mistake and gives back what is sound of it, so that later checks still see it.

use super::grammar::{CONDITION, DEEPEST, DEFINITIONS, Field, GRAINS, Kind, MEASURE, Names};
use super::mistake::{Code, Mistake, escaped, shown};
use super::nearest::nearest;
use super::vocabulary::Vocabulary;
use crate::calendar::Day;
use crate::metrics::{Span, catalogue, metric};
use serde_json::{Map, Value, json};

/// At most so many mistakes are told; a document with more is not one that somebody wrote.
const MOST: usize = 200;

pub(super) struct Walk<'a> {
    pub(super) names: &'a Vocabulary,
    pub(super) mistakes: Vec<Mistake>,
}

impl Walk<'_> {
    pub(super) fn note(&mut self, mistake: Mistake) {
        if self.mistakes.len() < MOST {
            self.mistakes.push(mistake);
        }
    }

    /// Whether something is wrong at a place or inside it.
    pub(super) fn has_below(&self, at: &str) -> bool {
        let inside =
            |pointer: &str| pointer.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.mistakes.iter().any(|mistake| inside(&mistake.pointer))
    }

    fn wrong(&mut self, at: &str, value: &Value, es: &str, en: &str) -> Option<Value> {
        let (is_es, is_en) = type_of(value);
        let message = [format!("aquí va {es}, y hay {is_es}"), format!("{en} is expected here, and there is {is_en}")];
        let remedy = [format!("escriba {es}"), format!("write {en}")];
        self.note(Mistake::new(at, Code::WrongType, message, remedy));
        None
    }

    fn bad(&mut self, at: &str, code: Code, es: String, en: String, remedy: [&str; 2]) -> Option<Value> {
        self.note(Mistake::new(at, code, [es, en], remedy.map(str::to_owned)));
        None
    }

    /// The value as the types read it, where it is sound.
    pub(super) fn check(&mut self, value: &Value, kind: &Kind, at: &str, depth: usize) -> Option<Value> {
        match kind {
            Kind::Text(most) => self.text(value, *most, at).map(Value::String),
            Kind::Name => self.name(value, at),
            Kind::Words => self.words(value, at),
            Kind::Whole(least, most) => self.whole(value, *least, *most, at),
            Kind::Flag => match value {
                Value::Bool(_) => Some(value.clone()),
                _ => self.wrong(at, value, "true o false", "true or false"),
            },
            Kind::Day => {
                let text = self.text(value, 10, at)?;
                match text.parse::<Day>() {
                    Ok(_) => Some(Value::String(text)),
                    Err(_) => {
                        let text = shown(&text);
                        let (es, en) = (format!("`{text}` no es un día"), format!("`{text}` is not a day"));
                        self.bad(
                            at,
                            Code::Malformed,
                            es,
                            en,
                            ["escriba un día como 2026-05-04", "write a day such as 2026-05-04"],
                        )
                    }
                }
            }
            Kind::Span => {
                let text = self.text(value, 10, at)?;
                match text.parse::<Span>() {
                    Ok(_) => Some(Value::String(text)),
                    Err(_) => {
                        let text = shown(&text);
                        let (es, en) =
                            (format!("`{text}` no es una duración"), format!("`{text}` is not a length of time"));
                        self.bad(
                            at,
                            Code::Malformed,
                            es,
                            en,
                            ["escriba 28d, 4w, 3m, 1q o 1y", "write 28d, 4w, 3m, 1q or 1y"],
                        )
                    }
                }
            }
            Kind::Choice(choices) => self.choice(value, choices, at),
            Kind::Known(names) => {
                let text = self.text(value, 64, at)?;
                self.known(&text, *names, at)
            }
            Kind::OneOrMore(names) => self.one_or_more(value, *names, at),
            Kind::Values => self.values(value, at),
            Kind::List(kind, least, most) => self.list(value, kind, (*least, *most), at, depth),
            Kind::Map(kind, most) => self.map(value, kind, *most, at, depth),
            Kind::Object(fields) => {
                let Value::Object(object) = value else { return self.wrong(at, value, "un objeto", "an object") };
                self.object(object, fields, &[], at, depth).map(Value::Object)
            }
            Kind::OneOf(fields) => {
                let Value::Object(object) = value else { return self.wrong(at, value, "un objeto", "an object") };
                self.one_of(object, fields, at, depth)
            }
            Kind::Definition => {
                let Value::Object(object) = value else {
                    return self.wrong(at, value, "una definición", "a definition");
                };
                self.one_of(object, DEFINITIONS, at, depth)
            }
            Kind::Filter => self.filter(value, at, depth),
            Kind::Measure => self.measure(value, at, depth),
        }
    }

    fn text(&mut self, value: &Value, most: usize, at: &str) -> Option<String> {
        let Value::String(text) = value else {
            self.wrong(at, value, "un texto", "text");
            return None;
        };
        if text.chars().nth(most).is_some() {
            let (es, en) =
                (format!("el texto pasa de {most} caracteres"), format!("the text has more than {most} characters"));
            self.bad(at, Code::OutOfRange, es, en, ["acórtelo", "shorten it"]);
            return None;
        }
        Some(text.clone())
    }

    fn name(&mut self, value: &Value, at: &str) -> Option<Value> {
        let text = self.text(value, 64, at)?;
        if is_name(&text) {
            return Some(Value::String(text));
        }
        let text = shown(&text);
        let (es, en) = (format!("`{text}` no es un nombre"), format!("`{text}` is not a name"));
        self.bad(at, Code::Malformed, es, en, NAME_REMEDY)
    }

    fn words(&mut self, value: &Value, at: &str) -> Option<Value> {
        match value {
            Value::Array(pair) if pair.len() == 2 => {
                let mut texts = Vec::new();
                for (i, text) in pair.iter().enumerate() {
                    texts.push(self.text(text, 200, &format!("{at}/{i}")));
                }
                texts.into_iter().collect::<Option<Vec<_>>>().map(|texts| json!(texts))
            }
            _ => self.wrong(
                at,
                value,
                "una lista de dos textos, español e inglés",
                "a list of two texts, Spanish and English",
            ),
        }
    }

    fn whole(&mut self, value: &Value, least: i64, most: i64, at: &str) -> Option<Value> {
        let Some(number) = value.as_i64() else { return self.wrong(at, value, "un número entero", "a whole number") };
        if (least..=most).contains(&number) {
            return Some(value.clone());
        }
        let es = format!("{number} no está entre {least} y {most}");
        let en = format!("{number} is not between {least} and {most}");
        self.bad(at, Code::OutOfRange, es, en, ["cambie el número", "change the number"])
    }

    fn choice(&mut self, value: &Value, choices: &[&str], at: &str) -> Option<Value> {
        let text = self.text(value, 64, at)?;
        if choices.contains(&text.as_str()) {
            return Some(Value::String(text));
        }
        let near = nearest(&text, choices.iter().copied());
        let text = shown(&text);
        if choices == GRAINS && ["hour", "minute", "second"].contains(&text.as_str()) {
            let es = format!("`{text}` es más fino que un día, y los datos se guardan por día");
            let en = format!("`{text}` is finer than a day, and states are kept by day");
            return self.bad(at, Code::GrainTooFine, es, en, ["use `day`", "use `day`"]);
        }
        let all = choices.join(", ");
        let message = [format!("`{text}` no es ninguna de las opciones"), format!("`{text}` is none of the choices")];
        let remedy = [format!("elija entre {all}"), format!("choose one of {all}")];
        self.note(Mistake::new(at, Code::UnknownChoice, message, remedy).near(near));
        None
    }

    fn known(&mut self, text: &str, names: Names, at: &str) -> Option<Value> {
        let (code, es, en) = match names {
            Names::Metric => (Code::UnknownMeasure, "medida", "measure"),
            Names::Dimension => (Code::UnknownDimension, "dimensión", "dimension"),
            Names::Attribute => (Code::UnknownDimension, "atributo", "attribute"),
            Names::Event => (Code::UnknownEvent, "tipo de evento", "kind of event"),
            Names::Entity => (Code::UnknownEntity, "entidad", "entity"),
            Names::End => (Code::UnknownEnd, "fin", "end"),
        };
        let near = match names {
            Names::Metric if metric(text).is_some() => return Some(json!(text)),
            Names::Metric => nearest(text, catalogue().iter().map(|metric| metric.id)),
            Names::Dimension if self.names.dimensions().any(|name| name == text) => return Some(json!(text)),
            Names::Dimension => nearest(text, self.names.dimensions()),
            Names::Attribute if self.names.attributes().any(|name| name == text) => return Some(json!(text)),
            Names::Attribute => nearest(text, self.names.attributes()),
            Names::Event if self.names.events().any(|name| name == text) => return Some(json!(text)),
            Names::Event => nearest(text, self.names.events()),
            Names::Entity if self.names.entities().any(|name| name == text) => return Some(json!(text)),
            Names::Entity => nearest(text, self.names.entities()),
            Names::End => return Some(json!(text)),
        };
        let text = shown(text);
        let message = [format!("no hay {es} `{text}`"), format!("there is no {en} `{text}`")];
        let remedy = ["vea `describe`".to_owned(), "see `describe`".to_owned()];
        self.note(Mistake::new(at, code, message, remedy).near(near));
        None
    }

    /// A single name stands for a list of one.
    fn one_or_more(&mut self, value: &Value, names: Names, at: &str) -> Option<Value> {
        match value {
            Value::String(text) => self.check_name(text, names, at).map(|one| json!([one])),
            Value::Array(_) => self.list(value, &Kind::Known(names), (0, 50), at, 0),
            _ => self.wrong(at, value, "un nombre o una lista de nombres", "a name or a list of names"),
        }
    }

    fn check_name(&mut self, text: &str, names: Names, at: &str) -> Option<Value> {
        let text = self.text(&json!(text), 64, at)?;
        self.known(&text, names, at)
    }

    fn values(&mut self, value: &Value, at: &str) -> Option<Value> {
        let one = |walk: &mut Self, value: &Value, at: &str| match value {
            Value::String(_) => walk.text(value, 200, at),
            Value::Bool(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => {
                walk.wrong(at, value, "un texto, un número, true o false", "text, a number, true or false");
                None
            }
        };
        let Value::Array(values) = value else { return one(self, value, at).map(|text| json!([text])) };
        if values.len() > 500 {
            let (es, en) = ("más de 500 valores".to_owned(), "more than 500 values".to_owned());
            return self.bad(at, Code::OutOfRange, es, en, ["use un atributo", "use an attribute"]);
        }
        let texts: Vec<_> =
            values.iter().enumerate().map(|(i, value)| one(self, value, &format!("{at}/{i}"))).collect();
        texts.into_iter().collect::<Option<Vec<_>>>().map(|texts| json!(texts))
    }

    fn list(&mut self, value: &Value, kind: &Kind, limits: (usize, usize), at: &str, depth: usize) -> Option<Value> {
        let Value::Array(values) = value else { return self.wrong(at, value, "una lista", "a list") };
        let (least, most) = limits;
        if values.len() > most || values.len() < least {
            let n = values.len();
            let es = format!("{n} elementos, y van de {least} a {most}");
            let en = format!("{n} entries, where {least} to {most} may stand");
            let code = if values.is_empty() { Code::NoInputs } else { Code::OutOfRange };
            return self.bad(at, code, es, en, ["cambie la lista", "change the list"]);
        }
        // What is sound of a list is of use to later checks only when it is all of it, lest places shift.
        let sound: Vec<_> =
            values.iter().enumerate().map(|(i, value)| self.check(value, kind, &format!("{at}/{i}"), depth)).collect();
        sound.into_iter().collect::<Option<Vec<_>>>().map(Value::Array)
    }

    fn map(&mut self, value: &Value, kind: &Kind, most: usize, at: &str, depth: usize) -> Option<Value> {
        let Value::Object(object) = value else { return self.wrong(at, value, "un objeto", "an object") };
        if object.len() > most || object.is_empty() {
            let n = object.len();
            let (es, en) =
                (format!("{n} entradas, y van de 1 a {most}"), format!("{n} entries, where 1 to {most} may stand"));
            let code = if n == 0 { Code::NoInputs } else { Code::CostLimit };
            return self.bad(at, code, es, en, ["parta el documento", "split the document"]);
        }
        let mut sound = Map::new();
        for (key, value) in sorted(object) {
            let at = format!("{at}/{}", escaped(key));
            if !is_name(key) {
                let key = shown(key);
                let (es, en) = (format!("`{key}` no es un nombre"), format!("`{key}` is not a name"));
                self.bad(&at, Code::Malformed, es, en, NAME_REMEDY);
            } else if let Some(value) = self.check(value, kind, &at, depth) {
                sound.insert(key.clone(), value);
            }
        }
        Some(Value::Object(sound))
    }

    /// Fields, where those of `others` belong to somebody else.
    fn object(
        &mut self,
        object: &Map<String, Value>,
        fields: &[Field],
        others: &[Field],
        at: &str,
        depth: usize,
    ) -> Option<Map<String, Value>> {
        let mut sound = Map::new();
        let mut whole = true;
        for (key, value) in sorted(object) {
            let place = format!("{at}/{}", escaped(key));
            let Some(field) = fields.iter().find(|field| field.name == key) else {
                if !others.iter().any(|field| field.name == key) {
                    self.unknown_field(key, fields.iter().chain(others), &place);
                }
                continue;
            };
            match self.check(value, &field.kind, &place, depth) {
                Some(value) => {
                    sound.insert(key.clone(), value);
                }
                None => whole &= !field.needed,
            }
        }
        for field in fields.iter().filter(|field| field.needed && !object.contains_key(field.name)) {
            whole = false;
            let name = field.name;
            let (es, en) = (format!("falta `{name}`"), format!("`{name}` is missing"));
            self.bad(at, Code::MissingField, es, en, ["agréguelo", "add it"]);
        }
        whole.then_some(sound)
    }

    fn unknown_field<'f>(&mut self, key: &str, fields: impl Iterator<Item = &'f Field> + Clone, at: &str) {
        if ["sql", "dp"].contains(&key) {
            let (es, en) = (format!("`{key}` no está en esta versión"), format!("`{key}` is not in this build"));
            self.bad(at, Code::FeatureUnavailable, es, en, ["quítelo", "leave it out"]);
            return;
        }
        let near = nearest(key, fields.clone().map(|field| field.name));
        let all = fields.map(|field| field.name).collect::<Vec<_>>().join(", ");
        let key = shown(key);
        let message = [format!("no hay campo `{key}` aquí"), format!("there is no field `{key}` here")];
        let remedy = [format!("los campos son {all}"), format!("the fields are {all}")];
        self.note(Mistake::new(at, Code::UnknownField, message, remedy).near(near));
    }

    fn one_of(&mut self, object: &Map<String, Value>, fields: &[Field], at: &str, depth: usize) -> Option<Value> {
        if depth >= DEEPEST {
            return self.too_deep(at);
        }
        let mut known = sorted(object)
            .into_iter()
            .filter_map(|(key, value)| fields.iter().find(|field| field.name == key).map(|field| (key, field, value)));
        let (first, second) = (known.next(), known.next());
        for (key, _) in sorted(object) {
            if !fields.iter().any(|field| field.name == key) {
                self.unknown_field(key, fields.iter(), &format!("{at}/{}", escaped(key)));
            }
        }
        match (first, second) {
            (Some((key, field, value)), None) => {
                let value = self.check(value, &field.kind, &format!("{at}/{key}"), depth + 1)?;
                Some(json!({ key.as_str(): value }))
            }
            (Some((a, ..)), Some((b, ..))) => {
                let (es, en) = (format!("`{a}` y `{b}` se excluyen"), format!("`{a}` and `{b}` exclude each other"));
                self.bad(at, Code::Exclusive, es, en, ["deje uno", "leave one"])
            }
            (None, _) if object.is_empty() => {
                let all = fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
                let (es, en) = (format!("falta uno de {all}"), format!("one of {all} is missing"));
                self.bad(at, Code::MissingField, es, en, ["agréguelo", "add it"])
            }
            (None, _) => None,
        }
    }

    fn too_deep(&mut self, at: &str) -> Option<Value> {
        let (es, en) = (format!("más de {DEEPEST} niveles"), format!("more than {DEEPEST} levels deep"));
        self.bad(at, Code::TooDeep, es, en, ["aplánelo", "flatten it"])
    }

    fn filter(&mut self, value: &Value, at: &str, depth: usize) -> Option<Value> {
        if depth >= DEEPEST {
            return self.too_deep(at);
        }
        let Value::Object(object) = value else { return self.wrong(at, value, "una condición", "a condition") };
        let key = ["all", "any", "not"].into_iter().find(|key| object.contains_key(*key));
        let Some(key) = key else { return self.object(object, CONDITION, &[], at, depth).map(Value::Object) };
        if let Some((other, _)) = sorted(object).into_iter().find(|(name, _)| *name != key) {
            let other = shown(other);
            let (es, en) =
                (format!("`{key}` va solo, sin `{other}`"), format!("`{key}` stands alone, without `{other}`"));
            return self.bad(at, Code::Exclusive, es, en, ["deje uno", "leave one"]);
        }
        let inner = object.get(key)?;
        let place = format!("{at}/{key}");
        let sound = if key == "not" {
            self.filter(inner, &place, depth + 1)?
        } else {
            let Value::Array(parts) = inner else { return self.wrong(&place, inner, "una lista", "a list") };
            if parts.len() > 50 {
                let (es, en) = ("más de 50 condiciones".to_owned(), "more than 50 conditions".to_owned());
                return self.bad(&place, Code::CostLimit, es, en, ["use `in`", "use `in`"]);
            }
            let parts: Vec<_> = parts
                .iter()
                .enumerate()
                .map(|(i, part)| self.filter(part, &format!("{place}/{i}"), depth + 1))
                .collect();
            Value::Array(parts.into_iter().collect::<Option<Vec<_>>>()?)
        };
        Some(json!({ key: sound }))
    }

    /// Text is the name of a metric; an object names one or defines one.
    fn measure(&mut self, value: &Value, at: &str, depth: usize) -> Option<Value> {
        if let Value::String(text) = value {
            let id = self.check_name(text, Names::Metric, at)?;
            return Some(json!({ "name": id, "metric": id }));
        }
        let Value::Object(object) = value else { return self.wrong(at, value, "una medida", "a measure") };
        let mut sound = self.object(object, MEASURE, DEFINITIONS, at, depth)?;
        let defined: Map<String, Value> = sorted(object)
            .into_iter()
            .filter(|(key, _)| DEFINITIONS.iter().any(|field| field.name == *key))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        if object.contains_key("metric") {
            if let Some((key, _)) = defined.iter().next() {
                let (es, en) =
                    (format!("`metric` y `{key}` se excluyen"), format!("`metric` and `{key}` exclude each other"));
                return self.bad(at, Code::Exclusive, es, en, ["deje uno", "leave one"]);
            }
            let id = sound.get("metric")?.clone();
            sound.entry("name").or_insert(id);
            return Some(Value::Object(sound));
        }
        let definition = if defined.is_empty() {
            let (es, en) = ("la medida no dice qué es".to_owned(), "the measure does not say what it is".to_owned());
            return self.bad(
                at,
                Code::NoInputs,
                es,
                en,
                ["nombre un `metric` o defina uno", "name a `metric` or define one"],
            );
        } else {
            self.one_of(&defined, DEFINITIONS, at, depth)?
        };
        if !object.contains_key("name") {
            let (es, en) = ("falta `name`".to_owned(), "`name` is missing".to_owned());
            return self.bad(at, Code::MissingField, es, en, ["agréguelo", "add it"]);
        }
        sound.insert("definition".into(), definition);
        sound.contains_key("name").then_some(Value::Object(sound))
    }
}

const NAME_REMEDY: [&str; 2] =
    ["use hasta 64 de a–z, 0–9, `_`, `-` y `.`", "use at most 64 of a–z, 0–9, `_`, `-` and `.`"];

pub(super) fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-.".contains(&byte);
    (1..=64).contains(&text.len()) && text.bytes().all(fits)
}

/// Entries by key, whatever order the map keeps, so that the same document always gives the same mistakes in the same order.
fn sorted(object: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut entries: Vec<_> = object.iter().collect();
    entries.sort_by_key(|(key, _)| *key);
    entries
}

fn type_of(value: &Value) -> (&'static str, &'static str) {
    match value {
        Value::Null => ("null", "null"),
        Value::Bool(_) => ("true o false", "true or false"),
        Value::Number(_) => ("un número", "a number"),
        Value::String(_) => ("un texto", "text"),
        Value::Array(_) => ("una lista", "a list"),
        Value::Object(_) => ("un objeto", "an object"),
    }
}
