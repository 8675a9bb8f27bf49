package io.picasso.analytics.resource;

/** A resource as it should be. */
public sealed interface Declaration
        permits TableDeclaration,
                BucketDeclaration,
                QueueDeclaration,
                CatalogDeclaration,
                FunctionDeclaration,
                TriggerDeclaration,
                AddressDeclaration,
                ScheduleDeclaration,
                AlarmDeclaration {
    /** The resource's name in its service. */
    String name();

    /** What kind of thing it is, in one word for the screen. */
    String kind();
}
