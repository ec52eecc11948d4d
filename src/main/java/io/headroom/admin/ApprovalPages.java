package io.headroom.admin;

import io.headroom.approval.Rule;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The approval policy as an admin edits it. One form holds all rules; each of its buttons sends all of it, so nothing that
 * was typed is lost, with or without JavaScript.
 */
@Path("/admin/approval")
@Produces(MediaType.TEXT_HTML)
public class ApprovalPages {
    private static final int UNPROCESSABLE = 422;
    private static final int VERSIONS = 20;

    private final Editing editing;
    private final ApprovalEditing approval;

    ApprovalPages(Editing editing, ApprovalEditing approval) {
        this.editing = editing;
        this.approval = approval;
    }

    @CheckedTemplate(basePath = "admin")
    static class Templates {
        static native TemplateInstance approval(ApprovalView view);
    }

    /**
     * The form, with what is wrong with these rules today.
     *
     * @param from a version to start from instead of the one in force: saving it is going back
     * @param cursor the version below which versions are listed
     */
    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance form(@RestQuery Integer from, @RestQuery String saved, @RestQuery String cursor) {
        approval.requireAdmin();
        var inForce = approval.inForce();
        List<Rule> rules = from == null ? inForce.rules().rules() : approval.rules(from);
        ApprovalView.State state = saved == null ? ApprovalView.State.SHOWN : ApprovalView.State.SAVED;
        TypedRules typed = TypedRules.of(rules, inForce.version());
        return Templates.approval(
                view(new ApprovalView.Typed(typed, approval.problems(rules), null, state), Paging.number(cursor)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response edit(MultivaluedMap<String, String> form) {
        approval.requireAdmin();
        TypedRules typed = TypedRules.of(form);
        return switch (typed.button()) {
            case SAVE -> save(typed);
            case TRY -> tried(typed);
            case MOVE -> shown(new ApprovalView.Typed(typed.moved(), List.of(), null, ApprovalView.State.SHOWN));
        };
    }

    private Response save(TypedRules typed) {
        try {
            approval.save(typed.rules(), typed.comment(), typed.version());
            return Response.seeOther(URI.create("/admin/approval?saved=yes")).build();
        } catch (Refused refused) {
            if (refused.refusal() instanceof CommonRefusal.Invalid invalid) return wrong(typed, invalid.errors());
            throw refused;
        }
    }

    private Response tried(TypedRules typed) {
        List<FieldError> errors = approval.problems(typed.rules());
        if (!errors.isEmpty()) return wrong(typed, errors);
        return shown(
                new ApprovalView.Typed(typed, List.of(), approval.dryRun(typed.rules()), ApprovalView.State.SHOWN));
    }

    private Response wrong(TypedRules typed, List<FieldError> errors) {
        return Response.status(UNPROCESSABLE)
                .entity(Templates.approval(
                        view(new ApprovalView.Typed(typed, errors, null, ApprovalView.State.NOT_SAVED), null)))
                .build();
    }

    private Response shown(ApprovalView.Typed typed) {
        return Response.ok(Templates.approval(view(typed, null))).build();
    }

    private ApprovalView view(ApprovalView.Typed typed, Integer versionsBefore) {
        return ApprovalView.of(typed, approval.inForce(), approval.versions(versionsBefore, VERSIONS), editing.now());
    }
}
