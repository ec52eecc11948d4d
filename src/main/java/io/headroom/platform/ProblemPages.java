package io.headroom.platform;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;

/** What the {@code type} of a problem points to: the rule behind it, for people. */
@Path("/problems")
@Produces(MediaType.TEXT_HTML)
public class ProblemPages {
    private static final Map<String, String> RULES = rules();

    @CheckedTemplate(basePath = "platform")
    static class Templates {
        static native TemplateInstance rule(String type, String rule);
    }

    @GET
    @Path("{type}")
    public TemplateInstance rule(@RestPath String type) {
        String rule = RULES.get(type);
        if (rule == null) throw new Refused(new CommonRefusal.NotFound("problem", type));
        return Templates.rule(type, rule);
    }

    private static Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put(
                "invalid-input",
                "A value is outside its range. Every such field is named with the value and the rule it breaks.");
        rules.put(
                "unreadable-body", "The body is not JSON of the expected shape, so no field of it could be looked at.");
        rules.put(
                "not-found", "It does not exist, or it belongs to somebody else. The two look the same from outside.");
        rules.put(
                "not-allowed",
                "You may see it, and your role may not do this to it. Roles come from the groups in your token.");
        rules.put("stale-version", "Somebody changed it after you read it. Read it again, then decide again.");
        rules.put(
                "illegal-move",
                "Requests and leases have states; each allows certain moves. The answer lists those possible now.");
        rules.put("releases-more-than-held", "A lease can give back at most what it holds.");
        rules.put("own-request", "Nobody decides on their own request.");
        rules.put("decided-a-step-before", "A review of several steps is decided by several people.");
        rules.put(
                "idempotency-key-reused", "A key stands for one request. The same key with another body is a mistake.");
        rules.put("extension-under-review", "A lease has at most one undecided extension.");
        rules.put("resize-under-review", "A lease has at most one undecided resize.");
        rules.put(
                "not-decided",
                "One of several requests failed by our fault and stays as it was; the others do not depend on it.");
        rules.put("more-on-their-way", "A lease waits for more GPUs once at a time; withdraw those to ask anew.");
        rules.put(
                "malformed-world",
                "A world to plan is read strictly: the first place that is wrong is named with its value and its rule.");
        rules.put("too-many-plans", "Planning a world takes processor time that the portal needs, so few run at once.");
        rules.put("too-many-webhooks", "Each webhook is a call for every news, so a team and the portal have a limit.");
        rules.put(
                "too-many-trials",
                "Tests and repeated deliveries call an address that somebody typed, so they are few in a minute.");
        rules.put(
                "foreign-origin",
                "Changes are only taken from this portal’s own pages, so that no other site can act in your name.");
        return rules;
    }
}
