//! Measures sessions: `session_bench [MENTEES MENTORS PAIRS_EACH PLACES_PER_MENTEE_PERCENT EVENTS] [--solve]`.
//!
//! Makes a random graph, starts a session (grown one by one, or from `solve` with `--solve`), applies events of each kind and
//! prints one JSON line for each: median, 99th percentile and greatest time in microseconds, how many people each moved on
//! average; at the end, whether the plan still is the optimum by its prices.

#![expect(clippy::indexing_slicing, reason = "a measurement: indices are made here")]

use std::time::Instant;

use semillero_matching::*;

struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}

const MENTORS: u128 = 1 << 40;

fn offers(random: &mut SplitMix, base: u128, others: usize, count: usize) -> Vec<Offer> {
    let mut chosen: Vec<usize> = (0..count).map(|_| random.below(others)).collect();
    chosen.sort_unstable();
    chosen.dedup();
    let offer = |other: usize, random: &mut SplitMix| Offer {
        with: Id::from_u128(base + other as u128),
        mentee_rank: 1,
        mentor_rank: 1,
        score: 100 * random.below(10_001) as u32,
        terms: Vec::new(),
    };
    chosen.into_iter().map(|other| offer(other, random)).collect()
}

fn instance(random: &mut SplitMix, mentees: usize, mentors: usize, each: usize, percent: usize) -> Option<Instance> {
    let mut capacities = vec![0_u32; mentors];
    for _ in 0..mentees * percent / 100 {
        capacities[random.below(mentors)] += 1;
    }
    let mut pairs = Vec::with_capacity(mentees * each);
    for mentee in 0..mentees {
        for offer in offers(random, 0, mentors, each) {
            let mentor = u32::from_be_bytes(offer.with.0[12..].try_into().ok()?);
            let Offer { mentee_rank, mentor_rank, score, terms, .. } = offer;
            pairs.push(PairInput { mentee: mentee as u32, mentor, mentee_rank, mentor_rank, score, terms });
        }
    }
    let input = InstanceInput {
        mentees: (0..mentees as u128).map(|id| Mentee { id: Id::from_u128(id), capacity: 1 }).collect(),
        mentors: (MENTORS..)
            .zip(capacities)
            .map(|(id, capacity)| Mentor { id: Id::from_u128(id), capacity, organisation: None })
            .collect(),
        pairs,
        ..InstanceInput::default()
    };
    Instance::new(input).ok()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let numbers: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let size = |at: usize, default: usize| numbers.get(at).copied().unwrap_or(default);
    let (mentees, mentors, each) = (size(0, 10_000), size(1, 3_000), size(2, 50));
    let (percent, events) = (size(3, 72), size(4, 500));
    let mut random = SplitMix(1);
    let start = Instant::now();
    let instance = instance(&mut random, mentees, mentors, each, percent).ok_or("the instance is unsound")?;
    let pairs = instance.pairs().len();
    eprintln!("instance of {pairs} pairs in {:?}", start.elapsed());
    let strategy = Strategy::MaxWeight { first: SizeOrScore::Size };
    let start = Instant::now();
    let mut session = if words.iter().any(|word| word == "--solve") {
        Session::start(instance, strategy, 7)?
    } else {
        Session::grow(instance, strategy, 7)?
    };
    println!(
        "{{\"what\":\"session start\",\"mentees\":{mentees},\"mentors\":{mentors},\"pairs\":{pairs},\"percent\":{percent},\"s\":{:.3},\"size\":{}}}",
        start.elapsed().as_secs_f64(),
        session.size()
    );
    let kinds = ["leave", "join", "place less", "place more", "decline", "rescore", "mentor leaves", "mentor joins"];
    for kind in kinds {
        let mut times = Vec::with_capacity(events);
        let mut moved = 0;
        for round in 0..events as u128 {
            let mentee = Id::from_u128((random.next() % mentees as u64).into());
            let mentor = Id::from_u128(MENTORS + u128::from(random.next() % mentors as u64));
            let event = match kind {
                "leave" => Event::Leave(Party::Mentee(mentee)),
                "join" => Event::Join(Newcomer::Mentee {
                    id: Id::from_u128((1 << 50) + round),
                    capacity: 1,
                    pairs: offers(&mut random, MENTORS, mentors, each),
                }),
                "place less" | "place more" => {
                    let Some(now) = session.capacity_of(Party::Mentor(mentor)) else { continue };
                    let capacity = if kind == "place more" { now + 1 } else { now.saturating_sub(1) };
                    Event::CapacityChange { of: Party::Mentor(mentor), capacity }
                }
                "decline" => {
                    let Some(&mentor) = session.mentors_of(mentee).first() else { continue };
                    Event::Decline { mentee, mentor }
                }
                "rescore" => {
                    Event::Rescore { of: Party::Mentee(mentee), pairs: offers(&mut random, MENTORS, mentors, each) }
                }
                "mentor leaves" => Event::Leave(Party::Mentor(mentor)),
                _ => Event::Join(Newcomer::Mentor {
                    id: Id::from_u128(MENTORS + (1 << 39) + round),
                    capacity: 3,
                    organisation: None,
                    pairs: offers(&mut random, 0, mentees, mentees * each / mentors)
                        .into_iter()
                        .filter(|offer| session.capacity_of(Party::Mentee(offer.with)).is_some())
                        .collect(),
                }),
            };
            let start = Instant::now();
            if let Ok(delta) = session.apply(event) {
                times.push(start.elapsed().as_secs_f64() * 1e6);
                moved += delta.moved.len() + delta.gained.len() + delta.lost.len();
            }
        }
        times.sort_unstable_by(f64::total_cmp);
        let at = |part: usize| times.get((times.len() * part / 1000).min(times.len().saturating_sub(1))).copied();
        println!(
            "{{\"what\":\"{kind}\",\"events\":{},\"median_us\":{:.1},\"p99_us\":{:.1},\"max_us\":{:.1},\"moved\":{:.2}}}",
            times.len(),
            at(500).unwrap_or_default(),
            at(990).unwrap_or_default(),
            at(1000).unwrap_or_default(),
            moved as f64 / times.len().max(1) as f64
        );
    }
    let start = Instant::now();
    let prices = session.prices();
    let priced = start.elapsed().as_secs_f64();
    let now = session.instance();
    let solution = session.solution_for(&now);
    let gap = certificate_gap(&now, 7, &solution);
    println!(
        "{{\"what\":\"end\",\"prices_s\":{priced:.3},\"mentors\":{},\"optimal\":{}}}",
        prices.mentors.len(),
        gap == Some(Amount::default())
    );
    Ok(())
}
