//! The help, in the person's language: each command and argument has its text in `cli.ftl`.

use clap::{Arg, ArgAction, Command, CommandFactory as _};
use kodevagt_texts::{Id, Language, id, text};

use super::Cli;

/// What each command is for.
const COMMANDS: &[(&str, Id)] = &[
    ("kodevagt", id!("cli-about")),
    ("init", id!("cli-init")),
    ("add", id!("cli-add")),
    ("scan", id!("cli-scan")),
    ("codes", id!("cli-codes")),
    ("code", id!("cli-code")),
    ("accounts", id!("cli-accounts")),
    ("search", id!("cli-search")),
    ("edit", id!("cli-edit")),
    ("remove", id!("cli-remove")),
    ("undo", id!("cli-undo")),
    ("removed", id!("cli-removed")),
    ("qr", id!("cli-qr")),
    ("decode", id!("cli-decode")),
    ("import", id!("cli-import")),
    ("formats", id!("cli-formats")),
    ("export", id!("cli-export")),
    ("backup", id!("cli-backup")),
    ("restore", id!("cli-restore")),
    ("change-pin", id!("cli-change-pin")),
    ("recover", id!("cli-recover")),
    ("recovery-code", id!("cli-recovery-code")),
    ("activate", id!("cli-activate")),
    ("approvals", id!("cli-approvals")),
    ("approve", id!("cli-approve")),
    ("deny", id!("cli-deny")),
    ("report", id!("cli-report")),
    ("unblock", id!("cli-unblock")),
    ("status", id!("cli-status")),
    ("clock", id!("cli-clock")),
    ("start-over", id!("cli-start-over")),
    ("tour", id!("cli-tour")),
    ("demo", id!("cli-demo")),
    ("completions", id!("cli-completions")),
    ("man", id!("cli-man")),
];

/// What each argument is for: a command's own before those of the same name elsewhere.
const ARGUMENTS: &[(&str, &str, Id)] = &[
    ("", "home", id!("cli-arg-home")),
    ("", "keystore", id!("cli-arg-keystore")),
    ("", "json", id!("cli-arg-json")),
    ("", "lang", id!("cli-arg-lang")),
    ("", "pin_stdin", id!("cli-arg-pin-stdin")),
    ("", "passphrase_stdin", id!("cli-arg-passphrase-stdin")),
    ("", "clock_offset", id!("cli-arg-clock-offset")),
    ("", "help", id!("cli-arg-help")),
    ("", "version", id!("cli-arg-version")),
    ("", "digits", id!("cli-arg-digits")),
    ("", "uri", id!("cli-arg-uri")),
    ("", "images", id!("cli-arg-images")),
    ("", "at", id!("cli-arg-at")),
    ("undo", "query", id!("cli-arg-undo-query")),
    ("", "query", id!("cli-arg-query")),
    ("", "words", id!("cli-arg-words")),
    ("", "issuer", id!("cli-arg-issuer")),
    ("", "label", id!("cli-arg-label")),
    ("", "note", id!("cli-arg-note")),
    ("", "group", id!("cli-arg-group")),
    ("", "icon", id!("cli-arg-icon")),
    ("", "favourite", id!("cli-arg-favourite")),
    ("", "place", id!("cli-arg-place")),
    ("", "now", id!("cli-arg-now")),
    ("", "png", id!("cli-arg-png")),
    ("", "svg", id!("cli-arg-svg")),
    ("", "force", id!("cli-arg-force")),
    ("backup", "file", id!("cli-arg-backup-file")),
    ("restore", "file", id!("cli-arg-restore-file")),
    ("", "file", id!("cli-arg-file")),
    ("export", "format", id!("cli-arg-export-format")),
    ("", "format", id!("cli-arg-format")),
    ("", "out", id!("cli-arg-out")),
    ("", "server", id!("cli-arg-server")),
    ("", "ca", id!("cli-arg-ca")),
    ("", "mobile", id!("cli-arg-mobile")),
    ("activate", "code", id!("cli-arg-activate-code")),
    ("", "resend", id!("cli-arg-resend")),
    ("", "ticket", id!("cli-arg-ticket")),
    ("", "image", id!("cli-arg-image")),
    ("", "with_own", id!("cli-arg-with-own")),
    ("", "wait", id!("cli-arg-wait")),
    ("", "id", id!("cli-arg-id")),
    ("", "number", id!("cli-arg-number")),
    ("unblock", "code", id!("cli-arg-unblock-code")),
    ("", "code", id!("cli-arg-code")),
    ("", "seconds", id!("cli-arg-seconds")),
    ("", "yes", id!("cli-arg-yes")),
    ("", "dir", id!("cli-arg-dir")),
    ("", "keep", id!("cli-arg-keep")),
    ("", "slow", id!("cli-arg-slow")),
    ("", "shell", id!("cli-arg-shell")),
];

/// The command line's definition, its help in `language`. Help, completions and the man page come from it.
pub(crate) fn command(language: Language) -> Command {
    let mut root = Cli::command()
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .global(true)
                .action(ArgAction::Help),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version),
        )
        .subcommand_help_heading(text!(language, "cli-heading-commands"))
        .subcommand_value_name(text!(language, "cli-command"))
        .after_help(text!(language, "cli-weakness"));
    let usage = text!(language, "cli-usage-app");
    root = root.override_usage(usage);
    for name in names(&root) {
        root = root.mut_subcommand(&name, |command| {
            let usage = usage_of(&command, language);
            translated(command.override_usage(usage), language)
        });
    }
    translated(root, language)
}

fn translated(mut command: Command, language: Language) -> Command {
    let name = command.get_name().to_owned();
    if let Some(id) = about(&name) {
        command = command.about(kodevagt_texts::text(id, &[], language));
    }
    let arguments: Vec<_> = command
        .get_arguments()
        .map(|arg| arg.get_id().clone())
        .collect();
    for argument in arguments {
        let Some(id) = purpose(&name, argument.as_str()) else {
            continue;
        };
        command = command.mut_arg(argument, |arg| {
            let heading = if arg.is_global_set() || arg.get_id() == "version" {
                text!(language, "cli-heading-everywhere")
            } else if arg.is_positional() {
                text!(language, "cli-heading-arguments")
            } else {
                text!(language, "cli-heading-flags")
            };
            arg.help(kodevagt_texts::text(id, &[], language))
                .help_heading(heading)
        });
    }
    let usage = text!(language, "cli-heading-usage");
    command.help_template(format!(
        "{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"
    ))
}

/// `kodevagt code QUERY [flags]`.
fn usage_of(command: &Command, language: Language) -> String {
    let mut usage = format!("kodevagt {}", command.get_name());
    for argument in command.get_positionals() {
        let names = argument.get_value_names().unwrap_or_default();
        let name = names.first().map_or("", |name| name.as_str());
        let more = match argument.get_action() {
            ArgAction::Append => "…",
            _ => "",
        };
        usage += &if argument.is_required_set() {
            format!(" {name}{more}")
        } else {
            format!(" [{name}{more}]")
        };
    }
    usage + " " + &text!(language, "cli-usage-flags")
}

fn names(command: &Command) -> Vec<String> {
    command
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect()
}

fn about(command: &str) -> Option<Id> {
    let found = COMMANDS.iter().find(|(name, _)| *name == command);
    found.map(|(_, id)| *id)
}

fn purpose(command: &str, argument: &str) -> Option<Id> {
    let of = |owner: &str| {
        ARGUMENTS
            .iter()
            .find(|(command, name, _)| *command == owner && *name == argument)
    };
    of(command).or_else(|| of("")).map(|(_, _, id)| *id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_its_text_and_no_text_is_left_over() {
        let root = command(Language::En);
        let mut used = Vec::new();
        for command in std::iter::once(&root).chain(root.get_subcommands()) {
            let name = command.get_name();
            assert!(about(name).is_some(), "{name} is not described");
            for argument in command.get_arguments() {
                let argument = argument.get_id().as_str();
                let id = purpose(name, argument);
                assert!(id.is_some(), "{argument} of {name} is not described");
                used.extend(id);
            }
        }
        for (command, argument, id) in ARGUMENTS {
            assert!(used.contains(id), "{command} {argument} is nothing's text");
        }
        assert_eq!(COMMANDS.len(), root.get_subcommands().count() + 1);
    }

    #[test]
    fn help_is_in_the_language_from_head_to_foot() {
        // What clap says by itself, in English.
        const CLAPS: [&str; 8] = [
            "Usage:",
            "Options:",
            "Commands:",
            "Arguments:",
            "[OPTIONS]",
            "[default",
            "[possible",
            "[env",
        ];
        for language in [Language::Da, Language::Nb] {
            let mut root = command(language);
            root.build();
            let pages: Vec<String> = std::iter::once(&root)
                .chain(root.get_subcommands())
                .map(|command| command.clone().render_help().to_string())
                .collect();
            for page in pages {
                for word in CLAPS {
                    assert!(!page.contains(word), "{word} in {language}:\n{page}");
                }
            }
        }
    }

    #[test]
    fn every_command_and_flag_stands_in_its_contract() {
        let page = include_str!("../../../docs/phone.md");
        let root = command(Language::En);
        for command in root.get_subcommands() {
            let name = command.get_name();
            let found = ["`", " ", "]"]
                .iter()
                .any(|end| page.contains(&format!("`{name}{end}")));
            assert!(found, "{name}");
            for long in command.get_arguments().filter_map(Arg::get_long) {
                assert!(page.contains(&format!("--{long}")), "--{long} of {name}");
            }
        }
    }

    #[test]
    fn the_definition_holds_together() {
        for language in Language::ALL {
            command(language).debug_assert();
        }
    }
}
