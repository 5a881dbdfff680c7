//! The screens. Each is a state, an `update` that says what it wants done, and a `draw`; none of them
//! does anything by itself.

pub(crate) mod account;
pub(crate) mod activate;
pub(crate) mod add;
pub(crate) mod approval;
pub(crate) mod form;
pub(crate) mod help;
pub(crate) mod list;
pub(crate) mod message;
pub(crate) mod new_pin;
pub(crate) mod pin;
pub(crate) mod qr;
pub(crate) mod recover;
pub(crate) mod recovery;
pub(crate) mod removed;
pub(crate) mod rescue;
pub(crate) mod results;
pub(crate) mod settings;
pub(crate) mod start_over;
pub(crate) mod support;
pub(crate) mod waiting;
pub(crate) mod welcome;

use kodevagt_bindings::{Problem, State};
use kodevagt_texts::Language;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::draw::shell::Hint;
use super::effect::{Effect, Input, Reply};
use super::world::World;

/// A screen.
pub(crate) trait Screen {
    /// What stands at the head.
    fn title(&self, language: Language) -> String;

    /// The keys at the foot, the most important first.
    fn hints(&self, world: &World) -> Vec<Hint>;

    /// Takes what the person did.
    fn update(&mut self, input: &Input, world: &World) -> Effect;

    /// Takes the phone's answer to what this screen asked.
    fn answer(&mut self, reply: Result<Reply, Problem>, _world: &World) -> Effect {
        match reply {
            Ok(_) => Effect::None,
            Err(problem) => Effect::Tell(problem),
        }
    }

    /// Draws what stands between head and foot.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World);

    /// Marks an account, where there are accounts to be marked.
    fn mark(&mut self, _account: String) {}

    /// Whether letters are text here, not commands.
    fn types(&self) -> bool {
        false
    }

    /// Whether the screen takes head and foot too.
    fn is_whole(&self) -> bool {
        false
    }

    /// Whether it is about sign-ins that wait: a new one doesn't come up over it.
    fn is_request(&self) -> bool {
        false
    }

    /// Whether it has to be finished even if the phone locks meanwhile.
    fn outlives_lock(&self) -> bool {
        false
    }
}

/// The screen for what waits: the sign-in itself, or a choice if there are several.
pub(crate) fn waiting(world: &World) -> Box<dyn Screen> {
    match world.pending()[..] {
        [only] => Box::new(approval::Approval::new(&only.approval.id, world)),
        _ => Box::new(waiting::Waiting::default()),
    }
}

/// The screen to start from, by where the phone stands.
pub(crate) fn first(state: State) -> Box<dyn Screen> {
    match state {
        State::NoPin => Box::new(welcome::Welcome),
        State::Closed => Box::new(pin::Pin::unlock()),
        State::Open => Box::new(list::List::default()),
        State::Blocked => Box::new(rescue::Rescue::new(rescue::Reason::Blocked)),
        State::HardwareLost => Box::new(rescue::Rescue::new(rescue::Reason::HardwareLost)),
    }
}
