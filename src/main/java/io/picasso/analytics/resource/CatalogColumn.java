package io.picasso.analytics.resource;

/**
 * A column of a table in the query catalog.
 *
 * @param name in small letters
 * @param type Hive's word: {@code string}, {@code int} …
 */
public record CatalogColumn(String name, String type) {
    @Override
    public String toString() {
        return name + " " + type;
    }
}
