//! A spreadsheet from the browser: dry run first, then the decision.

use super::Site;
use super::context::{Me, Sender};
use super::failure::{Answer, Failure};
use super::take::{Form, Path};
use super::uploads::Upload;
use crate::imports::offset;
use crate::imports::{BadLines, Import, ImportFailure, Target};
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use minijinja::context;
use semillero_core::errors::{ApiError, Edge, SignInFault};
use semillero_core::values::CohortId;
use semillero_spreadsheets::{Kind, Limits, template};
use serde::Deserialize;
use std::time::Duration;

/// The largest form with a file: the file, and what stands around it.
pub(super) const LARGEST: usize = Limits::BYTES + 64 * 1024;

pub(super) async fn upload_page(me: Me, Path(id): Path<CohortId>) -> Answer {
    let cohort = super::cohort::run_by(&me, id).await?;
    Ok(me.page("import.html", context! { cohort }))
}

/// How long a file may take to arrive: a large one over a slow line, but not for ever.
const ARRIVAL: Duration = Duration::from_secs(600);

/// The form with a file in it. The guard cannot read it, so the token is checked here. It stands first in our form: without it, and
/// from whoever does not run the cohort, no file is read.
pub(super) async fn upload(
    Sender(me): Sender,
    State(site): State<Site>,
    Path(id): Path<CohortId>,
    form: Result<Multipart, MultipartRejection>,
) -> Answer {
    let broken = || Failure::shown(&me, ApiError::edge(Edge::BodyCutOff, me.lang, None));
    super::cohort::run_by(&me, id).await?;
    let form = form.map_err(|_| broken())?;
    let read = tokio::time::timeout(ARRIVAL, read(&me, id, form)).await;
    let upload = read.map_err(|_| broken())??;
    let name: String = site.auth.ecosystem().random::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
    site.uploads.keep(name.clone(), upload.clone());
    shown(&me, &upload, &name, Decision::Look).await
}

async fn read(me: &Me, id: CohortId, mut form: Multipart) -> Result<Upload, Failure> {
    let broken = || Failure::shown(me, ApiError::edge(Edge::BodyCutOff, me.lang, None));
    let auth = &me.site.auth;
    let mut upload = Upload {
        user: me.id(),
        cohort: id,
        name: String::new(),
        kind: String::new(),
        offset: String::new(),
        bytes: axum::body::Bytes::new(),
        at: auth.ecosystem().now(),
    };
    let mut is_ours = false;
    loop {
        let Ok(field) = form.next_field().await else { return Err(broken()) };
        let Some(mut field) = field else { break };
        let (name, file) = (field.name().unwrap_or_default().to_owned(), field.file_name().map(str::to_owned));
        if !is_ours && name != "csrf" {
            break;
        }
        let most = if name == "file" { Limits::BYTES } else { 1_000 };
        let mut bytes = Vec::new();
        loop {
            match field.chunk().await {
                Ok(Some(chunk)) if bytes.len() + chunk.len() <= most => bytes.extend_from_slice(&chunk),
                Ok(Some(_)) => return Err(Failure::shown(me, ApiError::edge(Edge::TooLarge { most }, me.lang, None))),
                Ok(None) => break,
                Err(_) => return Err(broken()),
            }
        }
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "csrf" => is_ours = me.signed_in.check_form(auth, &me.visitor, &text()).is_ok(),
            "kind" => upload.kind = text(),
            "offset" => upload.offset = text(),
            "file" => {
                upload.name = file.unwrap_or_default();
                upload.bytes = bytes.into();
            }
            _ => {}
        }
    }
    if !is_ours {
        return Err(Failure::shown(me, ApiError::sign_in(SignInFault::CrossSite, me.lang, None)));
    }
    Ok(upload)
}

/// What the person decides about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Decision {
    Look,
    Apply,
    SkipBad,
}

#[derive(Deserialize)]
pub(super) struct Decide {
    decision: Decision,
}

pub(super) async fn apply(
    me: Me,
    State(site): State<Site>,
    Path((id, name)): Path<(CohortId, String)>,
    Form(form): Form<Decide>,
) -> Answer {
    let kept = site.uploads.get(&name, me.id(), site.auth.ecosystem().now()).filter(|upload| upload.cohort == id);
    let Some(upload) = kept else {
        let cohort = super::cohort::find(&me, id).await?;
        let problem = me.say(
            "el archivo ya no está: se guarda un cuarto de hora; súbalo de nuevo",
            "the file is gone: it is kept for a quarter of an hour; upload it again",
        );
        return Ok(me.page_with(StatusCode::GONE, "import.html", context! { cohort, problem }));
    };
    shown(&me, &upload, &name, form.decision).await
}

async fn shown(me: &Me, upload: &Upload, name: &str, decision: Decision) -> Answer {
    let cohort = super::cohort::run_by(me, upload.cohort).await?;
    let target = Target {
        programme: None,
        cohort: Some(upload.cohort),
        kind: Kind::named(&upload.kind),
        sheet: None,
        utc_offset: offset(upload.offset.trim()).unwrap_or(0),
    };
    let failed = |failure: ImportFailure| match failure {
        ImportFailure::Refused(error) => Err(Failure::shown(me, error)),
        other => {
            let problem = other.text(me.lang);
            Ok(me.page_with(StatusCode::UNPROCESSABLE_ENTITY, "import.html", context! { cohort => &cohort, problem }))
        }
    };
    // Reading fifty thousand rows takes a moment, in which the others must not wait.
    let (bytes, file) = (upload.bytes.clone(), upload.name.clone());
    let read = tokio::task::spawn_blocking(move || Import::read(&bytes, &file, target)).await;
    let import = match read {
        Ok(Ok(import)) => import,
        Ok(Err(failure)) => return failed(failure),
        Err(_) => return Err(Failure::shown(me, ApiError::edge(Edge::Internal, me.lang, None))),
    };
    let report = match decision {
        Decision::Look => import.check(&me.acting, me.lang).await,
        Decision::Apply => import.apply(&me.acting, BadLines::Refuse, me.lang).await,
        Decision::SkipBad => import.apply(&me.acting, BadLines::Skip, me.lang).await,
    };
    let report = match report {
        Ok(report) => report,
        Err(failure) => return failed(failure),
    };
    if report.applied {
        me.site.uploads.forget(name);
    }
    Ok(me.page("import_report.html", context! { cohort, report, upload => name }))
}

/// An empty spreadsheet to fill in.
pub(super) async fn template_file(me: Me, Path(file): Path<String>) -> Response {
    let Some(kind) = file.strip_suffix(".csv").and_then(Kind::named) else {
        let error = ApiError::edge(Edge::NoSuchAddress { path: format!("/templates/{file}") }, me.lang, None);
        return Failure::shown(&me, error).into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file}\"")),
    ];
    (headers, template(kind, me.lang)).into_response()
}
