package io.headroom.board;

import io.headroom.telemetry.Span;
import jakarta.ws.rs.core.UriBuilder;

/**
 * What the page of use shows.
 *
 * @param flavor a flavor, or empty for all
 * @param page which of its pages of GPUs, from 1
 */
record UseQuery(Span span, String flavor, int page) {
    /** @throws io.headroom.platform.Refused 422 unless there is such a span, and such a number of a page */
    static UseQuery of(String span, String flavor, String page) {
        return new UseQuery(Span.of(span), flavor == null ? "" : flavor.strip(), NodePage.number(page));
    }

    /** Another page of the same. */
    public String pageHref(Integer page) {
        return address(span).queryParam("page", page).build(flavor).toString();
    }

    /** Another span of the same. */
    String spanHref(Span span) {
        return address(span).fragment("use-over-time").build(flavor).toString();
    }

    private UriBuilder address(Span span) {
        UriBuilder address = UriBuilder.fromPath("/use").queryParam("span", span.word());
        return flavor.isEmpty() ? address : address.queryParam("flavor", "{flavor}");
    }
}
