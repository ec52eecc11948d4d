package io.headroom.notification;

import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A mail as its templates print it.
 *
 * @param settings where the reader changes what mail they get
 */
record MailView(String subject, String opening, List<Item> items, String settings) {
    private static final int LONGEST_SUBJECT = 150;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** One news in it. */
    record Item(String title, String team, String sentence, String at, String link) {
        static Item of(News news, URI portal) {
            return new Item(
                    news.title(), news.team(), lines(news.sentence()), TIME.format(news.at()), portal + news.link());
        }
    }

    static MailView of(List<News> news, URI portal) {
        boolean one = news.size() == 1;
        String subject = one ? news.getFirst().headline() : news.size() + " news from Headroom";
        return new MailView(
                line(subject),
                one ? "This concerns you:" : "What concerned you since the last digest:",
                news.stream().map(it -> Item.of(it, portal)).toList(),
                portal + "/notifications");
    }

    /** Line breaks are one character and nothing else steers: mail's own line breaks are made when it leaves. */
    private static String lines(String text) {
        return text.replaceAll("\\R", "\n").replaceAll("[\\p{Cntrl}&&[^\n]]+", " ");
    }

    /** People write parts of a sentence: a line break in a subject would begin another header. */
    private static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "…";
    }
}
