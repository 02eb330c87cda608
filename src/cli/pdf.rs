//! PDF, made from the Word document by LibreOffice, in a private folder that goes when it is done.

use super::Failure;
use super::report::Report;
use process_wrap::std::{ChildWrapper, CommandWrap};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Names the program where it is not found by itself.
const VARIABLE: &str = "CLAUSIER_SOFFICE";

/// Where LibreOffice puts itself when it is not on the search path.
const USUAL: [&str; 5] = [
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
    "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
];

/// A large draft takes seconds; a machine under load, or a first start, takes longer.
const LIMIT: Duration = Duration::from_secs(180);

/// Structure for screen readers, and the headings as bookmarks.
const FILTER: &str = r#"pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}"#;

/// Whether the user has asked to stop.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// The Word document as a PDF.
pub fn from_word(document: &[u8], report: &Report) -> Result<Vec<u8>, Failure> {
    let office = office()?;
    report.note("making the PDF with LibreOffice; this takes some seconds");
    // Where another handler is set already, stopping is its matter.
    let _ = ctrlc::try_set_handler(|| STOPPED.store(true, Ordering::SeqCst));
    convert(&office, document, LIMIT)
}

fn office() -> Result<PathBuf, Failure> {
    let named = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(named) = named {
        return match named.is_file() {
            true => Ok(named),
            false => Err(Failure::Input(format!("{VARIABLE} names `{}`, which is no file", named.display()))),
        };
    }
    let names = ["soffice", "libreoffice", "soffice.exe"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name)));
    found.chain(USUAL.iter().map(PathBuf::from)).find(|candidate| candidate.is_file()).ok_or_else(|| {
        Failure::Output(format!(
            "a PDF is made by LibreOffice, which is not found: install it from libreoffice.org (on Debian and \
             Ubuntu: apt-get install libreoffice-writer), or name its program in {VARIABLE}; `-o draft.html` and \
             `-o draft.docx` need nothing"
        ))
    })
}

/// Everything that LibreOffice writes goes into one folder, removed on every way out.
fn convert(office: &Path, document: &[u8], limit: Duration) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::Output(format!("the PDF can't be made: {error}"));
    let folder = tempfile::Builder::new().prefix("clausier-").tempdir().map_err(failed)?;
    let source = folder.path().join("draft.docx");
    std::fs::write(&source, document).map_err(failed)?;
    let mut child = start(office, folder.path(), &source)
        .map_err(|error| Failure::Output(format!("`{}` does not start: {error}", office.display())))?;
    let outcome = wait(child.as_mut(), limit).map_err(failed);
    // LibreOffice is several processes: none outlives this, whatever happened.
    let _ = child.start_kill();
    let _ = child.wait();
    let pdf = outcome?.and_then(|()| {
        std::fs::read(folder.path().join("draft.pdf")).map_err(|_| "it made no PDF of the document".to_string())
    });
    folder.close().map_err(failed)?;
    pdf.map_err(|reason| Failure::Output(format!("LibreOffice (`{}`): {reason}", office.display())))
}

fn start(office: &Path, folder: &Path, source: &Path) -> std::io::Result<Box<dyn ChildWrapper>> {
    let mut profile = OsString::from("-env:UserInstallation=");
    profile.push(address(&folder.join("profile")));
    let mut command = CommandWrap::with_new(office, |command| {
        command.args(["--headless", "--norestore", "--nologo"]).arg(&profile);
        command.args(["--convert-to", FILTER, "--outdir"]).arg(folder).arg(source);
        command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.env("GSETTINGS_BACKEND", "memory");
        for variable in ["TMPDIR", "TMP", "TEMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env(variable, folder);
        }
    });
    #[cfg(unix)]
    command.wrap(process_wrap::std::ProcessGroup::leader());
    #[cfg(windows)]
    command.wrap(process_wrap::std::JobObject);
    command.spawn()
}

/// Until it has ended well; otherwise the reason why not.
fn wait(child: &mut dyn ChildWrapper, limit: Duration) -> std::io::Result<Result<(), String>> {
    let end = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { Ok(()) } else { Err(format!("it failed ({status})")) });
        }
        if STOPPED.load(Ordering::SeqCst) {
            return Ok(Err("stopped".into()));
        }
        if Instant::now() >= end {
            return Ok(Err(format!("it was not done after {} seconds, and was ended", limit.as_secs())));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A path as an address: `file:///tmp/a%20b`.
fn address(path: &Path) -> String {
    let path = path.as_os_str().to_string_lossy();
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => out.push('/'),
            b'/' | b':' | b'-' | b'_' | b'.' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => out.push(byte.into()),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests;
