//! What guessing costs. The policy is data; the counters live in this process and are bounded.
//!
//! Every try is counted before the password is checked, so that tries at once count as many:
//!
//! - per account and address: some are free, then each waits twice as long as the one before;
//! - per address, whatever the account: so many within a while;
//! - per account, wherever from: after so many in a row a new password is needed (counted in the database);
//! - per known device: a browser in which the person was signed in before is asked for none of these. So nobody can lock a person
//!   out by guessing; only a device that guesses itself loses its standing.

use semillero_core::values::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;

/// The numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Tries on one account from one address before any has to wait.
    pub free: u32,
    /// Seconds the next one waits; each later one waits twice as long.
    pub first_wait: i64,
    /// The longest wait in seconds.
    pub longest_wait: i64,
    /// Tries from one address within the while below.
    pub per_address: u32,
    /// That while, in seconds.
    pub address_while: i64,
    /// Tries in a row on one account, wherever from.
    pub per_account: i64,
    /// Tries in a row of a known device.
    pub per_device: u32,
    /// Seconds after which tries on one account from one address are forgotten.
    pub forget: i64,
    /// How many counters of each kind are kept; the oldest go first.
    pub kept: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            free: 5,
            first_wait: 1,
            longest_wait: 900,
            per_address: 50,
            address_while: 900,
            per_account: 100,
            per_device: 10,
            forget: 86_400,
            kept: 20_000,
        }
    }
}

/// One try, as far as it is counted here.
#[derive(Debug, Clone, Copy)]
pub struct Try<'a> {
    /// The address that was typed, in the form in which addresses are compared; known to us or not.
    pub email: &'a str,
    /// Where it comes from.
    pub address: IpAddr,
    /// The device it comes from, when that one is known for the account.
    pub device: Option<u128>,
}

/// How a try is let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// From a device the person used before: no other limit holds.
    Known,
    /// From anywhere else.
    Unknown,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    tries: u32,
    at: Timestamp,
}

/// The counters.
#[derive(Debug)]
pub struct Limits {
    policy: Policy,
    pairs: HashMap<[u8; 16], Count>,
    addresses: HashMap<IpAddr, Count>,
    devices: HashMap<u128, Count>,
}

impl Limits {
    /// No tries yet.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self { policy, pairs: HashMap::new(), addresses: HashMap::new(), devices: HashMap::new() }
    }

    /// Counts a try, or tells how many seconds to wait; what has to wait is not counted.
    ///
    /// # Errors
    /// The seconds to wait.
    pub fn count(&mut self, tried: &Try<'_>, now: Timestamp) -> Result<Standing, i64> {
        let policy = self.policy;
        if let Some(device) = tried.device {
            let before = self.devices.get(&device).map_or(0, |count| count.tries);
            if before < policy.per_device {
                keep(&mut self.devices, device, Count { tries: before + 1, at: now }, policy.kept);
                return Ok(Standing::Known);
            }
        }
        let (pair, address) = (pair(tried), network(tried.address));
        let on_account = self.pairs.get(&pair).copied().filter(|count| seconds(count.at, now) < policy.forget);
        let from_address =
            self.addresses.get(&address).copied().filter(|count| seconds(count.at, now) < policy.address_while);
        let wait = on_account.map_or(0, |count| wait(&policy, count.tries) - seconds(count.at, now));
        let full = from_address.filter(|count| count.tries >= policy.per_address);
        let wait = wait.max(full.map_or(0, |count| policy.address_while - seconds(count.at, now)));
        if wait > 0 {
            return Err(wait);
        }
        let tries = on_account.map_or(0, |count| count.tries).saturating_add(1);
        keep(&mut self.pairs, pair, Count { tries, at: now }, policy.kept);
        let (tries, since) = from_address.map_or((0, now), |count| (count.tries, count.at));
        keep(&mut self.addresses, address, Count { tries: tries.saturating_add(1), at: since }, policy.kept);
        Ok(Standing::Unknown)
    }

    /// Takes back what was counted for a try that succeeded, and forgets the tries before it.
    pub fn succeeded(&mut self, tried: &Try<'_>, standing: Standing) {
        if let Some(device) = tried.device {
            self.devices.remove(&device);
        }
        if standing == Standing::Unknown {
            self.pairs.remove(&pair(tried));
            if let Some(count) = self.addresses.get_mut(&network(tried.address)) {
                count.tries = count.tries.saturating_sub(1);
            }
        }
    }

    /// How many tries in a row an account takes, wherever from.
    #[must_use]
    pub const fn per_account(&self) -> i64 {
        self.policy.per_account
    }

    /// How many counters there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len().max(self.addresses.len()).max(self.devices.len())
    }

    /// Whether nothing is counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// How long the next try waits after so many.
fn wait(policy: &Policy, tries: u32) -> i64 {
    match tries.checked_sub(policy.free) {
        None => 0,
        Some(over) => {
            let doubled = 1_i64.checked_shl(over.min(40)).unwrap_or(i64::MAX);
            policy.first_wait.saturating_mul(doubled).min(policy.longest_wait)
        }
    }
}

/// Whole seconds from one moment to another, never less than none: clocks are set back now and then.
fn seconds(from: Timestamp, to: Timestamp) -> i64 {
    (to.as_micros().saturating_sub(from.as_micros()) / 1_000_000).max(0)
}

/// The name of an account and an address together; what was typed is not kept.
fn pair(tried: &Try<'_>) -> [u8; 16] {
    let text = format!("{} {}", network(tried.address), tried.email);
    let mut name = [0; 16];
    for (to, from) in name.iter_mut().zip(blake3::hash(text.as_bytes()).as_bytes()) {
        *to = *from;
    }
    name
}

/// What counts as one address: IPv6 is handed out by the /64.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6((six.to_bits() & !u128::from(u64::MAX)).into()),
        four @ IpAddr::V4(_) => four,
    }
}

/// Keeps a counter; when there are too many, the older half is forgotten.
fn keep<K: Eq + Hash>(counters: &mut HashMap<K, Count>, key: K, count: Count, most: usize) {
    if counters.len() >= most && !counters.contains_key(&key) {
        let mut times: Vec<Timestamp> = counters.values().map(|count| count.at).collect();
        times.sort_unstable();
        let middle = times.get(times.len() / 2).copied();
        counters.retain(|_, count| Some(count.at) > middle);
    }
    counters.insert(key, count);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(1_772_442_000_000_000 + seconds * 1_000_000)
    }

    fn from(address: &str) -> Try<'static> {
        Try { email: "ana@example.org", address: address.parse().unwrap(), device: None }
    }

    #[test]
    fn waits_grow_twofold_and_end_somewhere() {
        let policy = Policy::default();
        let waits: Vec<i64> = (0..17).map(|tries| wait(&policy, tries)).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
        assert_eq!(wait(&policy, u32::MAX), 900);
    }

    #[test]
    fn one_account_from_one_address_waits_longer_each_time() {
        let mut limits = Limits::new(Policy::default());
        for _ in 0..5 {
            assert_eq!(limits.count(&from("192.0.2.1"), at(0)), Ok(Standing::Unknown));
        }
        assert_eq!(limits.count(&from("192.0.2.1"), at(0)), Err(1));
        assert_eq!(limits.count(&from("192.0.2.1"), at(1)), Ok(Standing::Unknown));
        assert_eq!(limits.count(&from("192.0.2.1"), at(2)), Err(1));
        assert_eq!(limits.count(&from("192.0.2.1"), at(3)), Ok(Standing::Unknown));
        assert_eq!(limits.count(&from("192.0.2.1"), at(3)), Err(4));
        assert_eq!(limits.count(&from("192.0.2.2"), at(3)), Ok(Standing::Unknown), "another address");
        assert_eq!(limits.count(&Try { email: "eva@example.org", ..from("192.0.2.1") }, at(3)), Ok(Standing::Unknown));
        assert_eq!(limits.count(&from("192.0.2.1"), at(3 + 86_400)), Ok(Standing::Unknown), "forgotten after a day");
        assert_eq!(limits.count(&from("192.0.2.1"), at(0)), Ok(Standing::Unknown), "a clock set back harms nobody");
    }

    #[test]
    fn one_address_over_many_accounts_and_a_whole_ipv6_network_is_one_address() {
        let mut limits = Limits::new(Policy::default());
        for number in 0..50 {
            let email = format!("p{number}@example.org");
            let address = format!("2001:db8::{number:x}").parse().unwrap();
            assert!(limits.count(&Try { email: &email, address, device: None }, at(number)).is_ok(), "{number}");
        }
        assert_eq!(limits.count(&from("2001:db8::ffff"), at(100)), Err(800));
        assert_eq!(limits.count(&from("2001:db8:0:1::1"), at(100)), Ok(Standing::Unknown));
        assert_eq!(limits.count(&from("2001:db8::ffff"), at(900)), Ok(Standing::Unknown));
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1".parse::<IpAddr>().unwrap());
    }

    #[test]
    fn success_forgets_the_tries_and_costs_the_address_nothing() {
        let mut limits = Limits::new(Policy { per_address: 2, ..Policy::default() });
        for _ in 0..20 {
            let standing = limits.count(&from("192.0.2.1"), at(0)).unwrap();
            limits.succeeded(&from("192.0.2.1"), standing);
        }
        assert!(limits.pairs.is_empty());
    }

    #[test]
    fn a_known_device_passes_whatever_others_do_until_it_guesses_itself() {
        let mut limits = Limits::new(Policy::default());
        while limits.count(&from("192.0.2.1"), at(0)).is_ok() {}
        let known = Try { device: Some(7), ..from("192.0.2.1") };
        for _ in 0..10 {
            assert_eq!(limits.count(&known, at(0)), Ok(Standing::Known));
        }
        assert_eq!(limits.count(&known, at(0)), Err(1), "now it is like any other");
        limits.succeeded(&known, Standing::Known);
        assert_eq!(limits.count(&known, at(0)), Ok(Standing::Known));
    }

    #[test]
    fn counters_are_bounded_and_the_latest_stay() {
        let mut limits = Limits::new(Policy { kept: 100, ..Policy::default() });
        for number in 0..1_000_i64 {
            let email = format!("p{number}@example.org");
            let address = IpAddr::V4(std::net::Ipv4Addr::from_bits(u32::try_from(number).unwrap()));
            limits
                .count(&Try { email: &email, address, device: Some(number.unsigned_abs().into()) }, at(number))
                .unwrap();
            limits.count(&Try { email: &email, address, device: None }, at(number)).unwrap();
            assert!(limits.len() <= 100);
        }
        assert!(!limits.is_empty());
    }
}
