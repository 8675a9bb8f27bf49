package io.picasso.analytics.wiring;

import java.util.Optional;
import java.util.function.Supplier;

/** A value made when it is first asked for, and never twice. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    private Once(Supplier<T> maker) {
        this.maker = maker;
    }

    static <T> Once<T> of(Supplier<T> maker) {
        return new Once<>(maker);
    }

    @Override
    public synchronized T get() {
        if (made.isEmpty()) {
            made = Optional.of(maker.get());
        }
        return made.get();
    }
}
