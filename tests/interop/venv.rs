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
    /// The one called `name`, made by `fill` unless it stands there complete and as `recipe` says. A broken
    /// or half-made one, and one of another Python, is made again. Several tests may ask at once.
    pub(crate) fn ensure(name: &str, recipe: &str, fill: impl FnOnce(&Self)) -> Self {
        let cache = cache();
        fs::create_dir_all(&cache).unwrap();
        let lock = File::create(cache.join(format!("{name}.lock"))).unwrap();
        lock.lock().unwrap();

        let venv = Self {
            folder: cache.join(name),
        };
        let recipe = format!("{recipe}\n{}", base_python());
        if !venv.is_complete(&recipe) {
            // Not eprintln!: the first run takes a while, and a test's output is only shown when it fails.
            let _ = writeln!(
                std::io::stderr(),
                "installing {name} into {}, which can take two minutes",
                cache.display()
            );
            if venv.folder.exists() {
                fs::remove_dir_all(&venv.folder).unwrap();
            }
            let mut make = Command::new("python3");
            make.args(["-m", "venv"]).arg(&venv.folder);
            program::text(&mut make, "python3-venv", "");
            fill(&venv);
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

    fn is_complete(&self, recipe: &str) -> bool {
        fs::read_to_string(self.marker()).is_ok_and(|found| found == recipe)
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
