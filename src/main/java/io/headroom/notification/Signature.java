package io.headroom.notification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a delivery comes from here and when: {@code t=<unix>,v1=<hex>}, an HMAC over the time, a dot and the body. A
 * receiver that refuses old times cannot be fed a recorded delivery.
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String of(String secret, Instant at, String body) {
        String signed = at.getEpochSecond() + "." + body;
        return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(hmac(secret, signed));
    }

    private static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
