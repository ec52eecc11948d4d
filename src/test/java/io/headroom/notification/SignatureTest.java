package io.headroom.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** Made by {@code printf '1492774577.{"id":1}' | openssl dgst -sha256 -hmac headroom}. */
    @Test
    void isWhatOpensslSays() {
        assertThat(Signature.of("headroom", Instant.ofEpochSecond(1_492_774_577), "{\"id\":1}"))
                .isEqualTo("t=1492774577,v1=9ccedfc933dbf5b6bfa161b3ec13a9f49d8a166cf9aa63ef254ca9740a298054");
    }
}
