package io.headroom.telemetry;

import io.headroom.telemetry.Access.ClientCertificate;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** How the targets of one source are asked. Certificates, keys, tokens and passwords are files, read when they change. */
public interface AccessConfig {
    /** Authorities (PEM) to trust instead of the machine's. */
    Optional<Path> caBundle();

    /** Believes whoever answers. Then anybody on the way reads what is sent, tokens and passwords too. */
    @WithDefault("false")
    boolean insecureSkipVerify();

    /** The portal's certificate (PEM), for targets that ask for one. */
    Optional<Path> clientCertificate();

    /** Its key (PEM, PKCS#8). */
    Optional<Path> clientKey();

    /** A token to send, such as that of a service account. */
    Optional<Path> bearerTokenFile();

    /** Who asks, for targets with basic authentication. */
    Optional<String> username();

    /** Its password. */
    Optional<Path> passwordFile();

    /** The same as a value. @param setting what these are called, for errors */
    default Access access(String setting) {
        pair(setting, "client-certificate", clientCertificate(), "client-key", clientKey());
        pair(setting, "username", username(), "password-file", passwordFile());
        never(
                setting,
                "bearer-token-file",
                bearerTokenFile().isPresent(),
                "username",
                username().isPresent());
        never(setting, "ca-bundle", caBundle().isPresent(), "insecure-skip-verify", insecureSkipVerify());
        if (insecureSkipVerify())
            Logger.getLogger(AccessConfig.class)
                    .warnf(
                            "%s.insecure-skip-verify=true: NO CERTIFICATE IS CHECKED. Anybody on the way can pose as these targets and read what they are sent",
                            setting);
        Optional<Login> bearer = bearerTokenFile().map(Login.Bearer::new);
        return new Access(
                caBundle(),
                !insecureSkipVerify(),
                clientCertificate()
                        .map(it -> new ClientCertificate(it, clientKey().orElseThrow())),
                bearer.or(() ->
                        username().map(it -> new Login.Basic(it, passwordFile().orElseThrow()))));
    }

    private static void pair(String setting, String one, Optional<?> first, String other, Optional<?> second) {
        if (first.isPresent() == second.isPresent()) return;
        throw new IllegalArgumentException(first.map(it -> "%s.%s=%s needs %s".formatted(setting, one, it, other))
                .orElseGet(() -> "%s.%s=%s needs %s".formatted(setting, other, second.get(), one)));
    }

    private static void never(String setting, String one, boolean first, String other, boolean second) {
        if (first && second)
            throw new IllegalArgumentException("%s: %s and %s must not both be set".formatted(setting, one, other));
    }
}
