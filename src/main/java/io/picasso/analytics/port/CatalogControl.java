package io.picasso.analytics.port;

import io.picasso.analytics.resource.CatalogColumn;
import io.picasso.analytics.resource.CatalogDeclaration;
import io.picasso.analytics.resource.FoundCatalogTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes, changes and deletes tables of the query catalog. None of it touches an object that such a table shows.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure}: RESOURCE_MISSING where the database or table it
 * changes, the workgroup, or the bucket for the answers is not there; QUERY_FAILED with the service's reason;
 * SERVICE_UNAVAILABLE, THROTTLED, DENIED. Each change is made whole or not at all, and each may be made again.
 */
public interface CatalogControl {
    /** The table as it is now; empty when it or its database is not there. */
    Optional<FoundCatalogTable> find(CatalogDeclaration table);

    /** Makes the table, and its database where there is none. One that is there stays as it is. */
    void create(CatalogDeclaration table);

    /** Adds columns after those the table has. */
    void addColumns(CatalogDeclaration table, List<CatalogColumn> columns);

    /** Sets properties; others stay as they are. */
    void setProperties(CatalogDeclaration table, Map<String, String> properties);

    /**
     * Deletes the table, and its database when that is empty then. What is not there is no error.
     *
     * @return whether the database is gone too
     */
    boolean delete(CatalogDeclaration table);
}
