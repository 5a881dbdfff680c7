//! Python packages of the Python index, installed once into the user's cache.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program;

/// A virtual environment.
pub(crate) struct Venv {
    folder: PathBuf,
}

impl Venv {
    /// The one called `name`, with what `install` installs. A broken or half-made one, and one of another
    /// Python or `recipe`, is made again. Several tests may ask at once.
    pub(crate) fn ensure(name: &str, recipe: &str, install: impl FnOnce(&Self)) -> Self {
        let cache = cache();
        let recipe = format!("{recipe}\n{}", base_python());
        Self::complete(&cache, name, &recipe, |venv| {
            // Not eprintln!: it takes a while, and a test's output is only shown when it fails.
            let _ = writeln!(
                std::io::stderr(),
                "installing {name} into {}, which takes some minutes",
                cache.display()
            );
            let mut make = Command::new("python3");
            make.args(["-m", "venv"]).arg(&venv.folder);
            program::text(&mut make, "python3-venv", "");
            install(venv);
        })
    }

    /// The one in `folder`, made by `make` unless it stands there complete, of this `recipe`.
    fn complete(folder: &Path, name: &str, recipe: &str, make: impl FnOnce(&Self)) -> Self {
        fs::create_dir_all(folder).unwrap();
        let lock = File::create(folder.join(format!("{name}.lock"))).unwrap();
        lock.lock().unwrap();
        let venv = Self {
            folder: folder.join(name),
        };
        let found = fs::read_to_string(venv.marker());
        if !found.is_ok_and(|found| found == recipe) {
            if venv.folder.exists() {
                // First: broken off here, what is left isn't taken for complete.
                let _ = fs::remove_file(venv.marker());
                fs::remove_dir_all(&venv.folder).unwrap();
            }
            make(&venv);
            // Last: what has no marker, or another's, is not complete.
            fs::write(venv.marker(), recipe).unwrap();
        }
        venv
    }

    /// Its Python, to be given a script.
    pub(crate) fn python(&self) -> Command {
        let mut python = Command::new(self.folder.join("bin/python"));
        // Scripts lie in the source tree, which is to stay clean.
        python.env("PYTHONDONTWRITEBYTECODE", "1");
        python
    }

    /// A file in it.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Installs as `pip install` does with these arguments.
    pub(crate) fn install(&self, arguments: &[&str]) {
        let mut pip = self.python();
        pip.args(["-m", "pip", "install", "--quiet", "--no-input"])
            .arg("--disable-pip-version-check")
            .args(arguments);
        program::text(&mut pip, "python3-venv", "");
    }

    fn marker(&self) -> PathBuf {
        self.file("complete")
    }
}

/// Where the machine's Python lies, and its version: a venv is tied to both.
fn base_python() -> String {
    let script = "import ensurepip, sys, venv; print(sys.base_prefix, sys.version)";
    let output = program::run(Command::new("python3").args(["-c", script]), "python3", "");
    assert!(
        output.status.success(),
        "Python's venv is missing. Install it (Debian: apt-get install python3-venv)\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn cache() -> PathBuf {
    let given = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let base = given.filter(|path| path.is_absolute()).unwrap_or_else(|| {
        Path::new(&std::env::var_os("HOME").expect("HOME is set where tests run")).join(".cache")
    });
    base.join("kodevagt")
}

/// A reader of docs/readers, with what it needs.
pub(crate) fn reader(name: &str) -> Command {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/readers");
    let requirements = folder.join("requirements.txt");
    let recipe = fs::read_to_string(&requirements).unwrap();
    let venv = Venv::ensure("readers-venv", &recipe, |venv| {
        venv.install(&["--requirement", requirements.to_str().unwrap()]);
    });
    let mut python = venv.python();
    python.arg(folder.join(name));
    python
}

#[test]
fn what_was_broken_off_is_made_again_and_what_is_complete_is_not() {
    let cache = tempfile::TempDir::new().unwrap();
    let make = |recipe: &str, made: fn(&Venv)| Venv::complete(cache.path(), "venv", recipe, made);
    let broken_off = std::panic::catch_unwind(|| {
        make("1", |venv| {
            fs::create_dir(&venv.folder).unwrap();
            fs::write(venv.file("half"), "").unwrap();
            panic!("no network");
        })
    });
    assert!(broken_off.is_err());

    let venv = make("1", |venv| fs::create_dir(&venv.folder).unwrap());
    assert!(!venv.file("half").exists());
    make("1", |_| panic!("made again"));
    fs::write(venv.file("old"), "").unwrap();
    make("2", |venv| fs::create_dir(&venv.folder).unwrap());
    assert!(!venv.file("old").exists());
}
