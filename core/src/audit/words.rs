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
    "user.joined" { "{who} entró por primera vez", "{who} joined" }
    "user.ensured" { "Se registró una cuenta", "An account was recorded" }
    "user.imported" { "Se importaron los datos de una persona", "A person was read in from a spreadsheet" }
    "user.updated" { "{who} cambió un perfil", "{who} changed a profile" }
    "user.suspended" { "Una cuenta quedó suspendida", "An account was suspended" }
    "user.reinstated" { "Una cuenta volvió a estar activa", "An account is active again" }
    "user.erased" { "Una cuenta se borró", "An account was erased" }
    "password.changed" { "La contraseña cambió", "The password changed" }
    "sign_in.opened" { "Inicio de sesión", "Signed in" }
    "sign_in.ended" { "Cierre de sesión", "Signed out" }
    "sign_in.all_ended" { "Se cerraron todas las sesiones", "Signed out everywhere" }
    "set_up.offered" { "Se creó el enlace de la primera cuenta", "The link of the first account was made" }
    "set_up.done" { "Se creó la primera cuenta", "The first account was made" }
    "token.created" { "Se creó una clave de acceso a la API", "A token for the API was made" }
    "token.revoked" { "Se anuló una clave de acceso a la API", "A token for the API was taken back" }
    "ally_profile.submitted" { "{who} se ofreció a acompañar", "{who} offered to mentor" }
    "ally_profile.approved" { "Se aprobó un ofrecimiento de mentoría", "An offer to mentor was approved" }
    "ally_profile.rejected" { "No se aceptó un ofrecimiento de mentoría", "An offer to mentor was not accepted" }
    "ally_profile.paused" { "Un ofrecimiento de mentoría está en pausa", "An offer to mentor rests" }
    "ally_profile.resumed" { "Un ofrecimiento de mentoría continúa", "An offer to mentor goes on" }
    "ally_profile.admitted" { "Se aprobó un ofrecimiento de mentoría al importar", "An offer to mentor was approved by an import" }
    "ally_profile.capacity_changed" { "Cambió a cuántas personas se acompaña a la vez", "The number of people mentored at once changed" }
    "programme.created" { "{who} creó un programa", "{who} made a programme" }
    "programme.published" { "Un programa se publicó", "A programme was published" }
    "programme.started" { "Un programa empezó", "A programme began" }
    "programme.completed" { "Un programa terminó", "A programme ended" }
    "programme.archived" { "Un programa se archivó", "A programme was archived" }
    "programme.cancelled" { "Un programa se canceló", "A programme was called off" }
    "cohort.opened" { "Una cohorte abrió inscripciones", "A cohort takes people" }
    "cohort.closed" { "Una cohorte cerró inscripciones", "A cohort takes nobody new" }
    "cohort.started" { "Una cohorte empezó", "A cohort began" }
    "cohort.completed" { "Una cohorte terminó", "A cohort ended" }
    "cohort.cancelled" { "Una cohorte se canceló", "A cohort was called off" }
    "match_run.created" { "{who} hizo un emparejamiento", "{who} matched a cohort" }
    "match_run.edited" { "{who} cambió parejas de un emparejamiento", "{who} changed pairs of a match run" }
    "match_run.published" { "{who} publicó un emparejamiento", "{who} published a match run" }
    "mentorship.updated" { "La mentoría de {mentor} y {mentee} cambió", "The mentorship of {mentor} and {mentee} changed" }
    "session.updated" { "La sesión de {mentor} y {mentee} cambió", "The session of {mentor} and {mentee} changed" }
    "venture.updated" { "{who} cambió los datos de un emprendimiento", "{who} changed a venture" }
    "venture.imported" { "Se importaron los datos de un emprendimiento", "A venture was read in from a spreadsheet" }
    "venture.closed" { "Un emprendimiento cerró", "A venture closed" }
    "venture.merged" { "Un emprendimiento se unió a otro", "A venture became part of another" }
    "venture.acquired" { "Un emprendimiento fue adquirido", "A venture was acquired" }
    "venture_member.updated" { "Cambió el cargo de alguien en el emprendimiento", "The title of somebody in the venture changed" }
    "project.created" { "{who} creó un proyecto", "{who} made a project" }
    "project.proposed" { "{who} presentó un proyecto", "{who} put a project forward" }
    "project.approved" { "Un proyecto fue aprobado", "A project was approved" }
    "project.started" { "Un proyecto empezó", "A project began" }
    "project.held" { "Un proyecto está en pausa", "A project rests" }
    "project.resumed" { "Un proyecto continúa", "A project goes on" }
    "project.completed" { "Un proyecto terminó", "A project ended" }
    "project.cancelled" { "Un proyecto se canceló", "A project was called off" }
    "milestone.planned" { "{who} planeó un hito", "{who} planned a milestone" }
    "milestone.started" { "{who} empezó un hito", "{who} began a milestone" }
    "milestone.done" { "{who} logró un hito", "{who} reached a milestone" }
    "milestone.missed" { "Un hito no se logró", "A milestone was given up" }
    "milestone.replanned" { "{who} movió la fecha de un hito", "{who} moved a milestone" }
}

/// The sentence for a kind of event; the kind itself where nothing better is known.
#[must_use]
pub fn activity_text(kind: &str, who: &str, mentor: &str, mentee: &str, locale: Locale) -> String {
    let Some(said) = SAID.iter().find(|said| said.kind == kind) else { return kind.to_owned() };
    locale.pick(said.es, said.en).replace("{who}", who).replace("{mentor}", mentor).replace("{mentee}", mentee)
}
