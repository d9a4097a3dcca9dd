//! Argon2id: hashing and checking, a few at a time and never on the threads that answer.

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc};
use argon2::{Algorithm, Argon2, Params, Version};
use semillero_core::Ecosystem;
use semillero_core::people::PasswordHash;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

/// How many hashes are computed at once: each takes the memory of [`Strength`] and a core.
const AT_ONCE: usize = 2;
/// How many may wait for that; more are sent away.
const WAITING: usize = 128;
/// The most bytes that are hashed.
const BYTES: usize = 4_096;

/// What one hash costs. The least that OWASP names is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Strength {
    fn default() -> Self {
        Self { memory: 19 * 1_024, passes: 2, lanes: 1 }
    }
}

/// Too many wait to be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// Whether the password is the right one.
    pub right: bool,
    /// Whether its hash cost something else than hashes cost now.
    pub outdated: bool,
}

/// Hashes and checks passwords.
pub struct Passwords {
    ecosystem: Ecosystem,
    strength: Strength,
    permits: Arc<Semaphore>,
    waiting: AtomicUsize,
    computed: Arc<AtomicU64>,
}

impl Passwords {
    /// A hasher of this strength.
    #[must_use]
    pub fn new(ecosystem: Ecosystem, strength: Strength) -> Self {
        let permits = Arc::new(Semaphore::new(AT_ONCE));
        Self { ecosystem, strength, permits, waiting: AtomicUsize::new(0), computed: Arc::default() }
    }

    /// How many hashes were computed: what signing in costs, whatever its outcome.
    #[must_use]
    pub fn computed(&self) -> u64 {
        self.computed.load(Ordering::SeqCst)
    }

    /// The hash of a password under a fresh salt.
    ///
    /// # Errors
    /// When too many wait.
    pub async fn hash(&self, password: &str) -> Result<PasswordHash, Busy> {
        let (password, strength, salt) = (normal(password), self.strength, self.ecosystem.random::<16>());
        let hashed = self.compute(move || hashed(&password, strength, salt)).await?;
        hashed.and_then(|phc| PasswordHash::of(&phc)).ok_or(Busy)
    }

    /// Checks a password. Without a hash to check against it computes one all the same and says no.
    ///
    /// # Errors
    /// When too many wait.
    pub async fn check(&self, kept: Option<&PasswordHash>, password: &str) -> Result<Checked, Busy> {
        let (password, strength, salt) = (normal(password), self.strength, self.ecosystem.random::<16>());
        let kept = kept.map(|kept| kept.phc().to_owned());
        self.compute(move || match kept {
            Some(kept) => checked(&kept, &password, strength),
            None => {
                std::hint::black_box(hashed(&password, strength, salt));
                Checked { right: false, outdated: false }
            }
        })
        .await
    }

    /// Computes when it is its turn, on a thread that may be busy for a while.
    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let _waits = Waits::one_more(&self.waiting)?;
        let permit = self.permits.clone().acquire_owned().await.map_err(|_| Busy)?;
        let computed = self.computed.clone();
        let task = tokio::task::spawn_blocking(move || {
            // Held by the thread: whoever asked may be gone before it is done.
            let _permit = permit;
            computed.fetch_add(1, Ordering::SeqCst);
            work()
        });
        task.await.map_err(|_| Busy)
    }
}

/// One of those who wait.
struct Waits<'a>(&'a AtomicUsize);

impl<'a> Waits<'a> {
    fn one_more(count: &'a AtomicUsize) -> Result<Self, Busy> {
        let before = count.fetch_add(1, Ordering::SeqCst);
        let waits = Self(count);
        if before >= WAITING { Err(Busy) } else { Ok(waits) }
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The form in which passwords are hashed, so that another keyboard types the same; no more of it than is hashed.
fn normal(password: &str) -> String {
    if password.len() > BYTES { String::new() } else { password.nfc().collect() }
}

fn context(strength: Strength) -> Option<Argon2<'static>> {
    let params = Params::new(strength.memory, strength.passes, strength.lanes, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hashed(password: &str, strength: Strength, salt: [u8; 16]) -> Option<String> {
    let hash = context(strength)?.hash_password_with_salt(password.as_bytes(), &salt).ok()?;
    Some(hash.to_string())
}

fn checked(kept: &str, password: &str, strength: Strength) -> Checked {
    let (Ok(parsed), Some(context)) = (phc::PasswordHash::new(kept), context(strength)) else {
        return Checked { right: false, outdated: false };
    };
    let right = !password.is_empty() && context.verify_password(password.as_bytes(), &parsed).is_ok();
    let same = Params::try_from(&parsed).is_ok_and(|params| {
        (params.m_cost(), params.t_cost(), params.p_cost()) == (strength.memory, strength.passes, strength.lanes)
    });
    Checked { right, outdated: !(same && parsed.algorithm == Algorithm::Argon2id.ident()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Strength = Strength { memory: 8, passes: 1, lanes: 1 };

    #[tokio::test]
    async fn only_the_right_password_fits_and_composed_letters_are_the_same() {
        let passwords = Passwords::new(Ecosystem::in_memory(), CHEAP);
        let hash = passwords.hash("una montaña azul y fría").await.unwrap();
        assert!(hash.phc().starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{}", hash.phc());
        let fits = async |password: &str| passwords.check(Some(&hash), password).await.unwrap().right;
        assert!(fits("una montaña azul y fría").await);
        assert!(fits("una montan\u{303}a azul y fri\u{301}a").await);
        assert!(!fits("una montana azul y fria").await);
        assert!(!fits("Una montaña azul y fría").await);
        assert!(!fits(" una montaña azul y fría").await, "nothing is trimmed");
        assert!(!fits("").await);
        assert_ne!(hash.phc(), passwords.hash("una montaña azul y fría").await.unwrap().phc(), "salted");
    }

    #[tokio::test]
    async fn the_usual_strength_is_what_owasp_asks_and_older_hashes_are_told() {
        let ecosystem = Ecosystem::in_memory();
        let (usual, cheap) = (Passwords::new(ecosystem.clone(), Strength::default()), Passwords::new(ecosystem, CHEAP));
        let old = cheap.hash("una montaña azul").await.unwrap();
        assert_eq!(usual.check(Some(&old), "una montaña azul").await, Ok(Checked { right: true, outdated: true }));
        let new = usual.hash("una montaña azul").await.unwrap();
        assert!(new.phc().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", new.phc());
        assert_eq!(usual.check(Some(&new), "una montaña azul").await, Ok(Checked { right: true, outdated: false }));
    }

    #[tokio::test]
    async fn nothing_to_check_against_costs_the_same_hash() {
        let passwords = Passwords::new(Ecosystem::in_memory(), CHEAP);
        assert!(!passwords.check(None, "una montaña azul").await.unwrap().right);
        assert_eq!(passwords.computed(), 1);
    }
}
