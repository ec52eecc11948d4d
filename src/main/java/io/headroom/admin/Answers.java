package io.headroom.admin;

import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.headroom.platform.Version;
import io.headroom.team.Owner;
import io.headroom.team.PolicySettings;
import io.headroom.team.Settings;
import io.headroom.team.Versioned;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Answers one write of the API: the preview of a dry run, or what is stored now with its version. */
@ApplicationScoped
class Answers {
    private final Editing editing;

    Answers(Editing editing) {
        this.editing = editing;
    }

    /**
     * How it was sent.
     *
     * @param ifMatch the version the caller saw, or null
     */
    record Sent(String ifMatch, String dryRun) {}

    /** @throws Refused 403 unless the caller is an admin, 400 if there is no body; before anything else is looked at */
    void begin(Object body) {
        editing.requireAdmin();
        if (body == null) throw new Refused(new CommonRefusal.Unreadable("A body is needed; {} is the least."));
    }

    Response edit(Owner owner, UnaryOperator<Settings> change, Sent sent, Function<Settings, Object> json) {
        if (Paging.flag("dryRun", sent.dryRun()))
            return Response.ok(EffectJson.of(editing.effect(owner, change))).build();
        Versioned<Settings> saved = editing.save(owner, change, sent.ifMatch());
        return Response.ok(json.apply(saved.value()))
                .header("ETag", Version.tag(saved.version()))
                .build();
    }

    Response edit(PolicySettings policy, Sent sent) {
        if (Paging.flag("dryRun", sent.dryRun()))
            return Response.ok(EffectJson.of(editing.effect(policy))).build();
        return policy(editing.save(policy, sent.ifMatch()));
    }

    static Response policy(Versioned<PolicySettings> policy) {
        return Response.ok(PolicyBody.of(policy.value()))
                .header("ETag", Version.tag(policy.version()))
                .build();
    }
}
