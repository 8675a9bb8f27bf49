package io.picasso.analytics.wiring;

import io.picasso.analytics.operation.deploy.Deployment;
import io.picasso.analytics.operation.rollback.ChangeHistory;
import io.picasso.analytics.operation.rollback.ChangeRecords;
import io.picasso.analytics.operation.rollback.TableRemoval;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.resource.FunctionDeclarations;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.util.List;
import java.util.function.Supplier;

/** The operations on the functions of one environment. */
public final class Functions {
    private final Wiring wiring;
    private final Supplier<FunctionControl> functions;
    private final Supplier<TableControl> tables;
    private final Supplier<QueueControl> queues;

    Functions(
            Wiring wiring,
            Supplier<FunctionControl> functions,
            Supplier<TableControl> tables,
            Supplier<QueueControl> queues) {
        this.wiring = wiring;
        this.functions = functions;
        this.tables = tables;
        this.queues = queues;
    }

    /** The name of the function that processes events. */
    public String processor() {
        return wiring.settings().text(SettingKey.PROCESSOR_FUNCTION);
    }

    /** The records of what was changed. */
    public ChangeRecords records() {
        return new ChangeRecords(wiring.lake(), wiring.parser(), processor());
    }

    /** What was changed, beside what is there now. */
    public ChangeHistory history() {
        return ChangeHistory.of(functions.get().find(processor()), missingTables(), records());
    }

    /** The deployment of the functions. */
    public Deployment deployment() {
        Settings settings = wiring.settings();
        return new Deployment(FunctionDeclarations.of(settings), functions.get(), queues.get(), !settings.isLocal());
    }

    /** The processor's switch. */
    public WriteSwitch writes() {
        return new WriteSwitch(
                functions.get(),
                records(),
                processor(),
                wiring.settings().text(SettingKey.API_FUNCTION),
                this::missingTables,
                wiring.clock());
    }

    /** The removal of the session tables. */
    public TableRemoval tableRemoval() {
        return new TableRemoval(
                writes(),
                records(),
                tables.get(),
                sessionTables(),
                processor(),
                wiring.settings().flag(SettingKey.DYNAMODB_WRITE_ENABLED),
                wiring.clock());
    }

    /** The names of the two session tables. */
    public List<String> sessionTables() {
        Settings settings = wiring.settings();
        return List.of(
                settings.text(SettingKey.SESSION_EVENTS_TABLE), settings.text(SettingKey.SESSION_SUMMARIES_TABLE));
    }

    /** Those of the session tables that are not there. */
    public List<String> missingTables() {
        TableControl control = tables.get();
        return sessionTables().stream()
                .filter(table -> control.find(table).isEmpty())
                .toList();
    }
}
