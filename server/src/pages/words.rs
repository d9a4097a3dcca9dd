//! Words of closed sets as people say them.

use semillero_core::values::Locale;
use serde::Serialize;

macro_rules! words {
    ($($word:literal { $es:literal, $en:literal })+) => {
        static WORDS: &[(&str, &str, &str)] = &[$(($word, $es, $en)),+];
    };
}

words! {
    "draft" { "borrador", "draft" }
    "review" { "en revisión", "in review" }
    "published" { "publicada", "published" }
    "planned" { "por empezar", "planned" }
    "open" { "abierta", "open" }
    "closed" { "cerrada", "closed" }
    "running" { "en marcha", "running" }
    "completed" { "completada", "completed" }
    "cancelled" { "cancelada", "cancelled" }
    "archived" { "archivada", "archived" }
    "proposed" { "propuesta", "proposed" }
    "accepted" { "aceptada", "accepted" }
    "active" { "activa", "active" }
    "paused" { "en pausa", "paused" }
    "followed_up" { "con seguimiento", "followed up" }
    "declined" { "rechazada", "declined" }
    "expired" { "caducada", "expired" }
    "withdrawn" { "retirada", "withdrawn" }
    "superseded" { "sustituida", "superseded" }
    "terminated" { "terminada antes", "ended early" }
    "confirmed" { "reservada", "booked" }
    "held" { "celebrada", "held" }
    "no_show" { "alguien faltó", "somebody missed it" }
    "on_track" { "va bien", "on track" }
    "needs_check_in" { "conviene preguntar", "needs a check-in" }
    "too_early" { "recién empieza", "too early to say" }
    "request" { "solicitud", "request" }
    "match_run" { "emparejamiento", "match run" }
    "cascade" { "siguiente preferencia", "next preference" }
    "import" { "importada", "imported" }
    "most_people" { "Más personas", "Most people" }
    "highest_score" { "Mayor puntaje", "Highest score" }
    "blend" { "Entre las dos", "Between the two" }
    "stable" { "Estable", "Stable" }
    "stable_for_mentors" { "Estable, para quien mentora", "Stable, for mentors" }
    "stable_ties" { "Estable, con empates", "Stable, with ties" }
    "rank_maximal" { "Más primeras opciones", "Most first choices" }
    "greedy_maximum" { "Más personas, primeras opciones", "Most people, first choices" }
    "generous_maximum" { "Más personas, menos últimas opciones", "Most people, fewest last choices" }
    "least_cost_maximum" { "Más personas, mejores puestos", "Most people, best places" }
    "max_min" { "La peor pareja, lo mejor posible", "The worst pair as good as possible" }
    "leximin" { "La peor, la segunda peor, …", "The worst, the second worst, …" }
    "online" { "Por orden de llegada", "First come, first served" }
    "greedy" { "La mejor pareja primero", "The best pair first" }
    "mentee_choice" { "La preferencia de quien emprende", "The mentee's choice" }
    "mentor_choice" { "La preferencia de quien mentora", "The mentor's choice" }
    "skills" { "Habilidades que se buscan", "Skills looked for" }
    "sectors" { "Sectores en común", "Sectors in common" }
    "languages" { "Idiomas en común", "Languages in common" }
    "goals" { "Metas en común", "Goals in common" }
    "time" { "Horas libres en común", "Free hours in common" }
    "stages" { "La etapa del emprendimiento", "The stage of the venture" }
    "place" { "Cercanía", "Where they are" }
    "about" { "Lo que cuentan de sí", "What they write about themselves" }
    "earlier" { "Una mentoría anterior que fue bien", "An earlier mentorship that went well" }
    "shared_time" { "Cuartos de hora libres en común", "Free quarter hours in common" }
    "shared_language" { "Idiomas en común", "Languages in common" }
    "shared_skill" { "Habilidades que se buscan", "Skills looked for" }
    "shared_sector" { "Sectores en común", "Sectors in common" }
    "shared_stage" { "Etapas en común", "Stages in common" }
    "same_country" { "El mismo país", "The same country" }
    "other_organisation" { "No trabajan en la misma organización", "They do not work for the same organisation" }
    "not_before" { "Nunca tuvieron una mentoría", "They never had a mentorship" }
    "not_again" { "Ninguna mentoría anterior fue rechazada o se rompió", "No earlier mentorship was declined or broken off" }
    "weighted" { "Media con pesos", "Weighted mean" }
    "least" { "La menor de las dos", "The smaller of the two" }
    "product" { "Producto", "Product" }
    "harmonic" { "Media armónica", "Harmonic mean" }
    "cross_ratio" { "Razón cruzada: dos buenas valen más, dos malas menos", "Cross-ratio: two good ones count more, two bad ones less" }
    "strategy" { "estrategia", "strategy" }
    "edit" { "a mano", "by hand" }
    "admin" { "administración", "admin" }
    "entrepreneur" { "emprendedora o emprendedor", "entrepreneur" }
    "ally" { "aliada o aliado", "ally" }
    "client" { "cliente", "client" }
    "manager" { "gestión del programa", "programme manager" }
    "reviewer" { "evaluación", "reviewer" }
    "mentor" { "mentora o mentor", "mentor" }
    "mentee" { "emprendedora o emprendedor", "mentee" }
    "participant" { "participante", "participant" }
    "observer" { "observación", "observer" }
    "in_progress" { "en curso", "in progress" }
    "done" { "logrado", "done" }
    "missed" { "no logrado", "missed" }
    "on_hold" { "en pausa", "on hold" }
    "approved" { "aprobado", "approved" }
    "merged" { "fusionado", "merged" }
    "acquired" { "adquirido", "acquired" }
    "people" { "Personas", "People" }
    "ventures" { "Emprendimientos", "Ventures" }
    "mentorships" { "Mentorías en curso", "Running mentorships" }
    "sessions" { "Sesiones pasadas", "Past sessions" }
    "insufficient" { "pocos datos: no compare", "few data: do not compare" }
    "undefined" { "sin datos todavía", "no data yet" }
    "suppressed" { "oculto: menos de cinco personas", "hidden: fewer than five people" }
    "good" { "", "" }
    "private" { "solo yo", "only me" }
    "shared" { "las dos personas", "both of us" }
    "staff" { "la gestión del programa", "programme staff" }
    "es" { "español", "Spanish" }
    "en" { "inglés", "English" }
    "fr" { "francés", "French" }
    "pt" { "portugués", "Portuguese" }
    "qu" { "quechua", "Quechua" }
    "ally_draft" { "sin enviar", "not sent" }
    "ally_submitted" { "por aprobar", "to be approved" }
    "ally_approved" { "con aprobación", "approved" }
    "ally_rejected" { "no aceptada", "not accepted" }
    "ally_paused" { "en pausa", "paused" }
    "expected" { "por confirmar", "expected" }
    "present" { "asistió", "came" }
    "absent" { "no asistió", "did not come" }
}

/// The word as people say it; the word itself where nothing better is known.
pub(super) fn in_words(word: &str, locale: Locale) -> &str {
    WORDS.iter().find(|(known, _, _)| *known == word).map_or(word, |(_, es, en)| locale.pick(es, en))
}

const MONTHS: [(&str, &str); 12] = [
    ("ene", "Jan"),
    ("feb", "Feb"),
    ("mar", "Mar"),
    ("abr", "Apr"),
    ("may", "May"),
    ("jun", "Jun"),
    ("jul", "Jul"),
    ("ago", "Aug"),
    ("sep", "Sep"),
    ("oct", "Oct"),
    ("nov", "Nov"),
    ("dic", "Dec"),
];

/// The short name of a month given as `01` to `12`.
pub(super) fn month(number: &str, locale: Locale) -> &'static str {
    let at = number.parse::<usize>().unwrap_or(1).saturating_sub(1);
    MONTHS.get(at).map_or("", |(es, en)| locale.pick(es, en))
}

/// A field of a form that is shown once more.
#[derive(Debug, Serialize)]
pub(super) struct Field {
    name: String,
    value: String,
    /// What people call it; a field they never saw has none.
    pub(super) label: Option<&'static str>,
    /// How it is typed.
    kind: &'static str,
}

/// The fields people type into: name, how, Spanish, English.
static FIELDS: &[(&str, &str, &str, &str)] = &[
    ("name", "text", "Nombre", "Name"),
    ("display_name", "text", "Nombre", "Name"),
    ("email", "email", "Correo electrónico", "E-mail"),
    ("summary", "long", "De qué trata", "What it is about"),
    ("sector", "text", "Sector", "Sector"),
    ("places", "text", "Lugares", "Places"),
    ("preferences_until", "date", "Preferencias hasta", "Preferences until"),
    ("reason", "text", "Motivo", "Reason"),
    ("seed", "text", "Semilla", "Seed"),
    ("per_pair", "text", "Puntos por pareja", "Points per pair"),
    ("message", "long", "Mensaje", "Message"),
    ("day", "date", "Día", "Day"),
    ("time", "time", "Hora", "Time"),
    ("minutes", "number", "Minutos", "Minutes"),
    ("place", "text", "Lugar o enlace", "Place or link"),
    ("agenda", "text", "Tema", "Topic"),
    ("comment", "long", "Comentario", "Comment"),
    ("text", "long", "Nota", "Note"),
    ("title", "text", "Hito", "Milestone"),
    ("due_on", "date", "Para el", "Due"),
    ("headline", "text", "En una línea", "In one line"),
    ("organisation", "text", "Organización", "Organisation"),
    ("skills", "text", "Habilidades", "Skills"),
    ("sectors", "text", "Sectores", "Sectors"),
    ("languages", "text", "Idiomas", "Languages"),
    ("goals", "text", "Metas", "Goals"),
    ("about", "long", "Acerca de mí", "About me"),
    ("location", "text", "Dónde estoy", "Where I am"),
    ("time_zone", "text", "Zona horaria", "Time zone"),
    ("availability", "long", "Cuándo tengo tiempo cada semana", "When I have time each week"),
    ("stages", "text", "Etapas", "Stages"),
    ("capacity", "number", "A cuántas personas a la vez", "How many people at once"),
    ("motivation", "long", "Por qué", "Why"),
];

/// What was typed into a form, with the words of its labels. Secrets are left out.
pub(super) fn fields(sent: &[(String, String)], locale: Locale) -> Vec<Field> {
    let secret = |name: &str| matches!(name, "password" | "old" | "new" | "token");
    let shown = sent.iter().filter(|(name, _)| !secret(name)).map(|(name, value)| {
        let known = FIELDS.iter().find(|(known, ..)| known == name);
        Field {
            name: name.clone(),
            value: value.clone(),
            label: known.map(|(_, _, es, en)| locale.pick(es, en)),
            kind: known.map_or("hidden", |(_, kind, ..)| kind),
        }
    });
    shown.collect()
}
