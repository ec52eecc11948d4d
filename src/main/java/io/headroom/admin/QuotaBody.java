package io.headroom.admin;

import io.headroom.allocator.Quota;

/** A quota as it is sent; an absent limit is no limit. */
public record QuotaBody(Integer nominal, Integer borrowingLimit, Integer lendingLimit) {
    /** @throws io.headroom.platform.Refused 422 naming every field that is wrong */
    Quota quota() {
        Values values = new Values();
        Quota quota = new Quota(
                values.gpus("nominal", text(nominal)),
                values.limit("borrowingLimit", text(borrowingLimit)),
                values.limit("lendingLimit", text(lendingLimit)));
        values.check();
        return quota;
    }

    private static String text(Integer value) {
        return value == null ? null : value.toString();
    }
}
