//! Texts with `{to}`, `{text}`, `{id}`, `{sender}` and `{report_to}` in them.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::outbound::SmsMessage;

/// A template, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Template(Vec<Part>);

#[derive(Clone, Debug)]
enum Part {
    Literal(String),
    Field(Field),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    To,
    Text,
    Id,
    Sender,
    ReportTo,
}

/// How a value is written into what surrounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    /// Inside a JSON string.
    Json,
    /// Inside a URL's or a form's value.
    Percent,
    /// As it is.
    Plain,
}

impl Template {
    /// Takes a template apart. Braces around anything but a lower-case word stay as they are, so JSON
    /// needs no escaping; an unknown word is named in the error.
    pub(super) fn parse(source: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = source;
        let mut literal = String::new();
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            literal.push_str(before);
            match word(after) {
                Some(name) => {
                    let field = field(name).ok_or_else(|| {
                        format!("{{{name}}} is unknown: to, text, id, sender and report_to may stand in braces")
                    })?;
                    parts.push(Part::Literal(core::mem::take(&mut literal)));
                    parts.push(Part::Field(field));
                    rest = &after[name.len() + 2..];
                }
                None => {
                    literal.push('{');
                    rest = &after[1..];
                }
            }
        }
        literal.push_str(rest);
        parts.push(Part::Literal(literal));
        Ok(Self(parts))
    }

    /// Whether the text is in it.
    pub(super) fn has_text(&self) -> bool {
        self.0
            .iter()
            .any(|part| matches!(part, Part::Field(Field::Text)))
    }

    /// Whether the recipient is in it.
    pub(super) fn has_recipient(&self) -> bool {
        self.0
            .iter()
            .any(|part| matches!(part, Part::Field(Field::To)))
    }

    /// The template with a message's values.
    pub(super) fn fill(
        &self,
        message: &SmsMessage,
        sender: &str,
        escape: Escape,
    ) -> Zeroizing<String> {
        // Room for every letter escaped, so that no copy is left behind by growing.
        let room = self.0.len() * 64
            + 12 * (message.text.len() + message.to.len() + 1024)
            + self.literal_length();
        let mut filled = Zeroizing::new(String::with_capacity(room));
        for part in &self.0 {
            match part {
                Part::Literal(literal) => filled.push_str(literal),
                Part::Field(field) => push(&mut filled, value(*field, message, sender), escape),
            }
        }
        filled
    }

    fn literal_length(&self) -> usize {
        let length = |part: &Part| match part {
            Part::Literal(literal) => literal.len(),
            Part::Field(_) => 0,
        };
        self.0.iter().map(length).sum()
    }
}

fn word(after_open: &str) -> Option<&str> {
    let (name, _) = after_open.get(1..)?.split_once('}')?;
    let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    plain.then_some(name)
}

fn field(name: &str) -> Option<Field> {
    Some(match name {
        "to" => Field::To,
        "text" => Field::Text,
        "id" => Field::Id,
        "sender" => Field::Sender,
        "report_to" => Field::ReportTo,
        _ => return None,
    })
}

fn value<'a>(field: Field, message: &'a SmsMessage, sender: &'a str) -> &'a str {
    match field {
        Field::To => &message.to,
        Field::Text => &message.text,
        Field::Id => &message.id,
        Field::Sender => sender,
        Field::ReportTo => message.report_to.as_ref().map_or("", |url| url.as_str()),
    }
}

fn push(filled: &mut String, value: &str, escape: Escape) {
    match escape {
        Escape::Plain => filled.push_str(value),
        Escape::Percent => filled.extend(utf8_percent_encode(value, NON_ALPHANUMERIC)),
        Escape::Json => {
            let quoted = Zeroizing::new(serde_json::Value::from(value).to_string());
            filled.push_str(&quoted[1..quoted.len() - 1]);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use core::time::Duration;

    fn message(text: &str) -> SmsMessage {
        SmsMessage {
            to: "+4512345678".to_owned().into(),
            text: text.to_owned().into(),
            id: "a1".to_owned(),
            report_to: Some("https://k.dk/r?x=1&y".to_owned().into()),
            validity: Duration::from_secs(60),
        }
    }

    #[test]
    fn values_cannot_leave_their_place() {
        let nasty = "\"}, {\"to\":\"{id}\" &x=%41\n\u{7}æ";
        let json = Template::parse(r#"{"a":{"to":"{to}"},"t":"{text}","n":{}}"#).unwrap();
        let filled = json.fill(&message(nasty), "K", Escape::Json);
        let read: serde_json::Value = serde_json::from_str(&filled).unwrap();
        assert_eq!(read["t"], nasty);
        assert_eq!(read["a"]["to"], "+4512345678");

        let form = Template::parse("to={to}&m={text}&s={sender}&i={id}&r={report_to}").unwrap();
        let filled = form.fill(&message("a&to=b é"), "K&V", Escape::Percent);
        assert_eq!(
            filled.as_str(),
            "to=%2B4512345678&m=a%26to%3Db%20%C3%A9&s=K%26V&i=a1&r=https%3A%2F%2Fk%2Edk%2Fr%3Fx%3D1%26y"
        );
    }

    #[test]
    fn a_wrong_word_is_named() {
        assert!(
            Template::parse("x={tekst}")
                .unwrap_err()
                .contains("{tekst}")
        );
        assert!(Template::parse("x={ text } {").is_ok());
    }
}
