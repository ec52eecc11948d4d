package io.headroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;

/**
 * One Keycloak's data: links to the shared files, its own database and the realm it was given.
 *
 * @param root what Keycloak takes for its home folder
 */
record KeycloakHome(Path root) {
    /** Keeps what is there, unless the realm to import is another one: then accounts start afresh. */
    void prepare(KeycloakDistribution distribution, String realm) throws IOException {
        Path imported = root.resolve("data/import/headroom-realm.json");
        if (!Files.exists(imported) || !Files.readString(imported).equals(realm)) {
            Folders.delete(root.resolve("data"));
            Files.createDirectories(imported.getParent());
            Files.writeString(imported, realm);
        }
        for (String shared : List.of("lib", "conf", "providers", "themes")) {
            Files.deleteIfExists(root.resolve(shared));
            Files.createSymbolicLink(
                    root.resolve(shared), distribution.root().resolve(shared).toAbsolutePath());
        }
    }

    /** Keycloak's own administrator, who is no account of the portal; for its console only. */
    String adminPassword() throws IOException {
        Path file = root.resolve("admin-password");
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, UUID.randomUUID() + "\n");
        }
        return Files.readString(file).strip();
    }

    Path pidFile() {
        return root.resolve("keycloak.pid");
    }

    Path log() {
        return root.resolve("keycloak.log");
    }
}
