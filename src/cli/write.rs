//! Writing: beside, then renamed, so that no file is ever half written.

use super::Failure;
use std::io::Write;
use std::path::Path;

/// Puts `bytes` at `path`, replacing what is there only when everything is written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed =
        |error: &dyn std::fmt::Display| Failure::Output(format!("`{}` can't be written: {error}", path.display()));
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if path.is_dir() {
        return Err(failed(&"it is a folder"));
    }
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|e| failed(&e))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(|e| failed(&e))?;
    share(&file);
    file.persist(path).map_err(|e| failed(&e.error))?;
    Ok(())
}

/// Puts `bytes` at `path` if nothing is there yet.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::Output(format!("`{}` exists already and is not overwritten", path.display())));
    }
    replace(path, bytes)
}

/// Temporary files are private; a finished document has the permissions of any other new file.
#[cfg(unix)]
fn share(file: &tempfile::NamedTempFile) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn share(_: &tempfile::NamedTempFile) {}
