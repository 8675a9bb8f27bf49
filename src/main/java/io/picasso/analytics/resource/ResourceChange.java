package io.picasso.analytics.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One step that brings a resource closer to its declaration. None of them deletes a resource. */
public sealed interface ResourceChange
        permits ResourceChange.OfTable,
                ResourceChange.OfBucket,
                ResourceChange.OfQueue,
                ResourceChange.OfCatalog,
                ResourceChange.OfAlarm,
                FunctionChange,
                ScheduleChange {
    /** The name of the resource it changes. */
    String resource();

    /** What it does, in a few words. */
    String describe();

    /** A step on a table. */
    sealed interface OfTable extends ResourceChange {}

    /** A step on a bucket. */
    sealed interface OfBucket extends ResourceChange {}

    /** A step on a queue. */
    sealed interface OfQueue extends ResourceChange {}

    /** A step on a table of the query catalog; never on the objects it shows. */
    sealed interface OfCatalog extends ResourceChange {}

    /** A step on an alarm. */
    sealed interface OfAlarm extends ResourceChange {}

    /** Makes a table with its indexes; TTL is a step of its own. */
    record CreateTable(TableDeclaration table) implements OfTable {
        @Override
        public String resource() {
            return table.name();
        }

        @Override
        public String describe() {
            return "create table " + table.name();
        }
    }

    /** Adds a missing index; DynamoDB fills it from the table. */
    record AddIndex(TableDeclaration table, IndexDeclaration index) implements OfTable {
        @Override
        public String resource() {
            return table.name();
        }

        @Override
        public String describe() {
            return "add index " + index.name() + " to " + table.name();
        }
    }

    /** Switches TTL on. */
    record EnableTtl(String table, String attribute) implements OfTable {
        @Override
        public String resource() {
            return table;
        }

        @Override
        public String describe() {
            return "enable TTL on " + table + " by " + attribute;
        }
    }

    /** Changes the billing from provisioned to on demand. */
    record BillOnDemand(String table) implements OfTable {
        @Override
        public String resource() {
            return table;
        }

        @Override
        public String describe() {
            return "bill " + table + " on demand";
        }
    }

    /** Makes an empty bucket; its rules are a step of their own. */
    record CreateBucket(String bucket) implements OfBucket {
        @Override
        public String resource() {
            return bucket;
        }

        @Override
        public String describe() {
            return "create bucket " + bucket;
        }
    }

    /** Sets how long objects are kept; rules on other prefixes stay as they are. */
    record SetExpiry(String bucket, List<ExpiryRule> rules) implements OfBucket {
        public SetExpiry {
            rules = List.copyOf(rules);
        }

        @Override
        public String resource() {
            return bucket;
        }

        @Override
        public String describe() {
            return "set the lifecycle of " + bucket;
        }
    }

    /** Makes a queue. */
    record CreateQueue(QueueDeclaration queue) implements OfQueue {
        @Override
        public String resource() {
            return queue.name();
        }

        @Override
        public String describe() {
            return "create queue " + queue.name();
        }
    }

    /** Sets the declared attributes of a queue. */
    record AlterQueue(QueueDeclaration queue) implements OfQueue {
        @Override
        public String resource() {
            return queue.name();
        }

        @Override
        public String describe() {
            return "set the attributes of " + queue.name();
        }
    }

    /** Makes a table of the query catalog, and its database where there is none. */
    record CreateCatalogTable(CatalogDeclaration table) implements OfCatalog {
        @Override
        public String resource() {
            return table.name();
        }

        @Override
        public String describe() {
            return "create Athena table " + table.name();
        }
    }

    /** Adds missing columns after the others. */
    record AddColumns(CatalogDeclaration table, List<CatalogColumn> columns) implements OfCatalog {
        public AddColumns {
            columns = List.copyOf(columns);
        }

        @Override
        public String resource() {
            return table.name();
        }

        @Override
        public String describe() {
            return "add columns to " + table.name();
        }
    }

    /** Sets properties; others stay as they are. */
    record SetTableProperties(CatalogDeclaration table, Map<String, String> properties) implements OfCatalog {
        public SetTableProperties {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }

        @Override
        public String resource() {
            return table.name();
        }

        @Override
        public String describe() {
            return "set the properties of " + table.name();
        }
    }

    /**
     * Makes an alarm, or gives one other terms.
     *
     * @param others ARNs of topics that somebody else had it tell, and that it goes on telling
     */
    record PutAlarm(AlarmDeclaration alarm, Set<String> others) implements OfAlarm {
        public PutAlarm {
            others = Set.copyOf(others);
        }

        @Override
        public String resource() {
            return alarm.name();
        }

        @Override
        public String describe() {
            return "set alarm " + alarm.name();
        }
    }
}
