package io.headroom.board;

import java.util.List;
import java.util.stream.Stream;

/** One entry of a list to choose from. */
record Choice(String value, String text, boolean chosen) {
    /** All flavors and each of them. @param chosen empty is all */
    static List<Choice> flavors(List<String> flavors, String chosen) {
        return Stream.concat(
                        Stream.of(new Choice("", "all", chosen.isEmpty())),
                        flavors.stream().map(it -> new Choice(it, it, it.equals(chosen))))
                .toList();
    }
}
