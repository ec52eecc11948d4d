package io.headroom.admin;

import io.headroom.planning.Preview;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.team.Edits;
import io.headroom.team.Owner;
import io.headroom.team.Settings;
import io.headroom.team.Teams;
import io.headroom.team.Versioned;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;

/** One team or cohort: what it owns, how it stands, its rules; with the effect of an edit before it is saved. */
@Path("/admin/{type}/{name}")
@Produces(MediaType.TEXT_HTML)
public class OwnerPages {
    private final Editing editing;
    private final Edits edits;
    private final Teams teams;
    private final Preview preview;

    OwnerPages(Editing editing, Edits edits, Teams teams, Preview preview) {
        this.editing = editing;
        this.edits = edits;
        this.teams = teams;
        this.preview = preview;
    }

    @CheckedTemplate(basePath = "admin")
    static class Templates {
        static native TemplateInstance owner(OwnerView view);

        static native TemplateInstance effect(EffectView effect);
    }

    /** The form; with values in the query also their effect, for those without JavaScript. */
    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance form(@RestPath String type, @RestPath String name, @Context UriInfo uri) {
        editing.requireAdmin();
        Owner owner = owner(type, name);
        Typed typed = Typed.of(uri.getQueryParameters());
        boolean saved = uri.getQueryParameters().containsKey("saved");
        Versioned<Settings> now = edits.settings(owner);
        if (typed.isEmpty()) return page(owner, now, OwnerInput.of(owner.type(), now.value(), flavors()), null, saved);
        return page(owner, now, typed, effect(owner, now, typed), false);
    }

    /** The right half alone, for the live answer while typing. */
    @GET
    @Path("effect")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance effect(@RestPath String type, @RestPath String name, @Context UriInfo uri) {
        editing.requireAdmin();
        Owner owner = owner(type, name);
        return Templates.effect(effect(owner, edits.settings(owner), Typed.of(uri.getQueryParameters())));
    }

    /** Saves what was looked at. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response save(@RestPath String type, @RestPath String name, MultivaluedMap<String, String> form) {
        editing.requireAdmin();
        Owner owner = owner(type, name);
        Typed typed = Typed.of(form);
        Values values = new Values();
        Settings settings = OwnerInput.settings(owner.type(), typed, flavors(), values);
        values.check();
        editing.save(owner, before -> settings, form.getFirst("version"));
        return Response.seeOther(URI.create("/admin/" + type + "/" + name + "?saved=yes"))
                .build();
    }

    private EffectView effect(Owner owner, Versioned<Settings> now, Typed typed) {
        Values values = new Values();
        Settings settings = OwnerInput.settings(owner.type(), typed, flavors(), values);
        if (!values.errors().isEmpty()) return EffectView.wrong(values.errors());
        if (settings.equals(now.value())) return EffectView.unchanged();
        EffectView.Apply apply = EffectView.Apply.of(path(owner), now.version(), typed);
        return EffectView.of(editing.effect(owner, before -> settings), apply);
    }

    private TemplateInstance page(Owner owner, Versioned<Settings> now, Typed typed, EffectView effect, boolean saved) {
        FormFields fields = FormFields.of(typed, effect == null ? List.of() : effect.errors());
        var shares = preview.shares();
        List<OwnerView.FlavorFields> flavors = flavors().stream()
                .map(it -> new OwnerView.FlavorFields(
                        it,
                        OwnerView.held(owner, it, shares),
                        fields.get("nominal." + it),
                        fields.get("borrow." + it),
                        fields.get("lend." + it)))
                .toList();
        return Templates.owner(new OwnerView(
                owner,
                now.version(),
                saved,
                flavors,
                fields,
                teams.defaultRules(),
                ChangeView.of(edits.history(owner), editing.now()),
                effect));
    }

    private List<String> flavors() {
        return teams.flavors();
    }

    /** @throws Refused 404 if it is neither teams nor cohorts */
    private static Owner owner(String type, String name) {
        return switch (type) {
            case "teams" -> Owner.team(name);
            case "cohorts" -> Owner.cohort(name);
            default -> throw new Refused(new CommonRefusal.NotFound("page", "/admin/" + type + "/" + name));
        };
    }

    private static String path(Owner owner) {
        return "/admin/" + owner.type().word() + "s/" + owner.name();
    }
}
