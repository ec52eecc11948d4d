package io.headroom.board;

import io.headroom.lease.DecisionFilter;
import io.headroom.lease.Leases;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.telemetry.Utilization;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** Who holds what, live. */
@Path("/board")
@Produces(MediaType.TEXT_HTML)
public class BoardPage {
    private static final int DECISIONS = 8;

    private final Pictures pictures;
    private final Leases leases;
    private final Utilization utilization;

    BoardPage(Pictures pictures, Leases leases, Utilization utilization) {
        this.pictures = pictures;
        this.leases = leases;
        this.utilization = utilization;
    }

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance board(BoardView board);

        static native TemplateInstance board$content(BoardView board);
    }

    @GET
    @ResponseHeader(name = "Vary", value = "HX-Request")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance board(@RestQuery String flavor, @HeaderParam("HX-Request") boolean fragment) {
        Picture picture = pictures.take();
        if (flavor != null && !picture.flavors().contains(flavor))
            throw new Refused(new CommonRefusal.NotFound("flavor", flavor));
        BoardView view = BoardView.of(
                picture,
                flavor,
                TeamUse.All.read(utilization, picture.now()),
                leases.decisions(new DecisionFilter(null, null, false, null, DECISIONS))
                        .items(),
                utilization.age(picture.now()));
        return fragment ? Templates.board$content(view) : Templates.board(view);
    }
}
