//! What the people of the demonstration say of themselves, and when they have time. Sentences are put together by chance.

use crate::dice::Dice;
use semillero_core::WeeklyHours;
use semillero_core::people::Weekday;
use semillero_core::people::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
use semillero_core::programmes::Side;
use semillero_core::values::Locale;

/// The stages of a venture in both languages, in their order.
pub(crate) const STAGES: &[(&str, &str)] = &[
    ("Idea", "Idea"),
    ("Validación", "Validation"),
    ("Producto mínimo viable", "Minimum viable product"),
    ("Lanzamiento", "Launch"),
    ("Crecimiento", "Growth"),
    ("Escala", "Scale"),
];

/// Sentences in the order in which they stand; one of each list makes a text of 40 to 80 words.
type Sentences = [&'static [&'static str]; 4];

const MENTOR_ES: Sentences = [
    &[
        "Llevo {years} años trabajando en {sector}, los últimos en {organisation}, donde acompaño a equipos que apenas empiezan.",
        "Empecé en {sector} hace {years} años, fundé una empresa, la vendí y ahora trabajo en {organisation}.",
        "Durante {years} años dirigí equipos de {skill} en {sector} y hoy asesoro a emprendimientos desde {organisation}.",
        "Soy de {place} y conozco {sector} por dentro: {years} años entre el taller, la oficina y el campo.",
    ],
    &[
        "Puedo ayudar con {skill} y {other}: desde las primeras preguntas hasta un plan que se revisa cada mes.",
        "Mi fuerte es {skill}; también he tenido que aprender de {other} a golpes, y prefiero que otras personas se los ahorren.",
        "He acompañado a más de veinte emprendimientos en temas de {skill} y {other}, casi todos con muy poco dinero.",
        "Me buscan sobre todo por {skill}, y cuando hace falta traigo a alguien de mi red que sabe de {other}.",
    ],
    &[
        "Trabajo con números sencillos, tareas cortas y una conversación honesta cada dos semanas.",
        "Pregunto mucho, opino poco y dejo por escrito lo que acordamos en cada sesión.",
        "Prefiero ver el producto y hablar con clientes antes que leer una presentación larga.",
        "Me gusta que cada reunión termine con una decisión, aunque sea pequeña.",
    ],
    &[
        "Busco equipos con ganas de medir lo que hacen y de cambiar de opinión.",
        "Me entusiasman los proyectos que nacen fuera de las grandes ciudades.",
        "Hago esto porque alguien lo hizo por mí cuando no tenía ni el primer cliente.",
        "Fuera del trabajo camino por la montaña y cultivo un huerto que no siempre me obedece.",
    ],
];

const MENTOR_EN: Sentences = [
    &[
        "I have worked in {sector} for {years} years, most recently at {organisation}, where I look after teams that are just starting.",
        "I began in {sector} {years} years ago, founded a company, sold it, and now work at {organisation}.",
        "For {years} years I ran {skill} teams in {sector}; today I advise young ventures at {organisation}.",
        "I live in {place} and know {sector} from the inside: {years} years between the workshop, the office and the field.",
    ],
    &[
        "I can help with {skill} and {other}: from the first questions to a plan that we go through every month.",
        "My strength is {skill}; I learned {other} the hard way and would rather spare others the bruises.",
        "I have mentored more than twenty ventures in {skill} and {other}, nearly all of them with very little money.",
        "People come to me mostly for {skill}, and when it is needed I bring in a friend who knows {other} well.",
    ],
    &[
        "I work with simple numbers, short tasks and one honest conversation every other week.",
        "I ask a lot, advise little, and write down what we agreed at the end of each session.",
        "I would rather see the product and talk to customers than read a long presentation.",
        "I like every meeting to end with a decision, however small it may be.",
    ],
    &[
        "I look for teams that want to measure what they do and are ready to change their minds.",
        "I have a soft spot for ventures that grow far away from the big cities.",
        "I do this because somebody did it for me before I had a single customer.",
        "Outside work I walk in the hills and keep a garden that does not always obey me.",
    ],
];

const MENTEE_ES: Sentences = [
    &[
        "Empecé este emprendimiento en {place} con dos amigas, después de trabajar {years} años en {sector}.",
        "Vengo de {sector}: vi de cerca un problema que nadie resolvía y decidí intentarlo desde {place}.",
        "Mi familia lleva {years} años en {sector} y yo quiero darle otra forma, con tecnología sencilla y precios justos.",
        "Dejé un empleo en {sector} para dedicarme de lleno a una idea que probé los fines de semana en {place}.",
    ],
    &[
        "Ya hablamos con más de cuarenta clientes y hicimos una primera versión que usan doce de ellos cada semana.",
        "Tenemos las primeras ventas, pero dependen de que yo esté en cada una y así no podemos crecer.",
        "Vendemos en dos mercados locales y por encargo, y cada mes nos piden más de lo que alcanzamos a entregar.",
        "El piloto salió bien y ahora debemos decidir a quién vender primero y cuánto cobrar.",
    ],
    &[
        "Necesito aprender de {skill} y {other}, porque hasta ahora lo hemos hecho todo por intuición.",
        "Lo que más me cuesta es {skill}; también quiero entender mejor {other} antes de contratar a alguien.",
        "Busco a alguien que haya pasado por esto y me ayude a ordenar {skill} y, más adelante, {other}.",
        "Quiero salir de esta etapa con un plan claro de {skill} y con menos miedo a {other}.",
    ],
    &[
        "Aprendo rápido cuando me ponen tareas concretas y una fecha.",
        "Me ayuda que me hagan preguntas difíciles, sobre todo las que evito.",
        "Tengo poco tiempo entre semana, así que prefiero sesiones cortas y seguidas.",
        "Me importa que lo que hacemos le sirva también a la comunidad que nos rodea.",
    ],
];

const MENTEE_EN: Sentences = [
    &[
        "I started this venture in {place} with two friends, after working in {sector} for {years} years.",
        "I come from {sector}: I saw a problem up close that nobody was solving and decided to try from {place}.",
        "My family has been in {sector} for {years} years and I want to give it another shape, with simple technology and fair prices.",
        "I left a job in {sector} to give all my time to an idea that I had tried on weekends in {place}.",
    ],
    &[
        "We have talked to more than forty customers and made a first version that twelve of them use every week.",
        "We have made our first sales, but they depend on me being there each time, and so we cannot grow.",
        "We sell at two local markets and to order, and every month people ask for more than we manage to deliver.",
        "The pilot went well, and now we have to decide whom to sell to first and how much to charge.",
    ],
    &[
        "I need to learn about {skill} and {other}, because so far we have done everything by instinct.",
        "What I find hardest is {skill}; I also want to understand {other} better before I hire anybody.",
        "I am looking for somebody who has been through this and can help me sort out {skill} and, later on, {other}.",
        "I want to leave this stage with a clear plan for {skill} and with less fear of {other}.",
    ],
    &[
        "I learn fast when I am given concrete tasks and a date.",
        "It helps me to be asked hard questions, above all those I avoid.",
        "I have little time during the week, so I prefer short and frequent sessions.",
        "I care that what we do is also of use to the community around us.",
    ],
];

/// What a text is about.
pub(crate) struct Facts<'f> {
    pub(crate) side: Side,
    pub(crate) locale: Locale,
    pub(crate) skills: &'f [String],
    pub(crate) sector: &'f str,
    pub(crate) place: &'f str,
    pub(crate) organisation: &'f str,
}

impl Facts<'_> {
    /// A text about oneself of 40 to 80 words.
    pub(crate) fn text(&self, dice: &mut Dice) -> String {
        let sentences = match (self.side, self.locale) {
            (Side::Mentor, Locale::Es) => &MENTOR_ES,
            (Side::Mentor, Locale::En) => &MENTOR_EN,
            (Side::Mentee, Locale::Es) => &MENTEE_ES,
            (Side::Mentee, Locale::En) => &MENTEE_EN,
        };
        let skill = |at: usize| self.skills.get(at).map(|skill| skill.to_lowercase()).unwrap_or_default();
        let blanks = [
            ("{years}", dice.between(4, 25).to_string()),
            ("{skill}", skill(0)),
            ("{other}", skill(1)),
            ("{sector}", self.sector.to_lowercase()),
            ("{place}", self.place.to_owned()),
            ("{organisation}", self.organisation.to_owned()),
        ];
        let text: Vec<&str> = sentences.iter().map(|list| dice.word(list)).collect();
        blanks.iter().fold(text.join(" "), |text, (blank, word)| text.replace(blank, word))
    }

    /// The stages somebody is in, or can help with.
    pub(crate) fn stages(&self, dice: &mut Dice) -> Vec<String> {
        let many = if self.side == Side::Mentor { 3 } else { 1 };
        let first = dice.below(STAGES.len() + 1 - many);
        STAGES.iter().skip(first).take(many).map(|(es, en)| self.locale.pick(es, en).to_owned()).collect()
    }
}

/// Some days with the same hours.
type Hours = (&'static [Weekday], &'static str, &'static str);

/// When people have time beside their work.
const HOURS: &[Hours] = &[
    (&[Monday, Wednesday, Friday], "18:00", "20:00"),
    (&[Tuesday, Thursday], "17:30", "20:30"),
    (&[Tuesday, Thursday], "07:00", "09:00"),
    (&[Monday, Tuesday, Wednesday, Thursday, Friday], "12:00", "13:30"),
    (&[Saturday], "09:00", "12:00"),
    (&[Friday], "14:00", "18:00"),
    (&[Wednesday], "08:00", "12:00"),
    (&[Monday, Thursday], "15:00", "17:00"),
    (&[Saturday, Sunday], "16:00", "19:00"),
    (&[Thursday], "20:00", "24:00"),
];

/// The free time of a week; one in twelve says nothing.
pub(crate) fn week(dice: &mut Dice) -> Vec<WeeklyHours> {
    if dice.below(12) == 0 {
        return Vec::new();
    }
    let many = dice.between(2, 4);
    let mut chosen: Vec<Hours> = Vec::new();
    for _ in 0..many {
        chosen.extend(dice.one(HOURS).filter(|hours| !chosen.contains(hours)).copied().into_iter().collect::<Vec<_>>());
    }
    let line = |weekday, from: &str, to: &str| WeeklyHours { weekday, from: from.to_owned(), to: to.to_owned() };
    chosen.iter().flat_map(|(days, from, to)| days.iter().map(move |day| line(*day, from, to))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_forty_to_eighty_words_and_no_blank_left() {
        let skills = ["Marketing digital".to_owned(), "Levantamiento de capital".to_owned()];
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..400 {
            let mut dice = Dice::new(seed);
            for (side, locale) in [Side::Mentor, Side::Mentee].into_iter().zip([Locale::Es, Locale::En]) {
                for side in [side, Side::Mentor] {
                    let facts = Facts {
                        side,
                        locale,
                        skills: &skills,
                        sector: "Economía circular",
                        place: "St. John's",
                        organisation: "Cámara del Valle",
                    };
                    let text = facts.text(&mut dice);
                    let words = text.split(' ').count();
                    assert!((40..=80).contains(&words), "{words}: {text}");
                    assert!(!text.contains(['{', '}']), "{text}");
                    assert!(!facts.stages(&mut dice).is_empty());
                    seen.insert(text);
                }
            }
        }
        assert!(seen.len() > 500, "{}", seen.len());
    }
}
