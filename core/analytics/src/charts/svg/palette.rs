//! Colours in light and dark, and the patterns that stand beside them.

/// The colours of lines and areas, light then dark: apart for the three common kinds of colour blindness and at least 3 : 1 on the ground.
const TONES: [(&str, &str); 8] = [
    ("#1d6b43", "#7fd3a2"),
    ("#b8620a", "#f3b562"),
    ("#2b5fa8", "#8ab8f0"),
    ("#9c3f7c", "#e69bcb"),
    ("#14808f", "#6fd0dd"),
    ("#6b4a2b", "#cfae8a"),
    ("#5a52a5", "#b7aff5"),
    ("#a3324a", "#f49aa9"),
];

/// Classes for text and the parts of a chart that are no data: name, what it sets, light, dark.
const PARTS: [(&str, &str, &str, &str); 9] = [
    ("ground", "fill", "#ffffff", "#1c2420"),
    ("ink", "fill", "#1f2a24", "#e8eee9"),
    ("quiet", "fill", "#55615a", "#a9b6ad"),
    ("grid", "stroke", "#e3e7e0", "#35403a"),
    ("axis", "stroke", "#7d8982", "#8b988f"),
    ("whisker", "stroke", "#1f2a24", "#e8eee9"),
    ("edge", "stroke", "#ffffff", "#1c2420"),
    ("shade", "fill", "#eef0ec", "#2a342f"),
    ("grey", "fill", "#b9c1bb", "#5c6a62"),
];

/// What paints a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// A colour of data as an area.
    Fill(usize),
    /// The same as a line.
    Stroke(usize),
    /// A named part.
    Part(&'static str),
}

impl Paint {
    /// Class and, for readers that know no style sheets, the light colour as an attribute.
    pub(super) fn attributes(self) -> String {
        let (class, property, light) = match self {
            Self::Fill(at) => (format!("f{}", at % TONES.len()), "fill", tone(at).0),
            Self::Stroke(at) => (format!("s{}", at % TONES.len()), "stroke", tone(at).0),
            Self::Part(name) => {
                let found = PARTS.iter().find(|part| part.0 == name);
                (name.to_owned(), found.map_or("fill", |part| part.1), found.map_or("#000000", |part| part.2))
            }
        };
        format!("class=\"sm-{class}\" {property}=\"{light}\"")
    }
}

/// Light and dark of a colour of data.
pub(in crate::charts) fn tone(at: usize) -> (&'static str, &'static str) {
    TONES.get(at % TONES.len()).copied().unwrap_or(("#000000", "#ffffff"))
}

/// The dashes of the lines, so that they differ without colour.
pub(in crate::charts) fn dashes(at: usize) -> &'static str {
    ["", "7 3", "2 3", "9 3 2 3", "4 2", "12 4", "1 2", "6 2 2 2 2 2"].get(at % 8).copied().unwrap_or("")
}

/// The style sheet: only what changes in the dark; on paper it is always light.
pub(super) fn styles() -> String {
    let mut dark = String::new();
    for (at, (_, color)) in TONES.iter().enumerate() {
        dark.push_str(&format!(".sm-f{at}{{fill:{color}}}.sm-s{at}{{stroke:{color}}}"));
    }
    for (name, property, _, color) in PARTS {
        dark.push_str(&format!(".sm-{name}{{{property}:{color}}}"));
    }
    format!("<style>@media screen and (prefers-color-scheme:dark){{{dark}}}</style>")
}

/// The patterns, drawn in the colour of the ground over a filled shape.
pub(super) fn patterns(id: &str) -> String {
    let edge = Paint::Part("edge").attributes();
    let ground = Paint::Part("ground").attributes();
    let axis = Paint::Part("axis").attributes();
    let pattern = |name: &str, side: u32, body: &str| {
        format!(
            "<pattern id=\"{id}-{name}\" width=\"{side}\" height=\"{side}\" patternUnits=\"userSpaceOnUse\">{body}</pattern>"
        )
    };
    let diagonal = |paint: &str, width: &str| {
        format!("<path d=\"M-1 1l2-2M0 6l6-6M5 7l2-2\" {paint} stroke-width=\"{width}\" fill=\"none\"/>")
    };
    [
        pattern("hatch", 6, &diagonal(&edge, "1.5")),
        pattern(
            "back",
            6,
            &format!("<path d=\"M-1 5l2 2M0 0l6 6M5-1l2 2\" {edge} stroke-width=\"1.3\" stroke-opacity=\"0.8\" fill=\"none\"/>"),
        ),
        pattern(
            "dots",
            6,
            &format!(
                "<circle cx=\"1.5\" cy=\"1.5\" r=\"1.1\" {ground}/><circle cx=\"4.5\" cy=\"4.5\" r=\"1.1\" {ground}/>"
            ),
        ),
        pattern("bars", 5, &format!("<path d=\"M0 1h5\" {edge} stroke-width=\"1.3\" stroke-opacity=\"0.8\" fill=\"none\"/>")),
        pattern("veil", 6, &diagonal(&axis, "0.7")),
    ]
    .concat()
}
