//! A page: lines from top to bottom that follow what is being typed or chosen when there are more
//! than fit.

use std::ops::Range;

use kodevagt_bindings::{Problem, explain};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::text::{tail, width, wrapped};
use crate::app::field::Field;
use crate::app::world::World;

/// Lines to be drawn into an area of a known width.
pub(crate) struct Page<'a> {
    world: &'a World,
    columns: usize,
    lines: Vec<Line<'static>>,
    /// The lines that have to be in sight.
    focus: Range<usize>,
    /// The line to start from, where the person scrolls.
    top: usize,
    /// Column and line of the terminal's cursor.
    cursor: Option<(usize, usize)>,
}

impl<'a> Page<'a> {
    /// An empty page.
    pub(crate) fn new(world: &'a World, area: Rect) -> Self {
        Self {
            world,
            columns: usize::from(area.width),
            lines: Vec::new(),
            focus: 0..0,
            top: 0,
            cursor: None,
        }
    }

    /// Columns to write in.
    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// An empty line.
    pub(crate) fn gap(&mut self) {
        self.lines.push(Line::default());
    }

    /// A paragraph.
    pub(crate) fn text(&mut self, text: &str) {
        self.styled(text, Style::new());
    }

    /// A paragraph that matters.
    pub(crate) fn strong(&mut self, text: &str) {
        self.styled(text, self.world.theme.strong());
    }

    /// A paragraph that matters less.
    pub(crate) fn faint(&mut self, text: &str) {
        self.styled(text, self.world.theme.faint());
    }

    /// A warning: with a mark, so that it is one without colours too.
    pub(crate) fn warning(&mut self, text: &str) {
        self.marked("!", text, self.world.theme.warning());
    }

    /// A paragraph in a style.
    pub(crate) fn styled(&mut self, text: &str, style: Style) {
        let lines = wrapped(text, self.columns);
        self.lines
            .extend(lines.into_iter().map(|line| Line::styled(line, style)));
    }

    /// A paragraph behind a mark.
    pub(crate) fn marked(&mut self, mark: &str, text: &str, style: Style) {
        let indent = width(mark) + 1;
        for (index, line) in wrapped(text, self.columns.saturating_sub(indent))
            .into_iter()
            .enumerate()
        {
            let lead = if index == 0 {
                format!("{mark} ")
            } else {
                " ".repeat(indent)
            };
            self.lines.push(Line::styled(lead + &line, style));
        }
    }

    /// A key's name in so many columns, and what it does beside it.
    pub(crate) fn keyed(&mut self, key: &'static str, columns: usize, text: &str) {
        let lines = wrapped(text, self.columns.saturating_sub(columns + 1));
        for (index, line) in lines.into_iter().enumerate() {
            let key = if index == 0 { key } else { "" };
            let key = super::text::padded(key, columns + 1);
            self.lines.push(Line::from(vec![
                Span::styled(key, self.world.theme.key()),
                Span::raw(line),
            ]));
        }
    }

    /// A line as it is.
    pub(crate) fn line(&mut self, line: Line<'static>) {
        self.lines.push(line);
    }

    /// What went wrong, why, what to do, and the number to read out.
    pub(crate) fn problem(&mut self, problem: &Problem) {
        let tag = self.world.language.tag();
        match explain(problem, tag) {
            Ok(said) => {
                self.marked("!", &said.what, self.world.theme.problem());
                self.text(&said.why);
                self.strong(&said.todo);
                self.faint(&problem.code);
            }
            Err(_) => self.marked("!", &problem.code, self.world.theme.problem()),
        }
    }

    /// What went wrong in a line or two, and the number: where more would hide what matters.
    pub(crate) fn short_problem(&mut self, problem: &Problem) {
        let said = explain(problem, self.world.language.tag());
        let what = said.map_or_else(|_| problem.code.clone(), |said| said.what);
        let line = format!("{what} ({})", problem.code);
        self.marked("!", &line, self.world.theme.problem());
    }

    /// A choice of a list.
    pub(crate) fn choice(&mut self, text: &str, selected: bool) {
        let style = if selected {
            self.world.theme.selected()
        } else {
            Style::new()
        };
        let start = self.lines.len();
        self.marked(if selected { "›" } else { " " }, text, style);
        if selected {
            self.focus = start..self.lines.len();
        }
    }

    /// Everything since line `start` has to be in sight.
    pub(crate) fn focus_since(&mut self, start: usize) {
        self.focus = start..self.lines.len();
    }

    /// Starts from this line, or from as far down as there are lines.
    pub(crate) fn scroll(&mut self, top: usize) {
        self.top = top;
    }

    /// Lines so far.
    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// A labelled field.
    pub(crate) fn field(&mut self, label: &str, field: &Field, focused: bool) {
        let start = self.lines.len();
        let style = if focused {
            self.world.theme.strong()
        } else {
            Style::new()
        };
        self.styled(label, style);
        let inner = self.columns.saturating_sub(2);
        let (before, after) = field.shown();
        // One column is kept for the cursor at the end.
        let before = tail(&before, inner.saturating_sub(1));
        let column = width(&before);
        let after = super::text::fitted(&after, inner - column);
        let fill = inner - column - width(&after);
        self.lines.push(Line::from(vec![
            Span::styled(if focused { "›" } else { "[" }, style),
            Span::raw(before + &after + &"·".repeat(fill)),
            Span::styled(if focused { "‹" } else { "]" }, style),
        ]));
        if focused {
            self.cursor = Some((1 + column, self.lines.len() - 1));
            self.focus = start..self.lines.len();
        }
    }

    /// Draws it; when it doesn't fit, what has the focus is in sight and the rest is hinted at.
    pub(crate) fn draw(self, frame: &mut Frame<'_>, area: Rect) {
        let height = usize::from(area.height);
        let most = self.lines.len().saturating_sub(height);
        let skip = self
            .focus
            .end
            .saturating_sub(height)
            .min(self.focus.start)
            .max(self.top)
            .min(most);
        let below = self.lines.len() > skip + height;
        let shown: Vec<Line<'_>> = self.lines.into_iter().skip(skip).take(height).collect();
        frame.render_widget(Paragraph::new(shown), area);
        let theme = self.world.theme;
        let mut hint = |mark: &'static str, row: u16| {
            let corner = Rect::new(area.right(), row, 1, 1).intersection(frame.area());
            frame.render_widget(Span::styled(mark, theme.key()), corner);
        };
        if skip > 0 {
            hint("↑", area.y);
        }
        if below {
            hint("↓", area.bottom().saturating_sub(1));
        }
        if let Some((column, line)) = self.cursor
            && (skip..skip + height).contains(&line)
        {
            let x = area.x + u16::try_from(column).unwrap_or(0);
            let y = area.y + u16::try_from(line - skip).unwrap_or(0);
            frame.set_cursor_position(Position::new(x.min(area.right().saturating_sub(1)), y));
        }
    }
}
