//! What counts when a cohort is matched: a form that says the whole policy, with each mistake at its field.
//!
//! The form and the policy are two ways to write the same thing: a policy becomes fields to be shown, fields become a policy to be
//! saved, and a form that was refused is shown again from the fields as they were typed.

use super::context::Me;
use super::failure::{Answer, Failure, OrShow as _};
use super::matching::members;
use super::take::{Form, Path};
use axum::http::StatusCode;
use minijinja::{Value, context};
use semillero_core::errors::{ApiError, ErrorCode};
use semillero_core::matching::{
    Factor, FactorWeight, Fusion, Gate, GateRule, GroupShare, MatchPolicy, MentorFloor, PairChoice,
};
use semillero_core::people::Role;
use semillero_core::values::{CohortId, UserId};
use semillero_core::{GetMatchPolicy, SetMatchPolicy};
use std::collections::BTreeMap;

/// The fields of a form as they are sent.
type Fields = Vec<(String, String)>;

pub(super) async fn show(me: Me, Path(id): Path<CohortId>) -> Answer {
    let kept = me.acting.get_match_policy(GetMatchPolicy { cohort_id: id }).await.or_show(&me)?;
    let fields = fields_of(&kept.policy);
    shown(&me, id, kept.version, &fields, None).await
}

pub(super) async fn save(me: Me, Path(id): Path<CohortId>, Form(fields): Form<Fields>) -> Answer {
    let typed = Typed::read(&fields);
    let version = one(&fields, "version").parse().unwrap_or(0);
    let request = SetMatchPolicy { cohort_id: id, policy: typed.policy.clone(), expected_version: Some(version) };
    match me.acting.set_match_policy(request).await {
        Ok(_) => Ok(me.to(&format!("/cohorts/{id}/policy"))),
        Err(error) if matches!(error.code, ErrorCode::InvalidInput | ErrorCode::Conflict) => {
            shown(&me, id, version, &fields, Some((&error, &typed))).await
        }
        Err(error) => Err(Failure::shown(&me, error)),
    }
}

fn one<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
}

fn all<'a>(fields: &'a Fields, name: &'a str) -> impl Iterator<Item = &'a str> {
    fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn factors() -> impl Iterator<Item = Factor> {
    Factor::ALL.iter().copied().filter(|factor| *factor != Factor::OneSided)
}

/// A number, or one that the operation refuses at its field.
fn number(text: &str) -> i32 {
    if text.is_empty() { 0 } else { text.parse().unwrap_or(-1) }
}

fn optional(text: &str) -> Option<i32> {
    (!text.is_empty()).then(|| number(text))
}

fn pair_text(pair: &PairChoice) -> String {
    format!("{} {}", pair.mentee_id, pair.mentor_id)
}

fn pair_of(text: &str) -> Option<PairChoice> {
    let (mentee, mentor) = text.split_once(' ')?;
    Some(PairChoice { mentee_id: mentee.parse().ok()?, mentor_id: mentor.parse().ok()? })
}

/// A policy as the fields of the form.
fn fields_of(policy: &MatchPolicy) -> Fields {
    let mut fields = Fields::new();
    let mut add = |name: String, value: String| fields.push((name, value));
    for weight in &policy.weights {
        add(format!("mentee_{}", weight.factor.word()), weight.mentee.to_string());
        add(format!("mentor_{}", weight.factor.word()), weight.mentor.to_string());
    }
    for rule in &policy.gates {
        add(format!("gate_{}", rule.gate.word()), "yes".to_owned());
        if let Some(least) = rule.least {
            add(format!("least_{}", rule.gate.word()), least.to_string());
        }
    }
    add("fusion".to_owned(), policy.fusion.word().to_owned());
    if let Some(share) = policy.mentee_share {
        add("mentee_share".to_owned(), share.to_string());
    }
    policy.must.iter().for_each(|pair| add("must".to_owned(), pair_text(pair)));
    policy.never.iter().for_each(|pair| add("never".to_owned(), pair_text(pair)));
    for floor in &policy.floors {
        add("floor".to_owned(), format!("{} {}", floor.mentor_id, floor.least));
    }
    for group in &policy.groups {
        add("group".to_owned(), serde_json::to_string(group).unwrap_or_default());
    }
    fields
}

/// What a form says.
struct Typed {
    policy: MatchPolicy,
    /// At which field of the form a part of the request stands: the beginning of its pointer, and the field.
    places: Vec<(String, String)>,
}

impl Typed {
    fn read(fields: &Fields) -> Self {
        let mut places = Vec::new();
        let mut weights = Vec::new();
        for factor in factors() {
            let [mentee, mentor] = ["mentee", "mentor"].map(|side| format!("{side}_{}", factor.word()));
            let weight =
                FactorWeight { factor, mentee: number(one(fields, &mentee)), mentor: number(one(fields, &mentor)) };
            if (weight.mentee, weight.mentor) != (0, 0) {
                let at = weights.len();
                places.push((format!("/policy/weights/{at}/mentee"), mentee));
                places.push((format!("/policy/weights/{at}/mentor"), mentor));
                weights.push(weight);
            }
        }
        places.push(("/policy/weights".to_owned(), "weights".to_owned()));
        let mut gates = Vec::new();
        for gate in Gate::ALL.iter().copied() {
            let least = format!("least_{}", gate.word());
            if !one(fields, &format!("gate_{}", gate.word())).is_empty() {
                places.push((format!("/policy/gates/{}", gates.len()), least.clone()));
                gates.push(GateRule { gate, least: optional(one(fields, &least)) });
            }
        }
        places.push(("/policy/mentee_share".to_owned(), "mentee_share".to_owned()));
        let mut pairs = |list: &str| {
            let mut pairs: Vec<PairChoice> = all(fields, list).filter_map(pair_of).collect();
            places.extend((0..pairs.len()).map(|at| (format!("/policy/{list}/{at}"), format!("{list}_{at}"))));
            let add = |side: &str| one(fields, &format!("add_{list}_{side}")).parse().ok();
            if let (Some(mentee_id), Some(mentor_id)) = (add("mentee"), add("mentor")) {
                places.push((format!("/policy/{list}/{}", pairs.len()), format!("add_{list}")));
                pairs.push(PairChoice { mentee_id, mentor_id });
            }
            pairs
        };
        let (must, never) = (pairs("must"), pairs("never"));
        let floor = |text: &str| {
            let (mentor, least) = text.split_once(' ')?;
            Some(MentorFloor { mentor_id: mentor.parse().ok()?, least: number(least) })
        };
        let mut floors: Vec<MentorFloor> = all(fields, "floor").filter_map(floor).collect();
        places.extend((0..floors.len()).map(|at| (format!("/policy/floors/{at}"), format!("floor_{at}"))));
        if let Ok(mentor_id) = one(fields, "add_floor_mentor").parse() {
            places.push((format!("/policy/floors/{}", floors.len()), "add_floor".to_owned()));
            floors.push(MentorFloor { mentor_id, least: number(one(fields, "add_floor_least")) });
        }
        let groups: Vec<GroupShare> = all(fields, "group").filter_map(|text| serde_json::from_str(text).ok()).collect();
        places.extend((0..groups.len()).map(|at| (format!("/policy/groups/{at}"), format!("group_{at}"))));
        let policy = MatchPolicy {
            weights,
            gates,
            fusion: one(fields, "fusion").parse().unwrap_or_default(),
            mentee_share: optional(one(fields, "mentee_share")),
            must,
            never,
            floors,
            groups,
        };
        Self { policy, places }
    }

    /// The mistakes by the field they stand at; what stands at none comes under the empty name.
    fn mistakes(&self, error: &ApiError) -> BTreeMap<String, Vec<String>> {
        let mut mistakes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for mistake in &error.errors {
            let begins = |start: &str| {
                mistake.path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let place = self.places.iter().find(|(start, _)| begins(start));
            let field = place.map_or(String::new(), |(_, field)| field.clone());
            mistakes.entry(field).or_default().push(mistake.text.clone());
        }
        mistakes
    }
}

async fn shown(me: &Me, id: CohortId, version: i64, fields: &Fields, refused: Option<(&ApiError, &Typed)>) -> Answer {
    let cohort = super::cohort::find(me, id).await?;
    let mentees = members(me, id, Role::Participant).await?;
    let mentors = members(me, id, Role::Mentor).await?;
    let names: BTreeMap<String, String> = mentees.iter().chain(&mentors).filter_map(named).collect();
    let name = |id: UserId| names.get(&id.to_string()).cloned().unwrap_or_else(|| id.to_string());
    let weights: Vec<Value> = factors()
        .map(|factor| {
            let of = |side: &str| one(fields, &format!("{side}_{}", factor.word())).to_owned();
            context! { word => factor.word(), mentee => of("mentee"), mentor => of("mentor") }
        })
        .collect();
    let gates: Vec<Value> = (Gate::ALL.iter())
        .map(|gate| {
            let on = !one(fields, &format!("gate_{}", gate.word())).is_empty();
            let least = one(fields, &format!("least_{}", gate.word())).to_owned();
            let usual = if *gate == Gate::SharedTime { 4 } else { 1 };
            context! { word => gate.word(), on, least, counts => gate.counts(), usual }
        })
        .collect();
    let pairs = |list: &str| -> Vec<Value> {
        let pairs = all(fields, list).filter_map(pair_of);
        pairs
            .map(|pair| context! { value => pair_text(&pair), mentee => name(pair.mentee_id), mentor => name(pair.mentor_id) })
            .collect()
    };
    let floors: Vec<Value> = all(fields, "floor")
        .filter_map(|text| {
            let (mentor, least) = text.split_once(' ')?;
            Some(context! { value => text, mentor => name(mentor.parse().ok()?), least })
        })
        .collect();
    let groups: Vec<Value> = all(fields, "group")
        .filter_map(|text| {
            let group: GroupShare = serde_json::from_str(text).ok()?;
            Some(context! { value => text, group })
        })
        .collect();
    let typed: BTreeMap<&str, &str> = (fields.iter())
        .filter(|(name, _)| name.starts_with("add_"))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let lists = context! {
        must => context! { name => "must", pairs => pairs("must") },
        never => context! { name => "never", pairs => pairs("never") },
    };
    let fusion = one(fields, "fusion").parse::<Fusion>().unwrap_or_default().word();
    let values = context! {
        cohort, version, weights, gates, lists, floors, groups, typed, fusion, mentees, mentors,
        fusions => Fusion::ALL.iter().map(|fusion| fusion.word()).collect::<Vec<_>>(),
        mentee_share => one(fields, "mentee_share"),
        error => refused.map(|(error, _)| error),
        mistakes => refused.map(|(error, typed)| typed.mistakes(error)).unwrap_or_default(),
    };
    let status = match refused {
        Some((error, _)) => StatusCode::from_u16(crate::api::status_of(error.code)).unwrap_or(StatusCode::BAD_REQUEST),
        None => StatusCode::OK,
    };
    Ok(me.page_with(status, "policy.html", values))
}

fn named(person: &Value) -> Option<(String, String)> {
    let text = |name: &str| person.get_attr(name).ok().map(|value| value.to_string());
    Some((text("id")?, text("name")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use semillero_core::values::Id as _;

    #[test]
    fn a_policy_survives_the_form() {
        let user = |number| UserId::from_uuid(uuid::Uuid::from_u128(number));
        let mut policy = MatchPolicy::default();
        let pair = PairChoice { mentee_id: user(1), mentor_id: user(2) };
        policy.must.push(pair.clone());
        policy.floors.push(MentorFloor { mentor_id: pair.mentor_id, least: 2 });
        policy.never.push(PairChoice { mentee_id: pair.mentor_id, mentor_id: pair.mentee_id });
        policy.gates.insert(0, GateRule { gate: Gate::SharedTime, least: Some(8) });
        let again = Typed::read(&fields_of(&policy)).policy;
        assert_eq!(again, policy);
    }
}
