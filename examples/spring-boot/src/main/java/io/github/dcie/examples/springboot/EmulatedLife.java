package io.github.dcie.examples.springboot;

import io.github.dcie.testkit.ExportEmulator;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets three hours pass in seconds, does something to a table meanwhile, shows the health, and ends the service. */
@Component
@Profile("emulated & demo")
class EmulatedLife implements ApplicationRunner {

    private static final Duration TICK = Duration.ofMinutes(5);
    private static final int TROUBLE = 18;
    private static final int END = 36;

    private final ExportEmulator aws;
    private final ExportProperties settings;
    private final FleetHealth exports;
    private final HealthEndpoint whole;
    private final ConfigurableApplicationContext service;
    private final CountDownLatch over = new CountDownLatch(1);
    private int ticks;

    EmulatedLife(
            ExportEmulator aws,
            ExportProperties settings,
            FleetHealth exports,
            HealthEndpoint whole,
            ConfigurableApplicationContext service) {
        this.aws = aws;
        this.settings = settings;
        this.exports = exports;
        this.whole = whole;
        this.service = service;
    }

    /** On the one thread of Spring's scheduler, in turn with the steps. */
    @Scheduled(fixedDelayString = "${exports.every}")
    void tick() {
        if (ticks > END) {
            return;
        }
        if (ticks % 6 == 0) {
            show();
        }
        if (ticks == TROUBLE) {
            System.out.println("somebody switches recovery of the last table off");
            aws.switchRecoveryOff(
                    settings.tables().get(settings.tables().size() - 1).arn());
        }
        if (ticks == END) {
            over.countDown();
        }
        aws.clock().advance(TICK);
        ticks++;
    }

    private void show() {
        Health health = exports.health();
        System.out.println(aws.clock().instant() + "  /actuator/health "
                + whole.health().getStatus() + ", its component exports " + health.getStatus());
        health.getDetails().forEach((job, words) -> System.out.println("    " + job + " " + words));
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        over.await();
        service.close();
    }
}
