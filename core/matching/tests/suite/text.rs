//! What the similarity of texts promises.

use std::cmp::Reverse;

use proptest::prelude::{Just, any, prop, prop_assert, prop_assert_eq, prop_assume, prop_oneof, proptest};
use proptest::strategy::Strategy;
use semillero_matching::{DIMS, Embedder, MAX_EMBEDDING, QuantiseError, TfIdf, Vector, cosine, quantise};
use serde::Deserialize;

/// Written by `.ci/oracles/text.py`.
#[derive(Deserialize)]
struct Golden {
    pools: Vec<Pool>,
}

#[derive(Deserialize)]
struct Pool {
    language: String,
    texts: Vec<String>,
    top: Vec<[usize; 10]>,
}

fn golden() -> Golden {
    serde_json::from_str(include_str!("../golden/text.json")).unwrap()
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn top_ten(vectors: &[Vector], of: usize) -> Vec<usize> {
    let mut others: Vec<usize> = (0..vectors.len()).filter(|&other| other != of).collect();
    others.sort_by_cached_key(|&other| (Reverse(cosine(&vectors[of], &vectors[other])), other));
    others.truncate(10);
    others
}

#[test]
fn neighbours_are_those_of_scikit_learn() {
    let mut digest = blake3::Hasher::new();
    for Pool { language, texts, top } in golden().pools {
        let vectors = TfIdf.embed(&borrowed(&texts)).unwrap();
        let shared: usize = (0..texts.len())
            .map(|of| top_ten(&vectors, of).iter().filter(|&other| top[of].contains(other)).count())
            .sum();
        let (percent, of) = (shared * 10, texts.len());
        println!("{language}: {} %", percent / of);
        assert!(percent >= 80 * of, "{language}: {} %", percent / of);
        for vector in &vectors {
            digest.update(serde_json::to_string(vector).unwrap().as_bytes());
        }
    }
    // The same bytes on every machine; a change of the method changes them and the version of the embedder.
    assert_eq!(TfIdf.version(), 1);
    assert_eq!(&digest.finalize().to_hex()[..16], "daf203afcc5ec6a7");
}

#[test]
fn order_of_texts_does_not_matter() {
    let texts = golden().pools.swap_remove(0).texts;
    let mut texts = borrowed(&texts);
    texts.truncate(60);
    let vectors = TfIdf.embed(&texts).unwrap();
    texts.rotate_left(17);
    let mut turned = TfIdf.embed(&texts).unwrap();
    turned.rotate_right(17);
    assert_eq!(vectors, turned);
}

#[test]
fn who_joins_later_is_compared_in_the_same_terms() {
    let texts = golden().pools.swap_remove(1).texts;
    let texts = &borrowed(&texts)[..60];
    let model = TfIdf.fit(texts);
    let vectors = TfIdf.embed(texts).unwrap();
    for (text, vector) in texts.iter().zip(vectors) {
        assert_eq!(model.vector(text), vector);
    }
    let words = "water tariffs and pipe leaks in village waterworks";
    assert_eq!(model.vector(words), model.vector("WATER, Tariffs — and pipe léaks; in village waterworks!"));
}

#[test]
fn odd_texts_are_taken_as_they_come() {
    let long = "sí ".repeat(100_000) + &"x".repeat(100_000) + &" café".repeat(5_000);
    let texts = ["", " ", "¿?", "\u{0}\u{301}\u{feff}", "日本語のテキスト", "a b c", &long, "de la que", "🦀🦀 🦀"];
    let vectors = TfIdf.embed(&texts).unwrap();
    assert_eq!(vectors.len(), texts.len());
    assert_eq!(vectors[0], Vector::ZERO);
    assert_eq!(cosine(&vectors[0], &vectors[0]), 0);
    assert!(TfIdf.embed(&[]).unwrap().is_empty());
    assert_eq!(TfIdf.fit(&[]).vector("hola"), Vector::ZERO);
}

#[test]
fn the_same_text_in_a_small_pool_is_wholly_alike() {
    let vectors = TfIdf.embed(&["riego por goteo", "goteo y riego", "moda"]).unwrap();
    assert_eq!(cosine(&vectors[0], &vectors[1]), 10_000);
    assert_eq!(cosine(&vectors[0], &vectors[2]), 0);
}

fn finite() -> impl Strategy<Value = f32> {
    prop_oneof![
        any::<u32>().prop_map(f32::from_bits).prop_filter("finite", |number| number.is_finite()),
        -1.0_f32..1.0,
        prop::sample::select(vec![0.0, -0.0, 1.0, -1.0, 0.5, f32::MIN_POSITIVE, f32::MAX, 1e-45])
    ]
}

fn vector() -> impl Strategy<Value = Vector> {
    prop::collection::vec(finite(), 0..DIMS + 40).prop_map(|numbers| quantise(&numbers).unwrap())
}

/// `127 · number / largest`, rounded half to even.
fn exact(number: i32, largest: i32) -> i8 {
    let (whole, rest) = (127 * number.abs() / largest, 127 * number.abs() % largest);
    let size = whole + i32::from(2 * rest > largest || (2 * rest == largest && whole % 2 == 1));
    (size * number.signum()) as i8
}

proptest! {
    #[test]
    fn cosine_is_symmetric_and_bounded(a in vector(), b in vector()) {
        prop_assert_eq!(cosine(&a, &b), cosine(&b, &a));
        prop_assert!(cosine(&a, &b) <= 10_000);
        prop_assert_eq!(cosine(&a, &a), if a == Vector::ZERO { 0 } else { 10_000 });
    }

    #[test]
    fn cosine_is_that_of_real_numbers(a in vector(), b in vector()) {
        let norm = |vector: &Vector| f64::from(vector.norm()) / 256.0;
        let real = f64::from(a.dot(&b)) / (norm(&a) * norm(&b)).max(1.0) * 10_000.0;
        prop_assert!((f64::from(cosine(&a, &b)) - real.clamp(0.0, 10_000.0)).abs() <= 0.5 + 1e-6);
    }

    #[test]
    fn vectors_lead_back_from_json(vector in vector()) {
        let text = serde_json::to_string(&vector).unwrap();
        prop_assert_eq!(serde_json::from_str::<Vector>(&text).unwrap(), vector.clone());
        prop_assert_eq!(Vector::new(*vector.values(), vector.norm()), Ok(vector));
    }

    #[test]
    fn quantising_rounds_half_to_even(
        mut numbers in prop::collection::vec(-254..=254, 1..40),
        // Beside 254, every odd number is a tie.
        largest in prop_oneof![Just(254), 254..1000],
        power in -100_i32..100,
    ) {
        numbers.push(largest);
        let floats: Vec<f32> = numbers.iter().map(|&number| number as f32 * 2_f32.powi(power)).collect();
        let expected: Vec<i8> = numbers.iter().map(|&number| exact(number, largest)).collect();
        let vector = quantise(&floats).unwrap();
        prop_assert_eq!(&vector.values()[..numbers.len()], expected);
    }

    #[test]
    fn only_direction_counts(numbers in prop::collection::vec(-1.0_f32..1.0, 0..2 * DIMS), power in -80_i32..100) {
        let times = |factor: f32| numbers.iter().map(|number| number * factor).collect::<Vec<_>>();
        // Below 2^-126 floats lose digits.
        prop_assume!(numbers.iter().all(|number| *number == 0.0 || number.abs() > 1e-12));
        prop_assert_eq!(quantise(&times(2_f32.powi(power))).unwrap(), quantise(&numbers).unwrap());
        let turned = quantise(&times(-1.0)).unwrap();
        let negated: Vec<i8> = quantise(&numbers).unwrap().values().iter().map(|value| -value).collect();
        prop_assert_eq!(turned.values().as_slice(), negated);
    }

    #[test]
    fn numbers_that_are_none_are_refused(mut numbers in prop::collection::vec(finite(), 1..400), at in any::<prop::sample::Index>()) {
        let index = at.index(numbers.len());
        for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            numbers[index] = bad;
            prop_assert_eq!(quantise(&numbers), Err(QuantiseError::NotFinite { index }));
        }
    }

    #[test]
    fn any_text_has_a_vector(texts in prop::collection::vec(any::<String>(), 0..6)) {
        let texts = borrowed(&texts);
        let vectors = TfIdf.embed(&texts).unwrap();
        let model = TfIdf.fit(&texts);
        for (text, vector) in texts.iter().zip(vectors) {
            prop_assert_eq!(model.vector(text), vector.clone());
            prop_assert_eq!(Vector::new(*vector.values(), vector.norm()), Ok(vector));
        }
    }
}

#[test]
fn folding_a_long_embedding_keeps_angles() {
    // Two directions of 1,536 numbers at 60 degrees, and one at a right angle to both.
    let mut a = vec![0.0; 1_536];
    let (mut b, mut c) = (a.clone(), a.clone());
    for at in 0..512 {
        let number = if at % 3 == 0 { -1.0 } else { 0.5 };
        a[at] = number;
        b[at] = number / 2.0;
        b[at + 512] = number * 0.866_025_4;
        c[at + 1_024] = number;
    }
    let [a, b, c] = [a, b, c].map(|numbers| quantise(&numbers).unwrap());
    assert!(cosine(&a, &b).abs_diff(5_000) < 1_500, "{}", cosine(&a, &b));
    assert!(cosine(&a, &c) < 1_500, "{}", cosine(&a, &c));
    assert_eq!(quantise(&vec![1.0; MAX_EMBEDDING + 1]), Err(QuantiseError::TooLong { length: MAX_EMBEDDING + 1 }));
}

#[test]
fn vectors_that_cannot_be_are_refused() {
    let good = serde_json::to_value(quantise(&[1.0, 0.5]).unwrap()).unwrap();
    let with = |key: &str, value: serde_json::Value| {
        let mut changed = good.clone();
        changed[key] = value;
        serde_json::from_value::<Vector>(changed).is_err()
    };
    let values = good["values"].as_str().unwrap().to_owned();
    assert!(with("values", values[2..].into()), "too short");
    assert!(with("values", format!("{values}00").into()), "too long");
    assert!(with("values", values.replace("7f", "7g").into()), "no digit");
    assert!(with("values", values.replace("7f", "80").into()), "-128");
    assert!(with("values", values.replace("7f", "7e").into()), "not scaled");
    assert!(with("values", "é".repeat(DIMS * 2).into()), "not ASCII");
    assert!(with("norm", 1.into()), "too short for its values");
    assert!(with("norm", (-1).into()));
    assert!(with("more", 1.into()));
}
