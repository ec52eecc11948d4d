package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Somebody in front of a browser: what they do, and what they should then see. */
final class Person {
    final Page page;

    private final String name;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Set<Integer> refusals = new HashSet<>();

    Person(String name, Page page) {
        this.name = name;
        this.page = page;
        page.setDefaultTimeout(10_000);
        listen(page);
        page.context().onPage(this::listen);
    }

    private void listen(Page tab) {
        tab.onConsoleMessage(this::said);
        tab.onPageError(error -> complaints.add(name + " at " + tab.url() + ": " + error));
    }

    private void said(ConsoleMessage message) {
        boolean here = message.location().startsWith(Browsers.portal())
                || message.page() != null && message.page().url().startsWith(Browsers.portal());
        if (here && Set.of("error", "warning").contains(message.type()))
            complaints.add(name + " at " + message.page().url() + ": " + message.text());
    }

    /** What the browser said in its console, less the refusals that were expected. */
    List<String> complaints() {
        return complaints.stream()
                .filter(complaint -> refusals.stream()
                        .noneMatch(it -> complaint.matches("(?s).*(status of|Status Error Code) " + it + "\\b.*")))
                .toList();
    }

    /** The portal will answer with this status, which browsers write into their consoles. */
    Person expects(int refusal) {
        refusals.add(refusal);
        return this;
    }

    Person signsIn(String user) {
        opens("/sign-in");
        page.fill("#username", user);
        page.fill("#password", "headroom");
        page.click("#kc-login");
        page.waitForURL(Browsers.portal() + "/board");
        return this;
    }

    Person opens(String path) {
        page.navigate(path);
        return this;
    }

    /** Opens a page that follows changes by itself, and waits until it does. */
    Person watches(String path) {
        opens(path);
        isLive();
        return this;
    }

    void isLive() {
        assertThat(page.locator("[data-live-state]")).hasText("live");
    }

    Person clicks(String button) {
        button(button).click();
        return this;
    }

    Person opensMenu(String menu) {
        page.locator(".nav-menu > summary", new Page.LocatorOptions().setHasText(menu))
                .click();
        return this;
    }

    Person follows(String link) {
        link(link).click();
        return this;
    }

    Person fills(String label, String value) {
        field(label).fill(value);
        return this;
    }

    Person chooses(String label, String option) {
        field(label).selectOption(option);
        return this;
    }

    Person sees(String text) {
        try {
            assertThat(main().getByText(text).first()).isVisible();
        } catch (AssertionError e) {
            throw new AssertionError(name + " should see “" + text + "” but sees: " + main().innerText(), e);
        }
        return this;
    }

    Person seesNot(String text) {
        assertThat(main().getByText(text)).hasCount(0);
        return this;
    }

    Person isAt(String path) {
        assertThat(page).hasURL(Pattern.compile("^" + Browsers.portal() + path + "$"));
        return this;
    }

    Locator main() {
        return page.locator("main");
    }

    Locator button(String label) {
        return main().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(label).setExact(true))
                .first();
    }

    Locator link(String label) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(label))
                .first();
    }

    Locator field(String label) {
        return main().getByLabel(label).first();
    }

    /** The card that stands under this heading. */
    Locator card(String heading) {
        return main().locator("section.card")
                .filter(new FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(heading).setExact(true))));
    }

    /** A team's row on the board. */
    Locator row(String team) {
        return page.locator("#team-" + team);
    }

    /** The answer of the request form. */
    Locator preview() {
        return page.locator("#preview");
    }

    /** What the page says of a value in its key-value lists. */
    Locator value(String key) {
        return main().locator("dt", new Locator.LocatorOptions().setHasText(Pattern.compile("^" + key + "$")))
                .first()
                .locator("xpath=following-sibling::dd[1]");
    }
}
