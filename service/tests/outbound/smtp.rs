//! A real mail server: Exim, delivering to a maildir.

use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use kodevagt_service::outbound::mail::{Smtp, SmtpSettings};
use kodevagt_service::outbound::{Mail, MailMessage, Refusal};
use tempfile::TempDir;

use crate::programs::{Program, free_port, program, user};

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_arrives_over_starttls() {
    let mut server = Server::start();
    let smtp = server.smtp("security = 'starttls'", "secret");
    smtp.send(&mail()).await.unwrap();
    let read = server.delivered();
    let header = |name: &str| {
        read.lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap()
    };
    assert_eq!(header("From: "), "Kodevagt <no-reply@kodevagt.dk>");
    assert_eq!(header("To: "), "aase@kodevagt.dk");
    assert_eq!(header("Reply-To: "), "support@kodevagt.dk");
    assert_eq!(header("Message-ID: "), "<m1@kodevagt.dk>");
    assert_eq!(header("Auto-Submitted: "), "auto-generated");
    assert_eq!(header("Subject: "), "Telefonen er =?utf-8?b?bMOlc3Q=?= op");
    assert!(!header("Date: ").is_empty());
    assert_eq!(header("Content-Type: "), "text/plain; charset=utf-8");
    // Exim says how it came: over TLS, signed in.
    assert!(read.contains("with esmtpsa  (TLS1.3) tls"), "{read}");
    let body = read.split_once("\n\n").unwrap().1;
    assert!(body.contains("Din telefon er l=C3=A5st op"), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_arrives_over_tls_and_with_html() {
    let mut server = Server::start();
    let mut mail = mail();
    mail.html = Some("<p>Låst op</p>".to_owned().into());
    server
        .smtp("security = 'tls'", "secret")
        .send(&mail)
        .await
        .unwrap();
    let read = server.delivered();
    assert!(
        read.contains("Content-Type: multipart/alternative"),
        "{read}"
    );
    assert!(
        read.contains("Content-Type: text/html; charset=utf-8"),
        "{read}"
    );
    assert!(read.contains("<p>L=C3=A5st op</p>"), "{read}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_server_refuses_is_told_apart() {
    let server = Server::start();
    let starttls = "security = 'starttls'";
    let mut nobody = mail();
    nobody.to = "nobody@kodevagt.dk".to_owned().into();
    let refused = server
        .smtp(starttls, "secret")
        .send(&nobody)
        .await
        .unwrap_err();
    assert_eq!(
        (refused.refusal, refused.reason.as_ref()),
        (Refusal::Permanent, "answered 550")
    );

    // Our own account's password is somebody's to correct.
    let refused = server
        .smtp(starttls, "wrong")
        .send(&mail())
        .await
        .unwrap_err();
    assert_eq!(
        (refused.refusal, refused.reason.as_ref()),
        (Refusal::Temporary(None), "answered 535")
    );

    nobody.to = "no address".to_owned().into();
    let refused = server
        .smtp(starttls, "secret")
        .send(&nobody)
        .await
        .unwrap_err();
    assert_eq!(refused.refusal, Refusal::Permanent);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_trusted_certificate_nothing_is_sent() {
    let server = Server::start();
    let settings = server.settings("security = 'starttls'", "secret", "");
    let refused = Smtp::new(&settings)
        .unwrap()
        .send(&mail())
        .await
        .unwrap_err();
    assert_eq!(refused.refusal, Refusal::Temporary(None));
    // Neither does a server without STARTTLS get anything: required, not tried.
    let bare = Server::without_tls();
    let refused = bare
        .smtp("security = 'starttls'", "secret")
        .send(&mail())
        .await
        .unwrap_err();
    assert_eq!(refused.refusal, Refusal::Temporary(None));
}

struct Server {
    program: Program,
    port: u16,
    tls_port: u16,
    folder: TempDir,
}

/// The user that Exim runs as when the tests run as root, which it delivers no mail to.
const NOBODY: u32 = 65534;

impl Server {
    fn start() -> Self {
        Self::with("*")
    }

    fn without_tls() -> Self {
        Self::with("")
    }

    fn with(tls_hosts: &str) -> Self {
        let exim = program("exim4-daemon-light", &["/usr/sbin/exim4"]);
        let folder = tempfile::tempdir().unwrap();
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let [port, tls_port] = [(); 2].map(|()| free_port());
        let path = folder.path();
        let user = match user() {
            (0, _) => (NOBODY, NOBODY),
            user => user,
        };
        let configuration = path.join("exim.conf");
        std::fs::write(path.join("cert.pem"), made.cert.pem()).unwrap();
        std::fs::write(path.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
        std::fs::write(
            &configuration,
            exim_conf(path, user, [port, tls_port], tls_hosts),
        )
        .unwrap();
        for child in ["spool", "mail"] {
            std::fs::create_dir(path.join(child)).unwrap();
        }
        let mut command = Command::new(exim);
        command.arg("-C").arg(&configuration).arg("-bdf");
        if user == (NOBODY, NOBODY) {
            give_away(path);
            command.uid(NOBODY).gid(NOBODY);
        }
        // Without root's rights Exim writes its log to standard error.
        let mut program = Program::start(&mut command);
        program.says("listening for SMTP");
        Self {
            program,
            port,
            tls_port,
            folder,
        }
    }

    fn settings(&self, security: &str, password: &str, ca: &str) -> SmtpSettings {
        let port = if security.contains("'tls'") {
            self.tls_port
        } else {
            self.port
        };
        toml::from_str(&format!(
            "host = 'localhost'\nport = {port}\n{security}\nusername = 'kodevagt'\n\
             password = '{password}'\nfrom = 'Kodevagt <no-reply@kodevagt.dk>'\n\
             reply_to = 'support@kodevagt.dk'\n{ca}"
        ))
        .unwrap()
    }

    fn smtp(&self, security: &str, password: &str) -> Smtp {
        let ca = format!(
            "ca_file = '{}'",
            self.folder.path().join("cert.pem").display()
        );
        Smtp::new(&self.settings(security, password, &ca)).unwrap()
    }

    /// The mail in the maildir, once Exim says that it's there.
    fn delivered(&mut self) -> String {
        self.program.says("Completed");
        let new = self.folder.path().join("mail/new");
        let files: Vec<PathBuf> = std::fs::read_dir(new)
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        assert_eq!(files.len(), 1);
        std::fs::read_to_string(&files[0]).unwrap()
    }
}

fn give_away(path: &Path) {
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
    chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    for entry in std::fs::read_dir(path).unwrap() {
        chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
    }
}

fn exim_conf(
    folder: &Path,
    (user, group): (u32, u32),
    [port, tls_port]: [u16; 2],
    tls_hosts: &str,
) -> String {
    let folder = folder.display();
    format!(
        "primary_hostname = localhost\nexim_user = {user}\nexim_group = {group}\nspool_directory = {folder}/spool\n\
         pid_file_path = {folder}/exim.pid\nkeep_environment =\nlocal_interfaces = 127.0.0.1\n\
         daemon_smtp_ports = {port} : {tls_port}\ntls_on_connect_ports = {tls_port}\n\
         tls_advertise_hosts = {tls_hosts}\ntls_certificate = {folder}/cert.pem\n\
         tls_privatekey = {folder}/key.pem\nauth_advertise_hosts = ${{if eq{{$tls_in_cipher}}{{}}{{}}{{*}}}}\n\
         acl_smtp_rcpt = rcpt\nhost_lookup =\nrfc1413_hosts =\n\
         begin acl\nrcpt:\n  deny local_parts = nobody\n       message = no such person\n\
         \x20 accept authenticated = *\n  deny message = sign in first\n\
         begin routers\nall:\n  driver = accept\n  transport = maildir\n\
         begin transports\nmaildir:\n  driver = appendfile\n  directory = {folder}/mail\n  maildir_format\n\
         begin authenticators\nplain:\n  driver = plaintext\n  public_name = PLAIN\n\
         \x20 server_condition = ${{if and{{{{eq{{$auth2}}{{kodevagt}}}}{{eq{{$auth3}}{{secret}}}}}}}}\n\
         \x20 server_set_id = $auth2\n"
    )
}

fn mail() -> MailMessage {
    MailMessage {
        to: "aase@kodevagt.dk".to_owned().into(),
        subject: "Telefonen er låst op".to_owned().into(),
        text: "Hej Åse\n\nDin telefon er låst op.\n".to_owned().into(),
        html: None,
        id: "m1".to_owned(),
    }
}
