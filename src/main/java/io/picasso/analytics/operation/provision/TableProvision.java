package io.picasso.analytics.operation.provision;

import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FoundTable;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.ResourceChange.AddIndex;
import io.picasso.analytics.resource.ResourceChange.BillOnDemand;
import io.picasso.analytics.resource.ResourceChange.CreateTable;
import io.picasso.analytics.resource.ResourceChange.EnableTtl;
import io.picasso.analytics.resource.TableComparison;
import io.picasso.analytics.resource.TableDeclaration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The tables. */
final class TableProvision implements PartProvision {
    private final List<TableDeclaration> tables;
    private final TableControl control;

    TableProvision(List<TableDeclaration> tables, TableControl control) {
        this.tables = tables;
        this.control = control;
    }

    @Override
    public List<Difference> compare() {
        return tables.stream()
                .map(table -> TableComparison.compare(table, control.find(table.name())))
                .toList();
    }

    @Override
    public Applied apply(List<ResourceChange> changes, Consumer<String> progress) {
        // All creations are asked for first, so that DynamoDB works on them at the same time.
        for (ResourceChange change : changes) {
            if (change instanceof CreateTable create) {
                progress.accept(change.describe());
                control.create(create.table());
            }
        }
        Set<String> touched = new LinkedHashSet<>();
        for (ResourceChange change : changes) {
            touched.add(change.resource());
            if (!(change instanceof CreateTable)) {
                progress.accept(change.describe());
                make(change);
            }
        }
        touched.forEach(control::awaitSettled);
        return new Applied(changes, List.of());
    }

    private void make(ResourceChange change) {
        if (change instanceof AddIndex add) {
            control.addIndex(add.table(), add.index());
        } else if (change instanceof EnableTtl enable) {
            control.enableTtl(enable.table(), enable.attribute());
        } else if (change instanceof BillOnDemand bill) {
            control.billOnDemand(bill.table());
            control.awaitSettled(bill.table());
        } else {
            throw new IllegalArgumentException("not a change of a table: " + change);
        }
    }

    @Override
    public List<ResourceStatus> status() {
        return tables.stream()
                .map(table -> control.find(table.name())
                        .map(TableProvision::status)
                        .orElseGet(() -> ResourceStatus.missing(table.kind(), table.name())))
                .toList();
    }

    private static ResourceStatus status(FoundTable table) {
        String ttl = table.ttl().on()
                ? "TTL " + table.ttl().status() + " by "
                        + table.ttl().attribute().orElse("?")
                : "no TTL";
        String indexes = table.indexes().isEmpty()
                ? "no index"
                : String.join(
                        ", ",
                        table.indexes().stream()
                                .map(index -> index.name() + " " + index.status())
                                .toList());
        return new ResourceStatus(
                "table",
                table.name(),
                table.status(),
                Optional.of(table.itemCount()),
                Optional.of(table.sizeBytes()),
                false,
                ttl + "; " + indexes);
    }

    @Override
    public List<Removal> removals(boolean withData) {
        return tables.stream()
                .flatMap(table -> control.find(table.name()).stream())
                .map(table -> removal(table, withData))
                .toList();
    }

    private static Removal removal(FoundTable table, boolean withData) {
        String holds = table.itemCount() == 0 ? "" : "about " + table.itemCount() + " items";
        Optional<String> obstacle = table.deletionProtection()
                ? Optional.of("its deletion protection is on")
                : Removal.unlessAsked(holds, withData);
        return new Removal("table", table.name(), holds, obstacle);
    }

    @Override
    public void remove(Removal removal) {
        control.delete(removal.name());
    }
}
