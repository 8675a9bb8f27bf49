package io.picasso.analytics.resource;

import java.util.List;
import java.util.Map;

/**
 * A table of the query catalog as it was found.
 *
 * @param location the folder it shows; empty text where the catalog does not say
 * @param properties its properties, those the catalog adds by itself among them
 */
public record FoundCatalogTable(
        List<CatalogColumn> columns,
        List<CatalogColumn> partitionKeys,
        String location,
        Map<String, String> properties) {
    public FoundCatalogTable {
        columns = List.copyOf(columns);
        partitionKeys = List.copyOf(partitionKeys);
        properties = Map.copyOf(properties);
    }
}
