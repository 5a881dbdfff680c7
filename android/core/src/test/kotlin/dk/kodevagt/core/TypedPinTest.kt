package dk.kodevagt.core

import java.nio.charset.StandardCharsets.US_ASCII
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class TypedPinTest {
    @Test
    fun `digits come out in order, and a fifth is left out`() {
        TypedPin().use { pin ->
            listOf(1, 9, 0, 4, 7).forEach(pin::press)
            assertTrue(pin.isComplete)
            assertEquals("1904", pin.text())
        }
    }

    @Test
    fun `the last digit is taken back`() {
        TypedPin().use { pin ->
            listOf(1, 9).forEach(pin::press)
            pin.erase()
            pin.press(2)
            assertEquals("12", pin.text())
            repeat(5) { pin.erase() }
            assertEquals(0, pin.size)
        }
    }

    @Test
    fun `closing wipes what a call was given too`() {
        val pin = TypedPin()
        listOf(7, 3, 1, 8).forEach(pin::press)
        val given = pin.digits()
        pin.close()
        assertEquals(listOf<Byte>(0, 0, 0, 0), List(4) { given.get(it) })
        assertEquals(0, pin.size)
    }

    @Test
    fun `only digits are pressed`() {
        TypedPin().use { pin -> assertThrows(IllegalArgumentException::class.java) { pin.press(10) } }
    }

    private fun TypedPin.text() = US_ASCII.decode(digits()).toString()
}
