//! What happened, in a sentence that people read in their feed.

use crate::values::Locale;

/// A kind of event: `{who}` is whoever did it, `{mentor}` and `{mentee}` are the two sides.
struct Said {
    kind: &'static str,
    es: &'static str,
    en: &'static str,
}

macro_rules! said {
    ($($kind:literal { $es:literal, $en:literal })+) => {
        static SAID: &[Said] = &[$(Said { kind: $kind, es: $es, en: $en }),+];
    };
}

said! {
    "mentorship.proposed" { "Nueva propuesta de mentoría: {mentor} y {mentee}", "New mentorship proposed: {mentor} and {mentee}" }
    "mentorship.reminder" { "Recordatorio: la propuesta de {mentee} espera la respuesta de {mentor}", "Reminder: the proposal of {mentee} waits for an answer from {mentor}" }
    "mentorship.accepted" { "{mentor} aceptó la mentoría con {mentee}", "{mentor} accepted the mentorship with {mentee}" }
    "mentorship.declined" { "{mentor} no puede aceptar la mentoría con {mentee}", "{mentor} cannot take the mentorship with {mentee}" }
    "mentorship.expired" { "La propuesta de {mentee} a {mentor} caducó sin respuesta", "The proposal of {mentee} to {mentor} expired without an answer" }
    "mentorship.withdrawn" { "{mentee} retiró la solicitud a {mentor}", "{mentee} took the request to {mentor} back" }
    "mentorship.superseded" { "La solicitud a {mentor} se cerró: {mentee} ya tiene mentora o mentor", "The request to {mentor} was closed: {mentee} has a mentor now" }
    "mentorship.started" { "{mentor} y {mentee} tuvieron su primera sesión", "{mentor} and {mentee} had their first session" }
    "mentorship.paused" { "La mentoría de {mentor} y {mentee} está en pausa", "The mentorship of {mentor} and {mentee} rests" }
    "mentorship.resumed" { "La mentoría de {mentor} y {mentee} continúa", "The mentorship of {mentor} and {mentee} goes on" }
    "mentorship.completed" { "La mentoría de {mentor} y {mentee} llegó a su fin", "The mentorship of {mentor} and {mentee} reached its end" }
    "mentorship.followed_up" { "{who} hizo el seguimiento de la mentoría de {mentor} y {mentee}", "{who} followed up the mentorship of {mentor} and {mentee}" }
    "mentorship.terminated" { "La mentoría de {mentor} y {mentee} terminó antes de tiempo", "The mentorship of {mentor} and {mentee} ended early" }
    "mentorship.needs_check_in" { "{mentor} y {mentee} llevan tres semanas sin sesión", "{mentor} and {mentee} have not met for three weeks" }
    "mentorship.imported" { "Se registró la mentoría de {mentor} y {mentee}", "The mentorship of {mentor} and {mentee} was recorded" }
    "enrolment.no_match_found" { "De momento no hay mentora o mentor libre; está en la lista de espera", "Nobody is free for now; you are on the waiting list" }
    "enrolment.enrolled" { "Inscripción en una cohorte", "Enrolled in a cohort" }
    "enrolment.withdrawn" { "Baja de una cohorte", "Left a cohort" }
    "session.booked" { "Sesión reservada: {mentor} y {mentee}", "Session booked: {mentor} and {mentee}" }
    "session.held" { "Sesión celebrada: {mentor} y {mentee}", "Session held: {mentor} and {mentee}" }
    "session.missed" { "Alguien no llegó a la sesión de {mentor} y {mentee}", "Somebody missed the session of {mentor} and {mentee}" }
    "session.cancelled" { "Sesión cancelada: {mentor} y {mentee}", "Session called off: {mentor} and {mentee}" }
    "session.imported" { "Se registró una sesión de {mentor} y {mentee}", "A session of {mentor} and {mentee} was recorded" }
    "feedback.given" { "{who} valoró una sesión", "{who} rated a session" }
    "note.added" { "{who} escribió una nota", "{who} wrote a note" }
    "venture.created" { "{who} creó un emprendimiento", "{who} made a venture" }
    "venture.shared" { "{who} compartió un emprendimiento", "{who} shared a venture" }
    "venture.unshared" { "{who} dejó de compartir un emprendimiento", "{who} stopped sharing a venture" }
    "venture_member.joined" { "Nueva persona en el emprendimiento", "Somebody joined the venture" }
    "venture_member.left" { "Alguien dejó el emprendimiento", "Somebody left the venture" }
    "role.granted" { "Nuevo rol asignado", "A role was given" }
    "role.revoked" { "Un rol fue retirado", "A role was taken back" }
    "invitation.sent" { "Invitación enviada", "Invitation sent" }
    "invitation.accepted" { "Invitación aceptada", "Invitation accepted" }
    "invitation.lapsed" { "Una invitación caducó sin usarse", "An invitation lapsed unused" }
    "preferences.set" { "Preferencias guardadas", "Preferences kept" }
    "consent.given" { "Consentimiento registrado", "Consent recorded" }
    "consent.withdrawn" { "Consentimiento retirado", "Consent withdrawn" }
}

/// The sentence for a kind of event; the kind itself where nothing better is known.
#[must_use]
pub fn activity_text(kind: &str, who: &str, mentor: &str, mentee: &str, locale: Locale) -> String {
    let Some(said) = SAID.iter().find(|said| said.kind == kind) else { return kind.to_owned() };
    locale.pick(said.es, said.en).replace("{who}", who).replace("{mentor}", mentor).replace("{mentee}", mentee)
}
