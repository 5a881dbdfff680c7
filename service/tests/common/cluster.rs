//! A PostgreSQL of the tests' own: one cluster a process, one database a test.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio_postgres::NoTls;

/// Makes the cluster, says so, and takes it away when whoever started it is gone, however that came about:
/// then its standard input ends.
const SCRIPT: &str = r#"
set -e
dir=$(mktemp -d /tmp/kodevagt-postgres.XXXXXX)
trap '"$1/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
"$1/initdb" -D "$dir/data" -U kodevagt -A trust --no-sync >/dev/null
"$1/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/log" \
  -o "-k $dir -c listen_addresses='' -c fsync=off -c max_connections=300 -c deadlock_timeout=100ms" \
  start >/dev/null
echo "$dir"
cat >/dev/null
"#;

struct Cluster {
    dir: String,
    /// Its standard input stays open as long as this process lives.
    _keeper: Child,
}

/// The URL of a new, empty database.
pub(crate) async fn database() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("test{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let (client, connection) = tokio_postgres::connect(&url("postgres"), NoTls)
        .await
        .unwrap();
    let connection = tokio::spawn(connection);
    client
        .batch_execute(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    drop(client);
    connection.await.unwrap().unwrap();
    url(&name)
}

fn url(database: &str) -> String {
    let dir = cluster().dir.replace('/', "%2F");
    format!("postgres://kodevagt@{dir}/{database}")
}

fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let mut command = Command::new("sh");
        command
            .args(["-c", SCRIPT, "sh"])
            .arg(programs())
            .current_dir("/tmp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        // initdb refuses root.
        if id(&["-u"]) == Some(0) {
            let user = id(&["-u", "postgres"]).unwrap_or(65534);
            let group = id(&["-g", "postgres"]).unwrap_or(65534);
            command.uid(user).gid(group);
        }
        let mut keeper = command.spawn().unwrap();
        let mut dir = String::new();
        BufReader::new(keeper.stdout.take().unwrap())
            .read_line(&mut dir)
            .unwrap();
        assert!(dir.ends_with('\n'), "PostgreSQL didn't start");
        Cluster {
            dir: dir.trim().to_owned(),
            _keeper: keeper,
        }
    })
}

fn id(args: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(args).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Where Debian keeps the server's programs, the newest version's; elsewhere they are on the path.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let newest = versions
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists())
        .max();
    newest.unwrap_or_else(|| {
        let output = Command::new("pg_config").arg("--bindir").output();
        let output = output.expect("these tests need PostgreSQL's server programs");
        String::from_utf8(output.stdout).unwrap().trim().into()
    })
}
