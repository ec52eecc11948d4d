package io.headroom.admin;

import io.headroom.approval.ApprovalPolicies;
import io.headroom.device.Devices;
import io.headroom.team.Teams;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The whole quota tree on one page, against what exists, and whose rules decide; each line leads to its form. */
@Path("/admin/quotas")
@Produces(MediaType.TEXT_HTML)
public class QuotasPage {
    private final Editing editing;
    private final Teams teams;
    private final Devices devices;
    private final ApprovalPolicies approval;

    QuotasPage(Editing editing, Teams teams, Devices devices, ApprovalPolicies approval) {
        this.editing = editing;
        this.teams = teams;
        this.devices = devices;
        this.approval = approval;
    }

    @CheckedTemplate(basePath = "admin")
    static class Templates {
        static native TemplateInstance quotas(QuotasView view);
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance page() {
        editing.requireAdmin();
        return Templates.quotas(QuotasView.of(teams, Devices.capacity(devices.all()), approval.current()));
    }
}
