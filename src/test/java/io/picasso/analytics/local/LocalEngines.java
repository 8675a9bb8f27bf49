package io.picasso.analytics.local;

import io.picasso.analytics.local.engine.EmbeddedStack;
import io.picasso.analytics.local.engine.StackPlan;

/** The engines that all tests of this JVM share: in memory, on free ports, closed when the JVM ends. */
public final class LocalEngines {
    private LocalEngines() {}

    /** The endpoints of the shared stack; the first call starts it. */
    public static Endpoints endpoints() {
        return Shared.STACK.endpoints();
    }

    private static final class Shared {
        static final EmbeddedStack STACK = start();

        private static EmbeddedStack start() {
            EmbeddedStack stack = EmbeddedStack.start(StackPlan.inMemory());
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            return stack;
        }
    }
}
