#![expect(clippy::indexing_slicing, reason = "tables and rows of fixed length, indexed below it")]
//! The numbers themselves.

const SKILLS: i64 = 2_000;
const TOKENS: i64 = 8_192;
const INDUSTRIES: usize = 40;
const LANGUAGES: usize = 24;
const CITIES: usize = 64;
const GOALS: usize = 32;
const STAGES: i64 = 6;
const HOURS: i64 = 168;

/// What is known of the people of one side, one entry or row for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideArrays {
    /// One of 40.
    pub industry: Vec<u8>,
    /// One of 64.
    pub city: Vec<u8>,
    /// A bit for each of 24.
    pub languages: Vec<u32>,
    /// A bit for each hour of the week in UTC, the lowest first.
    pub hours: Vec<[u8; 21]>,
    /// Numbers below 2,000 in ascending order, and -1 for none; 10 for a mentee, 25 for a mentor.
    pub skills: Vec<Vec<i32>>,
    /// A bit for each of 32.
    pub goals: Vec<u32>,
    /// One of 6 for a mentee; a bit for each for a mentor.
    pub stage: Vec<u8>,
    /// A number.
    pub organisation: Vec<i32>,
    /// Words of a profile as numbers below 8,192, and -1 for none.
    pub tokens: Vec<Vec<i32>>,
}

/// A made-up cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrays {
    /// The latitude of each city in millionths of a degree.
    pub latitude: Vec<i64>,
    /// The longitude of each city, likewise.
    pub longitude: Vec<i64>,
    /// Those who look for mentors.
    pub mentees: SideArrays,
    /// Those who take mentees.
    pub mentors: SideArrays,
    /// How many mentees each mentor takes.
    pub capacity: Vec<u8>,
    /// Earlier pairs; some repeat.
    pub history: Vec<[i32; 2]>,
}

const fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

struct Random(u64);

impl Random {
    const fn raw(&self, stream: u64, index: usize, draw: usize) -> u64 {
        let stream = mix(self.0 ^ stream.wrapping_mul(0xd134_2543_de82_ef95));
        mix(mix(stream ^ index as u64).wrapping_add(draw as u64))
    }

    const fn below(&self, stream: u64, index: usize, draw: usize, n: i64) -> i64 {
        (((self.raw(stream, index, draw) >> 32) * n as u64) >> 32) as i64
    }

    fn zipf(&self, stream: u64, index: usize, draw: usize, sums: &[u64]) -> i64 {
        let Some(&total) = sums.last() else { return 0 };
        let at = self.raw(stream, index, draw) % total;
        sums.partition_point(|&sum| sum <= at) as i64
    }

    fn table(&self, stream: u64, index: usize, draw: usize, weights: &[i64]) -> i64 {
        let at = self.below(stream, index, draw, weights.iter().sum());
        let mut sum = 0;
        let passed = weights.iter().take_while(|&&weight| {
            sum += weight;
            sum <= at
        });
        passed.count() as i64
    }
}

/// The running sums of 2^40 / 1, 2^40 / 2, …
fn zipf_sums(n: usize) -> Vec<u64> {
    let weights = (1..=n as u64).map(|rank| (1_u64 << 40) / rank);
    weights
        .scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        })
        .collect()
}

/// The laws of Zipf that the draws need.
struct Laws {
    skills: Vec<u64>,
    tokens: Vec<u64>,
    industries: Vec<u64>,
    cities: Vec<u64>,
    languages: Vec<u64>,
    goals: Vec<u64>,
    organisations: Vec<u64>,
}

impl Arrays {
    /// Makes a cohort.
    ///
    /// ```
    /// use semillero_matching::generator::Arrays;
    /// let cohort = Arrays::new(1_000, 300, 42);
    /// assert_eq!(cohort.capacity.iter().map(|&seats| u32::from(seats)).sum::<u32>(), 696);
    /// ```
    pub fn new(mentees: usize, mentors: usize, seed: u64) -> Self {
        let random = Random(mix(seed));
        let laws = Laws {
            skills: zipf_sums(SKILLS as usize),
            tokens: zipf_sums(TOKENS as usize),
            industries: zipf_sums(INDUSTRIES),
            cities: zipf_sums(CITIES),
            languages: zipf_sums(LANGUAGES),
            goals: zipf_sums(GOALS),
            organisations: zipf_sums(((mentees + mentors) / 10).max(50)),
        };
        let latitude: Vec<i64> = (0..CITIES).map(|city| random.below(1, city, 0, 110_000_000) - 40_000_000).collect();
        let longitude: Vec<i64> = (0..CITIES).map(|city| random.below(2, city, 0, 360_000_000) - 180_000_000).collect();
        let offsets: Vec<i64> = longitude.iter().map(|l| (l + 7_500_000).div_euclid(15_000_000)).collect();
        let mut mentor_side = side(&random, &laws, &offsets, mentors, &MENTORS);
        for (at, stage) in mentor_side.stage.iter_mut().enumerate() {
            let first = i64::from(*stage);
            *stage = 1 << first;
            for draw in 0..2 {
                if random.below(241, at, draw, 100) < 45 {
                    *stage |= 1 << (first + draw as i64 + 1).min(STAGES - 1);
                }
            }
        }
        let history = (0..mentees * 3 / 10).map(|at| {
            [random.below(900, at, 0, mentees as i64) as i32, random.below(900, at, 1, mentors as i64) as i32]
        });
        Self {
            mentees: side(&random, &laws, &offsets, mentees, &MENTEES),
            mentors: mentor_side,
            capacity: (0..mentors).map(|at| 1 + random.table(242, at, 0, &[30, 30, 20, 10, 10]) as u8).collect(),
            history: history.collect(),
            latitude,
            longitude,
        }
    }
}

/// What differs between the sides: where their streams start, and how many windows and skills people have.
struct Shape {
    base: u64,
    windows: (i64, i64),
    skills: (i64, i64),
}

const MENTEES: Shape = Shape { base: 100, windows: (3, 8), skills: (3, 10) };
const MENTORS: Shape = Shape { base: 200, windows: (2, 6), skills: (5, 25) };

fn side(random: &Random, laws: &Laws, offsets: &[i64], count: usize, shape: &Shape) -> SideArrays {
    let base = shape.base;
    let industries: Vec<i64> = (0..count).map(|at| random.zipf(base, at, 0, &laws.industries)).collect();
    let cities: Vec<i64> = (0..count).map(|at| random.zipf(base + 1, at, 0, &laws.cities)).collect();
    let goals = |at: usize| {
        let more = 1 + random.below(base + 30, at, 0, 4) as usize;
        (0..=more).fold(0, |all, draw| all | 1_u32 << random.zipf(base + 31, at, draw, &laws.goals))
    };
    SideArrays {
        languages: (0..count).map(|at| languages(random, laws, base + 2, at, cities[at])).collect(),
        hours: (0..count).map(|at| hours(random, base + 10, at, offsets[cities[at] as usize], shape.windows)).collect(),
        skills: (0..count).map(|at| skills(random, laws, base + 20, at, industries[at], shape.skills)).collect(),
        goals: (0..count).map(goals).collect(),
        stage: (0..count).map(|at| random.table(base + 40, at, 0, &[30, 25, 20, 12, 8, 5]) as u8).collect(),
        organisation: (0..count).map(|at| random.zipf(base + 50, at, 0, &laws.organisations) as i32).collect(),
        tokens: (0..count).map(|at| tokens(random, laws, base + 60, at, industries[at])).collect(),
        industry: industries.into_iter().map(|industry| industry as u8).collect(),
        city: cities.into_iter().map(|city| city as u8).collect(),
    }
}

fn skills(random: &Random, laws: &Laws, base: u64, at: usize, industry: i64, (low, high): (i64, i64)) -> Vec<i32> {
    let count = low + random.below(base, at, 0, high - low + 1);
    let skill = |draw: i64| {
        if draw >= count {
            return -1;
        }
        let any = random.zipf(base + 1, at, draw as usize, &laws.skills);
        let own = random.below(base + 2, at, draw as usize, 2) == 1;
        (if own { (any * 7 + industry * 47 + 13) % SKILLS } else { any }) as i32
    };
    let mut row: Vec<i32> = (0..high).map(skill).collect();
    row.sort_unstable();
    for place in (1..row.len()).rev() {
        if row[place] == row[place - 1] {
            row[place] = -1;
        }
    }
    row
}

fn hours(random: &Random, base: u64, at: usize, offset: i64, (low, high): (i64, i64)) -> [u8; 21] {
    const DAYS: [i64; 7] = [5, 5, 5, 5, 4, 3, 2];
    const TIMES: [i64; 24] = [0, 0, 0, 0, 0, 0, 0, 0, 3, 4, 4, 4, 6, 4, 4, 4, 5, 8, 9, 9, 7, 3, 0, 0];
    let mut week = [0; 21];
    for draw in 0..(low + random.below(base, at, 0, high - low + 1)) as usize {
        let start = random.table(base + 1, at, draw, &DAYS) * 24 + random.table(base + 2, at, draw, &TIMES);
        for hour in start..start + 2 {
            let hour = (hour - offset).rem_euclid(HOURS) as usize;
            week[hour / 8] |= 1 << (hour % 8);
        }
    }
    week
}

fn languages(random: &Random, laws: &Laws, base: u64, at: usize, city: i64) -> u32 {
    let mut spoken = u32::from(random.below(base, at, 0, 100) < 75);
    spoken |= 1 << (1 + (city * 11) % (LANGUAGES as i64 - 1));
    if random.below(base + 1, at, 0, 100) < 30 {
        spoken |= 1 << random.zipf(base + 2, at, 0, &laws.languages);
    }
    spoken
}

fn tokens(random: &Random, laws: &Laws, base: u64, at: usize, industry: i64) -> Vec<i32> {
    let count = 20 + random.below(base, at, 0, 21) as usize;
    let token = |draw| {
        if draw >= count {
            return -1;
        }
        let any = random.zipf(base + 1, at, draw, &laws.tokens);
        let own = random.below(base + 2, at, draw, 5) < 3;
        (if own { (any * 31 + industry * 193 + 7) % TOKENS } else { any }) as i32
    };
    (0..40).map(token).collect()
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    fn side_of(side: &SideArrays, letter: char, fields: &mut Vec<(String, Vec<u8>)>) {
        let wide = |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        let signed = |numbers: &[i32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        let mut put = |name: &str, bytes: Vec<u8>| fields.push((format!("{letter}{name}"), bytes));
        put("ind", side.industry.clone());
        put("city", side.city.clone());
        put("lang", wide(&side.languages));
        put("av", side.hours.concat());
        put("sk", signed(&side.skills.concat()));
        put("goal", wide(&side.goals));
        put("stage", side.stage.clone());
        put("org", signed(&side.organisation));
        put("tok", signed(&side.tokens.concat()));
    }

    /// The hash that `gen.py` prints, of the arrays as numpy lays them out.
    fn hash(cohort: &Arrays) -> String {
        let long = |numbers: &[i64]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        let history = cohort.history.iter().flatten().flat_map(|n| n.to_le_bytes()).collect();
        let mut fields = vec![
            ("cap".to_owned(), cohort.capacity.clone()),
            ("hist".to_owned(), history),
            ("lat".to_owned(), long(&cohort.latitude)),
            ("lon".to_owned(), long(&cohort.longitude)),
        ];
        side_of(&cohort.mentees, 'e', &mut fields);
        side_of(&cohort.mentors, 't', &mut fields);
        fields.sort();
        let mut hasher = Sha256::new();
        for (name, bytes) in fields {
            hasher.update(name);
            hasher.update(bytes);
        }
        hasher.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn gives_the_bits_of_the_python_generator() {
        assert_eq!(hash(&Arrays::new(1_000, 300, 42)), "56824b1568efb5a6");
    }
}
