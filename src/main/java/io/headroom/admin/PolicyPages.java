package io.headroom.admin;

import io.headroom.allocator.Preset;
import io.headroom.team.Edits;
import io.headroom.team.PolicySettings;
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
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Whose rules decide; with the effect of another choice before it is saved. */
@Path("/admin/policy")
@Produces(MediaType.TEXT_HTML)
public class PolicyPages {
    private static final String PATH = "/admin/policy";

    private final Editing editing;
    private final Edits edits;

    PolicyPages(Editing editing, Edits edits) {
        this.editing = editing;
        this.edits = edits;
    }

    /**
     * The page.
     *
     * @param effect the right half, or null before anything was asked
     */
    public record View(boolean saved, FormFields fields, List<ChangeView> history, EffectView effect) {
        /** A field by its name. */
        public Field field(String name) {
            return fields.get(name);
        }

        /** The presets, with what each is. */
        public List<Option> presets() {
            String chosen = field("preset").value();
            return Arrays.stream(Preset.values())
                    .map(it -> new Option(
                            Values.word(it), text(it), Values.word(it).equals(chosen)))
                    .toList();
        }

        private static String text(Preset preset) {
            return switch (preset) {
                case HEADROOM -> "headroom: quota is guaranteed, the surplus is shared by weight";
                case KUEUE -> "kueue: priority, then first come; preemption by each team's rules";
                case KUEUE_FAIR -> "kueue-fair: the same, whoever borrows least goes first";
                case KAI -> "kai: shares of the surplus; elastic jobs shrink first";
            };
        }
    }

    @CheckedTemplate(basePath = "admin")
    static class Templates {
        static native TemplateInstance policy(View view);
    }

    /** The form; with values in the query also their effect, for those without JavaScript. */
    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance form(@Context UriInfo uri) {
        editing.requireAdmin();
        Typed typed = Typed.of(uri.getQueryParameters());
        boolean saved = uri.getQueryParameters().containsKey("saved");
        Versioned<PolicySettings> now = edits.policy();
        EffectView effect = typed.isEmpty() ? null : effect(now, typed);
        Typed shown = typed.isEmpty() ? PolicyInput.of(now.value()) : typed;
        return Templates.policy(new View(
                saved && effect == null,
                FormFields.of(shown, effect == null ? List.of() : effect.errors()),
                ChangeView.of(edits.policyHistory(), editing.now()),
                effect));
    }

    /** The right half alone, for the live answer while typing. */
    @GET
    @Path("effect")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance effect(@Context UriInfo uri) {
        editing.requireAdmin();
        return OwnerPages.Templates.effect(effect(edits.policy(), Typed.of(uri.getQueryParameters())));
    }

    /** Saves what was looked at. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response save(MultivaluedMap<String, String> form) {
        editing.requireAdmin();
        Values values = new Values();
        PolicySettings policy = PolicyInput.settings(Typed.of(form), values);
        values.check();
        editing.save(policy, form.getFirst("version"));
        return Response.seeOther(URI.create(PATH + "?saved=yes")).build();
    }

    private EffectView effect(Versioned<PolicySettings> now, Typed typed) {
        Values values = new Values();
        PolicySettings policy = PolicyInput.settings(typed, values);
        if (!values.errors().isEmpty()) return EffectView.wrong(values.errors());
        if (policy.equals(now.value())) return EffectView.unchanged();
        EffectView.Apply apply = EffectView.Apply.of(PATH, now.version(), typed);
        return EffectView.of(editing.effect(policy), apply);
    }
}
