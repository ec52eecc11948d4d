package io.headroom.idle;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;

/** What the ladder did or would do, for admins. */
@Path("/admin/idle")
@Produces(MediaType.TEXT_HTML)
public class IdlePages {
    private final IdleSpells spells;
    private final IdleConfig config;
    private final Accounts accounts;
    private final Clock clock;

    IdlePages(IdleSpells spells, IdleConfig config, Accounts accounts, Clock clock) {
        this.spells = spells;
        this.config = config;
        this.accounts = accounts;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "idle")
    static class Templates {
        static native TemplateInstance report(IdleMode mode, List<IdleReport> spells);
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance report() {
        requireAdmin(accounts.me());
        Instant now = clock.instant();
        return Templates.report(
                config.mode(),
                spells.latest().stream().map(entry -> IdleReport.of(entry, now)).toList());
    }

    /** @throws Refused 403 unless the caller may see it */
    static void requireAdmin(Account me) {
        if (!me.admin()) throw new Refused(new CommonRefusal.NotAllowed("see what the idle ladder does", "admins"));
    }
}
