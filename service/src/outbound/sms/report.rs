//! What a gateway reports about an SMS.

use serde::Deserialize;

/// How an SMS ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The phone has it.
    Delivered,
    /// It never will.
    Failed,
}

/// `[outbound.sms.reports]`: how a gateway's delivery report is read. Kannel needs none of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReportWords {
    /// The name of the value that says how it went: in the query, a form or a JSON body's top level.
    pub field: String,
    /// Its values that mean delivered.
    pub delivered: Vec<String>,
    /// Its values that mean failed.
    pub failed: Vec<String>,
}

impl Default for ReportWords {
    /// Kannel's: `status` is 1 for delivered, 2 for failed, 16 for rejected by the SMS centre.
    fn default() -> Self {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        Self {
            field: "status".to_owned(),
            delivered: words(&["1", "delivered", "DELIVERED", "DELIVRD"]),
            failed: words(&[
                "2",
                "16",
                "failed",
                "FAILED",
                "UNDELIV",
                "UNDELIVERABLE",
                "REJECTD",
                "REJECTED",
                "EXPIRED",
            ]),
        }
    }
}

impl ReportWords {
    /// Reads a report from the request's query and body. `None`: an interim report, or one that says
    /// nothing we know.
    #[must_use]
    pub fn read(&self, query: Option<&str>, body: &[u8]) -> Option<Delivery> {
        let value = query
            .and_then(|query| self.in_form(query.as_bytes()))
            .or_else(|| self.in_json(body))
            .or_else(|| self.in_form(body))?;
        if self.delivered.contains(&value) {
            Some(Delivery::Delivered)
        } else if self.failed.contains(&value) {
            Some(Delivery::Failed)
        } else {
            None
        }
    }

    fn in_json(&self, body: &[u8]) -> Option<String> {
        let body: serde_json::Value = serde_json::from_slice(body).ok()?;
        match body.get(&self.field)? {
            serde_json::Value::String(text) => Some(text.clone()),
            serde_json::Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    fn in_form(&self, form: &[u8]) -> Option<String> {
        // The one reader of forms at hand stands behind a URL's query.
        let form = core::str::from_utf8(form).ok()?;
        let mut url = reqwest::Url::parse("report:/").ok()?;
        url.set_query(Some(form));
        let found = url.query_pairs().find(|(name, _)| *name == self.field)?;
        Some(found.1.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_every_shape() {
        let words = ReportWords::default();
        assert_eq!(words.read(Some("status=1"), b""), Some(Delivery::Delivered));
        assert_eq!(
            words.read(Some("a=b&status=16"), b""),
            Some(Delivery::Failed)
        );
        assert_eq!(words.read(Some("status=8"), b""), None);
        assert_eq!(
            words.read(None, b"id=3&status=FAILED"),
            Some(Delivery::Failed)
        );
        assert_eq!(
            words.read(None, br#"{"status":"delivered"}"#),
            Some(Delivery::Delivered)
        );
        assert_eq!(words.read(None, br#"{"status":2}"#), Some(Delivery::Failed));
        assert_eq!(words.read(None, b"\xff{"), None);
        assert_eq!(words.read(None, b""), None);
    }
}
