//! What came out: for people as a table, for programs as JSON and CSV.

use super::question::{Question, tier};
use super::words;
use semillero_core::StrategyChoice;
use semillero_core::matching::Factor;
use semillero_core::matching::engine::{Instance, RunRecord, Solution};
use semillero_core::values::Locale;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One reason of a pair.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ReasonLine {
    /// What counts.
    pub factor: Factor,
    /// How much; the reasons of a pair sum to its score.
    pub points: i32,
    /// In words.
    pub text: String,
}

/// One pair.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PairLine {
    /// Who is mentored.
    pub mentee: String,
    /// Who mentors.
    pub mentor: String,
    /// Where the mentor stands in the mentee's list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mentee_rank: Option<usize>,
    /// Where the mentee stands in the mentor's list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mentor_rank: Option<usize>,
    /// 0 to 10,000.
    pub score: i64,
    /// Why.
    pub reasons: Vec<ReasonLine>,
}

/// Somebody without a mentor.
#[derive(Debug, Clone, Serialize)]
pub(super) struct UnmatchedLine {
    /// Who.
    pub mentee: String,
    /// Why, for programs.
    pub why: String,
    /// Why, in words.
    pub text: String,
}

/// What came out.
#[derive(Debug, Clone)]
pub struct Report {
    pub(super) locale: Locale,
    pub(super) head: Value,
    pub(super) mentees: usize,
    pub(super) pairs: Vec<PairLine>,
    pub(super) unmatched: Vec<UnmatchedLine>,
    pub(super) verdict: Value,
    pub(super) remarks: Vec<String>,
}

impl Report {
    /// The report of a solution.
    pub(super) fn of(
        question: &Question,
        instance: &Instance,
        solution: &Solution,
        record: &RunRecord,
        (strategy, locale): (StrategyChoice, Locale),
    ) -> Self {
        let mentee_at: BTreeMap<_, usize> =
            question.mentees.iter().enumerate().map(|(at, mentee)| (Question::mentee_id(mentee), at)).collect();
        let mentor_at: BTreeMap<_, usize> =
            question.mentors.iter().enumerate().map(|(at, mentor)| (Question::mentor_id(mentor), at)).collect();
        let mentee = |index: u32| mentee_at.get(&instance.mentees().get(index as usize)?.id).copied();
        let mentor = |index: u32| mentor_at.get(&instance.mentors().get(index as usize)?.id).copied();
        let mut pairs: Vec<(usize, PairLine)> = Vec::new();
        for line in &solution.pairs {
            let (Some(at), Some(of)) = (mentee(line.mentee), mentor(line.mentor)) else { continue };
            let (Some(who), Some(whom)) = (question.mentees.get(at), question.mentors.get(of)) else { continue };
            let pair = line.pair.and_then(|index| instance.pairs().get(index as usize));
            let (mentee_rank, mentor_rank) = (tier(&who.ranked, of), tier(&whom.ranked, at));
            let terms = line.pair.map_or(&[][..], |pair| instance.terms_of(pair));
            let reasons = terms.iter().filter_map(|term| {
                let factor = Factor::ALL.iter().copied().find(|factor| *factor as u16 == term.factor)?;
                let rank = if factor == Factor::MenteeChoice { mentee_rank } else { mentor_rank };
                Some(ReasonLine { factor, points: term.points, text: words::reason(locale, factor, rank.unwrap_or(1)) })
            });
            let line = PairLine {
                mentee: who.name.clone(),
                mentor: whom.name.clone(),
                mentee_rank,
                mentor_rank,
                score: pair.map_or(0, |pair| pair.score.into()),
                reasons: reasons.collect(),
            };
            pairs.push((at, line));
        }
        let unmatched = solution.unmatched.iter().filter_map(|line| {
            let who = question.mentees.get(mentee(line.mentee)?)?;
            let (why, text) = words::why(locale, line.why, !who.ranked.is_empty());
            Some((mentee(line.mentee)?, UnmatchedLine { mentee: who.name.clone(), why: why.into(), text: text.into() }))
        });
        let mut unmatched: Vec<(usize, UnmatchedLine)> = unmatched.collect();
        // People find their own rows again in the order of their file.
        pairs.sort_by_key(|(at, _)| *at);
        unmatched.sort_by_key(|(at, _)| *at);
        let mut head = json!({
            "strategy": strategy,
            "seed": record.seed,
            "engine_version": record.engine_version,
            "digest": record.result_digest.to_string(),
        });
        let mut verdict = json!({
            "breaches": record.verdict.breaches,
            "blocking": record.verdict.blocking,
            "weak_blocking": record.verdict.weak_blocking,
            "optimal": record.verdict.optimal,
        });
        let mut remarks = if record.stopped { vec![words::stopped(locale).to_owned()] } else { Vec::new() };
        if let (Some(outside), Some(fields)) = (question.recall(), head.as_object_mut()) {
            fields.insert("candidates".into(), json!(outside));
            remarks.push(words::recall(&outside, locale));
        }
        if let (Some(best), Some(fields)) = (record.verdict.hindsight, verdict.as_object_mut()) {
            fields.insert("hindsight".into(), best.into());
            fields.insert("passed_over".into(), json!(record.verdict.passed_over));
            remarks.push(words::hindsight(record.verdict.score, best, locale));
        }
        Self {
            locale,
            head,
            mentees: question.mentees.len(),
            pairs: pairs.into_iter().map(|(_, line)| line).collect(),
            unmatched: unmatched.into_iter().map(|(_, line)| line).collect(),
            verdict,
            remarks,
        }
    }

    /// How many mentees have their 1st, 2nd … choice.
    fn ranks(&self) -> BTreeMap<usize, usize> {
        let mut ranks = BTreeMap::new();
        for rank in self.pairs.iter().filter_map(|pair| pair.mentee_rank) {
            *ranks.entry(rank).or_default() += 1;
        }
        ranks
    }

    /// The report as one document.
    #[must_use]
    pub fn value(&self) -> Value {
        let ranks: Vec<Value> =
            self.ranks().into_iter().map(|(rank, mentees)| json!({ "rank": rank, "mentees": mentees })).collect();
        let mut value = self.head.clone();
        if let Some(fields) = value.as_object_mut() {
            fields.insert("mentees".into(), self.mentees.into());
            fields.insert("size".into(), self.pairs.len().into());
            fields.insert("total_score".into(), self.pairs.iter().map(|pair| pair.score).sum::<i64>().into());
            fields.insert("ranks".into(), ranks.into());
            fields.insert("pairs".into(), json!(self.pairs));
            fields.insert("unmatched".into(), json!(self.unmatched));
            fields.insert("verdict".into(), self.verdict.clone());
        }
        value
    }

    /// The report as JSON text.
    #[must_use]
    pub fn json(&self) -> String {
        format!("{}\n", serde_json::to_string_pretty(&self.value()).unwrap_or_default())
    }

    /// A line per pair and per mentee without one.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail.
        let mut line = |cells: [String; 7]| drop(writer.write_record(cells));
        line(["mentee", "mentor", "mentee_rank", "mentor_rank", "score", "reasons", "why"].map(str::to_owned));
        let number = |rank: Option<usize>| rank.map(|rank| rank.to_string()).unwrap_or_default();
        for pair in &self.pairs {
            let ranks = [number(pair.mentee_rank), number(pair.mentor_rank)];
            let [mentee_rank, mentor_rank] = ranks;
            let names = [pair.mentee.clone(), pair.mentor.clone()];
            let [mentee, mentor] = names;
            line([mentee, mentor, mentee_rank, mentor_rank, pair.score.to_string(), reasons(pair), String::new()]);
        }
        for unmatched in &self.unmatched {
            let nothing = String::new;
            line([
                unmatched.mentee.clone(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                unmatched.why.clone(),
            ]);
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The report for people.
    #[must_use]
    pub fn text(&self) -> String {
        let say = |es: &'static str, en: &'static str| self.locale.pick(es, en);
        let width =
            |name: fn(&PairLine) -> &str| self.pairs.iter().map(|pair| name(pair).chars().count()).max().unwrap_or(0);
        let (left, right) = (width(|pair| &pair.mentee), width(|pair| &pair.mentor));
        let left = self.unmatched.iter().map(|line| line.mentee.chars().count()).fold(left, usize::max);
        let mut text = String::new();
        for pair in &self.pairs {
            let score = format!("{}.{:02} %", pair.score / 100, pair.score % 100);
            // A mentee without a list may meet a mentor without one: nothing speaks for the pair, and it is still a pair.
            let reasons = match reasons(pair) {
                none if none.is_empty() => {
                    say("ninguna lista nombra a la otra parte", "neither list names the other").to_owned()
                }
                some => some,
            };
            let _ = writeln!(text, "{:<left$}  →  {:<right$}  {score:>8}  {reasons}", pair.mentee, pair.mentor);
        }
        for unmatched in &self.unmatched {
            let _ = writeln!(text, "{:<left$}  –  {}", unmatched.mentee, unmatched.text);
        }
        let with = self.mentees.saturating_sub(self.unmatched.len());
        let pairs = format!("{}: {}", say("parejas", "pairs"), self.pairs.len());
        // A mentee may have several mentors, so pairs and people are two numbers.
        let _ = writeln!(
            text,
            "\n{pairs}; {}",
            self.locale.pick(
                &format!("con pareja: {with} de {} mentees", self.mentees),
                &format!("matched: {with} of {} mentees", self.mentees),
            )
        );
        let ranks = self.ranks().into_iter();
        let ranks: Vec<String> =
            ranks.map(|(rank, count)| format!("{}: {count}", words::ordinal(self.locale, rank))).collect();
        // Where no mentee gave a list there are no choices to count.
        if !ranks.is_empty() {
            let _ = writeln!(text, "{}: {}", say("por opción", "by choice"), ranks.join(", "));
        }
        let _ = writeln!(text, "{}", self.verdict_text());
        let field = |name: &str| self.head.get(name).map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
        let _ = writeln!(
            text,
            "{} {}, {} {}, {} {}",
            say("estrategia", "strategy"),
            field("strategy").unwrap_or_default(),
            say("semilla", "seed"),
            field("seed").unwrap_or_default(),
            say("huella", "digest"),
            field("digest").unwrap_or_default()
        );
        for remark in &self.remarks {
            let _ = writeln!(text, "{remark}");
        }
        text
    }

    /// What the verifier found, by kind.
    fn verdict_text(&self) -> String {
        let say = |es: &'static str, en: &'static str| self.locale.pick(es, en);
        let counted = |kind: &str| words::counted(self.locale, self.verdict.get(kind));
        let mut text = format!("{}: {}", say("incumplimientos verificados", "breaches, verified"), counted("breaches"));
        match self.verdict.get("optimal").and_then(Value::as_bool) {
            Some(true) => text.push_str(say("; no existe nada mejor", "; nothing better exists")),
            Some(false) => text.push_str(say("; existe algo mejor", "; something better exists")),
            None => {}
        }
        // Without a second count the one there is (of the domain) speaks of ranks alone.
        let weak = if self.verdict.get("weak_blocking").is_none() { "blocking" } else { "weak_blocking" };
        let by_rank = say("parejas que bloquean, ambas partes ganan", "blocking pairs, both sides gain by rank");
        let _ = write!(text, "\n{by_rank}: {}", counted(weak));
        if weak == "weak_blocking" {
            let lottery = say("contando el sorteo entre iguales", "counting the lottery among equals too");
            let _ = write!(text, "\n{lottery}: {}", counted("blocking"));
        }
        text
    }
}

fn reasons(pair: &PairLine) -> String {
    pair.reasons.iter().map(|reason| format!("{} ({})", reason.text, reason.points)).collect::<Vec<_>>().join(" + ")
}
