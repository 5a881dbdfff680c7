#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use super::super::tests::Server;
use super::super::themes;
use super::*;

/// Method and path of everything that the document describes.
fn described() -> BTreeSet<(String, String)> {
    let json: serde_json::Value = serde_json::from_str(&text()).unwrap();
    let paths = json["paths"].as_object().unwrap();
    let of = |(path, item): (&String, &serde_json::Value)| {
        let methods = item.as_object().unwrap().keys();
        let methods: Vec<_> = methods
            .map(|method| (method.to_uppercase(), path.clone()))
            .collect();
        methods
    };
    paths.iter().flat_map(of).collect()
}

#[test]
fn every_route_is_described_and_nothing_else_is() {
    let routes = themes();
    let routed: BTreeSet<_> = routes
        .listed()
        .iter()
        .map(|(method, path)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    assert_eq!(routed.len(), routes.listed().len());
    assert_eq!(routed, described());
}

#[tokio::test]
async fn the_router_allows_exactly_what_is_described() {
    let (server, _) = Server::with(themes().into_router(), false).await;
    let described = described();
    let paths: BTreeSet<_> = described.iter().map(|(_, path)| path).collect();
    for path in paths {
        let mut expected: BTreeSet<_> = described
            .iter()
            .filter(|(_, of)| of == path)
            .map(|(method, _)| method.as_str())
            .collect();
        if expected.contains("GET") {
            expected.insert("HEAD");
        }
        let asked = path
            .replace("{id}", &"0".repeat(32))
            .replace("{token}", "0");
        let answer = server.ask(&format!("PATCH {asked}"), "").await;
        assert!(answer.starts_with("HTTP/1.1 405"), "{path}: {answer}");
        let allow = answer.lines().find_map(|line| line.strip_prefix("allow: "));
        let allowed: BTreeSet<_> = allow.unwrap().split(',').collect();
        assert_eq!(allowed, expected, "{path}");
    }
}

#[tokio::test]
async fn the_document_is_served_to_anybody() {
    let (server, _) = Server::with(themes().into_router(), false).await;
    let answer = server.ask("GET /v1/openapi.json", "").await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("content-type: application/json"), "{head}");
    assert_eq!(body, text());
}

#[test]
fn every_reference_leads_somewhere() {
    let text = text();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["openapi"], "3.1.0");
    let schemas = json["components"]["schemas"].as_object().unwrap();
    let named = text.split("\"#/components/schemas/").skip(1);
    let named: BTreeSet<_> = named.filter_map(|rest| rest.split('"').next()).collect();
    let known: BTreeSet<_> = schemas.keys().map(String::as_str).collect();
    assert_eq!(named, known);
}

/// docs/openapi.json is what the service serves. `KODEVAGT_WRITE=1` in the environment writes it anew.
#[test]
fn the_document_in_the_docs_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
    if std::env::var_os("KODEVAGT_WRITE").is_some() {
        std::fs::write(path, text()).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap();
    assert!(
        written == text(),
        "stale: KODEVAGT_WRITE=1 cargo test -p kodevagt-service openapi"
    );
}
