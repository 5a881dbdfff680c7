//! `[outbound]` as an operator writes it, and what a mistake in it is called.

use kodevagt_service::outbound::settings::Settings;

const KANNEL: &str = "[sms]\nadapter = 'kannel'\nurl = 'http://localhost:13013/cgi-bin/sendsms'\n\
                      username = 'u'\npassword = 'hemmelig'\nsender = 'Kodevagt'";

#[test]
fn a_whole_section_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let password = folder.path().join("smtp");
    std::fs::write(&password, "hemmelig\n").unwrap();
    let settings = read(&format!(
        "android_app_hash = 'FA+9qCX9VSu'\n{KANNEL}\n[reports]\nfield = 'state'\ndelivered = ['ok']\n\
         [mail]\nhost = 'mail.example.dk'\nusername = 'u'\npassword = {{ file = {:?} }}\n\
         from = 'Kodevagt <no-reply@example.dk>'",
        password.display().to_string()
    ));
    let adapters = settings.adapters().unwrap();
    assert!(adapters.sms.is_some() && adapters.mail.is_some());
    assert!(settings.sms_format("kodevagt.example.dk").is_ok());
    let shown = format!("{settings:?}");
    assert!(!shown.contains("hemmelig"), "{shown}");
}

#[test]
fn a_mistake_is_named_with_its_key() {
    for (section, key, word) in [
        (
            KANNEL.replace("http://localhost", "http://kannel.example"),
            "outbound.sms.url",
            "https://",
        ),
        (
            KANNEL.replace("http://localhost:13013/cgi-bin/sendsms", "kannel"),
            "outbound.sms.url",
            "URL",
        ),
        (
            KANNEL.replace("'Kodevagt'", "'En lang afsender'"),
            "outbound.sms.sender",
            "11",
        ),
        (
            KANNEL.replace("'hemmelig'", "''"),
            "outbound.sms.password",
            "empty",
        ),
        (
            KANNEL.replace("'hemmelig'", "{ file = '/no/such/file' }"),
            "outbound.sms.password",
            "/no/such/file",
        ),
        (
            format!("{KANNEL}\ntimeout_s = 0"),
            "outbound.sms.timeout_s",
            "60",
        ),
        (
            gateway("body = '{\"to\":\"{to}\",\"text\":{text}x}'"),
            "outbound.sms.body",
            "JSON",
        ),
        (
            gateway("body = '{\"to\":\"{to}\"}'"),
            "outbound.sms.body",
            "{text}",
        ),
        (
            gateway("body = '{\"to\":\"{til}\"}'"),
            "outbound.sms.body",
            "{til}",
        ),
        (gateway("method = 'BREW'"), "outbound.sms.method", "POST"),
        (
            gateway("reference = 'id'"),
            "outbound.sms.reference",
            "slash",
        ),
        (
            mail("security = 'none'"),
            "outbound.mail.security",
            "this machine",
        ),
        (mail("username = 'u'"), "outbound.mail.password", "missing"),
        (
            mail("ca_file = '/no/such/file'"),
            "outbound.mail.ca_file",
            "/no/such/file",
        ),
        (
            mail("").replace("no-reply@", "no-reply"),
            "outbound.mail.from",
            "address",
        ),
        (
            web("x", "mailto:a@b.dk", ""),
            "outbound.push.web.vapid_key",
            "PEM",
        ),
        (
            web("x", "a@b.dk", ""),
            "outbound.push.web.contact",
            "mailto:",
        ),
        (
            web("x", "mailto:a@b.dk", "private_addresses = true"),
            "outbound.push.web.hosts",
            "name",
        ),
        (
            "[push.fcm]\nservice_account = '{}'".to_owned(),
            "outbound.push.fcm.service_account",
            "Firebase",
        ),
        (
            "[push.apns]\nkey = 'x'\nkey_id = 'short'\nteam_id = 'DEF123GHIJ'\ntopic = 't'"
                .to_owned(),
            "outbound.push.apns.key_id",
            "ten",
        ),
    ] {
        let fault = read(&section).adapters().unwrap_err();
        assert_eq!(fault.key, key, "{section}: {fault}");
        assert!(fault.problem.contains(word), "{fault}");
        assert!(!fault.to_string().contains("hemmelig"), "{fault}");
    }
}

#[test]
fn unknown_keys_and_adapters_are_refused() {
    for section in [
        format!("{KANNEL}\npasswort = 'x'"),
        KANNEL.replace("'kannel'", "'kanel'"),
        "[smss]".to_owned(),
        mail("security = 'ssl'"),
    ] {
        assert!(toml::from_str::<Settings>(&section).is_err(), "{section}");
    }
}

/// Attack 26: a host that leaves no room in the SMS is refused while the settings are checked.
#[test]
fn a26_a_host_too_long_for_an_sms_is_refused() {
    let fault = read(KANNEL).sms_format(&"h".repeat(100)).unwrap_err();
    assert!(fault.problem.contains("at most"), "{fault}");
    let url = format!("https://{}", "h".repeat(100));
    for unusable in [Some(url.as_str()), None] {
        let fault = read(KANNEL).check_sms(unusable).unwrap_err();
        assert_eq!(fault.key, "public_url");
    }
    assert_eq!(read(KANNEL).check_sms(Some("https://k.dk:8443")), Ok(()));
    assert_eq!(read("").check_sms(None), Ok(()));
    let fault = read("android_app_hash = 'x'")
        .sms_format("k.dk")
        .unwrap_err();
    assert_eq!(fault.key, "outbound.android_app_hash");
}

fn gateway(more: &str) -> String {
    format!("[sms]\nadapter = 'gateway'\nurl = 'https://gateway.example/send'\n{more}")
}

fn mail(more: &str) -> String {
    format!("[mail]\nhost = 'mail.example.dk'\nfrom = 'no-reply@example.dk'\n{more}")
}

fn web(key: &str, contact: &str, more: &str) -> String {
    format!("[push.web]\nvapid_key = '{key}'\ncontact = '{contact}'\n{more}")
}

fn read(section: &str) -> Settings {
    toml::from_str(section).unwrap()
}
