package io.headroom.admin;

/**
 * One field of a form: what stands in it and what is wrong with that.
 *
 * @param error null if it is well
 */
public record Field(String name, String value, String error) {
    /** Safe in an id: flavors have dots. */
    public String id() {
        return "edit-" + name.replaceAll("[^a-zA-Z0-9-]", "-");
    }
}
