//! Time as an argument: the core never asks a clock.

/// A moment as the phone knows it, handed to every step that depends on time.
///
/// The wall clock can be wrong and can be set back; it is for codes and for display. The boot clock
/// only moves forward and counts suspended time (Android `elapsedRealtime`, Apple
/// `mach_continuous_time`, Linux `CLOCK_BOOTTIME`); it is for deadlines, and only comparable between
/// two moments of the same `boot_id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since the Unix epoch, as the phone's own clock shows.
    pub wall_ms: i64,
    /// Milliseconds since the phone started, suspended time included.
    pub boot_ms: u64,
    /// Names this run of the phone: a new value after each restart.
    pub boot_id: BootId,
}

/// Sixteen bytes that differ from one start of the phone to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct BootId(pub [u8; 16]);

impl Now {
    /// The wall clock in whole seconds since the Unix epoch; a clock before 1970 counts as 0.
    #[must_use]
    pub fn unix(&self) -> u64 {
        u64::try_from(self.wall_ms.div_euclid(1000)).unwrap_or(0)
    }

    /// Milliseconds from `earlier` to this moment by the boot clock, or `None` across a restart (or if
    /// the clock went backwards, which a sane phone never does).
    #[must_use]
    pub fn since(&self, earlier: &Now) -> Option<u64> {
        if self.boot_id != earlier.boot_id {
            return None;
        }
        self.boot_ms.checked_sub(earlier.boot_ms)
    }
}
