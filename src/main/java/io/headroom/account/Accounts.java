package io.headroom.account;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Turns the caller's token into an {@link Account}. */
@RequestScoped
public class Accounts {
    private final SecurityIdentity identity;
    private final AccountConfig config;

    Accounts(SecurityIdentity identity, AccountConfig config) {
        this.identity = identity;
        this.config = config;
    }

    /** Whether anybody is signed in. */
    public boolean signedIn() {
        return !identity.isAnonymous();
    }

    /** The caller. Call only where somebody is signed in. */
    public Account me() {
        Set<String> leads = named(config.leads());
        Set<String> memberOf = new TreeSet<>(named(config.members()));
        memberOf.addAll(leads);
        return new Account(
                username(identity),
                claim(identity, "name"),
                leads,
                memberOf,
                named(config.managers()),
                identity.hasRole(config.admin()));
    }

    /** The name that decisions are recorded under. */
    public static String username(SecurityIdentity identity) {
        return claim(identity, "preferred_username");
    }

    /** Where the caller gets mail, or null if the identity provider does not say. */
    public String email() {
        return identity.getPrincipal() instanceof JsonWebToken token ? token.getClaim("email") : null;
    }

    private Set<String> named(String pattern) {
        Pattern group = Pattern.compile(Pattern.quote(pattern).replace("*", "\\E([^/]+)\\Q"));
        Set<String> names = new TreeSet<>();
        for (String role : identity.getRoles()) {
            var match = group.matcher(role);
            if (match.matches()) names.add(match.group(1));
        }
        return names;
    }

    private static String claim(SecurityIdentity identity, String name) {
        Object value = identity.getPrincipal() instanceof JsonWebToken token ? token.getClaim(name) : null;
        return value == null ? identity.getPrincipal().getName() : value.toString();
    }
}
