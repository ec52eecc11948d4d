package io.headroom.planning;

import io.headroom.allocator.TeamShare;
import io.headroom.platform.Bar;
import java.util.ArrayList;
import java.util.List;

/** A team's share as one readable mark: own, lent and free up to the quota, borrowed beyond it. */
public record ShareBar(String team, int own, int borrowed, int lent, int free, int nominal, Bar bar) {
    /** One bar for all these shares of one team. */
    public static ShareBar of(String team, List<TeamShare> shares, int scale) {
        int own = shares.stream().mapToInt(TeamShare::own).sum();
        int borrowed = shares.stream().mapToInt(TeamShare::borrowed).sum();
        int lent = shares.stream().mapToInt(TeamShare::lent).sum();
        int free = shares.stream().mapToInt(TeamShare::free).sum();
        int nominal = shares.stream().mapToInt(TeamShare::nominal).sum();
        String description = team + ": " + own + " own, " + borrowed + " borrowed, " + lent + " lent, " + free
                + " free of a quota of " + nominal;
        List<Bar.Part> parts = List.of(
                new Bar.Part("own", "own", own),
                new Bar.Part("lent", "lent", lent),
                new Bar.Part("free", "free", free),
                new Bar.Part("borrowed", "borrowed", borrowed));
        return new ShareBar(
                team, own, borrowed, lent, free, nominal, Bar.of(parts, scale, own + lent + free, description));
    }

    /** The scale on which all these shares fit, added up per team. */
    public static int scale(List<TeamShare> shares) {
        return shares.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        TeamShare::team,
                        java.util.stream.Collectors.summingInt(
                                share -> share.own() + share.borrowed() + share.lent() + share.free())))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
    }

    /** One bar per share, on one scale. */
    public static List<ShareBar> each(List<TeamShare> shares, int scale) {
        List<ShareBar> bars = new ArrayList<>();
        shares.forEach(share -> bars.add(of(share.team(), List.of(share), scale)));
        return bars;
    }

    public int held() {
        return own + borrowed;
    }
}
