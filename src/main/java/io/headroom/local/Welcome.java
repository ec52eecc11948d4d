package io.headroom.local;

import java.util.List;
import java.util.stream.Collectors;

/** What a person needs to know once everything runs. */
final class Welcome {
    private record Account(String name, String what) {}

    private static final List<Account> ACCOUNTS = List.of(
            new Account("vision-lead", "leads team vision"),
            new Account("nlp-lead", "leads team nlp"),
            new Account("speech-lead", "leads team speech"),
            new Account("serving-lead", "leads team serving"),
            new Account("search-lead", "leads team search"),
            new Account("vision-member", "member of team vision"),
            new Account("research-manager", "approves for vision, nlp and speech"),
            new Account("products-manager", "approves for serving and search"),
            new Account("admin", "sees everything, decides what is very large or very long"));

    private Welcome() {}

    static String text(LocalSettings settings, double seconds) {
        return """

                Headroom is ready after %.0f s:  %s
                %s
                Ctrl-C stops it.%s
                """.formatted(
                        seconds,
                        settings.address(),
                        settings.issuer().isEmpty() ? accounts(settings) : "",
                        settings.database().isEmpty() ? " Data stays in " + settings.home() + "." : "");
    }

    private static String accounts(LocalSettings settings) {
        String table = ACCOUNTS.stream()
                .map(account -> "  %-17s %s".formatted(account.name(), account.what()))
                .collect(Collectors.joining("\n"));
        return """

                Accounts, each with password "headroom":
                %s

                A token for the API:
                  curl -s %s/protocol/openid-connect/token -d grant_type=password -d client_id=headroom-cli -d username=vision-lead -d password=headroom
                """.formatted(table, LocalKeycloak.issuer(settings.identityPort()));
    }
}
