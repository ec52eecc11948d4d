package io.headroom.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/**
 * Keycloak's files, unpacked and built once beside the zip that Maven fetched, and shared by every home.
 *
 * @param root the folder that holds {@code lib/quarkus-run.jar}
 */
public record KeycloakDistribution(Path root) {
    private static final String UNFINISHED = "keycloak-unpacking-";
    private static final long BUILD_LIMIT_SECONDS = 300;
    /** What kc.sh passes; starting java directly leaves no shell in between to orphan it. */
    private static final List<String> JVM_FLAGS = List.of(
            "-Xms64m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** Unpacks and builds in a temporary folder and renames it: it is there whole, or not at all. */
    public static KeycloakDistribution prepare(Path cache, Progress progress) {
        Path zip = newestZip(cache.resolve("dist"));
        Path root = cache.resolve(zip.getFileName().toString().replace(".zip", ""));
        if (Files.exists(root)) return new KeycloakDistribution(root);
        progress.say("Keycloak: unpacking and building it (first time only, about half a minute) …");
        try {
            discardUnfinished(cache);
            Path work = Files.createDirectory(
                    cache.resolve(UNFINISHED + ProcessHandle.current().pid()));
            unpack(zip, work);
            new KeycloakDistribution(work).build(cache.resolve("keycloak-build.log"));
            moveUnlessThere(work, root);
            return new KeycloakDistribution(root);
        } catch (IOException e) {
            throw new CannotStart("Cannot unpack Keycloak to %s (%s): is the disk full?".formatted(root, e), e);
        }
    }

    /** What a start left that was stopped while unpacking; one still at work is let be. */
    private static void discardUnfinished(Path cache) throws IOException {
        try (var folders = Files.newDirectoryStream(cache, UNFINISHED + "*")) {
            for (Path folder : folders) {
                long pid = Long.parseLong(folder.getFileName().toString().substring(UNFINISHED.length()));
                if (pid == ProcessHandle.current().pid()
                        || ProcessHandle.of(pid).isEmpty()) Folders.delete(folder);
            }
        }
    }

    private static Path newestZip(Path dist) {
        try (var zips = Files.newDirectoryStream(dist, "keycloak-*.zip")) {
            var found = new ArrayList<Path>();
            zips.forEach(found::add);
            return found.stream().sorted().toList().getLast();
        } catch (IOException | NoSuchElementException e) {
            throw new CannotStart(
                    "No Keycloak zip in %s: run ./headroom, which fetches it, or set HEADROOM_OIDC_ISSUER."
                            .formatted(dist),
                    e);
        }
    }

    /** Drops the zip's own top folder. */
    private static void unpack(Path zip, Path target) throws IOException {
        try (var archive = new ZipFile(zip.toFile())) {
            for (var entry : archive.stream().filter(e -> !e.isDirectory()).toList()) {
                Path name = Path.of(entry.getName());
                Path file = target.resolve(name.subpath(1, name.getNameCount()));
                Files.createDirectories(file.getParent());
                Files.copy(archive.getInputStream(entry), file);
                // The zip's modes are out of java.util.zip's reach; only the scripts need theirs.
                if (file.toString().endsWith(".sh")) file.toFile().setExecutable(true);
            }
        }
    }

    private void build(Path log) throws IOException {
        Process process = new ProcessBuilder(command(root, List.of(), List.of("build", "--db=dev-file")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            if (process.waitFor(BUILD_LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new CannotStart("Keycloak's build failed. End of %s:\n  %s".formatted(log, LogTail.of(log)));
    }

    /** Another portal may have been as quick; its copy is as good. */
    private static void moveUnlessThere(Path work, Path root) throws IOException {
        try {
            Files.move(work, root, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(root)) throw e;
            Folders.delete(work);
        }
    }

    /** A java command that runs Keycloak on the data in {@code home}. */
    List<String> command(Path home, List<String> jvmFlags, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dkc.home.dir=" + home);
        command.addAll(JVM_FLAGS);
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", root.resolve("lib/quarkus-run.jar").toString()));
        command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        command.addAll(arguments);
        return command;
    }
}
