//! What goes online, as far as it can be seen without a service.

use serde_json::json;

use super::*;

/// An address on this computer that nobody listens at.
fn nobody() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    format!("http://127.0.0.1:{port}")
}

#[test]
fn a_service_that_isnt_there_ends_with_6() {
    let phone = Phone::new();
    let server = nobody();
    let line = format!("activate --server {server} --mobile +4520123456");
    let error = phone.run(&[], &line).fails(6, "KV-0701");
    let host = server.replace("http://", "");
    assert!(error["what"].as_str().unwrap().contains(&host), "{error}");
    let line = format!("activate --ticket MFRGGZDF --server {server}");
    phone.run(&[], &line).fails(6, "KV-0701");
    // Nothing was begun, and there is no PIN: it can still become anybody's.
    assert_eq!(phone.run(&[], "status").ok()["organisations"], json!([]));
}

#[test]
fn what_cannot_be_right_is_refused_before_anything_is_sent() {
    let phone = Phone::new();
    let server = nobody();
    for typed in ["ftp://auth.example", "http://auth.example", "https://a b"] {
        let arguments = ["activate", "--server", typed, "--mobile", "+4520123456"];
        phone.args(&[], &arguments).fails(5, "KV-0709");
    }
    let line = format!("activate --server {server} --mobile 12x");
    phone.run(&[], &line).fails(5, "KV-0721");
    phone
        .run(&[], "activate --code 12345678")
        .fails(5, "KV-0715");
    phone.run(&[], "activate --resend").fails(5, "KV-0715");
    phone
        .run(&[], "activate --ticket kodevagt://elsewhere?x=1")
        .fails(5, "KV-0714");
    phone
        .run(&[], "activate --mobile +4520123456")
        .fails(2, "KV-0601");
    phone.run(&[], "activate").fails(2, "KV-0601");
    phone
        .run(&[], "activate --code 1 --mobile 2")
        .fails(2, "KV-0601");
}

#[test]
fn a_file_that_is_no_authority_is_refused() {
    let phone = Phone::new();
    let file = phone.file("ca.pem", b"no certificate");
    let server = nobody();
    let file = file.to_str().unwrap();
    let arguments = [
        "activate",
        "--server",
        &server,
        "--mobile",
        "+4520123456",
        "--ca",
        file,
    ];
    phone.args(&[], &arguments).fails(1, "KV-0603");
}

#[test]
fn a_phone_without_an_organisation_waits_for_nothing_and_needs_no_help() {
    let (phone, _) = Phone::set_up();
    assert_eq!(phone.run(&[], "approvals").ok(), json!([]));
    assert_eq!(phone.run(&[], "approvals --wait 0").ok(), json!([]));
    let id = "00112233445566778899aabbccddeeff";
    phone
        .run(&[PIN], &format!("approve {id} --number 123"))
        .fails(5, "KV-0730");
    phone.run(&[], &format!("deny {id}")).fails(5, "KV-0730");
    phone.run(&[], &format!("report {id}")).fails(5, "KV-0730");
    phone.run(&[], "unblock").fails(5, "KV-0747");
    phone
        .run(&[], "unblock --code 123456782")
        .fails(5, "KV-0747");
    let status = phone.run(&[], "status").ok();
    assert_eq!(status["lock_number"], json!(null));
    assert_eq!(status["closed_accounts"], 0);
}

#[test]
fn an_activation_qr_says_where_it_belongs() {
    let (phone, _) = Phone::set_up();
    let link = "kodevagt://activate?s=https%3A%2F%2Fauth.example&r=BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc&t=MFRGGZDFMZTWQ2LK";
    let done = phone.args(&[PIN], &["add", link]);
    done.fails(5, "KV-0442");
}
