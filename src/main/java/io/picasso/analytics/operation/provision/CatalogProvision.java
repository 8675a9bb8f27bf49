package io.picasso.analytics.operation.provision;

import io.picasso.analytics.port.CatalogControl;
import io.picasso.analytics.resource.CatalogComparison;
import io.picasso.analytics.resource.CatalogDeclaration;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FoundCatalogTable;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.ResourceChange.AddColumns;
import io.picasso.analytics.resource.ResourceChange.CreateCatalogTable;
import io.picasso.analytics.resource.ResourceChange.SetTableProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The table through which the lake is queried, and the tenants that can be seen through it. */
final class CatalogProvision implements PartProvision {
    private final CatalogDeclaration table;
    private final Supplier<List<String>> tenantIds;
    private final CatalogControl control;

    /** @param tenantIds the tenants that are known, asked for when they are needed */
    CatalogProvision(CatalogDeclaration table, Supplier<List<String>> tenantIds, CatalogControl control) {
        this.table = table;
        this.tenantIds = tenantIds;
        this.control = control;
    }

    @Override
    public List<Difference> compare() {
        return List.of(CatalogComparison.compare(table, tenantIds.get(), control.find(table)));
    }

    @Override
    public Applied apply(List<ResourceChange> changes, Consumer<String> progress) {
        for (ResourceChange change : changes) {
            progress.accept(change.describe());
            if (change instanceof CreateCatalogTable create) {
                control.create(create.table());
            } else if (change instanceof AddColumns add) {
                control.addColumns(add.table(), add.columns());
            } else if (change instanceof SetTableProperties set) {
                control.setProperties(set.table(), set.properties());
            } else {
                throw new IllegalArgumentException("not a change of the catalog: " + change);
            }
        }
        return new Applied(changes, List.of());
    }

    /**
     * Lets every known tenant be seen.
     *
     * @return whether that changed anything; false too where there is no table yet
     */
    boolean showTenants() {
        Optional<FoundCatalogTable> found = control.find(table);
        if (found.isEmpty()) {
            return false;
        }
        List<String> visible = CatalogComparison.visible(tenantIds.get(), found.get());
        String wanted = table.showing(visible).properties().getOrDefault(CatalogDeclaration.TENANTS, "");
        if (wanted.equals(found.get().properties().get(CatalogDeclaration.TENANTS))) {
            return false;
        }
        control.setProperties(table, Map.of(CatalogDeclaration.TENANTS, wanted));
        return true;
    }

    @Override
    public List<ResourceStatus> status() {
        return List.of(control.find(table)
                .map(this::status)
                .orElseGet(() -> ResourceStatus.missing(table.kind(), table.name())));
    }

    private ResourceStatus status(FoundCatalogTable found) {
        int tenants = CatalogDeclaration.tenants(found.properties()).size();
        return new ResourceStatus(
                table.kind(),
                table.name(),
                "available",
                Optional.empty(),
                Optional.empty(),
                true,
                found.columns().size() + " columns over " + found.location() + "; "
                        + (tenants == 1 ? "one tenant" : tenants + " tenants") + " can be queried");
    }

    @Override
    public List<Removal> removals(boolean withData) {
        return control.find(table).isPresent()
                ? List.of(new Removal(table.kind(), table.name(), "", Optional.empty()))
                : List.of();
    }

    @Override
    public void remove(Removal removal) {
        control.delete(table);
    }
}
