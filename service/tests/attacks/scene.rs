//! What most attacks start from: a service, a person with a phone, an application.

use kodevagt_protocol::Id;
use kodevagt_protocol::approval::{Decided, Decision, SignedChallenge};
use kodevagt_service::store::{Fault, Transaction, Tx, Value};
use reqwest::Method;

use crate::application::Application;
use crate::phone::{Answer, Phone, answer};
use crate::world::World;

/// Whom the scene's phone belongs to.
pub(crate) const KARI: &str = "kari";

pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) phone: Phone,
    pub(crate) application: Application,
}

impl Scene {
    /// One instance on SQLite.
    pub(crate) async fn sqlite() -> Self {
        Self::of(World::new().await).await
    }

    /// Two instances on one PostgreSQL.
    pub(crate) async fn two_instances() -> Self {
        Self::of(World::on(Some(crate::cluster::database().await), 2, "").await).await
    }

    async fn of(world: World) -> Self {
        let phone = person(&world, KARI, "+4512345678").await;
        let application = Application::new(&world, "Intranet");
        Self {
            world,
            phone,
            application,
        }
    }

    /// Moves the clock.
    pub(crate) fn advance(&self, ms: i64) {
        self.world.clock.advance(ms);
    }

    /// The only request that waits on the phone.
    pub(crate) async fn fetched(&mut self) -> SignedChallenge {
        let mut all = self.phone.challenges().await.unwrap();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    /// A number that isn't the one shown.
    pub(crate) fn other_than(number: &str) -> String {
        let digits = number.len();
        let next =
            (number.parse::<u32>().unwrap() + 1) % 10_u32.pow(u32::try_from(digits).unwrap());
        format!("{next:0digits$}")
    }

    /// The last instance's URL: another than the first's, where there are two.
    pub(crate) fn other_url(&self) -> &str {
        self.world.instances.last().unwrap().url()
    }
}

/// A person with an active phone.
pub(crate) async fn person(world: &World, login: &str, mobile: &str) -> Phone {
    world.person(login, mobile);
    let (_, ticket) = world.ticket(login);
    let phone = Phone::activated_by_ticket(world.url(), &ticket);
    phone.await.unwrap()
}

/// Sends a decision to an instance, with a nonce of its own: so that several can be under way.
pub(crate) async fn decide_at(
    phone: &Phone,
    server: &str,
    challenge: Id,
    decision: &Decision,
) -> Answer<Decided> {
    let nonce = phone.fresh_nonce().await?;
    let path = format!("/v1/phone/challenges/{challenge}/decision");
    let body = serde_json::to_vec(decision).unwrap();
    let request = phone.sign(&Method::POST, &path, &body, &nonce);
    let mut request = request.build().unwrap();
    *request.url_mut() = format!("{server}{path}").parse().unwrap();
    answer(phone.client.execute(request).await.unwrap()).await
}

/// A statement that changes rows behind the service's back; answers how many.
pub(crate) async fn execute(world: &World, sql: &str, values: &[Value]) -> u64 {
    let statement = Statement(sql.to_owned(), values.to_vec());
    world.store().run(statement).await.unwrap()
}

struct Statement(String, Vec<Value>);

impl Transaction for Statement {
    type Answer = u64;

    async fn run(&self, tx: &mut dyn Tx) -> Result<u64, Fault> {
        tx.execute(&self.0, &self.1).await
    }
}
