package io.headroom.platform;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Set;

/**
 * Refuses changes that another site's page sends with our cookies (OWASP, cross-site request forgery: verify the origin).
 * Browsers send {@code Origin} or {@code Sec-Fetch-Site} with every form and fetch; tools that send neither carry no
 * cookies of a victim.
 */
@Provider
@PreMatching
class OriginGuard implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    @Override
    public void filter(ContainerRequestContext request) {
        if (SAFE.contains(request.getMethod())) return;
        String site = request.getHeaderString("Sec-Fetch-Site");
        String origin = request.getHeaderString("Origin");
        boolean foreign =
                site != null && !OWN_SITE.contains(site) || origin != null && !own(origin, request.getUriInfo());
        if (foreign) throw new Refused(new ForeignOrigin(origin == null ? site : origin));
    }

    private static boolean own(String origin, UriInfo uri) {
        try {
            URI mine = uri.getBaseUri();
            URI theirs = URI.create(origin);
            return mine.getScheme().equals(theirs.getScheme())
                    && mine.getAuthority().equals(theirs.getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private record ForeignOrigin(String origin) implements Refusal {
        public String type() {
            return "foreign-origin";
        }

        public int status() {
            return 403;
        }

        public String title() {
            return "Sent from another site";
        }

        public String detail() {
            return "Origin: “" + origin + "” is not this portal; changes are only taken from its own pages.";
        }
    }
}
