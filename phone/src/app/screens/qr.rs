//! An account's QR, over the whole screen; too small a terminal is told how large it has to be.

use kodevagt_bindings::draw_qr;
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use zeroize::{Zeroize, Zeroizing};

use super::Screen;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input};
use crate::app::secret::Typed;
use crate::app::world::World;

/// Modules of white that are drawn around a code, and how many of them can be spared (ISO/IEC 18004
/// asks for four; readers do with two on a screen).
const SPARE: usize = 2;
/// Columns that words beside the code need.
const WORDS: u16 = 22;

/// The state: the picture, lines of half blocks.
pub(crate) struct Qr {
    name: String,
    picture: Zeroizing<String>,
}

impl Qr {
    /// Draws an account's URI.
    pub(crate) fn new(name: String, uri: &Typed) -> Self {
        let picture = draw_qr(uri.as_str()).map(|mut drawing| {
            drawing.ascii.zeroize();
            drawing.svg.zeroize();
            drawing.png.zeroize();
            drawing.blocks
        });
        Self {
            name,
            picture: Zeroizing::new(picture.unwrap_or_default()),
        }
    }

    /// The picture with as much white around it as fits, and its size.
    fn fitting(&self, area: Rect) -> Result<(Vec<Line<'_>>, u16), (u16, u16)> {
        let lines: Vec<&str> = self.picture.lines().collect();
        let columns = lines.first().map_or(0, |line| line.chars().count());
        let mut smallest = (0, 0);
        for spare in [0, SPARE] {
            let wide = u16::try_from(columns - 2 * spare).unwrap_or(u16::MAX);
            let high = u16::try_from(lines.len() - spare).unwrap_or(u16::MAX);
            smallest = (wide, high);
            if wide <= area.width && high <= area.height {
                let rows = &lines[spare / 2..lines.len() - spare / 2];
                let cut = |line: &&'_ str| {
                    let kept = line.chars().skip(spare).take(columns - 2 * spare);
                    Line::from(kept.collect::<String>())
                };
                return Ok((rows.iter().map(cut).collect(), wide));
            }
        }
        Err(smallest)
    }
}

impl Screen for Qr {
    fn title(&self, language: Language) -> String {
        text!(language, "app-qr")
    }

    fn hints(&self, _: &World) -> Vec<Hint> {
        Vec::new()
    }

    fn update(&mut self, input: &Input, _: &World) -> Effect {
        match input {
            Input::Key(_) => Effect::Back,
            Input::Paste(_) => Effect::None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        match self.fitting(area) {
            Ok((picture, wide)) => {
                let high = u16::try_from(picture.len()).unwrap_or(area.height);
                let place = Rect {
                    width: wide,
                    height: high,
                    ..area
                }
                .intersection(area);
                frame.render_widget(Paragraph::new(picture).style(world.theme.qr()), place);
                let words = if area.width >= wide + WORDS {
                    Rect {
                        x: area.x + wide + 2,
                        y: area.y + 1,
                        width: area.width - wide - 3,
                        height: area.height.saturating_sub(2),
                    }
                } else {
                    Rect {
                        y: area.y + high,
                        height: area.height - high,
                        ..area
                    }
                };
                if words.height == 0 {
                    return;
                }
                let mut page = Page::new(world, words);
                if words.height > 2 {
                    page.strong(&self.name);
                    page.gap();
                    page.warning(&text!(language, "app-qr-warning"));
                    page.gap();
                }
                page.text(&text!(language, "app-any-key"));
                page.draw(frame, words);
            }
            Err((wide, high)) => {
                let inside = Rect {
                    x: area.x + 1,
                    width: area.width.saturating_sub(2),
                    ..area
                };
                let mut page = Page::new(world, inside);
                page.strong(&self.name);
                page.gap();
                page.warning(&text!(
                    language,
                    "app-qr-too-small",
                    columns = i64::from(wide),
                    lines = i64::from(high),
                    has_columns = i64::from(area.width),
                    has_lines = i64::from(area.height)
                ));
                page.gap();
                page.text(&text!(language, "app-any-key"));
                page.draw(frame, inside);
            }
        }
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn types(&self) -> bool {
        // Any key leads back, `q` too.
        true
    }
}
