//! Releases over time, and what may be asked at all.

use super::world::{Asked, What, World, attack};

#[test]
fn debug() {
    let world = World { sizes: [2, 3, 1], counts: vec![[0, 0], [0, 1], [0, 0], [0, 0], [0, 0], [0, 5]] };
    let one = |by| Asked { what: What::Members, by, totals: false, fixed: None };
    let answers = vec![world.answer("a", &one([false; 3])), world.answer("b", &one([false, true, false]))];
    let (release, ..) = attack(12, answers);
    for table in &release.tables {
        for row in &table.get().rows {
            println!("{:?} {:?}", row.group, row.value);
        }
    }
}
