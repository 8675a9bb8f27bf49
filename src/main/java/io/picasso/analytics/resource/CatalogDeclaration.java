package io.picasso.analytics.resource;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A table of the query catalog as it should be: a view of objects, which makes and deletes none of them.
 *
 * @param database the catalog's database
 * @param table the table in it
 * @param columns what the objects' lines hold
 * @param partitionKeys what the objects' folders hold
 * @param location the folder, {@code s3://bucket/path/}
 * @param properties table properties, those of the partition projection among them
 */
public record CatalogDeclaration(
        String database,
        String table,
        List<CatalogColumn> columns,
        List<CatalogColumn> partitionKeys,
        String location,
        Map<String, String> properties)
        implements Declaration {
    /** The class that reads a line of JSON. */
    public static final String SERDE = "org.openx.data.jsonserde.JsonSerDe";

    /** The property with the tenants that can be seen, separated by commas, in order. */
    public static final String TENANTS = "projection.tenant_id.values";

    /** Stands in the list of tenants when there is none, since Athena refuses an empty list. No tenant can have it. */
    public static final String NOBODY = "no.tenant";

    public CatalogDeclaration {
        columns = List.copyOf(columns);
        partitionKeys = List.copyOf(partitionKeys);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** The same table with these tenants to be seen, and no others. */
    public CatalogDeclaration showing(Collection<String> tenantIds) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put(TENANTS, tenantIds.isEmpty() ? NOBODY : String.join(",", new TreeSet<>(tenantIds)));
        return new CatalogDeclaration(database, table, columns, partitionKeys, location, all);
    }

    /** The tenants that a table's properties let be seen. */
    public static List<String> tenants(Map<String, String> properties) {
        return List.of(properties.getOrDefault(TENANTS, "").split(",")).stream()
                .map(String::strip)
                .filter(tenant -> !tenant.isEmpty() && !tenant.equals(NOBODY))
                .toList();
    }

    @Override
    public String name() {
        return database + "." + table;
    }

    @Override
    public String kind() {
        return "athena";
    }
}
