package io.headroom.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who has opened the portal. There is no other directory: the identity provider tells of somebody only as they sign in. */
@ApplicationScoped
public class People {
    private final PersonRepository people;

    People(PersonRepository people) {
        this.people = people;
    }

    /** Everybody whose username is this one, as their token says it, or this one in other letter case. */
    public List<String> named(String username) {
        return people.named(username);
    }
}
