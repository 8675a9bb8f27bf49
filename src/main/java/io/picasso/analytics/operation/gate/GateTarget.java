package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.operation.access.TokenDesk;
import io.picasso.analytics.operation.deploy.Deployment;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.operation.ingest.LakeEvents;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.port.TenantRegistry;
import io.picasso.analytics.resource.TableDeclaration;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import java.util.Optional;

/** The environment that a gate measures. Nothing is connected to before it is asked for. */
public interface GateTarget {
    /** Its name. */
    String environment();

    TableControl tableControl();

    /** The events table as it is declared. */
    TableDeclaration eventsTable();

    /** The summaries table as it is declared. */
    TableDeclaration summariesTable();

    SessionStore store();

    SessionRows rows();

    /** Session tables that are not there. */
    SessionStore absentTables();

    ObjectStore lake();

    LakeEvents lakeEvents();

    TenantRegistry tenants();

    JsonParser parser();

    /** Makes events as the environment's processor does. */
    EventFactory events();

    Retention retention();

    /**
     * A processor of this program in the environment, which has processed nothing yet.
     *
     * @param tables empty: it writes none
     */
    BatchProcessor processor(ObjectStore lake, Optional<SessionStore> tables);

    EventQueue queue();

    FunctionControl functions();

    /** The functions as they are declared, and what is there. */
    Deployment deployment();

    WriteSwitch writes();

    /** The dashboard's API in this process. */
    Door dashboard();

    /** The same where the dashboard finds it; empty when it is not deployed and nobody has said where it is. */
    Optional<Door> deployedDashboard();

    TokenDesk tokens();

    /** A page that comes with the program, by its name in the documentation; empty when it does not come. */
    Optional<String> page(String name);

    Clock clock();

    Pause pause();
}
