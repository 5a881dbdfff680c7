//! Where a phone lives by default, and that two don't share their keys.

use super::*;

fn status(variables: &[(&str, &Path)], arguments: &[&str]) -> Done {
    let mut command = program();
    command.envs(variables.iter().copied());
    command.args(["--json", "status"]).args(arguments);
    fed(command, &[])
}

#[test]
fn directories_follow_xdg_the_variables_and_the_flags() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let places = |done: &Done| {
        let status = done.ok();
        let path = |name: &str| PathBuf::from(status[name].as_str().unwrap());
        (path("home"), path("keystore"))
    };
    let (data, state) = (at("data"), at("state"));
    let xdg: [(&str, &Path); 2] = [("XDG_DATA_HOME", &data), ("XDG_STATE_HOME", &state)];
    assert_eq!(
        places(&status(&xdg, &[])),
        (data.join("kodevagt"), state.join("kodevagt/keys"))
    );
    let home = at("own");
    let own: [(&str, &Path); 1] = [("KODEVAGT_HOME", &home)];
    assert_eq!(places(&status(&own, &[])), (home.clone(), at("own-keys")));
    let (other, keys) = (at("other"), at("keys"));
    let both: [(&str, &Path); 2] = [("KODEVAGT_HOME", &home), ("KODEVAGT_KEYSTORE", &keys)];
    let flag = ["--home", other.to_str().unwrap()];
    assert_eq!(places(&status(&both, &flag)), (other, keys));
}

#[test]
fn two_homes_never_share_a_key_store() {
    let (phone, _) = Phone::set_up();
    let keys = phone.path("home-keys");
    let other = phone.path("other");
    let shared = [
        "--lang=en",
        "--home",
        other.to_str().unwrap(),
        "--keystore",
        keys.to_str().unwrap(),
    ];
    status(&[], &shared).fails(5, "KV-0608");
    // And a mistyped key store isn't taken for keys that are lost.
    let typo = phone.path("hoem-keys");
    phone
        .run(&[], &format!("status --keystore {}", typo.display()))
        .fails(5, "KV-0609");
    assert_eq!(phone.run(&[], "status").ok()["state"], "closed");
    phone.run(&[PIN], "codes").ok();
}

#[test]
fn a_place_that_cant_be_used_is_named() {
    let phone = Phone::new();
    phone.file("home", b"a file");
    let error = phone.run(&[], "status").fails(5, "KV-0607");
    assert!(error["what"].as_str().unwrap().contains("home"));
}

#[test]
fn the_key_stores_weakness_is_said_where_it_is_chosen() {
    let phone = Phone::new();
    let done = phone.plain(&[PIN], &["--lang", "en", "init", "--pin-stdin"]);
    assert_eq!(done.exit, 0);
    assert!(done.err.contains("can try every PIN"), "{done:?}");
    let help = phone.plain(&[], &["--lang", "en", "--help"]);
    assert!(help.out.contains("can try every PIN"));
}
