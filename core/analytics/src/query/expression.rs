//! Expressions over measures: names, numbers, `+ - * /` (also `− × ÷`) and parentheses.

use crate::answer::Unit;

/// An expression as a tree.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expression {
    Number(f64),
    Name(String),
    Two(Box<Expression>, Operator, Box<Expression>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// Where an expression stops making sense, in characters from its beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stuck(pub(crate) usize);

/// How deep parentheses may nest.
const DEEPEST: usize = 16;

struct Reader {
    letters: Vec<char>,
    at: usize,
}

impl Expression {
    pub(crate) fn read(text: &str) -> Result<Self, Stuck> {
        let mut reader = Reader { letters: text.chars().collect(), at: 0 };
        let sum = reader.sum(0)?;
        reader.skip();
        if reader.at < reader.letters.len() { Err(Stuck(reader.at)) } else { Ok(sum) }
    }

    /// Its names, in order of appearance, each once.
    pub(crate) fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.collect(&mut names);
        names
    }

    fn collect<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Number(_) => {}
            Self::Name(name) if names.contains(&name.as_str()) => {}
            Self::Name(name) => names.push(name),
            Self::Two(a, _, b) => {
                a.collect(names);
                b.collect(names);
            }
        }
    }

    /// Its value; nothing where a name has none or something is divided by 0.
    pub(crate) fn value(&self, of: &dyn Fn(&str) -> Option<f64>) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Name(name) => of(name),
            Self::Two(a, operator, b) => {
                let (a, b) = (a.value(of)?, b.value(of)?);
                let value = match operator {
                    Operator::Plus => a + b,
                    Operator::Minus => a - b,
                    Operator::Times => a * b,
                    Operator::Over if b == 0.0 => return None,
                    Operator::Over => a / b,
                };
                value.is_finite().then_some(value)
            }
        }
    }

    /// What it counts; the two units where things are added that do not add up. A bare number fits everything.
    pub(crate) fn unit(&self, of: &dyn Fn(&str) -> Option<Unit>) -> Result<Option<Unit>, (Unit, Unit)> {
        match self {
            Self::Number(_) => Ok(None),
            Self::Name(name) => Ok(of(name)),
            Self::Two(a, operator, b) => {
                let (a, b) = (a.unit(of)?, b.unit(of)?);
                let bare = |unit: Option<Unit>| matches!(unit, None | Some(Unit::Number | Unit::Share));
                Ok(match (operator, a, b) {
                    (Operator::Plus | Operator::Minus, Some(a), Some(b)) if a == b => Some(a),
                    (Operator::Plus | Operator::Minus, Some(Unit::Share), Some(Unit::Number))
                    | (Operator::Plus | Operator::Minus, Some(Unit::Number), Some(Unit::Share)) => Some(Unit::Number),
                    (Operator::Plus | Operator::Minus, Some(a), Some(b)) => return Err((a, b)),
                    (Operator::Plus | Operator::Minus, a, b) => a.or(b),
                    (Operator::Times, a, b) if bare(b) => a.or(b),
                    (Operator::Times, a, b) if bare(a) => b,
                    (Operator::Over, a, b) if a == b && a.is_some() => Some(Unit::Share),
                    (Operator::Over, a, b) if bare(b) => a.or(b),
                    _ => Some(Unit::Number),
                })
            }
        }
    }
}

impl Reader {
    fn skip(&mut self) {
        while self.letters.get(self.at).is_some_and(|letter| letter.is_whitespace()) {
            self.at += 1;
        }
    }

    fn operator(&mut self, of: &[(char, Operator)]) -> Option<Operator> {
        self.skip();
        let letter = self.letters.get(self.at)?;
        let found = of.iter().find(|(sign, _)| sign == letter).map(|(_, operator)| *operator);
        self.at += usize::from(found.is_some());
        found
    }

    fn sum(&mut self, depth: usize) -> Result<Expression, Stuck> {
        let mut left = self.product(depth)?;
        while let Some(operator) =
            self.operator(&[('+', Operator::Plus), ('-', Operator::Minus), ('−', Operator::Minus)])
        {
            left = Expression::Two(Box::new(left), operator, Box::new(self.product(depth)?));
        }
        Ok(left)
    }

    fn product(&mut self, depth: usize) -> Result<Expression, Stuck> {
        let mut left = self.one(depth)?;
        let signs = [('*', Operator::Times), ('×', Operator::Times), ('/', Operator::Over), ('÷', Operator::Over)];
        while let Some(operator) = self.operator(&signs) {
            left = Expression::Two(Box::new(left), operator, Box::new(self.one(depth)?));
        }
        Ok(left)
    }

    fn one(&mut self, depth: usize) -> Result<Expression, Stuck> {
        self.skip();
        let from = self.at;
        match self.letters.get(self.at) {
            Some('(') if depth < DEEPEST => {
                self.at += 1;
                let inner = self.sum(depth + 1)?;
                self.skip();
                if self.letters.get(self.at) != Some(&')') {
                    return Err(Stuck(self.at));
                }
                self.at += 1;
                Ok(inner)
            }
            Some(letter) if letter.is_ascii_digit() => {
                let text = self.take(|letter| letter.is_ascii_digit() || letter == '.');
                text.parse().ok().filter(|number: &f64| number.is_finite()).map(Expression::Number).ok_or(Stuck(from))
            }
            Some(letter) if letter.is_ascii_lowercase() => {
                let name =
                    |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_.".contains(letter);
                Ok(Expression::Name(self.take(name)))
            }
            _ => Err(Stuck(from)),
        }
    }

    fn take(&mut self, fits: impl Fn(char) -> bool) -> String {
        let rest = self.letters.get(self.at..).unwrap_or_default();
        let text: String = rest.iter().take_while(|letter| fits(**letter)).collect();
        self.at += text.chars().count();
        text
    }
}

/// The names in an expression; none when it makes no sense.
pub(crate) fn names_of(expression: &str) -> Vec<String> {
    let read = Expression::read(expression);
    read.iter().flat_map(Expression::names).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn computes_in_the_usual_order_and_never_divides_by_nothing() {
        let of = |name: &str| match name {
            "a" => Some(6.0),
            "b" => Some(3.0),
            _ => None,
        };
        let value = |text: &str| Expression::read(text).unwrap().value(&of);
        assert_eq!(value("a + b * 2 - 1"), Some(11.0));
        assert_eq!(value("(a − b) ÷ 3 × 2"), Some(2.0));
        assert_eq!(value("a - b - 1"), Some(2.0));
        assert_eq!(value("a / (b - 3)"), None);
        assert_eq!(value("a + c"), None);
        for (text, at) in [("", 0), ("a +", 3), ("(a", 2), ("a b", 2), ("1.2.3", 0), ("a $", 2)] {
            assert_eq!(Expression::read(text), Err(Stuck(at)), "{text}");
        }
        assert!(Expression::read(&"(".repeat(10_000)).is_err());
    }

    #[test]
    fn units_add_up_only_with_their_own() {
        let of = |name: &str| match name {
            "days" => Some(Unit::Days),
            "money" => Some(Unit::MinorUnits),
            _ => None,
        };
        let unit = |text: &str| Expression::read(text).unwrap().unit(&of);
        assert_eq!(unit("days + money"), Err((Unit::Days, Unit::MinorUnits)));
        assert_eq!(unit("days / money"), Ok(Some(Unit::Number)));
        assert_eq!(unit("2 * days - days / 2"), Ok(Some(Unit::Days)));
        assert_eq!(unit("days / days"), Ok(Some(Unit::Share)));
    }
}
