package io.headroom.team;

import io.headroom.allocator.Cohort;
import io.headroom.allocator.Quota;
import io.headroom.platform.Version;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The quota tree over REST. Everybody who is signed in may see it. */
@Path("/api/v1")
@Tag(name = "quotas")
@Produces(MediaType.APPLICATION_JSON)
public class QuotaApi {
    private final Teams teams;

    QuotaApi(Teams teams) {
        this.teams = teams;
    }

    /** A quota; an absent limit is no limit. */
    public record QuotaJson(String flavor, int nominal, Integer borrowingLimit, Integer lendingLimit) {
        /** The quotas of one owner, by flavor. */
        public static List<QuotaJson> of(Map<String, Quota> quotas) {
            return new TreeMap<>(quotas)
                    .entrySet().stream()
                            .map(entry -> of(entry.getKey(), entry.getValue()))
                            .toList();
        }

        /** One of them. */
        public static QuotaJson of(String flavor, Quota quota) {
            return new QuotaJson(flavor, quota.nominal(), limit(quota.borrowingLimit()), limit(quota.lendingLimit()));
        }

        private static Integer limit(int limit) {
            return limit == Quota.UNLIMITED ? null : limit;
        }
    }

    /** A cohort with what it owns itself. */
    public record CohortJson(
            String name, String parent, double weight, int rank, List<QuotaJson> quotas, int version) {}

    @GET
    @Path("flavors")
    @Operation(summary = "Kinds of GPU")
    public List<String> flavors() {
        return teams.flavors();
    }

    @GET
    @Path("cohorts")
    @Operation(summary = "Cohorts and what they own themselves")
    public List<CohortJson> cohorts() {
        return teams.cohorts().stream().map(this::json).toList();
    }

    @GET
    @Path("cohorts/{cohort}")
    @Operation(summary = "One cohort")
    public Response cohort(@RestPath String cohort) {
        CohortJson json = json(teams.cohort(cohort));
        return Response.ok(json).header("ETag", Version.tag(json.version())).build();
    }

    private CohortJson json(Cohort cohort) {
        return new CohortJson(
                cohort.name(),
                cohort.parent(),
                cohort.standing().weight(),
                cohort.standing().rank(),
                QuotaJson.of(cohort.quotas()),
                teams.version(Owner.cohort(cohort.name())));
    }
}
