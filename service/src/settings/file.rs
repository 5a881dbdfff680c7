//! The settings as they are given: a TOML file, and flags and environment over it.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use kodevagt_protocol::activation::Contact;
use kodevagt_texts::Language;
use serde::Deserialize;

use super::{Activation, Net, Unfit};

/// What was given; the same names in the file (`tls_cert`), as flags (`--tls-cert`) and in the environment
/// (`KODEVAGT_TLS_CERT`).
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Given {
    /// The settings file (TOML)
    #[arg(long, global = true, value_name = "FILE", env = "KODEVAGT_CONFIG")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// A SQLite file, or postgres://USER:PASSWORD@HOST/NAME [default: kodevagt.sqlite in the data directory]
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "KODEVAGT_DATABASE",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// Where SQLite and, in development, the keys are kept [default: kodevagt-data]
    #[arg(long, global = true, value_name = "DIR", env = "KODEVAGT_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// The keys that the database is sealed under, 64 hexadecimal digits a line, newest first; or give
    /// them in KODEVAGT_SEALING_KEY
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "KODEVAGT_SEALING_KEY_FILE"
    )]
    pub sealing_key_file: Option<PathBuf>,
    /// The root key, which signs the online keys; needed on the first start and to rotate
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "KODEVAGT_ROOT_KEY_FILE"
    )]
    pub root_key_file: Option<PathBuf>,
    /// The address to listen on [default: 127.0.0.1:7443]; port 0 takes a free one
    #[arg(skip)]
    pub listen: Option<String>,
    /// How people and applications reach the service
    #[arg(skip)]
    pub public_url: Option<String>,
    /// The certificate chain
    #[arg(skip)]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's key
    #[arg(skip)]
    pub tls_key: Option<PathBuf>,
    /// Plain HTTP, from the proxies named
    #[arg(skip)]
    pub behind_proxy: Option<bool>,
    /// The proxies that are believed
    #[arg(skip)]
    pub trusted_proxies: Option<Vec<Net>>,
    /// Development
    #[arg(skip)]
    pub development: Option<bool>,
    /// How phones come to their people
    #[arg(skip)]
    pub activation: Option<Activation>,
    /// Whose service it is
    #[arg(skip)]
    pub organisation: Option<Organisation>,
    /// What leaves the service
    #[arg(skip)]
    pub outbound: Option<crate::outbound::settings::Settings>,
}

/// Whose service it is, as people see it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// The language of what it says where nobody's own is known: `da`, `nb`, `en`.
    #[serde(deserialize_with = "language")]
    pub language: Language,
    /// Where its people get help.
    pub support: SupportContact,
}

impl Default for Organisation {
    fn default() -> Self {
        Self {
            name: "Kodevagt".to_owned(),
            language: Language::Da,
            support: SupportContact::default(),
        }
    }
}

/// Where people get help; every field is shown as it is written.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
pub struct SupportContact {
    /// The telephone number.
    pub phone: Option<String>,
    /// What to choose in its menu.
    pub menu: Option<String>,
    /// When somebody answers.
    pub hours: Option<String>,
    /// The mail address.
    pub mail: Option<String>,
    /// A page.
    pub url: Option<String>,
}

impl Organisation {
    /// Support's contact, as phones show it.
    #[must_use]
    pub fn contact(&self) -> Contact {
        let SupportContact {
            phone,
            menu,
            hours,
            mail,
            url,
        } = &self.support;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let notes: Vec<&str> = [mail, url]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        Contact {
            phone: text(phone),
            menu: text(menu),
            hours: text(hours),
            note: notes.join(", "),
        }
    }
}

impl Given {
    /// Fills what wasn't given from the file that `config` names.
    pub(super) fn over_its_file(self) -> Result<Self, Unfit> {
        let Some(path) = &self.config else {
            return Ok(self);
        };
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| Unfit {
            file: name.clone(),
            key: "--config".to_owned(),
            reason: error.to_string(),
        })?;
        let file: Self = toml::from_str(&text).map_err(|error| Unfit {
            key: key_at(&text, error.span().map_or(0, |span| span.start)),
            reason: error.message().to_owned(),
            file: name,
        })?;
        Ok(Self {
            config: self.config,
            database: self.database.or(file.database),
            data_dir: self.data_dir.or(file.data_dir),
            sealing_key_file: self.sealing_key_file.or(file.sealing_key_file),
            root_key_file: self.root_key_file.or(file.root_key_file),
            listen: self.listen.or(file.listen),
            public_url: self.public_url.or(file.public_url),
            tls_cert: self.tls_cert.or(file.tls_cert),
            tls_key: self.tls_key.or(file.tls_key),
            behind_proxy: self.behind_proxy.or(file.behind_proxy),
            trusted_proxies: self.trusted_proxies.or(file.trusted_proxies),
            development: self.development.or(file.development),
            activation: self.activation.or(file.activation),
            organisation: self.organisation.or(file.organisation),
            outbound: self.outbound.or(file.outbound),
        })
    }
}

/// The key on the line that holds `offset`, and the line's number.
fn key_at(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let number = before.matches('\n').count() + 1;
    let line = text.lines().nth(number - 1).unwrap_or_default();
    let key = line.split('=').next().unwrap_or_default().trim();
    format!("{key} (line {number})")
}

fn language<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Language, D::Error> {
    let tag = String::deserialize(deserializer)?;
    tag.parse().map_err(serde::de::Error::custom)
}
