//! Results that must never change, nor differ between platforms and bindings.

use semillero_matching::*;

#[test]
fn the_best_fifty_of_the_made_up_cohort_stay_the_same() {
    let people = generator::population(&generator::Arrays::new(1_000, 300, 42));
    for (policy, expected) in [
        (generator::policy(), "ece1f6de259bc4fbdd594124c168fe1098d7384aa4b5f7e12f4e416bd03c84ef"),
        (generator::two_sided_policy(), "f9fb63dc96759ce89574d994163c7e988ddb83d7718cb0f7c21a10f04a073783"),
    ] {
        let scorer = Scorer::compile(&people, &policy).unwrap();
        for path in Path::ALL.into_iter().filter(|path| path.is_available()) {
            for threads in [1, 3] {
                let options =
                    ScanOptions { k: Some(50), seed: 42, threads, path: Some(path), ..ScanOptions::default() };
                let found = scorer.candidates(&options).unwrap();
                let mut hasher = blake3::Hasher::new();
                for number in found.starts.iter().chain(&found.others) {
                    hasher.update(&number.to_le_bytes());
                }
                for score in &found.scores {
                    hasher.update(&score.to_le_bytes());
                }
                assert_eq!(hasher.finalize().to_hex().as_str(), expected, "{path:?}");
            }
        }
    }
}
