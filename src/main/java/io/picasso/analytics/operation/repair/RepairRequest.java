package io.picasso.analytics.operation.repair;

import java.util.Optional;

/**
 * Which markers are worked on.
 *
 * @param tenantId only sessions of this tenant; a marker that names others too stays. Empty for all
 * @param markers at most so many, oldest day first
 * @param dryRun decide everything, write and delete nothing
 */
public record RepairRequest(Optional<String> tenantId, long markers, boolean dryRun) {}
