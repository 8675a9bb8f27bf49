package io.picasso.analytics.adapter.aws.athena;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.CatalogControl;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.resource.CatalogColumn;
import io.picasso.analytics.resource.CatalogDeclaration;
import io.picasso.analytics.resource.FoundCatalogTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.TableMetadata;

/** The catalog by Athena's metadata calls and DDL. */
final class AthenaCatalogControl implements CatalogControl {
    private static final String CATALOG = "AwsDataCatalog";

    private final AthenaClient client;
    private final AwsService service;
    private final AthenaQueries queries;

    AthenaCatalogControl(AthenaClient client, AwsService service, AthenaQueries queries) {
        this.client = client;
        this.service = service;
        this.queries = queries;
    }

    @Override
    public Optional<FoundCatalogTable> find(CatalogDeclaration table) {
        return service.call("describe", "Athena table " + table.name(), () -> {
            try {
                return Optional.of(found(client.getTableMetadata(get -> get.catalogName(CATALOG)
                                .databaseName(table.database())
                                .tableName(table.table()))
                        .tableMetadata()));
            } catch (MetadataException e) {
                if (String.valueOf(e.getMessage()).contains("EntityNotFound")) {
                    return Optional.empty();
                }
                throw metadata(e, table);
            }
        });
    }

    /** The catalog's own service said no; only its words tell why. */
    private Failure metadata(MetadataException e, CatalogDeclaration table) {
        boolean denied = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("denied");
        return Failure.of(
                        denied ? FailureCode.DENIED : FailureCode.SERVICE_UNAVAILABLE,
                        "could not describe Athena table " + table.name())
                .where(service.place())
                .why(String.valueOf(e.getMessage()))
                .cause(e);
    }

    private static FoundCatalogTable found(TableMetadata table) {
        return new FoundCatalogTable(
                columns(table.columns()),
                columns(table.partitionKeys()),
                table.parameters().getOrDefault("location", ""),
                table.parameters());
    }

    private static List<CatalogColumn> columns(List<Column> columns) {
        return columns.stream()
                .map(column -> new CatalogColumn(column.name(), column.type()))
                .toList();
    }

    @Override
    public void create(CatalogDeclaration table) {
        run(AthenaDdl.createDatabase(table));
        run(AthenaDdl.createTable(table));
    }

    @Override
    public void addColumns(CatalogDeclaration table, List<CatalogColumn> columns) {
        run(AthenaDdl.addColumns(table, columns));
    }

    @Override
    public void setProperties(CatalogDeclaration table, Map<String, String> properties) {
        run(AthenaDdl.setProperties(table, properties));
    }

    @Override
    public boolean delete(CatalogDeclaration table) {
        run(AthenaDdl.dropTable(table));
        boolean empty = service.call("list", "Athena database " + table.database(), () -> {
            try {
                return client.listTableMetadata(
                                list -> list.catalogName(CATALOG).databaseName(table.database()))
                        .tableMetadataList()
                        .isEmpty();
            } catch (MetadataException e) {
                return true; // not there: dropping it does nothing
            }
        });
        if (empty) {
            run(AthenaDdl.dropDatabase(table));
        }
        return empty;
    }

    private void run(String ddl) {
        queries.run(StartQueryExecutionRequest.builder().queryString(ddl), QueryLimits.DEFAULT);
    }
}
