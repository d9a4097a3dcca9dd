//! Refusals of whoever checks passwords, in the same words and codes as all others.

use super::{ApiError, Arg, ErrorCode, Problems, Refusal, Text, texts};
use crate::values::Locale;

/// Why somebody is not signed in, or a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInFault {
    /// Address and password do not go together. Said alike for whoever is unknown, never joined or may not act.
    BadSignIn,
    /// Too many tries.
    SlowDown {
        /// How long to wait.
        seconds: i64,
    },
    /// The form came from elsewhere.
    CrossSite,
    /// Somebody who joined before must sign in to accept an invitation.
    SignInFirst,
    /// The invitation of somebody else.
    NotForYou,
    /// Nobody has the address, or nobody who may sign in.
    NotJoined,
    /// The password is too short.
    Short {
        /// How many characters it has.
        length: usize,
        /// How many are needed.
        least: usize,
    },
    /// The password is too long.
    Long {
        /// How many characters it has.
        length: usize,
        /// How many are taken.
        most: usize,
    },
    /// The password repeats one part.
    Repeats,
    /// The password runs along the alphabet or the keyboard.
    Sequence,
    /// The password is mostly what everybody takes.
    Common,
    /// The password is mostly the person's name or address, or the name of the site.
    Personal,
    /// Too many wait to be checked.
    Busy,
}

impl ApiError {
    /// A refusal of whoever checks passwords.
    #[must_use]
    pub fn sign_in(fault: SignInFault, locale: Locale, request_id: Option<&str>) -> Self {
        refusal(fault).put(locale, request_id).0
    }
}

fn refusal(fault: SignInFault) -> Refusal {
    let said = |code, text| Refusal::said(code, text, []);
    match fault {
        SignInFault::BadSignIn => said(ErrorCode::Unauthenticated, &texts::BAD_SIGN_IN),
        SignInFault::SlowDown { seconds } => {
            Refusal::said(ErrorCode::RateLimited, &texts::SLOW_DOWN, [("seconds", seconds.into())])
        }
        SignInFault::Busy => said(ErrorCode::Unavailable, &texts::TOO_BUSY),
        SignInFault::CrossSite => said(ErrorCode::Forbidden, &texts::CROSS_SITE),
        SignInFault::SignInFirst => said(ErrorCode::Conflict, &texts::SIGN_IN_FIRST),
        SignInFault::NotForYou => said(ErrorCode::Forbidden, &texts::NOT_FOR_YOU),
        SignInFault::NotJoined => said(ErrorCode::Conflict, &texts::NOT_JOINED),
        SignInFault::Short { length, least } => {
            password(&texts::PASSWORD_SHORT, vec![("length", length.into()), ("least", least.into())])
        }
        SignInFault::Long { length, most } => {
            password(&texts::TOO_LONG, vec![("length", length.into()), ("most", most.into())])
        }
        SignInFault::Repeats => password(&texts::PASSWORD_REPEATS, vec![]),
        SignInFault::Sequence => password(&texts::PASSWORD_SEQUENCE, vec![]),
        SignInFault::Common => password(&texts::PASSWORD_COMMON, vec![]),
        SignInFault::Personal => password(&texts::PASSWORD_PERSONAL, vec![]),
    }
}

/// A mistake in the field of the password.
fn password(text: &'static Text, args: Vec<(&'static str, Arg)>) -> Refusal {
    let mut problems = Problems::default();
    problems.add("/password", text, args);
    Refusal::invalid(problems)
}
