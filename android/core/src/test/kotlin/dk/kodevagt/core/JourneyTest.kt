package dk.kodevagt.core

import java.nio.ByteBuffer
import java.nio.file.Path
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** A day in the life of the facade: what a shell for Android stands on, on a plain JVM. */
class JourneyTest {
    @TempDir
    lateinit var home: Path

    private val keystore = MemoryKeystore()
    private val clock = SetClock()

    @Test
    fun `set up, scan, show codes, lock, and block after three wrong PINs`() {
        open().use { phone ->
            assertEquals(State.NO_PIN, phone.status().state)
            setUp(phone)
            scan(phone)
            codes(phone)
            lock(phone)
        }
        open().use(::block)
        // Blocked is no flag in a process: the keys are gone, for the right PIN and the next start too.
        open().use { phone ->
            assertEquals(State.BLOCKED, phone.status().state)
            assertThrows<Failure.Blocked> { pin(RIGHT, phone::unlock) }
        }
    }

    @Test
    fun `the recovery code opens a blocked phone for a new PIN, once`() {
        open().use { phone ->
            val code = pin(RIGHT, phone::setPin).use { it.take() }
            scan(phone)
            phone.lock()
            block(phone)

            val next = pin(OTHER) { phone.recover(code, it) }.use { it.take() }
            assertNotEquals(code, next)
            phone.lock()
            pin(OTHER, phone::unlock)
            assertEquals(listOf("RFC 6238"), phone.accounts().map { it.issuer })

            phone.lock()
            repeat(3) { assertThrows<Failure> { pin(WRONG, phone::unlock) } }
            val spent = assertThrows<Failure.Refused> { pin(RIGHT) { phone.recover(code, it) } }
            assertEquals("KV-0150", spent.problem.code)
        }
    }

    @Test
    fun `a change wakes who waits for it`() = runBlocking {
        open().use { phone ->
            val before = phone.snapshot()
            val waiting = async { phone.changed(before.version) }
            pin(RIGHT, phone::setPin).wipe()
            val after = withTimeout(10_000) { waiting.await() }
            assertTrue(after.version > before.version)
            assertNotEquals(State.NO_PIN, after.status.state)
        }
    }

    @Test
    fun `a key store that throws costs no try`() {
        val moody = MoodyKeystore(keystore)
        Authenticator.open(Config(home.toString()), moody, clock).use { phone ->
            pin(RIGHT, phone::setPin).wipe()
            phone.lock()
            moody.throwing = true
            val failure = assertThrows<Failure.TryAgain> { pin(RIGHT, phone::unlock) }
            assertEquals("KV-0201", failure.problem.code)
            moody.throwing = false
            assertEquals(3.toUByte(), phone.status().attemptsLeft)
            pin(RIGHT, phone::unlock)
        }
    }

    private fun setUp(phone: Authenticator) {
        val weak = assertThrows<Failure.Refused> { pin("1234", phone::setPin) }
        assertEquals("KV-0126", weak.problem.code)
        assertEquals(
            "Den pinkode er for let at gætte.",
            explain(weak.problem, "da-DK").what,
        )
        pin(RIGHT, phone::setPin).use { recovery ->
            assertTrue(recovery.take().isNotEmpty())
            assertThrows<Failure.Refused>("a secret is read once") { recovery.take() }
        }
    }

    private fun scan(phone: Authenticator) {
        val taken = phone.scanImage(resource("rfc6238.png"))
        assertEquals(listOf(Outcome.IMPORTED), taken.entries.map { it.outcome }, taken.toString())
        val again = phone.scanImage(resource("rfc6238.png"))
        assertEquals(listOf(Outcome.DUPLICATE), again.entries.map { it.outcome })
    }

    /** The vectors of RFC 6238, appendix B. */
    private fun codes(phone: Authenticator) {
        for ((second, code) in mapOf(59uL to "94287082", 1_111_111_109uL to "07081804", 20_000_000_000uL to "65353130")) {
            assertEquals(listOf(code), phone.codes(second).map { it.code?.code })
        }
        val now = phone.codes(null).single().code!!
        val second = clock.wallMs.toULong() / 1000u
        assertTrue(second in now.validFrom until now.validUntil)
        assertEquals(30uL, now.validUntil - now.validFrom)
        clock.wallMs += 30_000
        assertEquals(now.next, phone.codes(null).single().code!!.code)
    }

    private fun lock(phone: Authenticator) {
        assertFalse(phone.snapshot().accounts.isEmpty())
        phone.lock()
        assertEquals(State.CLOSED, phone.status().state)
        assertTrue(phone.snapshot().accounts.isEmpty())
        assertThrows<Failure.Closed> { phone.codes(null) }
    }

    private fun block(phone: Authenticator) {
        for (left in listOf(2, 1)) {
            val wrong = assertThrows<Failure.WrongPin> { pin(WRONG, phone::unlock) }
            assertEquals(left.toUByte(), wrong.attemptsLeft)
        }
        val blocked = assertThrows<Failure.Blocked> { pin(WRONG, phone::unlock) }
        assertEquals("KV-0103", blocked.problem.code)
        assertEquals("Kodevagt er sperret.", explain(blocked.problem, "nb").what)
    }

    private fun open() = Authenticator.open(Config(home.toString()), keystore, clock)

    private fun <T> pin(digits: String, use: (ByteBuffer) -> T): T =
        TypedPin().use { pin ->
            digits.forEach { pin.press(it.digitToInt()) }
            use(pin.digits())
        }

    private fun resource(name: String): ByteBuffer {
        val bytes = checkNotNull(javaClass.getResourceAsStream("/$name")) { name }.use { it.readBytes() }
        return ByteBuffer.allocateDirect(bytes.size).put(bytes).flip()
    }

    private companion object {
        const val RIGHT = "7318"
        const val OTHER = "4061"
        const val WRONG = "9052"
    }
}

/** A phone's clocks, set by the test. */
private class SetClock : Clock {
    @Volatile
    var wallMs = 1_800_000_000_000L

    override fun now() = Now(wallMs, bootMs = (wallMs - 1_799_999_000_000L).toULong(), bootId = "one")
}

/** A key store that can be made to throw what nobody declared. */
private class MoodyKeystore(private val calm: Keystore) : Keystore by calm {
    @Volatile
    var throwing = false

    override fun seal(alias: String, plain: ByteArray, aad: ByteArray): ByteArray {
        check(!throwing) { "not today" }
        return calm.seal(alias, plain, aad)
    }
}
