package io.headroom.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * How entries are chained, so that anybody can check it in any language. The hash of an entry is the SHA-256 of
 *
 * <ol>
 *   <li>the 32 bytes of the hash before it; for the first entry 32 zero bytes,
 *   <li>then each of {@code seq, id, at, actor, action, subject_type, subject_id, team, source, before, after, sentence}
 *       as its length in bytes (4 bytes, big-endian) and its UTF-8 text; an absent one is the length −1 alone.
 * </ol>
 *
 * <p>{@code seq} is decimal, {@code id} in lower case with hyphens, {@code at} the microseconds since 1970 UTC, decimal.
 */
final class Chain {
    /** What comes before the first entry. */
    static final String START = "0".repeat(64);

    private static final int ABSENT = -1;

    private Chain() {}

    /** The hash, in hex, of an entry that follows {@code previous} as number {@code seq}. */
    static String hash(String previous, long seq, AuditEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(previous));
        add(bytes, Long.toString(seq));
        add(bytes, entry.id().toString());
        add(bytes, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())));
        add(bytes, entry.actor());
        add(bytes, entry.action());
        add(bytes, entry.subjectType());
        add(bytes, entry.subjectId());
        add(bytes, entry.team());
        add(bytes, entry.source());
        add(bytes, entry.before());
        add(bytes, entry.after());
        add(bytes, entry.sentence());
        return HexFormat.of().formatHex(sha256(bytes.toByteArray()));
    }

    private static void add(ByteArrayOutputStream bytes, String field) {
        byte[] text = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        int length = field == null ? ABSENT : text.length;
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        bytes.writeBytes(text);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
