package io.headroom.telemetry;

import io.headroom.telemetry.ScrapeFailure.NotAsked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What says who asks. Read for each question: Kubernetes renews a token long before the old one ends, and tells nobody. */
public sealed interface Login {
    /** A token (RFC 6750). */
    record Bearer(Path file) implements Login {
        private static final Predicate<String> TOKEN =
                Pattern.compile("[A-Za-z0-9._~+/-]+=*").asMatchPredicate();

        @Override
        public String authorization() throws IOException {
            String token = read(file).strip();
            // Also because the HTTP client would repeat a token with a line break in it in its error.
            if (!TOKEN.test(token)) throw new NotAsked(file + " holds no token");
            return "Bearer " + token;
        }
    }

    /** A name and a password (RFC 7617). */
    record Basic(String username, Path passwordFile) implements Login {
        @Override
        public String authorization() throws IOException {
            String password = read(passwordFile).replaceFirst("\\R\\z", "");
            byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(both);
        }
    }

    /** The value of the header {@code Authorization}. */
    String authorization() throws IOException;

    private static String read(Path file) throws NotAsked {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new NotAsked(file + " cannot be read");
        }
    }
}
