//! Every text a caller may read when refused, in Spanish and English, with what to do about it.

/// One text in two languages.
#[derive(Debug)]
pub struct Text {
    /// Its name for programs.
    pub key: &'static str,
    /// What is wrong, in Spanish and English.
    pub text: (&'static str, &'static str),
    /// What to do about it, in Spanish and English; empty where the text says it.
    pub remedy: (&'static str, &'static str),
}

impl Text {
    /// Text and remedy in one language.
    #[must_use]
    pub fn in_words(&self, locale: crate::values::Locale) -> (&'static str, &'static str) {
        (locale.pick(self.text.0, self.text.1), locale.pick(self.remedy.0, self.remedy.1))
    }
}

macro_rules! define_texts {
    ($($name:ident $key:literal { $es:literal, $en:literal $(, $res:literal, $ren:literal)? })+) => {
        $(pub(crate) static $name: Text = Text { key: $key, text: ($es, $en), remedy: define_texts!(@remedy $($res, $ren)?) };)+
        /// Every text, for checks and for translators.
        pub static TEXTS: &[&Text] = &[$(&$name),+];
    };
    (@remedy) => { ("", "") };
    (@remedy $es:literal, $en:literal) => { ($es, $en) };
}

define_texts! {
    INVALID_INPUT "invalid_input" { "la petición tiene {count} error(es)", "the request has {count} mistake(s)" }
    UNKNOWN_FIELD "unknown_field" { "no existe el campo `{field}`", "there is no field `{field}`",
        "quítelo o use uno de estos: {known}", "remove it or use one of: {known}" }
    MISSING_FIELD "missing_field" { "falta el campo `{field}`", "field `{field}` is missing", "añádalo", "add it" }
    WRONG_TYPE "wrong_type" { "`{value}` no es {wanted}", "`{value}` is not {wanted}", "dé {wanted}", "give {wanted}" }
    NOT_A_CHOICE "not_a_choice" { "`{value}` no es una opción", "`{value}` is not a choice",
        "use una de estas: {known}", "use one of: {known}" }
    NO_OWN_QUERIES "no_own_queries" { "quien no puede leer las filas ve los tableros publicados, no consultas propias",
        "whoever may not read the rows sees the released dashboards, not queries of their own",
        "use run_dashboard", "use run_dashboard" }
    SAID "said" { "{said}", "{said}", "{remedy}", "{remedy}" }
    BAD_VALUE "bad_value" { "valor no válido: {error}", "invalid value: {error}", "corríjalo", "mend it" }
    OUT_OF_RANGE "out_of_range" { "{value} no está entre {least} y {most}", "{value} is not between {least} and {most}",
        "use un número dentro del rango", "use a number inside the range" }
    EMPTY "empty" { "no puede estar vacío", "must not be empty", "escriba algo", "write something" }
    TOO_LONG "too_long" { "tiene {length} caracteres; el máximo es {most}", "has {length} characters; the most is {most}",
        "acórtelo", "shorten it" }
    TOO_MANY "too_many" { "son {length}; el máximo es {most}", "there are {length}; the most is {most}",
        "divida la petición", "split the request" }
    BAD_EMAIL "bad_email" { "`{value}` no es una dirección de correo", "`{value}` is not an e-mail address", "escriba una dirección como ana@example.org", "write an address such as ana@example.org" }
    NEEDS_PROGRAMME "needs_programme" { "el rol `{role}` vale en un programa", "role `{role}` holds in one programme",
        "indique `programme_id`", "give `programme_id`" }
    NO_PROGRAMME "no_programme" { "el rol `{role}` vale en todas partes", "role `{role}` holds everywhere",
        "quite `programme_id`", "leave out `programme_id`" }
    UNKNOWN_ID "unknown_id" { "no hay {kind} con id `{id}`", "there is no {kind} with id `{id}`",
        "use un id existente", "use an id that exists" }
    TWICE "twice" { "`{value}` aparece dos veces", "`{value}` stands there twice", "déjelo una sola vez", "keep it once" }
    RANKED_AND_VETOED "ranked_and_vetoed" { "`{value}` está en las preferencias y en los vetos", "`{value}` is both ranked and vetoed",
        "quítelo de una de las dos listas", "take it out of one of the two lists" }
    NO_WEIGHT "no_weight" { "`{value}` resulta de los otros criterios y no lleva peso", "`{value}` follows from the other factors and takes no weight",
        "quítelo y elija una `fusion`", "leave it out and choose a `fusion`" }
    WEIGHT_SUM "weight_sum" { "los pesos de `{side}` suman {sum}; deben sumar 10000 o 0", "the weights of `{side}` sum to {sum}; they must sum to 10000 or 0",
        "reparta 10000 puntos básicos entre los criterios", "share 10000 basis points among the factors" }
    NO_WEIGHTS "no_weights" { "ningún criterio pesa nada", "no factor weighs anything", "dé peso a uno al menos", "give weight to one at least" }
    COUNTS_NOTHING "counts_nothing" { "`{value}` no cuenta nada", "`{value}` counts nothing", "quite `least`", "leave out `least`" }
    MUST_AND_NEVER "must_and_never" { "la pareja `{value}` está en `must` y en `never`", "the pair `{value}` is both in `must` and in `never`",
        "quítela de una de las dos listas", "take it out of one of the two lists" }
    BAD_GROUP_LABEL "bad_group_label" { "`{value}` no es una etiqueta de grupo", "`{value}` is not the label of a group",
        "escriba `tipo:valor` con uno de estos tipos: {known}", "write `kind:value` with one of these kinds: {known}" }
    ONLY_WITH "only_with" { "`{field}` solo vale con `{value}`", "`{field}` makes sense with `{value}` only", "quítelo", "leave it out" }
    NEEDED_WITH "needed_with" { "`{value}` necesita `{field}`", "`{value}` needs `{field}`", "añádalo", "add it" }
    NOT_A_MENTEE "not_a_mentee" { "`{value}` no es mentorizada ni mentorizado de la cohorte", "`{value}` is not a mentee of the cohort",
        "inscríbalo primero o pida las listas de toda la cohorte", "enrol them first or ask for the lists of the whole cohort" }
    NOT_IN_COHORT "not_in_cohort" { "`{value}` no está en el otro lado de la cohorte", "`{value}` is not on the other side of the cohort",
        "inscríbalo primero o quítelo", "enrol them first or leave them out" }
    IN_THE_PAST "in_the_past" { "`{value}` ya pasó", "`{value}` has passed", "elija un momento futuro", "choose a moment to come" }
    BAD_CURSOR "bad_cursor" { "`{value}` no es un cursor de esta lista", "`{value}` is not a cursor of this list",
        "empiece sin cursor", "start without one" }
    NO_COLUMN "no_column" { "falta la columna `{column}`", "the column `{column}` is missing", "añádala; hay: {known}", "add it; there are: {known}" }
    NO_VALUE "no_value" { "falta el valor", "the value is missing", "escriba un valor o quite la fila", "write a value or leave the row out" }
    NO_ROWS "no_rows" { "la tabla no tiene filas", "the table has no rows", "dé al menos una fila", "give one row at least" }
    NOT_IN_TABLE "not_in_table" { "`{value}` no está en la tabla `{table}`", "`{value}` is not in the table `{table}`",
        "añádalo a esa tabla o quítelo", "add it to that table or leave it out" }
    BAD_HOURS "bad_hours" { "`{value}` no es un horario", "`{value}` is not hours of a weekday",
        "escriba por ejemplo `monday 18:00-20:30`", "write for example `monday 18:00-20:30`" }
    NOT_ON_SIDE "not_on_side" { "`{value}` no está en la cohorte como `{side}`", "`{value}` is not in the cohort as `{side}`",
        "importe primero a las personas o corrija la dirección", "import the people first or mend the address" }
    NO_SEAT_LEFT "no_seat_left" { "con esta fila `{value}` tendría más personas que su capacidad de {capacity}", "with this row `{value}` would have more mentees than their capacity of {capacity}",
        "suba la capacidad en la hoja de personas o quite la fila", "raise the capacity in the people sheet or leave the row out" }
    TOO_MANY_MENTORS "too_many_mentors" { "con esta fila `{value}` tendría más de {most} mentoría(s) en la cohorte", "with this row `{value}` would have more than {most} mentorship(s) in the cohort",
        "quite la fila o abra la cohorte con más mentoras por persona", "leave the row out or open the cohort with more mentors per mentee" }
    NO_MENTORSHIP "no_mentorship" { "no hay una mentoría entre `{mentor}` y `{mentee}` en la cohorte", "there is no mentorship between `{mentor}` and `{mentee}` in the cohort",
        "importe primero las mentorías", "import the mentorships first" }
    IN_THE_FUTURE "in_the_future" { "`{value}` aún no ha llegado", "`{value}` is still to come", "importe solo lo que ya pasó", "import only what is past" }
    OTHER_OUTCOME "other_outcome" { "esta sesión ya consta como `{value}`", "this session is already recorded as `{value}`",
        "corrija la fila o quítela", "mend the row or leave it out" }
    NOT_A_CLIENT "not_a_client" { "`{value}` no tiene el rol de cliente", "`{value}` does not hold the role client",
        "déle primero el rol `client`", "give them the role `client` first" }
    BAD_LINK "bad_link" { "`{value}` no es una dirección web", "`{value}` is not a web address", "escriba una dirección como https://example.org", "write an address such as https://example.org" }
    BAD_PLACE "bad_place" { "`{value}` no es el código de un lugar", "`{value}` is not the code of a place",
        "escriba un código ISO 3166 como CO-ANT (departamento, estado o provincia) o PE (país)", "write an ISO 3166 code such as CO-ANT (a department, state or province) or PE (a country)" }
    BAD_TIME_ZONE "bad_time_zone" { "`{value}` no es una zona horaria", "`{value}` is not a time zone",
        "escriba un nombre de la base IANA como America/Bogota o Europe/Madrid", "write a name of the IANA database such as America/Bogota or Europe/Madrid" }
    BAD_CLOCK_TIME "bad_clock_time" { "`{value}` no es una hora del día", "`{value}` is not a time of day",
        "escriba horas y minutos, de 00:00 a 24:00, como 18:30", "write hours and minutes, 00:00 to 24:00, such as 18:30" }
    ENDS_TOO_SOON "ends_too_soon" { "{to} no es después de {from}", "{to} is not after {from}",
        "ponga antes la hora más temprana; lo que pasa de la medianoche son dos líneas: hasta las 24:00, y desde las 00:00 del día siguiente", "put the earlier time first; what goes past midnight is two entries: until 24:00, and from 00:00 the next day" }
    SAME_DAY "same_day" { "el hito ya vence el {value}", "the milestone is already due on {value}", "dé otra fecha", "give another day" }
    LAST_MEMBER "last_member" { "es la última persona del emprendimiento; añada otra antes o ciérrelo", "this is the last member of the venture; add another one first or close it" }
    REASON_NEEDED "reason_needed" { "hace falta un motivo", "a reason is needed", "escriba por qué", "write why" }
    NOT_A_PARTICIPANT "not_a_participant" { "`{value}` no participa en la sesión", "`{value}` takes no part in the session",
        "indique solo participantes", "name participants only" }
    NOT_SIGNED_IN "not_signed_in" { "hace falta una credencial", "a credential is needed" }
    BAD_TOKEN "bad_token" { "la credencial no vale o caducó", "the credential does not work or has expired" }
    FORBIDDEN "forbidden" { "no tiene permiso para hacer esto", "you may not do this" }
    NOT_FOUND "not_found" { "no hay {kind} con id `{id}`", "there is no {kind} with id `{id}`" }
    TOO_BUSY "too_busy" { "otra persona cambió lo mismo a la vez; inténtelo de nuevo", "somebody else changed the same thing at once; try again" }
    VERSION_MOVED "version_moved" { "cambió desde que lo leyó: versión {found}, no {expected}; léalo de nuevo",
        "it changed since you read it: version {found}, not {expected}; read it again" }
    UNAVAILABLE "unavailable" { "la base de datos no responde; inténtelo más tarde", "the database does not answer; try again later" }
    INTERNAL "internal" { "error interno", "internal error" }
    NO_TRANSITION "no_transition" { "{kind} en estado `{state}` no admite `{command}`", "a {kind} in state `{state}` does not take `{command}`" }
    KEY_REUSED "key_reused" { "la clave de idempotencia ya se usó con otra petición", "the idempotency key was used with another request" }
    LAST_ADMIN "last_admin" { "es la última persona que administra; nombre otra antes", "this is the last admin; name another one first" }
    EMAIL_TAKEN "email_taken" { "`{email}` ya pertenece a otra persona", "`{email}` already belongs to somebody else" }
    ALREADY_GRANTED "already_granted" { "ya tiene ese rol", "they already hold that role" }
    ALREADY_ENROLLED "already_enrolled" { "ya está en la cohorte", "they are already in the cohort" }
    COHORT_NOT_OPEN "cohort_not_open" { "la cohorte está en estado `{state}` y no admite esto", "the cohort is in state `{state}` and does not take this" }
    PREFERENCES_CLOSED "preferences_closed" { "el plazo para dar preferencias terminó el {until}", "preferences were taken until {until}" }
    COHORT_FULL "cohort_full" { "la cohorte ya tiene {places} participantes", "the cohort already has {places} mentees" }
    NOT_AN_ALLY "not_an_ally" { "`{user}` no tiene un perfil de mentoría aprobado", "`{user}` has no approved ally profile" }
    NOT_ENROLLED "not_enrolled" { "`{user}` no está en ese lado de la cohorte", "`{user}` is not on that side of the cohort" }
    MENTOR_FULL "mentor_full" { "`{mentor}` ya tiene {capacity} de {capacity} personas", "`{mentor}` already has {capacity} of {capacity} mentees" }
    MENTEE_HAS_MENTOR "mentee_has_mentor" { "ya tiene {most} mentoría(s) en esta cohorte", "they already have {most} mentorship(s) in this cohort" }
    TOO_MANY_REQUESTS_OPEN "too_many_requests_open" { "ya hay {most} solicitudes sin responder", "{most} requests already wait for an answer" }
    ALREADY_ASKED "already_asked" { "ya hay una mentoría abierta entre las dos personas", "there is already an open mentorship between the two" }
    VETOED "vetoed" { "una de las dos personas no quiere esta pareja", "one of the two does not want this pair" }
    INVITATION_USED "invitation_used" { "la invitación ya se usó", "the invitation was used before" }
    INVITATION_EXPIRED "invitation_expired" { "la invitación caducó el {until}; pida otra", "the invitation expired on {until}; ask for another" }
    MENTORSHIP_EXPIRED "mentorship_expired" { "la solicitud caducó el {until}", "the request expired on {until}" }
    BAD_INVITATION "bad_invitation" { "la invitación no es válida", "the invitation is not valid" }
    BUSY_THEN "busy_then" { "`{user}` ya tiene una sesión entre {from} y {to}", "`{user}` already has a session between {from} and {to}" }
    NOT_STARTED "not_started" { "la sesión empieza el {at}; aún no puede cerrarse", "the session starts at {at}; it cannot be closed yet" }
    NOT_HELD "not_held" { "la sesión no se ha celebrado", "the session has not been held" }
    ALREADY_RATED "already_rated" { "ya valoró esta sesión", "you have already rated this session" }
    MUST_NOT_POSSIBLE "must_not_possible" { "la pareja obligatoria `{mentee}` – `{mentor}` no es posible: {why}", "the pair `{mentee}` – `{mentor}` must be made but may not be: {why}" }
    NO_TIME "no_time" { "el tiempo se acabó antes de tener una respuesta; dé más tiempo", "the time was over before there was an answer; give more time" }
    TOO_LARGE_TO_MATCH "too_large_to_match" { "hay más de {most} parejas posibles; añada filtros a la política o divida la cohorte", "there are more than {most} eligible pairs; add gates to the policy or split the cohort" }
    STRATEGY_AND_RULES "strategy_and_rules" { "la estrategia `{strategy}` no puede cumplir las reglas de la política", "the strategy `{strategy}` cannot keep the rules of the policy" }
    RULES_CONFLICT "rules_conflict" { "estas reglas no se pueden cumplir juntas: {rules}; quite o rebaje una de ellas", "these rules cannot be kept together: {rules}; take out or lower one of them" }
    NOBODY_TO_MATCH "nobody_to_match" { "la cohorte no tiene personas a las que emparejar en el lado `{side}`", "the cohort has nobody to match on side `{side}`" }
    ONESELF "oneself" { "nadie puede ser su propia mentora o mentor", "nobody can be their own mentor",
        "elija a otra persona", "choose somebody else" }
    NO_AUTHOR "no_author" { "hace falta saber quién lo escribe: llame como esa persona o indique en nombre de quién", "somebody must be the author: call as that person, or say on whose behalf" }
    MALFORMED_JSON "malformed_json" { "el cuerpo no es JSON: línea {line}, columna {column}: {cause}", "the body is not JSON: line {line}, column {column}: {cause}" }
    CONTRADICTION "contradiction" { "`{field}` está en la dirección y, con otro valor, en el cuerpo", "`{field}` stands in the address and, with another value, in the body",
        "déjelo solo en la dirección", "keep it in the address only" }
    BODY_CUT_OFF "body_cut_off" { "el cuerpo no llegó entero a tiempo", "the body did not arrive whole in time" }
    CONTENT_TYPE "content_type" { "no se admite `{found}`; envíe application/json", "`{found}` is not taken; send application/json" }
    TOO_LARGE "too_large" { "el cuerpo tiene más de {most} bytes", "the body has more than {most} bytes" }
    NO_SUCH_ADDRESS "no_such_address" { "no hay nada en `{path}`", "there is nothing at `{path}`" }
    NO_SUCH_METHOD "no_such_method" { "esta dirección no admite {method}", "this address does not take {method}" }
    BAD_HEADER "bad_header" { "el valor `{value}` no sirve para {name}", "`{value}` is no value for {name}" }
    HEADER_NOT_TAKEN "header_not_taken" { "esta operación no admite la cabecera {name}", "this operation does not take header {name}" }
    UNKNOWN_OPERATION "unknown_operation" { "no existe la operación `{name}`", "there is no operation `{name}`" }
    NOT_IN_RUN "not_in_run" { "`{value}` no está entre las personas de esta corrida", "`{value}` is not among the people of this run",
        "quítelo o haga otra corrida", "leave them out or run again" }
    IN_RUN_ALREADY "in_run_already" { "`{value}` ya está en la corrida", "`{value}` is in the run already",
        "quítelo de los cambios", "leave the change out" }
    NOT_READY "not_ready" { "`{value}` no puede entrar en la corrida: {why}", "`{value}` cannot come into the run: {why}",
        "complete lo que falta y repita", "see to that first" }
    ONE_PERSON "one_person" { "este cambio nombra a una persona: `mentee_id` o `mentor_id`", "this change names one person: `mentee_id` or `mentor_id`",
        "deje uno de los dos", "keep one of the two" }
    TWO_PEOPLE "two_people" { "este cambio nombra a dos personas: `mentee_id` y `mentor_id`", "this change names two people: `mentee_id` and `mentor_id`",
        "indique los dos", "give both" }
    AMEND_PUBLISHED "amend_published" { "la corrida está publicada y sus parejas son mentorías; haga otra corrida, que empareja a quien no tiene", "the run is published and its pairs are mentorships; run again, which matches whoever has none" }
    AMEND_STOPPED "amend_stopped" { "la corrida se detuvo antes de terminar; haga otra corrida con más tiempo", "the run was stopped before it was done; run again with more time" }
    AMEND_POLICY "amend_policy" { "la política de la cohorte cambió desde la corrida; haga otra corrida", "the policy of the cohort changed since the run; run again" }
    AMEND_SAME "amend_same" { "nada cambió desde la corrida: queda como está", "nothing changed since the run: it stands as it is" }
    AMEND_STRATEGY "amend_strategy" { "una corrida con `{strategy}` no se ajusta paso a paso; haga otra corrida", "a run with `{strategy}` cannot be amended step by step; run again" }
    AMEND_RULES "amend_rules" { "con parejas obligatorias, mínimos o grupos una corrida no se ajusta paso a paso; haga otra corrida", "with pairs that must be made, floors or groups a run cannot be amended step by step; run again" }
    AMEND_CANDIDATES "amend_candidates" { "una corrida con parejas candidatas no se ajusta paso a paso; haga otra corrida", "a run with candidate pairs cannot be amended step by step; run again" }
    AMEND_LARGE "amend_large" { "con más de {most} parejas imaginables una corrida no se ajusta paso a paso; haga otra corrida", "with more than {most} imaginable pairs a run cannot be amended step by step; run again" }
    PAIR_THERE "pair_there" { "la pareja `{value}` ya está en la corrida", "pair `{value}` is already in the run",
        "quítela de la lista", "take it off the list" }
    PAIR_NOT_THERE "pair_not_there" { "la pareja `{value}` no está en la corrida", "pair `{value}` is not in the run",
        "lea la corrida de nuevo", "read the run again" }
    VETOED_PAIR "vetoed_pair" { "una de las dos personas no quiere la pareja `{value}`", "one of the two does not want pair `{value}`",
        "elija otra pareja", "choose another pair" }
    BAD_SIGN_IN "bad_sign_in" { "el correo o la contraseña no son correctos; tras muchos intentos hace falta una contraseña nueva: pídala a quien administra",
        "the e-mail address or the password is not right; after many tries a new password is needed: ask an admin for it" }
    SLOW_DOWN "slow_down" { "demasiados intentos; espere {seconds} segundos", "too many tries; wait {seconds} seconds" }
    SIGN_IN_ENDED "sign_in_ended" { "la sesión terminó; entre de nuevo", "you are signed out; sign in again" }
    SIGN_IN_FIRST "sign_in_first" { "esta persona ya forma parte: entre con su contraseña para aceptar la invitación", "this person has joined already: sign in to accept the invitation" }
    NOT_FOR_YOU "not_for_you" { "la invitación es para otra persona", "the invitation is for somebody else" }
    NOT_JOINED "not_joined" { "esta persona aún no se unió o no puede entrar", "this person has not joined yet or may not sign in" }
    ALREADY_SET_UP "already_set_up" { "la puesta en marcha ya se hizo: hay una persona que administra", "the set-up is done: there is an admin" }
    BAD_SET_UP "bad_set_up" { "el enlace de puesta en marcha no vale o caducó", "the set-up link does not work or has expired" }
    CROSS_SITE "cross_site" { "el formulario no viene de este sitio o es de una sesión anterior; vuelva a abrir la página", "the form does not come from this site or belongs to an earlier session; open the page again" }
    PASSWORD_SHORT "password_short" { "la contraseña tiene {length} caracteres; hacen falta {least}", "the password has {length} characters; {least} are needed",
        "use varias palabras que nadie relacione con usted", "use several words that nobody connects with you" }
    PASSWORD_REPEATS "password_repeats" { "la contraseña repite lo mismo", "the password repeats the same", "use varias palabras distintas", "use several different words" }
    PASSWORD_SEQUENCE "password_sequence" { "la contraseña es una secuencia del teclado o del alfabeto", "the password is a sequence of the keyboard or the alphabet",
        "use varias palabras distintas", "use several different words" }
    PASSWORD_COMMON "password_common" { "la contraseña es de las más usadas", "the password is among the most used ones",
        "use varias palabras distintas", "use several different words" }
    PASSWORD_PERSONAL "password_personal" { "la contraseña es sobre todo su nombre, su correo o el de este sitio", "the password is mostly your name, your address or that of this site",
        "use palabras que nadie relacione con usted", "use words that nobody connects with you" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn places(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn both_languages_say_the_same_things() {
        for text in TEXTS {
            assert_eq!(places(text.text.0), places(text.text.1), "{}", text.key);
            assert_eq!(places(text.remedy.0), places(text.remedy.1), "{}", text.key);
            assert_eq!(text.remedy.0.is_empty(), text.remedy.1.is_empty(), "{}", text.key);
        }
    }

    #[test]
    fn keys_are_unique_and_texts_follow_the_house_style() {
        let keys: BTreeSet<_> = TEXTS.iter().map(|text| text.key).collect();
        assert_eq!(keys.len(), TEXTS.len());
        for text in TEXTS {
            for words in [text.text.0, text.text.1, text.remedy.0, text.remedy.1] {
                assert!(!words.ends_with('.') && !words.starts_with(char::is_uppercase), "{words}");
            }
        }
    }
}
