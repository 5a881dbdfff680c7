//! The tour.

use super::*;

#[test]
fn everything_goes_as_it_is_told_and_the_files_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program();
    command
        .env("TMPDIR", folder.path())
        .args(["--lang", "da", "tour"]);
    let done = fed(command, &[]);
    assert_eq!(done.exit, 0, "{done:?}");
    assert!(done.out.contains("1. En pinkode") && done.out.contains("10. Gendannelseskoden"));
    assert!(done.out.contains("12. Aktivering med SMS") && done.out.contains("17. En engangskode"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn it_does_without_the_systems_tools_and_keeps_its_files_where_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("tour");
    let mut command = program();
    command
        .env("PATH", folder.path())
        .args(["--json", "--lang", "en", "tour", "--dir"]);
    command.arg(&place);
    let told = fed(command, &[]).ok();
    assert_eq!(
        (&told["qrencode"], &told["oathtool"]),
        (&false.into(), &false.into())
    );
    assert_eq!(told["steps"], 17);
    assert!(place.join("backup.kodevagt").exists() && place.join("phone-keys/home").exists());
    assert!(place.join("service").exists() && place.join("work-phone").exists());

    let mut command = program();
    command
        .args(["--json", "--lang", "en", "tour", "--dir"])
        .arg(&place);
    fed(command, &[]).fails(5, "KV-0605");
}
