package io.headroom.fleet;

import io.headroom.device.DrainTarget;
import io.headroom.device.Drains;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers one drain or undrain of the API: the preview of a dry run, or how it stands now. */
@ApplicationScoped
class DrainAnswers {
    private final Draining draining;
    private final Drains drains;

    DrainAnswers(Draining draining, Drains drains) {
        this.draining = draining;
        this.drains = drains;
    }

    Object drain(DrainTarget target, String dryRun, DrainApi.DrainBody body) {
        draining.requireAdmin();
        if (Paging.flag("dryRun", dryRun)) return DrainEffectJson.of(draining.effect(target, true));
        if (body == null) throw new Refused(new CommonRefusal.Unreadable("A body with a reason is needed."));
        draining.drain(target, body.reason());
        return now(target);
    }

    Object undrain(DrainTarget target, String dryRun) {
        draining.requireAdmin();
        if (Paging.flag("dryRun", dryRun)) return DrainEffectJson.of(draining.effect(target, false));
        draining.undrain(target);
        return now(target);
    }

    private DrainJson now(DrainTarget target) {
        return DrainJson.of(drains.covered(target), drains.drainOf(target).orElse(null));
    }

    static DrainTarget device(String id) {
        return new DrainTarget.OfDevice(Paging.id("device", id));
    }
}
