package dk.kodevagt.core

import java.math.BigInteger
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.SecureRandom
import java.security.Signature
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import java.util.concurrent.ConcurrentHashMap
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.Mac
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.SecretKeySpec

/**
 * A key store in this process's memory, with the JVM's own cryptography: what a test has in place of
 * Android's, and no protection at all.
 */
class MemoryKeystore : Keystore {
    private class Entry(val key: SecretKey, val purpose: Purpose, val once: Boolean = false)

    private val keys = ConcurrentHashMap<String, Entry>()
    private val pairs = ConcurrentHashMap<String, KeyPair>()
    private val random = SecureRandom()

    override fun features() = Features(singleUse = true, biometric = false)

    override fun aliases(): List<String> = keys.keys.toList() + pairs.keys

    override fun make(alias: String, purpose: Purpose) {
        if (purpose == Purpose.BIOMETRIC) throw KeystoreFault.Unsupported()
        if (purpose == Purpose.SIGN) {
            val generator = KeyPairGenerator.getInstance("EC")
            generator.initialize(ECGenParameterSpec("secp256r1"), random)
            pairs[alias] = generator.generateKeyPair()
            return
        }
        val bytes = ByteArray(KEY_BYTES).also(random::nextBytes)
        keys[alias] = Entry(SecretKeySpec(bytes, algorithm(purpose)), purpose)
    }

    override fun importOnce(alias: String, key: ByteArray) {
        keys[alias] = Entry(SecretKeySpec(key, HMAC), Purpose.DERIVE, once = true)
    }

    override fun seal(alias: String, plain: ByteArray, aad: ByteArray): ByteArray {
        val nonce = ByteArray(NONCE_BYTES).also(random::nextBytes)
        return nonce + gcm(Cipher.ENCRYPT_MODE, alias, nonce, aad).doFinal(plain)
    }

    override fun open(alias: String, sealed: ByteArray, aad: ByteArray): ByteArray {
        if (sealed.size < NONCE_BYTES) throw KeystoreFault.Tampered()
        val cipher = gcm(Cipher.DECRYPT_MODE, alias, sealed.copyOf(NONCE_BYTES), aad)
        try {
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.size - NONCE_BYTES)
        } catch (_: AEADBadTagException) {
            throw KeystoreFault.Tampered()
        }
    }

    override fun derive(alias: String, input: ByteArray): ByteArray {
        val entry = entry(alias, Purpose.DERIVE)
        // Spent before it is used: whoever removes it is the one who may use it.
        if (entry.once && !keys.remove(alias, entry)) throw KeystoreFault.Missing()
        return Mac.getInstance(HMAC).apply { init(entry.key) }.doFinal(input)
    }

    override fun publicKey(alias: String): ByteArray {
        val point = (pair(alias).public as ECPublicKey).w
        return byteArrayOf(UNCOMPRESSED) + coordinate(point.affineX) + coordinate(point.affineY)
    }

    override fun sign(alias: String, message: ByteArray): ByteArray =
        Signature.getInstance("SHA256withECDSAinP1363Format").run {
            initSign(pair(alias).private, random)
            update(message)
            sign()
        }

    override fun delete(alias: String) {
        keys.remove(alias)
        pairs.remove(alias)
    }

    private fun pair(alias: String): KeyPair {
        if (keys.containsKey(alias)) throw KeystoreFault.Unsupported()
        return pairs[alias] ?: throw KeystoreFault.Missing()
    }

    /** Big-endian in exactly 32 bytes: a BigInteger may have a sign byte more, or zeros less. */
    private fun coordinate(value: BigInteger): ByteArray {
        val bytes = value.toByteArray().takeLast(KEY_BYTES).toByteArray()
        return ByteArray(KEY_BYTES - bytes.size) + bytes
    }

    private fun gcm(mode: Int, alias: String, nonce: ByteArray, aad: ByteArray): Cipher =
        Cipher.getInstance("AES/GCM/NoPadding").apply {
            init(mode, entry(alias, Purpose.SEAL).key, GCMParameterSpec(TAG_BITS, nonce))
            updateAAD(aad)
        }

    private fun entry(alias: String, purpose: Purpose): Entry {
        if (pairs.containsKey(alias)) throw KeystoreFault.Unsupported()
        val entry = keys[alias] ?: throw KeystoreFault.Missing()
        if (entry.purpose != purpose) throw KeystoreFault.Unsupported()
        return entry
    }

    private fun algorithm(purpose: Purpose) = if (purpose == Purpose.DERIVE) HMAC else "AES"

    private companion object {
        const val HMAC = "HmacSHA256"
        const val KEY_BYTES = 32
        const val NONCE_BYTES = 12
        const val TAG_BITS = 128
        const val UNCOMPRESSED: Byte = 4
    }
}
