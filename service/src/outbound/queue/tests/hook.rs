//! A gateway's report over HTTP.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use data_encoding::HEXLOWER;
use tower::ServiceExt as _;

use super::bench::{Bench, On};
use crate::http::AppState;
use crate::keys::Online;
use crate::outbound::queue::*;
use crate::settings::{Given, Settings};

on_both!(
    a_report_is_taken_from_who_knows_the_token,
    every_way_of_reporting_is_heard
);

async fn a_report_is_taken_from_who_knows_the_token(on: On) {
    let bench = Bench::new(on, Vec::new()).await;
    let id = bench.post(bench.sms()).await;
    let other = bench.post(bench.sms()).await;
    bench.work().await;
    let right = hook::path(&bench.queue.keys, &id);
    let others_token = hook::path(&bench.queue.keys, &other)
        .replace(&HEXLOWER.encode(&other), &HEXLOWER.encode(&id));
    let cut = right[..right.len() - 1].to_owned();
    let nobody = right.replace(&HEXLOWER.encode(&id), &HEXLOWER.encode(&[0; 16]));
    for wrong in [others_token, cut, nobody, "/v1/hooks/sms/x/y".to_owned()] {
        let uri = format!("{wrong}?status=1");
        assert_eq!(
            bench.report(Method::GET, &uri, "").await,
            StatusCode::NOT_FOUND,
            "{uri}"
        );
    }
    assert_eq!(bench.row(id).await.state, "sent");
    // An interim report changes nothing; the last word does, once.
    for (status, state) in [("8", "sent"), ("1", "delivered"), ("2", "delivered")] {
        let uri = format!("{right}?status={status}");
        assert_eq!(
            bench.report(Method::GET, &uri, "").await,
            StatusCode::NO_CONTENT
        );
        assert_eq!(bench.row(id).await.state, state);
    }
    assert_eq!(bench.row(other).await.state, "sent");
}

async fn every_way_of_reporting_is_heard(on: On) {
    let bench = Bench::new(on, Vec::new()).await;
    for (body, state) in [
        ("status=16", "failed"),
        (r#"{"status":"DELIVERED"}"#, "delivered"),
        ("nothing", "sent"),
    ] {
        let id = bench.post(bench.sms()).await;
        bench.work().await;
        let uri = hook::path(&bench.queue.keys, &id);
        assert_eq!(
            bench.report(Method::POST, &uri, body).await,
            StatusCode::NO_CONTENT
        );
        assert_eq!(bench.row(id).await.state, state, "{body}");
    }
}

impl Bench {
    async fn report(&self, method: Method, uri: &str, body: &'static str) -> StatusCode {
        let (_stop, stopping) = watch::channel(false);
        let settings = Settings::load(Given {
            data_dir: Some(self.folder.path().to_owned()),
            development: Some(true),
            ..Given::default()
        })
        .unwrap();
        let (store, keys) = (&self.queue.store, &self.queue.keys);
        let online = Online::load(keys, store, &settings.root()).await.unwrap();
        let sms_format = settings.outbound.sms_format("localhost").unwrap();
        let state = AppState {
            store: store.clone(),
            keys: Arc::clone(keys),
            online: Arc::new(online),
            clock: self.clock.clock(),
            sms_format: Arc::new(sms_format),
            settings: Arc::new(settings),
            stopping,
        };
        let request = Request::builder().method(method).uri(uri);
        let request = request.body(Body::from(body)).unwrap();
        let routes = crate::http::routes(state);
        routes.oneshot(request).await.unwrap().status()
    }
}
