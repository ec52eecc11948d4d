package io.headroom.request;

import io.headroom.platform.Paging;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;

/** Whether a caller only asks what would happen. */
final class DryRun {
    private DryRun() {}

    /**
     * @param dryRun the value that was sent, or null
     * @throws io.headroom.platform.Refused 422 if it is neither true nor false
     */
    static boolean asked(UriInfo uri, String dryRun) {
        // One without a value reads as none at all, and would ask for real.
        return uri.getQueryParameters().containsKey("dryRun")
                && Paging.flag("dryRun", Objects.requireNonNullElse(dryRun, ""));
    }
}
