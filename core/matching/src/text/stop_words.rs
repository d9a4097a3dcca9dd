//! Function words: they say which language a text is in and nothing of what it is about.
//!
//! Folded as [`words`](super::words) folds, and sorted. A word of both lists counts for neither language.

/// Articles, pronouns, prepositions, conjunctions and auxiliary verbs of Spanish.
#[rustfmt::skip]
pub(super) const SPANISH: [&str; 208] = [
    "a", "al", "algo", "alguien", "algun", "alguna", "algunas", "alguno", "algunos", "alli", "ambas", "ambos",
    "ante", "antes", "aquel", "aquella", "aquellas", "aquellos", "aqui", "asi", "aun", "aunque", "bajo", "bien",
    "cada", "casi", "como", "con", "contra", "cual", "cuales", "cualquier", "cuando", "cuanto", "cuya", "cuyo",
    "de", "del", "desde", "donde", "dos", "durante", "e", "el", "ella", "ellas", "ello", "ellos", "en", "entonces",
    "entre", "era", "eramos", "eran", "es", "esa", "esas", "ese", "eso", "esos", "esta", "estaba", "estaban",
    "estado", "estamos", "estan", "estar", "estas", "este", "esto", "estos", "estoy", "fue", "fueron", "fui", "ha",
    "haber", "habia", "hace", "hacia", "han", "has", "hasta", "hay", "he", "hemos", "incluso", "la", "las", "le",
    "les", "lo", "los", "luego", "mas", "me", "mediante", "mi", "mia", "mias", "mientras", "mio", "mios", "mis",
    "misma", "mismas", "mismo", "mismos", "mucha", "muchas", "mucho", "muchos", "muy", "nada", "nadie", "ni",
    "ningun", "ninguna", "ninguno", "no", "nos", "nosotras", "nosotros", "nuestra", "nuestras", "nuestro",
    "nuestros", "nunca", "o", "os", "otra", "otras", "otro", "otros", "para", "pero", "poca", "pocas", "poco",
    "pocos", "por", "porque", "pues", "que", "quien", "quienes", "se", "sea", "sean", "segun", "ser", "si", "sido",
    "siempre", "siendo", "sin", "sino", "sobre", "sois", "solo", "somos", "son", "soy", "su", "sus", "suya", "suyo",
    "tal", "tales", "tambien", "tampoco", "tan", "tanta", "tantas", "tanto", "tantos", "te", "tenemos", "tener",
    "tengo", "ti", "tiene", "tienen", "toda", "todas", "todavia", "todo", "todos", "tras", "tu", "tus", "tuya",
    "tuyo", "u", "un", "una", "unas", "uno", "unos", "usted", "ustedes", "vosotras", "vosotros", "vuestra",
    "vuestro", "y", "ya", "yo",
];

/// The same of English.
#[rustfmt::skip]
pub(super) const ENGLISH: [&str; 195] = [
    "a", "about", "above", "across", "after", "again", "against", "all", "almost", "along", "already", "also",
    "although", "always", "am", "among", "an", "and", "another", "any", "anyone", "anything", "are", "around", "as",
    "at", "away", "be", "became", "because", "become", "been", "before", "being", "below", "between", "both", "but",
    "by", "can", "cannot", "could", "did", "do", "does", "doing", "down", "during", "each", "either", "else",
    "even", "ever", "every", "everyone", "everything", "few", "for", "from", "further", "had", "has", "have",
    "having", "he", "hence", "her", "here", "hers", "herself", "him", "himself", "his", "how", "however", "i", "if",
    "in", "into", "is", "it", "its", "itself", "just", "least", "less", "many", "may", "me", "might", "mine",
    "more", "most", "much", "must", "my", "myself", "neither", "never", "no", "nobody", "none", "nor", "not",
    "nothing", "now", "of", "off", "often", "on", "once", "one", "only", "onto", "or", "other", "others",
    "otherwise", "our", "ours", "ourselves", "out", "over", "own", "per", "rather", "same", "several", "shall",
    "she", "should", "since", "so", "some", "someone", "something", "still", "such", "than", "that", "the", "their",
    "theirs", "them", "themselves", "then", "there", "therefore", "these", "they", "this", "those", "though",
    "through", "throughout", "thus", "to", "together", "too", "toward", "towards", "under", "until", "unto", "up",
    "upon", "us", "very", "via", "was", "we", "were", "what", "whatever", "when", "where", "whether", "which",
    "while", "who", "whoever", "whom", "whose", "why", "will", "with", "within", "without", "would", "yet", "you",
    "your", "yours", "yourself", "yourselves",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_so_that_they_can_be_searched() {
        assert!(SPANISH.is_sorted() && ENGLISH.is_sorted());
    }
}
