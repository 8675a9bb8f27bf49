package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.resource.FoundTable;
import io.picasso.analytics.resource.IndexDeclaration;
import io.picasso.analytics.resource.TableDeclaration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Tables in DynamoDB. */
public final class DynamoDbTableControl implements TableControl {
    private final DynamoDbClient client;
    private final AwsService service;
    private final Patience patience;

    public DynamoDbTableControl(DynamoDbClient client, AwsService service, Patience patience) {
        this.client = client;
        this.service = service;
        this.patience = patience;
    }

    @Override
    public Optional<FoundTable> find(String name) {
        return call("describe", name, () -> {
            try {
                return Optional.of(FoundTables.read(
                        client.describeTable(request -> request.tableName(name)).table(),
                        client.describeTimeToLive(request -> request.tableName(name))
                                .timeToLiveDescription()));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void create(TableDeclaration table) {
        call("create", table.name(), () -> client.createTable(TableRequests.create(table)));
    }

    @Override
    public void addIndex(TableDeclaration table, IndexDeclaration index) {
        awaitSettled(table.name());
        call("add an index to", table.name(), () -> client.updateTable(TableRequests.addIndex(table, index)));
    }

    @Override
    public void enableTtl(String name, String attribute) {
        FoundTable table = awaitSettled(name);
        if (table.ttl().on() && table.ttl().attribute().equals(Optional.of(attribute))) {
            return; // DynamoDB calls it an error to enable it twice.
        }
        call(
                "enable TTL on",
                name,
                () -> client.updateTimeToLive(request -> request.tableName(name)
                        .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(attribute))));
    }

    @Override
    public void billOnDemand(String name) {
        awaitSettled(name);
        call(
                "change the billing of",
                name,
                () -> client.updateTable(request -> request.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)));
    }

    @Override
    public FoundTable awaitSettled(String name) {
        return patience.await(
                () -> Optional.of(find(name).orElseThrow(() -> missing(name))).filter(FoundTable::settled),
                () -> stillBusy(name, find(name).map(FoundTable::pending).orElse("gone")));
    }

    @Override
    public Optional<String> backup(String name, String backup) {
        Optional<String> arn = call("back up", name, () -> {
            try {
                return Optional.of(
                        client.createBackup(request -> request.tableName(name).backupName(backup))
                                .backupDetails()
                                .backupArn());
            } catch (DynamoDbException e) {
                if (isUnknown(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
        arn.ifPresent(made -> patience.await(
                () -> Optional.of(isAvailable(name, made)).filter(available -> available),
                () -> stillBusy(name, "backup " + made)));
        return arn;
    }

    /** As DynamoDB Local answers to what it does not know. */
    private static boolean isUnknown(DynamoDbException e) {
        return e.awsErrorDetails() != null
                && "UnknownOperationException".equals(e.awsErrorDetails().errorCode());
    }

    @Override
    public boolean knowsBackups() {
        return service.call("list", "backups", () -> {
            try {
                client.listBackups(request -> request.limit(1));
                return true;
            } catch (DynamoDbException e) {
                if (isUnknown(e)) {
                    return false;
                }
                // Whoever may not list backups may be allowed to make one.
                if (e.statusCode() == 400) {
                    return true;
                }
                throw e;
            }
        });
    }

    private boolean isAvailable(String name, String backupArn) {
        return call(
                "describe the backup of",
                name,
                () -> client.describeBackup(request -> request.backupArn(backupArn))
                                .backupDescription()
                                .backupDetails()
                                .backupStatus()
                        == BackupStatus.AVAILABLE);
    }

    @Override
    public void delete(String name) {
        Optional<FoundTable> found = find(name);
        if (found.isEmpty()) {
            return;
        }
        if (found.get().deletionProtection()) {
            throw Failure.of(FailureCode.PROTECTED, "table " + name + " has deletion protection on")
                    .where(service.place())
                    .next("Take it off with 'aws dynamodb update-table --table-name " + name
                            + " --no-deletion-protection-enabled' if the table shall really go.");
        }
        call("delete", name, () -> {
            try {
                return Optional.of(client.deleteTable(request -> request.tableName(name)));
            } catch (ResourceNotFoundException e) {
                return Optional.empty(); // somebody else was faster
            }
        });
        patience.await(
                () -> find(name).isPresent() ? Optional.empty() : Optional.of(true),
                () -> stillBusy(name, "table DELETING"));
    }

    private Failure missing(String name) {
        return Failure.of(FailureCode.RESOURCE_MISSING, "table " + name + " is not there")
                .where(service.place());
    }

    private Failure stillBusy(String name, String pending) {
        return Failure.of(FailureCode.SERVICE_UNAVAILABLE, "table " + name + " is not ready yet: " + pending)
                .where(service.place())
                .why("waited " + patience.longest().toSeconds() + " s; DynamoDB goes on without us")
                .next("Look again with 'picasso-analytics provision status tables', or run the command again.");
    }

    private <T> T call(String action, String table, Supplier<T> call) {
        return service.call(action, "table " + table, call);
    }
}
