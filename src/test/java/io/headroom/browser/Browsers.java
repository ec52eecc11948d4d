package io.headroom.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Assertions;

/** One Chromium for a test class, in which each person has cookies of their own. */
final class Browsers implements AutoCloseable {
    static final String MISSING = "No Chromium here: put one on the PATH, or its path into HEADROOM_BROWSER";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private final Playwright playwright;
    private final Browser browser;
    private final List<Person> people = new ArrayList<>();
    /** Cookies of those who signed in before, so that each types a password once a class. */
    private final Map<String, String> sessions = new HashMap<>();

    private Browsers(Path chromium) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = Playwright.create(new CreateOptions().setEnv(environment));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-sync",
                                "--disable-component-update",
                                "--no-first-run")));
    }

    /** Empty if this machine has no browser; in CI that is a failure. */
    static Optional<Browsers> open() {
        Optional<Path> chromium = find();
        if (chromium.isEmpty() && System.getenv("CI") != null) Assertions.fail(MISSING);
        return chromium.map(Browsers::new);
    }

    private static Optional<Path> find() {
        String chosen = System.getenv("HEADROOM_BROWSER");
        if (chosen != null && !chosen.isBlank())
            return Optional.of(Path.of(chosen)).filter(Files::isExecutable);
        List<String> folders = Arrays.asList(System.getenv("PATH").split(File.pathSeparator));
        return Stream.concat(folders.stream(), Stream.of("/usr/bin", "/snap/bin"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Where the portal listens. {@code localhost}, because the session's cookies and redirects are for that name. */
    static String portal() {
        return "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    /** Somebody with a desktop screen who has not signed in. */
    Person stranger() {
        return person("stranger", new Browser.NewContextOptions());
    }

    /** Somebody who signed in through Keycloak's own login page. */
    Person signIn(String user) {
        return signIn(user, new Browser.NewContextOptions());
    }

    /** The same on a device of their choice. */
    Person signIn(String user, Browser.NewContextOptions device) {
        String session = sessions.get(user);
        if (session != null) return person(user, device.setStorageState(session));
        Person person = person(user, device);
        person.signsIn(user);
        sessions.put(user, person.page.context().storageState());
        return person;
    }

    private Person person(String name, Browser.NewContextOptions device) {
        if (device.viewportSize == null) device.setViewportSize(1320, 900);
        Person person = new Person(
                name,
                browser.newContext(
                                device.setBaseURL(portal()).setLocale("en-GB").setTimezoneId("UTC"))
                        .newPage());
        people.add(person);
        return person;
    }

    /** Everybody leaves; nobody's browser may have complained. */
    void everybodyLeaves() {
        List<String> complaints =
                people.stream().flatMap(person -> person.complaints().stream()).toList();
        people.forEach(person -> person.page.context().close());
        people.clear();
        Assertions.assertEquals(List.of(), complaints, "what the browsers complained about in their consoles");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
