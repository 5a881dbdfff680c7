//! An application that asks for approvals and has codes checked, with its API key.

use kodevagt_protocol::Id;
use kodevagt_protocol::application::{Asked, Outcome, Verified};
use kodevagt_protocol::approval::State;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value as Json, json};

use crate::phone::{Answer, client, read};
use crate::world::World;

#[derive(Clone)]
pub(crate) struct Application {
    server: String,
    client: reqwest::Client,
    key: String,
}

impl Application {
    /// A new one, which speaks to the first instance.
    pub(crate) fn new(world: &World, name: &str) -> Self {
        let added = world.shell(&["application", "add", name]);
        Self {
            server: world.url().to_owned(),
            client: client(),
            key: added["api_key"].as_str().unwrap().to_owned(),
        }
    }

    /// The same one, speaking to another instance.
    pub(crate) fn at(&self, server: &str) -> Self {
        Self {
            server: server.to_owned(),
            ..self.clone()
        }
    }

    /// The same one, on a connection of its own.
    pub(crate) fn apart(&self) -> Self {
        Self {
            client: client(),
            ..self.clone()
        }
    }

    /// Asks for a person's approval, and nothing more.
    pub(crate) async fn ask(&self, person: &str) -> Answer<Asked> {
        self.ask_for(&json!({ "person": person })).await
    }

    pub(crate) async fn ask_for(&self, body: &Json) -> Answer<Asked> {
        read(self.request(body)).await
    }

    /// Asks, and leaves the sending to the test.
    pub(crate) fn request(&self, body: &Json) -> RequestBuilder {
        self.to(Method::POST, "").json(body)
    }

    /// Asks with an idempotency key.
    pub(crate) async fn ask_once(&self, key: &str, body: &Json) -> Answer<Asked> {
        let request = self.to(Method::POST, "").header("idempotency-key", key);
        read(request.json(body)).await
    }

    pub(crate) async fn retry(&self, id: Id) -> Answer<Asked> {
        read(self.to(Method::POST, &format!("/{id}/retry"))).await
    }

    pub(crate) async fn look(&self, id: Id) -> Answer<Outcome> {
        read(self.to(Method::GET, &format!("/{id}"))).await
    }

    /// Looks, and waits for an end so long.
    pub(crate) async fn wait(&self, id: Id, seconds: u64) -> Answer<Outcome> {
        read(self.to(Method::GET, &format!("/{id}?wait={seconds}"))).await
    }

    /// The stream of outcomes, as it comes.
    pub(crate) async fn events(&self, id: Id) -> reqwest::Response {
        let request = self.to(Method::GET, &format!("/{id}/events"));
        request.send().await.unwrap()
    }

    /// Where it stands.
    pub(crate) async fn state(&self, id: Id) -> State {
        self.look(id).await.unwrap().state
    }

    pub(crate) async fn consume(&self, id: Id, secret: Option<&str>) -> Answer<Outcome> {
        let request = self.to(Method::POST, &format!("/{id}/consume"));
        read(request.json(&json!({ "session_secret": secret }))).await
    }

    /// Has a code checked.
    pub(crate) async fn verify(&self, person: &str, code: &str) -> Answer<Verified> {
        let url = format!("{}/v1/codes/verify", self.server);
        let request = self.client.post(url).bearer_auth(&self.key);
        read(request.json(&json!({ "person": person, "code": code }))).await
    }

    fn to(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/v1/approvals{path}", self.server);
        self.client.request(method, url).bearer_auth(&self.key)
    }
}
