use super::*;

#[test]
fn a_path_becomes_an_address() {
    for (path, wanted) in [
        ("/tmp/clausier-a1", "file:///tmp/clausier-a1"),
        ("/home/Amélie B/100%", "file:///home/Am%C3%A9lie%20B/100%25"),
        ("C:/Users/b", "file:///C:/Users/b"),
    ] {
        assert_eq!(address(Path::new(path)), wanted);
    }
}

/// Programs that behave as LibreOffice never should.
#[cfg(unix)]
mod misbehaviour {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// What comes of a program, and the folder it worked in.
    fn with(script: &str, limit: Duration) -> (Result<Vec<u8>, Failure>, PathBuf, tempfile::TempDir) {
        let own = tempfile::tempdir().expect("a folder");
        let program = own.path().join("office");
        let told = own.path().join("folder");
        std::fs::write(&program, format!("#!/bin/sh\npwd > '{}'\n{script}\n", told.display())).expect("a program");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("it may run");
        let outcome = convert(&program, b"a document", limit);
        let folder = std::fs::read_to_string(told).expect("it has run");
        (outcome, PathBuf::from(folder.trim()), own)
    }

    fn reason(script: &str, limit: Duration) -> String {
        let (outcome, folder, _own) = with(script, limit);
        assert!(folder.is_absolute() && !folder.exists(), "{} is left behind", folder.display());
        match outcome {
            Err(Failure::Output(reason)) => reason,
            other => panic!("{other:?}"),
        }
    }

    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn what_it_makes_is_read_and_its_folder_goes() {
        let (outcome, folder, _own) = with("cat draft.docx > draft.pdf; mkdir profile; touch profile/x", PATIENCE);
        assert_eq!(outcome.expect("made"), b"a document");
        assert!(!folder.exists());
    }

    #[test]
    fn failing_making_nothing_and_taking_too_long_are_told() {
        assert!(reason("exit 77", PATIENCE).contains("it failed (exit status: 77)"));
        assert!(reason("exit 0", PATIENCE).contains("it made no PDF"));
        let start = Instant::now();
        let slow = reason("sleep 60 & sleep 60", Duration::from_secs(1));
        assert!(slow.contains("it was not done after 1 seconds, and was ended"), "{slow}");
        assert!(start.elapsed() < PATIENCE);
    }

    #[test]
    fn nothing_it_started_outlives_it() {
        let (outcome, _, own) =
            with("sleep 60 & echo $! > \"$(dirname \"$0\")/child\"; sleep 60", Duration::from_secs(1));
        assert!(outcome.is_err());
        let child = std::fs::read_to_string(own.path().join("child")).expect("its process");
        // Gone, or a zombie that init has still to bury; a process takes a moment to die.
        let alive = || {
            let state = std::fs::read_to_string(format!("/proc/{}/stat", child.trim())).unwrap_or_default();
            !state.is_empty() && !state.contains(") Z ")
        };
        let start = Instant::now();
        while alive() {
            assert!(start.elapsed() < PATIENCE, "its process lives");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
