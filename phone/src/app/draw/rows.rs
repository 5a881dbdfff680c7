//! The rows of the list: a line each where there is room, two where there isn't.

use kodevagt_bindings::{Account, AccountKind, Code};
use kodevagt_texts::text;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::text::{fitted, grouped, padded, right, width};
use crate::app::world::World;

/// From this width on an account takes one line.
const WIDE: u16 = 60;
/// Columns of the longest code, grouped: ten digits.
const CODE: usize = 11;
/// Columns of the bar.
const BAR: usize = 6;
/// Columns of the seconds.
const SECONDS: usize = 5;

/// Draws the accounts so that the marked one is in sight.
pub(crate) fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    accounts: &[&Account],
    marked: Option<&str>,
    counted: Option<&(String, String)>,
    world: &World,
) {
    let columns = usize::from(area.width);
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut in_sight = 0..0;
    let mut group: Option<&str> = None;
    for account in accounts {
        let of = if account.favourite {
            None
        } else {
            account.group.as_deref()
        };
        if of != group && of.is_some() {
            let name = fitted(of.unwrap_or_default(), columns.saturating_sub(6));
            lines.push(Line::styled(format!("── {name} ──"), world.theme.faint()));
        }
        group = of;
        let start = lines.len();
        let is_marked = marked == Some(account.id.as_str());
        let counted = counted
            .filter(|(id, _)| *id == account.id)
            .map(|(_, code)| code.as_str());
        let row = Row {
            account,
            counted,
            code: world.code(&account.id),
            is_marked,
            world,
        };
        if area.width >= WIDE {
            lines.push(row.wide(columns));
        } else {
            lines.extend(row.narrow(columns));
        }
        if is_marked {
            for line in &mut lines[start..] {
                *line = std::mem::take(line).patch_style(world.theme.selected());
            }
            in_sight = start..lines.len();
        }
    }
    let height = usize::from(area.height);
    let most = lines.len().saturating_sub(height);
    let middle = (in_sight.start + in_sight.end) / 2;
    let skip = middle.saturating_sub(height / 2).min(most);
    let below = lines.len() > skip + height;
    let shown: Vec<_> = lines.into_iter().skip(skip).take(height).collect();
    frame.render_widget(Paragraph::new(shown), area);
    let mut hint = |mark: &'static str, row: u16| {
        let corner = Rect::new(area.right(), row, 1, 1).intersection(frame.area());
        frame.render_widget(Span::styled(mark, world.theme.key()), corner);
    };
    if skip > 0 {
        hint("↑", area.y);
    }
    if below {
        hint("↓", area.bottom().saturating_sub(1));
    }
}

struct Row<'a> {
    account: &'a Account,
    counted: Option<&'a str>,
    code: Option<(&'a Code, u64)>,
    is_marked: bool,
    world: &'a World,
}

impl Row<'_> {
    fn wide(&self, columns: usize) -> Line<'static> {
        let rest = CODE + 3 + CODE + 2 + BAR + SECONDS;
        let mut spans = self.name(columns.saturating_sub(rest + 2));
        spans.push(Span::raw("  "));
        match self.code {
            Some((code, left)) => {
                let style = self.code_style(left);
                spans.push(Span::styled(right(&grouped(&code.code), CODE), style));
                let next = format!(" › {}", padded(&grouped(&code.next), CODE));
                let next_style = if self.is_ending(left) {
                    self.world.theme.strong()
                } else {
                    self.world.theme.faint()
                };
                spans.push(Span::styled(next, next_style));
                spans.push(Span::raw("  "));
                spans.push(Span::styled(self.bar(left), style));
                spans.push(Span::raw(right(&self.seconds(left), SECONDS)));
            }
            None => spans.extend(self.without_clock(rest)),
        }
        Line::from(spans)
    }

    fn narrow(&self, columns: usize) -> [Line<'static>; 2] {
        let mut second = vec![Span::raw("    ")];
        match self.code {
            Some((code, left)) => {
                let style = self.code_style(left);
                second.push(Span::styled(padded(&grouped(&code.code), CODE), style));
                if self.is_ending(left) {
                    let next = format!(" › {}", grouped(&code.next));
                    second.push(Span::styled(
                        padded(&next, 3 + CODE),
                        self.world.theme.strong(),
                    ));
                } else {
                    let bar = format!("   {}", self.bar(left));
                    second.push(Span::styled(padded(&bar, 3 + CODE), style));
                }
                second.push(Span::raw(right(&self.seconds(left), SECONDS)));
            }
            None => second.extend(self.without_clock(columns.saturating_sub(4))),
        }
        let used: usize = second.iter().map(Span::width).sum();
        second.push(Span::raw(" ".repeat(columns.saturating_sub(used))));
        [Line::from(self.name(columns)), Line::from(second)]
    }

    /// The mark, the star and the name, in exactly `columns`.
    fn name(&self, columns: usize) -> Vec<Span<'static>> {
        let mark = if self.is_marked { "› " } else { "  " };
        let star = if self.account.favourite { "★ " } else { "  " };
        let left = columns.saturating_sub(width(mark) + width(star));
        let (issuer, label) = match (self.account.issuer.as_str(), self.account.label.as_str()) {
            ("", label) => (label, ""),
            both => both,
        };
        let issuer = fitted(issuer, left);
        let rest = left - width(&issuer);
        let label = if rest > 3 && !label.is_empty() {
            padded(&format!(" {label}"), rest)
        } else {
            " ".repeat(rest)
        };
        vec![
            Span::raw(mark),
            Span::styled(star, self.world.theme.warning()),
            Span::styled(issuer, self.world.theme.strong()),
            Span::raw(label),
        ]
    }

    /// What stands in a code's place: a code that was counted out, or how to get one.
    fn without_clock(&self, columns: usize) -> Vec<Span<'static>> {
        match (self.counted, self.account.kind) {
            (Some(code), _) => {
                let code = padded(&right(&grouped(code), CODE.min(columns)), columns);
                vec![Span::styled(code, self.world.theme.code())]
            }
            (None, AccountKind::Hotp) => {
                let how = text!(self.world.language, "app-list-counts");
                vec![Span::styled(
                    padded(&how, columns),
                    self.world.theme.faint(),
                )]
            }
            (None, _) => vec![Span::styled(padded("…", columns), self.world.theme.faint())],
        }
    }

    fn period(&self) -> u64 {
        self.account.period.map_or(30, u64::from).max(1)
    }

    fn is_ending(&self, left: u64) -> bool {
        is_ending(left, self.period())
    }

    fn code_style(&self, left: u64) -> Style {
        if self.is_ending(left) {
            self.world.theme.ending()
        } else {
            self.world.theme.code()
        }
    }

    fn bar(&self, left: u64) -> String {
        bar(left, self.period(), BAR)
    }

    fn seconds(&self, left: u64) -> String {
        text!(
            self.world.language,
            "app-seconds",
            left = i64::try_from(left).unwrap_or(i64::MAX)
        )
    }
}

/// Whether a code is about to change: time to look at the next.
pub(crate) fn is_ending(left: u64, period: u64) -> bool {
    left <= (period / 3).min(10)
}

/// How much of its time a code still has, as a bar of so many columns.
pub(crate) fn bar(left: u64, period: u64, columns: usize) -> String {
    let cells = columns as u64;
    let full = (left.min(period) * cells)
        .div_ceil(period.max(1))
        .min(cells);
    let full = usize::try_from(full).unwrap_or(columns);
    format!("{}{}", "█".repeat(full), "░".repeat(columns - full))
}
