package io.picasso.analytics.port;

import io.picasso.analytics.tenant.TenantMapping;
import java.util.Optional;

/** The stored form of a tenant's mapping and of its first configuration. */
public interface TenantMappingFormat {
    /**
     * Reads a mapping.
     *
     * @param hash the hash it is stored under, which counts where the text does not repeat it
     * @return empty when the text is no mapping, names no tenant, or names another hash
     */
    Optional<TenantMapping> read(String hash, byte[] text);

    /** Writes a mapping. */
    byte[] write(TenantMapping mapping);

    /** The least a tenant's configuration has in it: its id and hash. */
    byte[] configuration(TenantMapping mapping);
}
