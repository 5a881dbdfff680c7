//! The frame around a screen: a line at the head, keys at the foot, what is to be read in between.

use kodevagt_bindings::Problem;
use kodevagt_texts::text;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use super::page::Page;
use super::text::{fitted, padded, width};
use crate::app::world::World;

/// Lines that keys may take at the foot.
const FOOT: usize = 2;

/// A key and what it does here.
pub(crate) struct Hint {
    key: &'static str,
    label: String,
}

impl Hint {
    /// Names a key and what it does.
    pub(crate) fn new(key: &'static str, label: String) -> Self {
        Self { key, label }
    }
}

/// Draws head and foot; returns what is left in between, and the line above the foot.
pub(crate) fn frame(
    frame: &mut Frame<'_>,
    title: &str,
    hints: &[Hint],
    world: &World,
) -> (Rect, Rect) {
    let area = frame.area();
    let name = text!(world.language, "app-name");
    let head = padded(&format!(" {name} · {title}"), usize::from(area.width));
    let top = Rect { height: 1, ..area }.intersection(area);
    frame.render_widget(Span::styled(head, world.theme.head()), top);

    let foot = keys(hints, usize::from(area.width).saturating_sub(2), world);
    let height = u16::try_from(foot.len()).unwrap_or(0);
    let bottom = Rect::new(
        area.x + 1,
        area.bottom().saturating_sub(height),
        area.width.saturating_sub(2),
        height,
    )
    .intersection(area);
    frame.render_widget(Paragraph::new(foot), bottom);

    let margin = if area.width >= 60 { 2 } else { 1 };
    let body = Rect::new(
        area.x + margin,
        area.y + 2,
        area.width.saturating_sub(2 * margin),
        area.height.saturating_sub(height + 4),
    )
    .intersection(area);
    let word = Rect::new(body.x, bottom.y.saturating_sub(1), body.width, 1).intersection(area);
    (body, word)
}

/// The keys over as many lines as they take, two at most: the last ones give way.
fn keys(hints: &[Hint], columns: usize, world: &World) -> Vec<Line<'static>> {
    let mut lines: Vec<(usize, Vec<Span<'static>>)> = vec![(0, Vec::new())];
    for hint in hints {
        let takes = width(hint.key) + 1 + width(&hint.label);
        let full = lines.len();
        let (used, spans) = lines.last_mut().expect("there is a first line");
        let lead = if spans.is_empty() { 0 } else { 2 };
        if *used + lead + takes > columns && *used > 0 {
            if full == FOOT {
                break;
            }
            lines.push((takes, written(hint, world)));
            continue;
        }
        *used += lead + takes;
        if lead > 0 {
            spans.push(Span::raw("  "));
        }
        spans.extend(written(hint, world));
    }
    lines
        .into_iter()
        .map(|(_, spans)| Line::from(spans))
        .collect()
}

fn written(hint: &Hint, world: &World) -> Vec<Span<'static>> {
    vec![
        Span::styled(hint.key, world.theme.key()),
        Span::raw(format!(" {}", hint.label)),
    ]
}

/// A word at the foot.
pub(crate) fn word(frame: &mut Frame<'_>, area: Rect, said: &str, world: &World) {
    let said = fitted(said, usize::from(area.width));
    frame.render_widget(Clear, area);
    frame.render_widget(Span::styled(said, world.theme.good()), area);
}

/// A problem in a box over the screen.
pub(crate) fn problem(frame: &mut Frame<'_>, problem: &Problem, world: &World) {
    let whole = frame.area();
    let columns = whole.width.saturating_sub(4).min(60);
    let inner = Rect::new(0, 0, columns.saturating_sub(4), 1);
    let mut page = Page::new(world, inner);
    page.problem(problem);
    page.gap();
    page.faint(&text!(world.language, "app-any-key"));
    let height = u16::try_from(page.len() + 2)
        .unwrap_or(u16::MAX)
        .min(whole.height);
    let area = Rect::new(
        (whole.width - columns) / 2,
        (whole.height - height) / 2,
        columns,
        height,
    );
    frame.render_widget(Clear, area);
    frame.render_widget(Block::bordered(), area);
    let inside = Rect::new(
        area.x + 2,
        area.y + 1,
        columns.saturating_sub(4),
        height.saturating_sub(2),
    );
    page.draw(frame, inside.intersection(whole));
}
