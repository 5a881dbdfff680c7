package dk.kodevagt.core

import java.nio.ByteBuffer

/**
 * The digits of a PIN as they are pressed, in memory outside the garbage collector's reach: nothing
 * copies it about, and [close] wipes it.
 */
class TypedPin(private val length: Int = 4) : AutoCloseable {
    private val buffer: ByteBuffer = ByteBuffer.allocateDirect(length)

    /** How many digits stand there. */
    val size: Int get() = buffer.position()

    /** Whether a digit more would be too many. */
    val isComplete: Boolean get() = size == length

    /** Adds a digit, 0–9; one too many is left out. */
    fun press(digit: Int) {
        require(digit in 0..9) { "a digit is 0–9" }
        if (!isComplete) buffer.put(('0'.code + digit).toByte())
    }

    /** Takes the last digit back. */
    fun erase() {
        if (size == 0) return
        buffer.put(size - 1, 0)
        buffer.position(size - 1)
    }

    /** What was pressed, for a call; the same memory, so wiped together with this. */
    fun digits(): ByteBuffer = buffer.duplicate().flip()

    /** Wipes the digits. */
    override fun close() {
        repeat(length) { buffer.put(it, 0) }
        buffer.clear()
    }
}
