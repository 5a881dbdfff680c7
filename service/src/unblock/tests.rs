//! Who may vouch, asked of the rule itself: at the shell there is only the operator.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use kodevagt_protocol::Id;
use kodevagt_protocol::activation::Contact;
use kodevagt_texts::Language;

use super::vouch::{Actor, NoCode, Vouch};
use crate::keys::{Keys, SealingSource};
use crate::people::{AddPerson, NewPerson, Role};
use crate::store::{Options, Place, Store};

struct Desk {
    store: Store,
    keys: Arc<Keys>,
    _dir: tempfile::TempDir,
}

impl Desk {
    async fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::File(dir.path().join("store.sqlite"));
        let store = Store::open(&place, Options::default()).await.unwrap();
        let source = SealingSource::DataDir {
            dir: dir.path().to_owned(),
            make: true,
        };
        let keys = Arc::new(Keys::load(&source, &store).await.unwrap());
        Self {
            store,
            keys,
            _dir: dir,
        }
    }

    async fn add(&self, login: &str) -> Id {
        let person = NewPerson {
            login: login.parse().unwrap(),
            name: "Kari Nordmann".parse().unwrap(),
            mobile: None,
            mail: None,
            role: Role::Support,
            password_hash: None,
        };
        let added = self.store.run(AddPerson::new(&person, &self.keys)).await;
        Id(added.unwrap().unwrap())
    }

    async fn vouch(&self, actor: Actor, login: &str) -> Result<(), NoCode> {
        let vouch = Vouch {
            keys: Arc::clone(&self.keys),
            login: login.to_owned(),
            lock_number: "493027".to_owned(),
            words: "two words".to_owned(),
            identity_check: "saw the passport".to_owned(),
            actor,
            dice: 1,
            language: Language::En,
            contact: Contact::default(),
        };
        self.store.run(vouch).await.unwrap().map(drop)
    }
}

#[tokio::test]
async fn a18_nobody_vouches_for_themself() {
    let desk = Desk::open().await;
    let kari = desk.add("kari").await;
    desk.add("ola").await;
    let own = desk.vouch(Actor::Person(kari), "Kari").await;
    assert_eq!(own, Err(NoCode::Own));
    // For anybody else it comes to whether their phone asked.
    let other = desk.vouch(Actor::Person(kari), "ola").await;
    assert_eq!(other, Err(NoCode::LockNumberUnknown));
    let nobody = desk.vouch(Actor::Person(kari), "per").await;
    assert_eq!(nobody, Err(NoCode::PersonUnknown));
}

#[tokio::test]
async fn a18_the_rate_is_each_supporters_own() {
    let desk = Desk::open().await;
    let kari = desk.add("kari").await;
    let ola = desk.add("ola").await;
    let tries = (0..40).map(|_| desk.vouch(Actor::Person(kari), "ola"));
    let tried = futures_util::future::join_all(tries).await;
    let above = tried.iter().filter(|one| **one == Err(NoCode::TooMany));
    assert_eq!(above.count(), 10);
    let other = desk.vouch(Actor::Person(ola), "kari").await;
    assert_eq!(other, Err(NoCode::LockNumberUnknown));
}
