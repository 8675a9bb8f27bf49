package io.picasso.analytics.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A program like {@link Main} with one long command; {@link ProcessTest} interrupts it. */
final class InterruptedProgram {
    private InterruptedProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Interruption interruption = new Interruption();
        interruption.listen(Duration.ofSeconds(30), () -> Runtime.getRuntime().halt(130));
        CountDownLatch asked = new CountDownLatch(1);
        if (arguments[0].equals("attended")) {
            try (Interruption.Registration registration = interruption.onInterrupt(asked::countDown)) {
                System.out.println("working");
                asked.await();
                System.out.println("batch finished, requested " + interruption.requested());
            }
        } else {
            System.out.println("working");
            asked.await();
        }
        interruption.finished();
        System.exit(130);
    }
}
