//! A real Kannel: bearerbox and smsbox, with its fake SMSC as the phone network.

use std::process::Command;
use std::time::Duration;

use kodevagt_service::outbound::sms::{Delivery, Kannel, KannelSettings, ReportWords};
use kodevagt_service::outbound::{Refusal, Sms, SmsMessage};
use tempfile::TempDir;

use crate::endpoint::Endpoint;
use crate::programs::{Program, free_port, program};

#[tokio::test(flavor = "multi_thread")]
async fn an_sms_reaches_the_network_and_its_report_comes_back() {
    let mut network = Network::start();
    let mut service = Endpoint::plain().await;
    let kannel = network.kannel("secret");

    let mut sms = message("12345678 er din kode, Åse Ærø. Blåbærgrød!\n@kodevagt.dk #12345678");
    sms.report_to = Some(service.url("/v1/hooks/sms/id1/token1").into());
    kannel.send(&sms).await.unwrap();
    // The fake SMSC's protocol has one line for each line of a text.
    let got = network.phone.says("Got message");
    assert!(
        got.ends_with("<Kodevagt +4512345678 text 12345678 er din kode, Åse Ærø. Blåbærgrød!>"),
        "{got}"
    );
    let got = network.phone.says("Got message");
    assert!(got.ends_with("<@kodevagt.dk #12345678>"), "{got}");

    let report = service.heard().await;
    assert_eq!(report.uri.path(), "/v1/hooks/sms/id1/token1");
    let read = ReportWords::default().read(report.uri.query(), &report.body);
    assert_eq!(read, Some(Delivery::Delivered), "{:?}", report.uri);
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_seven_bits_lack_go_as_ucs2() {
    let mut network = Network::start();
    let kannel = network.kannel("secret");
    kannel.send(&message("Ωő 中")).await.unwrap();
    let got = network.phone.says("Got message");
    assert!(got.contains("ucs-2 %03%A9%01Q%00+N-"), "{got}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_kannel_refuses_is_told_apart() {
    let network = Network::start();
    // Somebody is about to correct the password; the recipient will never be one.
    let refused = network
        .kannel("wrong")
        .send(&message("x"))
        .await
        .unwrap_err();
    assert_eq!(refused.refusal, Refusal::Temporary(None));
    assert_eq!(refused.reason, "answered 403");
    let mut nobody = message("x");
    nobody.to = "nobody".to_owned().into();
    let refused = network.kannel("secret").send(&nobody).await.unwrap_err();
    assert_eq!(refused.refusal, Refusal::Permanent);
    let kannel = network.kannel("secret");
    drop(network);
    let refused = kannel.send(&message("x")).await.unwrap_err();
    assert_eq!(refused.refusal, Refusal::Temporary(None));
    assert_eq!(refused.reason, "no connection");
}

struct Network {
    port: u16,
    phone: Program,
    _boxes: [Program; 2],
    _folder: TempDir,
}

impl Network {
    fn start() -> Self {
        let bearerbox = program("kannel", &["/usr/sbin/bearerbox"]);
        let smsbox = program("kannel", &["/usr/sbin/smsbox"]);
        let fake = program("kannel-extras", &["/usr/lib/kannel/test/fakesmsc"]);
        let folder = tempfile::tempdir().unwrap();
        let [admin, boxes, smsc, port] = [(); 4].map(|()| free_port());
        let file = folder.path().join("kannel.conf");
        std::fs::write(&file, configuration(admin, boxes, smsc, port)).unwrap();

        let mut bearer = Program::start(Command::new(bearerbox).arg(&file).current_dir(&folder));
        bearer.says("Start-up done");
        let mut phone = Program::start(Command::new(fake).args([
            "-H",
            "127.0.0.1",
            "-r",
            &smsc.to_string(),
            "-m",
            "0",
            "1 2 text unused",
        ]));
        bearer.says("Fakesmsc client connected");
        phone.says("fakesmsc starting");
        let mut sms = Program::start(Command::new(smsbox).arg(&file).current_dir(&folder));
        sms.says("Connected to bearerbox");
        Self {
            port,
            phone,
            _boxes: [bearer, sms],
            _folder: folder,
        }
    }

    fn kannel(&self, password: &str) -> Kannel {
        let settings: KannelSettings = toml::from_str(&format!(
            "url = 'http://localhost:{}/cgi-bin/sendsms'\nusername = 'kodevagt'\n\
             password = '{password}'\nsender = 'Kodevagt'",
            self.port
        ))
        .unwrap();
        Kannel::new(&settings).unwrap()
    }
}

fn configuration(admin: u16, boxes: u16, smsc: u16, port: u16) -> String {
    format!(
        "group = core\nadmin-port = {admin}\nadmin-password = unused\nadmin-interface = 127.0.0.1\n\
         smsbox-port = {boxes}\nbox-allow-ip = 127.0.0.1\ndlr-storage = internal\n\n\
         group = smsc\nsmsc = fake\nsmsc-id = fake\nhost = 127.0.0.1\nport = {smsc}\nconnect-allow-ip = 127.0.0.1\n\n\
         group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = {port}\n\
         sendsms-interface = 127.0.0.1\n\n\
         group = sendsms-user\nusername = kodevagt\npassword = secret\nmax-messages = 2\n\n\
         group = sms-service\nkeyword = default\nomit-empty = true\ntext = unused\n"
    )
}

fn message(text: &str) -> SmsMessage {
    SmsMessage {
        to: "+4512345678".to_owned().into(),
        text: text.to_owned().into(),
        id: "m1".to_owned(),
        report_to: None,
        validity: Duration::from_secs(600),
    }
}
