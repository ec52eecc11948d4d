package io.headroom.telemetry;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the targets of a source are asked: whom to trust, and who asks. Holds the names of files, never a secret: it may
 * be printed.
 *
 * @param caBundle certificates (PEM) of the authorities that are trusted instead of the machine's
 * @param verified whether a target has to prove who it is
 * @param certificate what proves who asks
 * @param login what says who asks
 */
public record Access(
        Optional<Path> caBundle, boolean verified, Optional<ClientCertificate> certificate, Optional<Login> login) {
    /** As anybody. */
    public static final Access OPEN = new Access(Optional.empty(), true, Optional.empty(), Optional.empty());

    /** Both are PEM; the key is PKCS#8. */
    public record ClientCertificate(Path certificate, Path key) {}
}
