//! Places and time zones as people write them.

use semillero_core::values::{Locale, Place, TimeZone, label_key};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Countries by their names, in Spanish and English: those whose programmes use this most. Others have their code.
const COUNTRIES: &[(&str, &str, &str)] = &[
    ("AR", "Argentina", "Argentina"),
    ("BO", "Bolivia", "Bolivia"),
    ("BR", "Brasil", "Brazil"),
    ("CA", "Canadá", "Canada"),
    ("CL", "Chile", "Chile"),
    ("CO", "Colombia", "Colombia"),
    ("CR", "Costa Rica", "Costa Rica"),
    ("CU", "Cuba", "Cuba"),
    ("DE", "Alemania", "Germany"),
    ("DO", "República Dominicana", "Dominican Republic"),
    ("EC", "Ecuador", "Ecuador"),
    ("ES", "España", "Spain"),
    ("FR", "Francia", "France"),
    ("GB", "Reino Unido", "United Kingdom"),
    ("GQ", "Guinea Ecuatorial", "Equatorial Guinea"),
    ("GT", "Guatemala", "Guatemala"),
    ("HN", "Honduras", "Honduras"),
    ("IN", "India", "India"),
    ("IT", "Italia", "Italy"),
    ("MX", "México", "Mexico"),
    ("NI", "Nicaragua", "Nicaragua"),
    ("PA", "Panamá", "Panama"),
    ("PE", "Perú", "Peru"),
    ("PR", "Puerto Rico", "Puerto Rico"),
    ("PT", "Portugal", "Portugal"),
    ("PY", "Paraguay", "Paraguay"),
    ("SV", "El Salvador", "El Salvador"),
    ("US", "Estados Unidos", "United States"),
    ("UY", "Uruguay", "Uruguay"),
    ("VE", "Venezuela", "Venezuela"),
];

/// A place for people: the country by its name where it is known, and the code.
#[must_use]
pub fn place_in_words(place: &Place, locale: Locale) -> String {
    let country = COUNTRIES.iter().find(|(code, ..)| *code == place.country());
    match country {
        Some((_, es, en)) if place.as_str() == place.country() => locale.pick(es, en).to_owned(),
        Some((_, es, en)) => format!("{} ({})", locale.pick(es, en), place.as_str()),
        None => place.as_str().to_owned(),
    }
}

/// The place of a code or of the name of a country, in Spanish or English: `CO-ANT`, `Perú`.
#[must_use]
pub fn place_of_words(text: &str) -> Option<Place> {
    let named = || {
        let key = label_key(text);
        COUNTRIES.iter().find(|(_, es, en)| label_key(es) == key || label_key(en) == key).map(|(code, ..)| *code)
    };
    Place::parse(text).ok().or_else(|| Place::parse(named()?).ok())
}

/// Cities whose zone has another name in Spanish.
const CITIES: &[(&str, &str)] = &[
    ("ciudad-de-mexico", "America/Mexico_City"),
    ("cdmx", "America/Mexico_City"),
    ("la-habana", "America/Havana"),
    ("nueva-york", "America/New_York"),
    ("londres", "Europe/London"),
];

/// The zone of an IANA name or of its city: `America/Bogota`, `Bogotá`.
#[must_use]
pub fn zone_of_words(text: &str) -> Option<TimeZone> {
    static BY_CITY: OnceLock<HashMap<String, TimeZone>> = OnceLock::new();
    let by_city = BY_CITY.get_or_init(|| {
        let mut cities: HashMap<String, TimeZone> = HashMap::new();
        for zone in TimeZone::all() {
            let Some((_, city)) = zone.name().rsplit_once('/') else { continue };
            let known = cities.entry(label_key(city)).or_insert(zone);
            // `America/Buenos_Aires` is the old name of `America/Argentina/Buenos_Aires`.
            if known.name().len() < zone.name().len() {
                *known = zone;
            }
        }
        let spanish = CITIES.iter().filter_map(|(key, name)| Some(((*key).to_owned(), TimeZone::parse(name).ok()?)));
        cities.extend(spanish);
        cities
    });
    TimeZone::parse(text).ok().or_else(|| by_city.get(&label_key(text)).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_names() {
        for (text, code) in [("co-ant", "CO-ANT"), ("pe", "PE"), ("México", "MX"), ("SPAIN", "ES"), ("peru", "PE")] {
            assert_eq!(place_of_words(text).as_ref().map(Place::as_str), Some(code), "{text}");
        }
        for text in ["Medellín", "Antioquia, Colombia", "", "Europa"] {
            assert_eq!(place_of_words(text), None, "{text}");
        }
        let shown = |text: &str| place_in_words(&Place::parse(text).unwrap(), Locale::Es);
        assert_eq!([shown("co-ant"), shown("br"), shown("jp-13")], ["Colombia (CO-ANT)", "Brasil", "JP-13"]);
    }

    #[test]
    fn zones_have_cities() {
        for (text, name) in [
            ("America/Lima", "America/Lima"),
            ("Bogotá", "America/Bogota"),
            ("buenos aires", "America/Argentina/Buenos_Aires"),
            ("Ciudad de México", "America/Mexico_City"),
            ("Madrid", "Europe/Madrid"),
            ("utc", "UTC"),
        ] {
            assert_eq!(zone_of_words(text).map(TimeZone::name), Some(name), "{text}");
        }
        for text in ["GMT-5", "hora de Colombia", "", "5"] {
            assert_eq!(zone_of_words(text), None, "{text}");
        }
    }
}
