package io.headroom.notification;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Comparator;
import java.util.List;

/** Puts one or more news for one person into one mail. */
@ApplicationScoped
class MailSender {
    private final Mailer mailer;
    private final PersonRepository people;
    private final NotificationConfig config;

    MailSender(Mailer mailer, PersonRepository people, NotificationConfig config) {
        this.mailer = mailer;
        this.people = people;
        this.config = config;
    }

    @CheckedTemplate(basePath = "notification")
    static class Templates {
        static native TemplateInstance mailHtml(MailView mail);

        static native TemplateInstance mailText(MailView mail);
    }

    /**
     * @param deliveries of one person, at least one
     * @throws RuntimeException if the mail server does not take it
     */
    @ActivateRequestContext
    Outcome send(List<Delivery> deliveries) {
        Person person = people.find(deliveries.getFirst().target()).orElse(null);
        if (person == null || person.email() == null) return new Outcome.Pointless("no address is known any more");
        List<News> news = deliveries.stream()
                .map(Delivery::news)
                .sorted(Comparator.comparing(News::at))
                .toList();
        MailView view = MailView.of(news, config.portal());
        Mail mail = Mail.withText(
                        person.email(), view.subject(), Templates.mailText(view).render())
                .setHtml(Templates.mailHtml(view).render());
        mailer.send(mail);
        return new Outcome.Delivered(null);
    }
}
