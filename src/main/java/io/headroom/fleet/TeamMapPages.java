package io.headroom.fleet;

import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import io.headroom.team.Versioned;
import io.headroom.telemetry.TeamMap;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Which team's work runs where, edited in the browser. Admins only. */
@Path("/admin/team-map")
@Produces(MediaType.TEXT_HTML)
public class TeamMapPages {
    private static final int UNPROCESSABLE = 422;

    private final TeamMapEditing editing;

    TeamMapPages(TeamMapEditing editing) {
        this.editing = editing;
    }

    /**
     * The page.
     *
     * @param lines what the form shows
     * @param errors what is wrong with it
     */
    public record View(boolean saved, TeamMapLines lines, List<FieldError> errors) {
        /** What is wrong with a field, or null. */
        public String error(String field) {
            List<String> sentences = errors.stream()
                    .filter(it -> it.field().equals(field) || it.field().startsWith(field + "."))
                    .map(FieldError::sentence)
                    .toList();
            return sentences.isEmpty() ? null : String.join(" ", sentences);
        }
    }

    @CheckedTemplate(basePath = "fleet")
    static class Templates {
        static native TemplateInstance teamMap(View view);
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance form(@RestQuery String saved) {
        Versioned<TeamMap> now = editing.read();
        TeamMapLines lines = TeamMapLines.of(TeamMapBody.of(now.value()), now.version());
        return Templates.teamMap(new View(saved != null, lines, List.of()));
    }

    /** Saves, or shows what was typed with what is wrong at the place. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response save(
            @RestForm String namespaces, @RestForm String queues, @RestForm String accounts, @RestForm String version) {
        editing.requireAdmin();
        TeamMapLines typed = new TeamMapLines(namespaces, queues, accounts, version);
        try {
            editing.save(typed.body(), version);
        } catch (Refused e) {
            if (!(e.refusal() instanceof CommonRefusal.Invalid wrong)) throw e;
            TemplateInstance page = Templates.teamMap(new View(false, typed, wrong.errors()));
            return Response.status(UNPROCESSABLE).entity(page).build();
        }
        return Response.seeOther(URI.create("/admin/team-map?saved=yes")).build();
    }
}
