//! The laws of a book: the same facts give the same bytes, in any order, however often and in however many parts.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use semillero_analytics::{AttributeChange, Book, Day, Event, Fact, Key, Period, SpellChange, SpellStep, Users};
use std::collections::{BTreeMap, BTreeSet};

const KINDS: [&str; 3] = ["signed_in", "session_completed", "cost"];

fn day() -> impl Strategy<Value = Day> {
    prop_oneof![8 => 20_000..20_070, 1 => -40..40, 1 => any::<i32>()].prop_map(Day)
}

fn ordinal() -> impl Strategy<Value = u32> {
    prop_oneof![8 => 0..6_u32, 2 => 1020..1030_u32, 1 => any::<u32>()]
}

fn number() -> impl Strategy<Value = i64> {
    prop_oneof![8 => -3..200_i64, 1 => any::<i64>()]
}

fn seq() -> impl Strategy<Value = u64> {
    prop_oneof![8 => 0..40_u64, 1 => any::<u64>()]
}

/// Facts that get in each other's way: few people, few kinds, few places in the log, and now and then the ends of what there is.
pub(crate) fn fact() -> impl Strategy<Value = Fact> {
    let unit = || select(&["", "minutes", "COP"][..]).prop_map(str::to_owned);
    let event = (
        seq(),
        number(),
        day(),
        select(&KINDS[..]),
        ordinal(),
        prop::option::of(ordinal()),
        prop::option::of(number()),
        unit(),
    );
    let event = event.prop_map(|(seq, at, day, kind, actor, subject, value, unit)| {
        Fact::Event(Event { seq, at, day, kind: kind.into(), actor, subject, value, unit })
    });
    let step = prop_oneof![
        2 => (number(), day(), ordinal(), prop::option::of(ordinal()))
            .prop_map(|(at, day, subject, cluster)| SpellStep::Began { at, day, subject, cluster }),
        2 => (day(), number()).prop_map(|(day, weight)| SpellStep::Due { day, weight }),
        2 => (number(), day(), select(&["succeeded", "failed"][..]))
            .prop_map(|(at, day, end)| SpellStep::Ended { at, day, end: end.into() }),
        1 => Just(SpellStep::Reopened),
    ];
    let spell = (seq(), select(&["project", "wait"][..]), ordinal(), step)
        .prop_map(|(seq, entity, id, what)| Fact::Spell(SpellChange { seq, entity: entity.into(), id, what }));
    let attribute = (seq(), ordinal(), prop::option::of(select(&["ally", "client", ""][..])), day()).prop_map(
        |(seq, ordinal, value, from)| {
            let (attribute, value) = ("person.role".into(), value.map(str::to_owned));
            Fact::Attribute(AttributeChange { seq, ordinal, attribute, value, from })
        },
    );
    prop_oneof![4 => event, 3 => spell, 2 => attribute]
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    prop::collection::vec(fact(), 0..40)
}

/// Place in the log, time, day, subject, cluster.
type Began = (u64, i64, Day, u32, Option<u32>);

fn merged(mut book: Book, other: &Book) -> Book {
    book.merge(other);
    book
}

proptest! {
    #[test]
    fn merging_is_a_commutative_idempotent_monoid(a in facts(), b in facts(), c in facts()) {
        let [a, b, c] = [a, b, c].map(|facts| Book::of(&facts));
        prop_assert_eq!(&merged(a.clone(), &Book::default()), &a);
        prop_assert_eq!(&merged(Book::default(), &a), &a);
        prop_assert_eq!(&merged(a.clone(), &a), &a);
        prop_assert_eq!(merged(a.clone(), &b).to_bytes(), merged(b.clone(), &a).to_bytes());
        prop_assert_eq!(merged(merged(a.clone(), &b), &c).to_bytes(), merged(a, &merged(b, &c)).to_bytes());
    }

    #[test]
    fn any_order_repetition_and_sharding_give_the_same_bytes(
        facts in facts(),
        shuffled in Just(()).prop_flat_map(|()| any::<Vec<Index>>()),
        shards in 1..5_usize,
    ) {
        let whole = Book::of(&facts);
        let mut order = facts.clone();
        for (at, other) in shuffled.iter().enumerate().take(order.len()) {
            let other = other.index(order.len());
            order.swap(at, other);
        }
        // Late ones come first, some come twice.
        let twice = order.iter().rev().chain(order.iter().take(shuffled.len()));
        prop_assert_eq!(Book::of(twice).to_bytes(), whole.to_bytes());
        let mut parts = vec![Book::default(); shards];
        for (at, fact) in order.iter().enumerate() {
            parts[at % shards].apply(fact);
        }
        let together = parts.iter().rev().fold(Book::default(), merged);
        prop_assert_eq!(together.digest(), whole.digest());
        prop_assert_eq!(together, whole);
    }

    #[test]
    fn bytes_and_rows_lead_back_to_the_book(facts in facts()) {
        let book = Book::of(&facts);
        prop_assert_eq!(&Book::from_bytes(&book.to_bytes()).unwrap(), &book);
        let rows: BTreeMap<Key, Vec<u8>> = book.rows().collect();
        prop_assert_eq!(&Book::from_rows(&rows).unwrap(), &book);
        let keys: BTreeSet<Key> = facts.iter().flat_map(Key::of).collect();
        prop_assert!(keys.iter().eq(rows.keys()), "a fact says which rows it changes");
        prop_assert!(book.keys().eq(keys));
    }

    #[test]
    fn rows_are_kept_by_loading_only_those_that_a_batch_touches(facts in facts(), size in 1..8_usize) {
        let mut store: BTreeMap<Key, Vec<u8>> = BTreeMap::new();
        for batch in facts.chunks(size) {
            let touched: BTreeSet<Key> = batch.iter().flat_map(Key::of).collect();
            let mut book = Book::from_rows(touched.iter().filter_map(|key| Some((key, store.get(key)?)))).unwrap();
            batch.iter().for_each(|fact| book.apply(fact));
            prop_assert!(book.keys().eq(touched));
            store.extend(book.rows());
        }
        prop_assert!(Book::of(&facts).rows().eq(store));
    }

    #[test]
    fn forgetting_is_folding_without(facts in facts(), gone in prop::collection::btree_set(ordinal(), 0..3)) {
        let before = Book::of(&facts);
        let mut book = before.clone();
        let touched = book.forget(gone.iter().copied());
        // A spell is of whoever its valid beginning names.
        let mut began: BTreeMap<(&str, u32), Began> = BTreeMap::new();
        for fact in &facts {
            if let Fact::Spell(SpellChange { seq, entity, id, what: SpellStep::Began { at, day, subject, cluster } }) = fact {
                let this = (*seq, *at, *day, *subject, *cluster);
                began.entry((entity, *id)).and_modify(|known| *known = this.max(*known)).or_insert(this);
            }
        }
        let has = |ordinal: Option<u32>| ordinal.is_some_and(|ordinal| gone.contains(&ordinal));
        let left = facts.iter().filter(|fact| !match fact {
            Fact::Event(event) => has(Some(event.actor)) || has(event.subject),
            Fact::Attribute(change) => has(Some(change.ordinal)),
            Fact::Spell(change) => {
                let of = began.get(&(change.entity.as_str(), change.id));
                has(Some(change.id)) || of.is_some_and(|(_, _, _, subject, cluster)| has(Some(*subject)) || has(*cluster))
            }
        });
        prop_assert_eq!(&book, &Book::of(left));
        let differs = |key: &Key| before.row(key) != book.row(key);
        prop_assert!(before.keys().filter(differs).all(|key| touched.contains(&key)), "every changed row is named");
    }

    #[test]
    fn people_of_a_day_are_those_of_its_log(facts in facts()) {
        let book = Book::of(&facts);
        let period = Period { from: Day(19_990), to: Day(20_080) };
        for kind in KINDS {
            let people: BTreeSet<u32> = book.entries(kind, period).map(|entry| entry.actor).collect();
            prop_assert!(book.users(kind, period).iter().eq(people));
            prop_assert!(book.entries(kind, period).is_sorted());
        }
    }

    #[test]
    fn bytes_that_are_changed_are_refused_or_are_a_book(facts in facts(), changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..4)) {
        let mut bytes = Book::of(&facts).to_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(book) = Book::from_bytes(&bytes) {
            prop_assert_eq!(Book::from_bytes(&book.to_bytes()).unwrap(), book);
        }
    }
}

#[test]
fn a_correction_with_a_greater_seq_wins_whenever_it_comes() {
    let spell = |seq, what| Fact::Spell(SpellChange { seq, entity: "project".into(), id: 5, what });
    let mut facts = vec![
        spell(1, SpellStep::Began { at: 10, day: Day(1), subject: 3, cluster: None }),
        spell(2, SpellStep::Due { day: Day(9), weight: 1 }),
        spell(3, SpellStep::Ended { at: 30, day: Day(3), end: "failed".into() }),
        spell(4, SpellStep::Reopened),
        spell(5, SpellStep::Due { day: Day(12), weight: 2 }),
        spell(6, SpellStep::Ended { at: 60, day: Day(6), end: "succeeded".into() }),
        spell(7, SpellStep::Began { at: 20, day: Day(2), subject: 4, cluster: Some(8) }),
    ];
    let book = Book::of(&facts);
    let spell = book.spells("project", Day(6)).next().unwrap();
    assert_eq!((spell.subject, spell.cluster, spell.began, spell.began_at), (4, Some(8), Day(2), 20));
    assert_eq!((spell.due, spell.weight, spell.ended), (Some((Day(9), Day(12))), 2, Some((60, Day(6), "succeeded"))));
    assert_eq!(book.spells("project", Day(5)).next().unwrap().ended, None);
    facts.reverse();
    assert_eq!(Book::of(&facts), book);
}

#[test]
fn a_set_has_one_form_also_where_a_list_and_its_runs_take_equal_room() {
    // Three neighbours take six bytes either way, and Roaring leaves a list or a run, whichever there was.
    let mut was_run = Users::from_bytes(&(0..4).collect::<Users>().to_bytes()).unwrap();
    was_run.remove(3);
    assert_eq!(was_run.to_bytes(), (0..3).collect::<Users>().to_bytes());
}

#[test]
fn hostile_bytes_are_named_and_make_no_room_for_what_is_not_there() {
    let key = Key::users("signed_in", Day(0));
    let mut book = Book::default();
    // A header that promises 65,536 containers.
    let error = book.take_row(&key, b"SUSR\x01\x3b\x30\xff\xff").unwrap_err();
    assert_eq!(
        error.to_string(),
        "users signed_in 0 0: no Roaring bitmap at byte 9; store what `rows` gave, or fold the facts anew"
    );
    assert!(book.take_row(&Key { part: 1, ..key.clone() }, &[]).is_err());
    assert!(book.take_row(&key, &Book::default().to_bytes()).is_err());
    assert!(Book::from_bytes(b"SBOK\x01\xff\xff\xff\xff\x0f").is_err());
    assert_eq!(book, Book::default());
    assert_eq!(Book::from_bytes(&book.to_bytes()).unwrap(), book);
}
