package io.headroom.telemetry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code scrape} is told. Options are called like the portal's own settings, and are as much: names of files, for
 * everybody on the machine can read a command's arguments.
 *
 * @param targets URLs and files
 * @param access how the URLs are asked
 */
record ScrapeArguments(List<String> targets, Access access) {
    static final List<String> OPTIONS = List.of(
            "--bearer-token-file",
            "--username",
            "--password-file",
            "--ca-bundle",
            "--client-certificate",
            "--client-key");

    /** @throws IllegalArgumentException naming the option that is wrong */
    static ScrapeArguments of(String... arguments) {
        Map<String, String> options = new HashMap<>();
        List<String> targets = new ArrayList<>();
        for (Iterator<String> rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
            String it = rest.next();
            if (!it.startsWith("--")) targets.add(it);
            else options.put(known(it), value(it, rest));
        }
        if (targets.isEmpty()) throw new IllegalArgumentException("give URLs or files");
        return new ScrapeArguments(targets, new Options(options).access("options"));
    }

    private static String known(String option) {
        if (OPTIONS.contains(option)) return option;
        throw new IllegalArgumentException(option + " must be one of " + String.join(", ", OPTIONS));
    }

    private static String value(String option, Iterator<String> rest) {
        if (rest.hasNext()) return rest.next();
        throw new IllegalArgumentException(option + " must be followed by a value");
    }

    private record Options(Map<String, String> given) implements AccessConfig {
        @Override
        public Optional<Path> caBundle() {
            return file("--ca-bundle");
        }

        /** Not offered: whoever tries this out would set it in the portal too. */
        @Override
        public boolean insecureSkipVerify() {
            return false;
        }

        @Override
        public Optional<Path> clientCertificate() {
            return file("--client-certificate");
        }

        @Override
        public Optional<Path> clientKey() {
            return file("--client-key");
        }

        @Override
        public Optional<Path> bearerTokenFile() {
            return file("--bearer-token-file");
        }

        @Override
        public Optional<String> username() {
            return Optional.ofNullable(given.get("--username"));
        }

        @Override
        public Optional<Path> passwordFile() {
            return file("--password-file");
        }

        private Optional<Path> file(String option) {
            return Optional.ofNullable(given.get(option)).map(Path::of);
        }
    }
}
