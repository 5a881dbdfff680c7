//! The app: what `kodevagt` is without a command.

use kodevagt_bindings::Failure;
use kodevagt_texts::Language;

use crate::open::Place;

/// Runs the app in the terminal until the person leaves it.
///
/// # Errors
/// [`Failure`] when the phone can't be opened.
pub(crate) fn run(place: &Place, _language: Language) -> Result<(), Failure> {
    place.open()?;
    Ok(())
}
