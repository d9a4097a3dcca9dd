//! Proof, later, that a result came from this input.

use serde::{Deserialize, Serialize};

use crate::{Digest, Instance, Member, Rules, Side, Solution, SolveError, Strategy, Verdict, Why, solve, verify};

/// The version of this engine, as run records carry it.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");

/// What to keep of a run: enough to repeat it and to see whether anything changed.
///
/// # The bytes that are digested
///
/// BLAKE3 over a canonical encoding: integers are little-endian of their type's width, ids are their 16 bytes, lists
/// are a `u32` length and the entries, an optional index is `0_u8`, or `1_u8` and the `u32`.
///
/// * Instance: the text `semillero-matching instance 1`; mentees (id, capacity); mentors (id, capacity, organisation?);
///   organisations (id, capacity); pairs (mentee, mentor, mentee rank, mentor rank, score, terms (factor, points));
///   if there are rules: must (mentee, mentor); floors (1 for a mentor or 2 for an organisation as `u8`, index, least); groups (id, 1 for
///   mentees or 2 for mentors as `u8`, members, floor, ceiling?).
///   if there are arrivals: mentees after all of that.
///   The order is that of [`Instance`], so the input's order does not matter.
/// * Result: the text `semillero-matching result 1`; the instance digest; the strategy name as a list of bytes; the
///   seed; pairs (mentee, mentor, pair?); unmatched (mentee, reason as `u8`). Certificates are left out: several prove
///   the same result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunRecord {
    /// The engine that made the result.
    pub engine_version: String,
    /// The strategy.
    pub strategy: Strategy,
    /// The seed of the lottery.
    pub seed: u64,
    /// The digest of the instance.
    pub instance_digest: Digest,
    /// The digest of the result, which covers instance, strategy and seed.
    pub result_digest: Digest,
    /// Whether the limits ended the run before it was done. Such a run cannot be replayed: time is not part of the question.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stopped: bool,
    /// What the verifier said.
    pub verdict: Verdict,
}

/// What repeating a run showed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReplayOutcome {
    /// Instance, result and verdict are those of the record.
    Same,
    /// The instance is another one; nothing was run.
    InstanceChanged {
        /// The digest in the record.
        recorded: Digest,
        /// The digest of the instance given.
        given: Digest,
    },
    /// The result is another one: the record was changed, the solution edited by hand, or the engine differs.
    ResultChanged {
        /// The digest in the record.
        recorded: Digest,
        /// The digest of the repeated run.
        replayed: Digest,
    },
    /// The engine refuses the instance now.
    Refused {
        /// Why.
        error: SolveError,
    },
    /// The result is the same, but the record tells something else about it.
    VerdictChanged {
        /// What the verifier says now.
        replayed: Box<Verdict>,
    },
}

impl RunRecord {
    /// Records a solution, verified anew. `seed` is the one it was made with.
    pub fn new(instance: &Instance, seed: u64, solution: &Solution) -> Self {
        let instance_digest = instance_digest(instance);
        Self {
            engine_version: ENGINE_VERSION.to_owned(),
            strategy: solution.strategy,
            seed,
            instance_digest,
            result_digest: result_digest(&instance_digest, seed, solution),
            stopped: solution.stopped,
            verdict: verify(instance, seed, solution),
        }
    }
}

impl RunRecord {
    /// Compares what is recorded with the record of the repeated run.
    pub fn compare(&self, again: &Self) -> ReplayOutcome {
        if again.instance_digest != self.instance_digest {
            let (recorded, given) = (self.instance_digest, again.instance_digest);
            return ReplayOutcome::InstanceChanged { recorded, given };
        }
        if (again.strategy, again.seed, again.result_digest) != (self.strategy, self.seed, self.result_digest) {
            return ReplayOutcome::ResultChanged { recorded: self.result_digest, replayed: again.result_digest };
        }
        if again.verdict == self.verdict {
            ReplayOutcome::Same
        } else {
            ReplayOutcome::VerdictChanged { replayed: Box::new(again.verdict.clone()) }
        }
    }
}

/// Repeats a recorded run and compares.
///
/// The record of a solution that was edited by hand gives [`ReplayOutcome::ResultChanged`].
pub fn replay(instance: &Instance, record: &RunRecord) -> ReplayOutcome {
    let given = instance_digest(instance);
    if given != record.instance_digest {
        return ReplayOutcome::InstanceChanged { recorded: record.instance_digest, given };
    }
    let solution = match solve(instance, &record.strategy, record.seed) {
        Ok(solution) => solution,
        Err(error) => return ReplayOutcome::Refused { error },
    };
    record.compare(&RunRecord::new(instance, record.seed, &solution))
}

/// Digests an instance.
pub fn instance_digest(instance: &Instance) -> Digest {
    let mut bytes = Encoder::new("semillero-matching instance 1");
    bytes.list(instance.mentees(), |bytes, mentee| {
        bytes.raw(mentee.id.as_bytes());
        bytes.number(mentee.capacity);
    });
    bytes.list(instance.mentors(), |bytes, mentor| {
        bytes.raw(mentor.id.as_bytes());
        bytes.number(mentor.capacity);
        bytes.option(mentor.organisation);
    });
    bytes.list(instance.organisations(), |bytes, organisation| {
        bytes.raw(organisation.id.as_bytes());
        bytes.number(organisation.capacity);
    });
    let mut next = 0_u32;
    bytes.list(instance.pairs(), |bytes, pair| {
        for number in [pair.mentee, pair.mentor, pair.mentee_rank, pair.mentor_rank, pair.score] {
            bytes.number(number);
        }
        let index = next;
        next += 1;
        bytes.list(instance.terms_of(index), |bytes, term| {
            bytes.raw(&term.factor.to_le_bytes());
            bytes.raw(&term.points.to_le_bytes());
        });
    });
    if !instance.rules().is_empty() {
        encode_rules(&mut bytes, instance.rules()); // so that an instance without rules keeps the digest it had before there were any
    }
    bytes.finish()
}

fn encode_rules(bytes: &mut Encoder, rules: &Rules) {
    bytes.list(&rules.must, |bytes, pair| {
        bytes.number(pair.mentee);
        bytes.number(pair.mentor);
    });
    bytes.list(&rules.floors, |bytes, floor| {
        let (side, index) = match floor.of {
            Member::Mentor(index) => (1, index),
            Member::Organisation(index) => (2, index),
        };
        bytes.raw(&[side]);
        bytes.number(index);
        bytes.number(floor.least);
    });
    bytes.list(&rules.groups, |bytes, group| {
        bytes.raw(group.id.as_bytes());
        bytes.raw(&[match group.side {
            Side::Mentee => 1,
            Side::Mentor => 2,
        }]);
        bytes.list(&group.members, |bytes, member| bytes.number(*member));
        bytes.number(group.floor);
        bytes.option(group.ceiling);
    });
    // So that rules without an order of arrival keep the digest they had before there was one.
    if !rules.arrivals.is_empty() {
        bytes.list(&rules.arrivals, |bytes, mentee| bytes.number(*mentee));
    }
}

/// Digests a result together with where it came from.
pub fn result_digest(instance: &Digest, seed: u64, solution: &Solution) -> Digest {
    let mut bytes = Encoder::new("semillero-matching result 1");
    bytes.raw(&instance.0);
    bytes.list(solution.strategy.name().as_bytes(), |bytes, letter| bytes.raw(&[*letter]));
    bytes.raw(&seed.to_le_bytes());
    bytes.list(&solution.pairs, |bytes, line| {
        bytes.number(line.mentee);
        bytes.number(line.mentor);
        bytes.option(line.pair);
    });
    bytes.list(&solution.unmatched, |bytes, line| {
        bytes.number(line.mentee);
        bytes.raw(&[code(line.why)]);
    });
    bytes.finish()
}

/// Written out so that a new reason in between cannot shift the others.
const fn code(why: Why) -> u8 {
    match why {
        Why::NoCapacity => 1,
        Why::NoEligibleMentor => 2,
        Why::NoSeats => 3,
        Why::OutrankedEverywhere => 4,
        Why::SeatsTaken => 5,
        Why::RemovedByHand => 6,
        Why::CameLater => 7,
    }
}

/// Collects bytes before it hashes them, since the hash is fast on many and slow on four.
struct Encoder {
    hasher: blake3::Hasher,
    waiting: Vec<u8>,
}

/// How many bytes are hashed at once.
const CHUNK: usize = 1 << 16;

impl Encoder {
    fn new(tag: &str) -> Self {
        let mut encoder = Self { hasher: blake3::Hasher::new(), waiting: Vec::with_capacity(CHUNK + 64) };
        encoder.raw(tag.as_bytes());
        encoder
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= CHUNK {
            self.hasher.update(&self.waiting);
            self.waiting.clear();
        }
    }

    fn number(&mut self, number: u32) {
        self.raw(&number.to_le_bytes());
    }

    fn option(&mut self, number: Option<u32>) {
        match number {
            None => self.raw(&[0]),
            Some(number) => {
                self.raw(&[1]);
                self.number(number);
            }
        }
    }

    fn list<T>(&mut self, list: &[T], mut entry: impl FnMut(&mut Self, &T)) {
        // Lists of an instance fit; for a made-up longer one the digest still covers every entry.
        self.number(u32::try_from(list.len()).unwrap_or(u32::MAX));
        for item in list {
            entry(self, item);
        }
    }

    fn finish(mut self) -> Digest {
        self.hasher.update(&self.waiting);
        Digest(*self.hasher.finalize().as_bytes())
    }
}
