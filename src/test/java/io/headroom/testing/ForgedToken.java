package io.headroom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A real token in the hands of somebody who wants more than it gives. */
public final class ForgedToken {
    private final String header;
    private final String payload;
    private final String signature;

    private ForgedToken(String token) {
        String[] parts = token.split("\\.");
        this.header = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
        this.payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        this.signature = parts[2];
    }

    public static ForgedToken of(String user) {
        return new ForgedToken(Tokens.of(user));
    }

    public String unsigned() {
        return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + encoded(payload) + ".";
    }

    /** Other claims under the old signature. */
    public String with(String claim, String other) {
        if (!payload.contains(claim)) throw new IllegalArgumentException("not in the token: " + claim);
        return encoded(header) + "." + encoded(payload.replace(claim, other)) + "." + signature;
    }

    public String signedWithAnotherKey() {
        try {
            var keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            Signature signing = Signature.getInstance("SHA256withRSA");
            signing.initSign(keys.generateKeyPair().getPrivate());
            signing.update(signed(header).getBytes(UTF_8));
            return signed(header) + "." + encoded(signing.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key is public: whoever takes it for a shared secret believes anybody. */
    public String signedWithThePublicKey() {
        String symmetric = header.replace("RS256", "HS256");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(publicKey(), "HmacSHA256"));
            return signed(symmetric) + "."
                    + encoded(mac.doFinal(signed(symmetric).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] publicKey() throws GeneralSecurityException {
        var keys = RestAssured.get(Tokens.issuer() + "/protocol/openid-connect/certs")
                .jsonPath();
        String modulus = keys.getString("keys.find { it.use == 'sig' }.n");
        String exponent = keys.getString("keys.find { it.use == 'sig' }.e");
        var spec = new RSAPublicKeySpec(number(modulus), number(exponent));
        return KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded();
    }

    private static BigInteger number(String encoded) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(encoded));
    }

    private String signed(String withHeader) {
        return encoded(withHeader) + "." + encoded(payload);
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
