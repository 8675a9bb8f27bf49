package io.picasso.analytics.resource;

import io.picasso.analytics.resource.ResourceChange.AddColumns;
import io.picasso.analytics.resource.ResourceChange.CreateCatalogTable;
import io.picasso.analytics.resource.ResourceChange.SetTableProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Compares a declared table of the query catalog with the one that was found. */
public final class CatalogComparison {
    private CatalogComparison() {}

    /**
     * The difference; an empty {@code found} means there is no such table.
     *
     * @param tenantIds the tenants that are known
     */
    public static Difference compare(
            CatalogDeclaration declared, List<String> tenantIds, Optional<FoundCatalogTable> found) {
        return found.map(table -> compare(declared.showing(visible(tenantIds, table)), tenantIds, table))
                .orElseGet(() -> create(declared.showing(tenantIds)));
    }

    /**
     * The tenants to be seen: those that are known and those that are seen already. Nobody is hidden because a mapping
     * could not be read or was taken away; the lake may still hold that tenant's events.
     */
    public static List<String> visible(List<String> tenantIds, FoundCatalogTable found) {
        TreeSet<String> all = new TreeSet<>(CatalogDeclaration.tenants(found.properties()));
        all.addAll(tenantIds);
        return List.copyOf(all);
    }

    private static Difference create(CatalogDeclaration wanted) {
        List<Detail> details = new ArrayList<>();
        details.add(new Detail("location", Detail.NONE, wanted.location()));
        details.add(new Detail(
                "columns",
                Detail.NONE,
                wanted.columns().size() + " and " + wanted.partitionKeys().size() + " partition keys"));
        details.add(new Detail(CatalogDeclaration.TENANTS, Detail.NONE, tenants(wanted)));
        return Comparison.create(wanted, details, List.of(new CreateCatalogTable(wanted)));
    }

    private static Difference compare(CatalogDeclaration wanted, List<String> tenantIds, FoundCatalogTable found) {
        Comparison comparison = new Comparison(wanted);
        if (!found.partitionKeys().equals(wanted.partitionKeys())) {
            comparison.conflict("partition keys", text(found.partitionKeys()), text(wanted.partitionKeys()));
        }
        if (!found.location().isEmpty() && !folder(found.location()).equals(folder(wanted.location()))) {
            comparison.conflict("location", found.location(), wanted.location());
        }
        compareColumns(comparison, wanted, found);
        compareProperties(comparison, wanted, found);
        CatalogDeclaration.tenants(found.properties()).stream()
                .filter(tenant -> !tenantIds.contains(tenant))
                .forEach(tenant -> comparison.note(
                        "tenant " + tenant + " can be queried, but has no mapping;" + " it is left alone"));
        return comparison.difference();
    }

    private static void compareColumns(Comparison comparison, CatalogDeclaration wanted, FoundCatalogTable found) {
        List<CatalogColumn> missing = new ArrayList<>();
        for (CatalogColumn column : wanted.columns()) {
            Optional<CatalogColumn> there = found.columns().stream()
                    .filter(other -> other.name().equals(column.name()))
                    .findFirst();
            if (there.isEmpty()) {
                missing.add(column);
            } else if (!there.get().equals(column)) {
                comparison.conflict("column " + column.name(), there.get().type(), column.type());
            }
        }
        for (CatalogColumn column : missing) {
            comparison.alter("column " + column.name(), Detail.NONE, column.type(), new AddColumns(wanted, missing));
        }
        found.columns().stream()
                .filter(column -> wanted.columns().stream()
                        .noneMatch(other -> other.name().equals(column.name())))
                .forEach(column -> comparison.note("column " + column.name() + " is not declared; it is left alone"));
    }

    private static void compareProperties(Comparison comparison, CatalogDeclaration wanted, FoundCatalogTable found) {
        Map<String, String> different = new LinkedHashMap<>(wanted.properties());
        different
                .entrySet()
                .removeIf(property ->
                        property.getValue().equals(found.properties().get(property.getKey())));
        different.forEach((key, value) -> comparison.alter(
                key,
                found.properties().getOrDefault(key, Detail.NONE),
                value,
                new SetTableProperties(wanted, different)));
    }

    private static String tenants(CatalogDeclaration wanted) {
        return wanted.properties().getOrDefault(CatalogDeclaration.TENANTS, CatalogDeclaration.NOBODY);
    }

    private static String text(List<CatalogColumn> columns) {
        return columns.isEmpty()
                ? Detail.NONE
                : String.join(
                        ", ", columns.stream().map(CatalogColumn::toString).toList());
    }

    /** The catalog may or may not keep the slash at the end. */
    private static String folder(String location) {
        return location.endsWith("/") ? location : location + "/";
    }
}
