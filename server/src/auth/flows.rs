//! Signing in and out, joining, the first admin, a new password.

use super::brute_force::{Standing, Try};
use super::cookies::{Cookies, Device};
use super::password::Busy;
use super::refused::Refused;
use super::rules;
use super::session::SignedIn;
use super::state::Auth;
use super::visitor::Visitor;
use semillero_core::AcceptInvitation;
use semillero_core::ecosystem::AccountOf;
use semillero_core::errors::SignInFault;
use semillero_core::people::PasswordHash;
use semillero_core::values::{EmailAddress, UserId};

/// Signs somebody in by address and password.
///
/// # Errors
/// `bad_sign_in`, the same for whoever is unknown, wrong, never joined, suspended or guessed at too often; `slow_down` with the
/// seconds to wait, whether or not there is such an account.
pub async fn sign_in(auth: &Auth, visitor: &Visitor, email: &str, password: &str) -> Result<Cookies, Refused> {
    let account = auth.host(visitor).account_of(email).await?;
    let account = check(auth, visitor, email, account, password).await?;
    open(auth, visitor, &account).await
}

/// Ends the sign-in of this browser.
///
/// # Errors
/// When the store fails.
pub async fn sign_out(auth: &Auth, visitor: &Visitor, signed_in: &SignedIn) -> Result<Cookies, Refused> {
    auth.host_for(visitor, signed_in.user).end_sign_in(&signed_in.secret).await?;
    Ok(Cookies::signed_out(auth))
}

/// Ends every sign-in of the person, this one too.
///
/// # Errors
/// When the store fails.
pub async fn sign_out_everywhere(auth: &Auth, visitor: &Visitor, signed_in: &SignedIn) -> Result<Cookies, Refused> {
    auth.host_for(visitor, signed_in.user).end_all_sign_ins(signed_in.user).await?;
    Ok(Cookies::signed_out(auth))
}

/// Changes the password of somebody who knows the old one. Every sign-in ends, and this browser gets a new one.
///
/// # Errors
/// `invalid_input` at `/password` when the new one is not taken, and what [`sign_in`] refuses.
pub async fn change_password(
    auth: &Auth,
    visitor: &Visitor,
    signed_in: &SignedIn,
    old: &str,
    new: &str,
) -> Result<Cookies, Refused> {
    let host = auth.host_for(visitor, signed_in.user);
    let account = host.account_of_user(signed_in.user).await?;
    let email = account.email.clone().unwrap_or_default();
    take(visitor, new, &[&account.display_name, &email])?;
    let account = check(auth, visitor, &email, Some(account), old).await?;
    let hash = hash(auth, visitor, new).await?;
    host.keep_password(account.user_id, &hash, account.password_changed_at).await?;
    let account = host.account_of_user(signed_in.user).await?;
    open(auth, visitor, &account).await
}

/// Joins by an invitation with a first password, and signs in. The rules of passwords are checked before the invitation is used.
///
/// # Errors
/// `invalid_input` for password or name, `sign_in_first` when the person joined before, and what the invitation says.
pub async fn accept_invitation(
    auth: &Auth,
    visitor: &Visitor,
    token: &str,
    name: Option<&str>,
    password: &str,
) -> Result<Cookies, Refused> {
    let host = auth.host(visitor);
    let invited = host.invited(token).await?;
    if !invited.is_new {
        return Err(Refused::said(visitor, SignInFault::SignInFirst));
    }
    let email = invited.email.unwrap_or_default();
    take(visitor, password, &[&invited.display_name, &email, name.unwrap_or_default()])?;
    let hash = hash(auth, visitor, password).await?;
    let user = host.join(token, name, &hash).await?;
    let account = host.account_of_user(user).await?;
    open(auth, visitor, &account).await
}

/// Accepts a further invitation as the person who is signed in and whom it is for.
///
/// # Errors
/// `not_for_you` when it is for somebody else, and what the invitation says.
pub async fn accept_as(auth: &Auth, visitor: &Visitor, signed_in: &SignedIn, token: &str) -> Result<(), Refused> {
    if auth.host(visitor).invited(token).await?.user_id != signed_in.user {
        return Err(Refused::said(visitor, SignInFault::NotForYou));
    }
    let request = AcceptInvitation { token: token.to_owned(), display_name: None };
    auth.acting(visitor, signed_in.user).accept_invitation(request).await?;
    Ok(())
}

/// Makes the first admin by a set-up token, and signs them in.
///
/// # Errors
/// `invalid_input` for what was typed, `bad_set_up` when the token does not work, `already_set_up` when there is an admin.
pub async fn set_up(
    auth: &Auth,
    visitor: &Visitor,
    token: &str,
    email: &str,
    name: &str,
    password: &str,
) -> Result<Cookies, Refused> {
    let host = auth.host(visitor);
    // Before anything is computed: whoever has no token makes no work.
    host.check_set_up(token).await?;
    take(visitor, password, &[name, email])?;
    let hash = hash(auth, visitor, password).await?;
    let user = host.set_up(token, email, name, Some(&hash)).await?;
    let account = host.account_of_user(user).await?;
    open(auth, visitor, &account).await
}

/// Sets a password for somebody, as the operator may. Every sign-in ends and the tries counted are forgotten.
///
/// # Errors
/// `not_joined` when nobody has the address or may sign in, `invalid_input` when the password is not taken.
pub async fn set_password(auth: &Auth, visitor: &Visitor, email: &str, password: &str) -> Result<UserId, Refused> {
    let host = auth.host(visitor);
    let account = host.account_of(email).await?.filter(|account| account.is_active);
    let account = account.ok_or_else(|| Refused::said(visitor, SignInFault::NotJoined))?;
    take(visitor, password, &[&account.display_name, email])?;
    let hash = hash(auth, visitor, password).await?;
    host.keep_password(account.user_id, &hash, None).await?;
    Ok(account.user_id)
}

/// Checks the password of an account, counted and with the same work whatever the account is.
async fn check(
    auth: &Auth,
    visitor: &Visitor,
    email: &str,
    account: Option<AccountOf>,
    password: &str,
) -> Result<AccountOf, Refused> {
    let host = auth.host(visitor);
    let email = EmailAddress::parse(email).map_or_else(|_| email.trim().to_lowercase(), |email| email.key());
    let device = account.as_ref().and_then(|account| {
        Device::known(auth, visitor.device.as_deref(), account.user_id, account.password_changed_at?)
    });
    let tried = Try { email: &email, address: visitor.address, device: device.map(|device| device.name) };
    let standing = auth.limits().count(&tried, auth.ecosystem().now());
    let standing = standing.map_err(|seconds| {
        tracing::warn!(address = %visitor.address, seconds, "signing in has to wait");
        Refused::said(visitor, SignInFault::SlowDown { seconds })
    })?;
    let with_password = account.as_ref().filter(|account| account.password.is_some());
    let tries = {
        let _turn = auth.turn(&email).await;
        host.count_try(with_password.map(|account| account.user_id), &email).await?.0
    };
    let kept = account.as_ref().and_then(|account| account.password.as_ref());
    let checked = auth.passwords().check(kept, password).await.map_err(|Busy| busy(visitor))?;
    let within = standing == Standing::Known || tries <= auth.limits().per_account();
    match account {
        Some(account) if checked.right && account.is_active && within => {
            auth.limits().succeeded(&tried, standing);
            host.clear_tries(account.user_id).await?;
            if checked.outdated {
                renew(auth, visitor, &account, password).await?;
            }
            Ok(account)
        }
        _ => {
            tracing::warn!(address = %visitor.address, tries, "signing in failed");
            Err(Refused::said(visitor, SignInFault::BadSignIn))
        }
    }
}

/// Puts a hash of today's strength in the place of an older one.
async fn renew(auth: &Auth, visitor: &Visitor, account: &AccountOf, password: &str) -> Result<(), Refused> {
    let Some(old) = &account.password else { return Ok(()) };
    let new = hash(auth, visitor, password).await?;
    Ok(auth.host(visitor).renew_hash(account.user_id, old, &new).await?)
}

async fn open(auth: &Auth, visitor: &Visitor, account: &AccountOf) -> Result<Cookies, Refused> {
    let bad = || Refused::said(visitor, SignInFault::BadSignIn);
    let checked = account.password_changed_at.ok_or_else(bad)?;
    let (policy, agent) = (auth.settings().sign_in, visitor.agent.as_deref());
    let opened = auth.host(visitor).open_sign_in(account.user_id, checked, policy, agent).await?;
    Ok(Cookies::signed_in(auth, account.user_id, &opened.secret))
}

fn take(visitor: &Visitor, password: &str, context: &[&str]) -> Result<(), Refused> {
    rules::check(password, context).map_err(|fault| Refused::said(visitor, fault))
}

async fn hash(auth: &Auth, visitor: &Visitor, password: &str) -> Result<PasswordHash, Refused> {
    auth.passwords().hash(password).await.map_err(|Busy| busy(visitor))
}

fn busy(visitor: &Visitor) -> Refused {
    Refused::said(visitor, SignInFault::Busy)
}
