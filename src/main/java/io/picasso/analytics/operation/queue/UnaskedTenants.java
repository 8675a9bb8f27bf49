package io.picasso.analytics.operation.queue;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.TenantDirectory;
import java.util.Optional;

/**
 * Another directory, which is not asked again once it did not answer: every question would wait as long as the first, and
 * the messages are held meanwhile. Not for several threads.
 */
public final class UnaskedTenants implements TenantDirectory {
    private final TenantDirectory directory;
    private Optional<Failure> silence = Optional.empty();

    public UnaskedTenants(TenantDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Optional<Tenant> byHash(String hash) {
        silence.ifPresent(failure -> {
            throw failure;
        });
        try {
            return directory.byHash(hash);
        } catch (Failure failure) {
            if (failure.code() == FailureCode.SERVICE_UNAVAILABLE) {
                silence = Optional.of(failure);
            }
            throw failure;
        }
    }
}
