package io.headroom.world;

/**
 * Where in a world something stands, for example {@code teams[3].quotas[0].nominal}. Written out only when it is needed.
 *
 * @param above what it is part of, or null for the world itself
 * @param field its name there, or null for an entry of a list
 * @param index its position in that list
 */
record Place(Place above, String field, int index) {
    static final Place WORLD = new Place(null, null, 0);

    Place field(String name) {
        return new Place(this, name, 0);
    }

    Place entry(int position) {
        return new Place(this, null, position);
    }

    @Override
    public String toString() {
        if (above == null) return "world";
        if (field == null) return above + "[" + index + "]";
        String name = Shown.plain(field);
        return above.above == null ? name : above + "." + name;
    }
}
