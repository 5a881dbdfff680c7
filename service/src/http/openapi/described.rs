//! One route of the document.

use std::collections::BTreeMap;

use kodevagt_protocol::{Id, Problem, Refusal};
use kodevagt_texts::Language;
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathItem,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Components, Content, Paths, Ref, RefOr, Required, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

use super::super::problem::explained;

/// A route, being described.
pub(super) struct Described {
    method: HttpMethod,
    path: &'static str,
    operation: OperationBuilder,
    refusals: Vec<Refusal>,
    schemas: Vec<(String, RefOr<Schema>)>,
}

/// What everything may be answered with.
const ALWAYS: [Refusal; 1] = [Refusal::ServiceFailed];
const WITH_BODY: [Refusal; 3] = [Refusal::Malformed, Refusal::BodyTooLarge, Refusal::NotJson];

impl Described {
    /// `GET` of the path: the operation's id, and what it does.
    pub(super) fn get(path: &'static str, id: &str, does: &str) -> Self {
        Self::new(HttpMethod::Get, path, id, does)
    }

    /// `POST` to the path.
    pub(super) fn post(path: &'static str, id: &str, does: &str) -> Self {
        Self::new(HttpMethod::Post, path, id, does)
    }

    /// `PUT` to the path.
    pub(super) fn put_to(path: &'static str, id: &str, does: &str) -> Self {
        Self::new(HttpMethod::Put, path, id, does)
    }

    fn new(method: HttpMethod, path: &'static str, id: &str, does: &str) -> Self {
        let mut operation = OperationBuilder::new()
            .operation_id(Some(id))
            .summary(Some(does));
        let names = path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        for name in names {
            let schema = match name {
                "id" => reference::<Id>(),
                _ => string(),
            };
            operation = operation.parameter(
                ParameterBuilder::new()
                    .name(name)
                    .parameter_in(ParameterIn::Path)
                    .required(Required::True)
                    .schema(Some(schema)),
            );
        }
        Self {
            method,
            path,
            operation,
            refusals: ALWAYS.to_vec(),
            schemas: Vec::new(),
        }
        .knows::<Problem>()
        .knows::<Id>()
    }

    /// Who may ask.
    pub(super) fn secured(mut self, by: SecurityRequirement, tag: &str) -> Self {
        self.operation = self.operation.security(by).tag(tag);
        self
    }

    /// A whole number in the query.
    pub(super) fn query(mut self, name: &str, holds: &str, default: u64) -> Self {
        let number = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(0))
            .default(Some(default.into()));
        self.operation = self.operation.parameter(
            ParameterBuilder::new()
                .name(name)
                .description(Some(holds))
                .parameter_in(ParameterIn::Query)
                .schema(Some(number)),
        );
        self.refuses(&[Refusal::Malformed])
    }

    /// A header that may be given.
    pub(super) fn header(mut self, name: &str, holds: &str, longest: usize) -> Self {
        let text = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(longest))
            .pattern(Some("^[!-~]+$"));
        self.operation = self.operation.parameter(
            ParameterBuilder::new()
                .name(name)
                .description(Some(holds))
                .parameter_in(ParameterIn::Header)
                .schema(Some(text)),
        );
        self
    }

    /// The message that it takes.
    pub(super) fn takes<T: ToSchema>(self) -> Self {
        self.body::<T>(Required::True)
    }

    /// The message that may be given.
    pub(super) fn may_take<T: ToSchema>(self) -> Self {
        self.body::<T>(Required::False)
    }

    fn body<T: ToSchema>(mut self, required: Required) -> Self {
        let body = RequestBodyBuilder::new()
            .content("application/json", Content::new(Some(reference::<T>())))
            .required(Some(required));
        self.operation = self.operation.request_body(Some(body.build()));
        self.knows::<T>().refuses(&WITH_BODY)
    }

    /// The message that it answers.
    pub(super) fn answers<T: ToSchema>(self, status: &str, what: &str) -> Self {
        self.answers_as::<T>(status, what, "application/json")
    }

    /// The same, of another media type.
    pub(super) fn answers_as<T: ToSchema>(mut self, status: &str, what: &str, kind: &str) -> Self {
        let answer = ResponseBuilder::new()
            .description(what)
            .content(kind, Content::new(Some(reference::<T>())));
        self.operation = self.operation.response(status, answer.build());
        self.knows::<T>()
    }

    /// An answer without a message.
    pub(super) fn ends(mut self, status: &str, what: &str) -> Self {
        let answer = ResponseBuilder::new().description(what);
        self.operation = self.operation.response(status, answer.build());
        self
    }

    /// The refusals that it may end in.
    pub(super) fn refuses(mut self, refusals: &[Refusal]) -> Self {
        self.refusals.extend(refusals);
        self
    }

    fn knows<T: ToSchema>(mut self) -> Self {
        self.schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(&mut self.schemas);
        self
    }

    /// Puts it into the document.
    pub(super) fn put(mut self, paths: &mut Paths, components: &mut Components) {
        components.schemas.extend(self.schemas);
        self.refusals.sort();
        self.refusals.dedup();
        let mut by_status: BTreeMap<u16, Vec<String>> = BTreeMap::new();
        for refusal in self.refusals {
            let code = refusal.to_string();
            let what = explained(&code, Language::En).what;
            let told = by_status.entry(refusal.status()).or_default();
            told.push(format!("{code}: {what}"));
        }
        for (status, told) in by_status {
            let problem = ResponseBuilder::new()
                .description(told.join("\n\n"))
                .content(
                    "application/problem+json",
                    Content::new(Some(reference::<Problem>())),
                );
            self.operation = self.operation.response(status.to_string(), problem.build());
        }
        let item = PathItem::new(self.method, self.operation);
        match paths.paths.get_mut(self.path) {
            Some(known) => known.merge_operations(item),
            None => {
                paths.paths.insert(self.path.to_owned(), item);
            }
        }
    }
}

fn reference<T: ToSchema>() -> RefOr<Schema> {
    Ref::from_schema_name(T::name()).into()
}

fn string() -> RefOr<Schema> {
    String::schema()
}
