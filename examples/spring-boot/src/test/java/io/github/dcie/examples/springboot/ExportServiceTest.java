package io.github.dcie.examples.springboot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.Notifier;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.HealthEndpointGroups;
import org.springframework.boot.actuate.health.HttpCodeStatusMapper;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The service as Spring starts it, on an emulated AWS. */
@Timeout(60)
final class ExportServiceTest {

    private static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    private static final TableArn CUSTOMERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/customers");

    private static ConfigurableApplicationContext start(String... arguments) {
        return application("emulated").run(arguments);
    }

    private static SpringApplicationBuilder application(String... profiles) {
        return new SpringApplicationBuilder(ExportService.class)
                .profiles(profiles)
                .properties("spring.main.banner-mode=off", "logging.level.root=off");
    }

    @Test
    void theScheduleMakesStepsForEveryTable() throws InterruptedException {
        CountDownLatch chains = new CountDownLatch(2);
        SpringApplicationBuilder application = application("emulated")
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(Notifier.class, () -> event -> chains.countDown()));

        try (ConfigurableApplicationContext service = application.run("--exports.every=1h")) {
            chains.await();

            ExportEmulator aws = service.getBean(ExportEmulator.class);
            assertThat(aws.exports(ORDERS)).hasSize(1);
            assertThat(aws.exports(CUSTOMERS)).hasSize(1);
        }
    }

    @Test
    void aWrongArnStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> start("--exports.tables[0].arn=orders"))
                .rootCause()
                .hasMessageContaining("orders")
                .hasMessageContaining("expected");
    }

    @Test
    void healthFollowsTheTables() {
        try (ConfigurableApplicationContext service = start("--exports.scheduled=false")) {
            FleetHealth exports = service.getBean(FleetHealth.class);
            ExportEmulator aws = service.getBean(ExportEmulator.class);

            assertThat(exports.health().getStatus()).isEqualTo(FleetHealth.BEHIND);

            stepAfter(service, Duration.ZERO);
            stepAfter(service, Duration.ofMinutes(15));
            assertThat(exports.health().getStatus()).isEqualTo(Status.UP);

            aws.switchRecoveryOff(CUSTOMERS);
            stepAfter(service, Duration.ofMinutes(15));
            stepAfter(service, Duration.ofMinutes(50));
            assertThat(exports.health().getStatus()).isEqualTo(FleetHealth.BLOCKED);
            assertThat(exports.health().getDetails().get("customers"))
                    .asString()
                    .startsWith("BLOCKED: PITR_OFF since")
                    .contains("what to do: switch it on");
            assertThat(exports.health().getDetails().get("orders")).asString().doesNotContain("PITR_OFF");
            assertThatTheWholeIsWell(service);
        }
    }

    // one blocked table must not take the service out of a load balancer
    private static void assertThatTheWholeIsWell(ConfigurableApplicationContext service) {
        HealthEndpoint health = service.getBean(HealthEndpoint.class);
        HttpCodeStatusMapper codes =
                service.getBean(HealthEndpointGroups.class).getPrimary().getHttpCodeStatusMapper();
        HttpCodeStatusMapper alarmCodes =
                service.getBean(HealthEndpointGroups.class).get("exports-alarm").getHttpCodeStatusMapper();

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.healthForPath("exports").getStatus()).isEqualTo(FleetHealth.BLOCKED);
        assertThat(codes.getStatusCode(FleetHealth.BLOCKED)).isEqualTo(200);

        assertThat(health.healthForPath("exports-alarm").getStatus()).isEqualTo(FleetHealth.BLOCKED);
        assertThat(alarmCodes.getStatusCode(FleetHealth.BLOCKED)).isEqualTo(503);
        assertThat(alarmCodes.getStatusCode(FleetHealth.BEHIND)).isEqualTo(200);
    }

    @Test
    void aStoreOutOfReachIsBlockedInItsOwnWords() {
        FleetHealth health = new FleetHealth(new Fleet(List.of(ExportCoordinator.create(
                ExportJob.of(
                        JobId.forTable(ORDERS),
                        ORDERS,
                        S3Destination.bucket("acme-exports")
                                .withPrefix("orders")
                                .withBucketOwner(ORDERS.account())),
                ExportEmulator.withTable(ORDERS).client(),
                new FaultyStateStore(new InMemoryStateStore(), (operation, call) -> Fault.FAIL)))));

        assertThat(health.health().getStatus()).isEqualTo(FleetHealth.BLOCKED);
        assertThat(health.health().getDetails().get("orders")).asString().startsWith("BLOCKED: ");
    }

    @Test // nothing is sent
    void theRealConfigurationStartsWithAJobForEachTable() {
        System.setProperty("aws.region", "eu-central-1");
        try (ConfigurableApplicationContext service =
                application().run("--exports.scheduled=false", "--spring.main.keep-alive=false")) {
            List<ExportJob> jobs = service.getBean(Fleet.class).jobs().stream()
                    .map(ExportCoordinator::job)
                    .toList();

            assertThat(jobs).extracting(ExportJob::table).containsExactly(ORDERS, CUSTOMERS);
            assertThat(jobs)
                    .extracting(ExportJob::windowSize)
                    .containsExactly(Duration.ofMinutes(15), Duration.ofHours(1));
        } finally {
            System.clearProperty("aws.region");
        }
    }

    @Test
    void theDemonstrationTellsItsStoryAndEnds() {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, UTF_8));
        try {
            ExportService.main(new String[] {"--spring.profiles.active=emulated,demo", "--exports.every=5ms"});
        } finally {
            System.setOut(before);
        }

        assertThat(out.toString(UTF_8).lines())
                .anyMatch(line -> line.endsWith("/actuator/health UP, its component exports UP"))
                .anyMatch(line -> line.endsWith("/actuator/health UP, its component exports BLOCKED"))
                .anyMatch(line -> line.startsWith("    customers BLOCKED: PITR_OFF"));
    }

    private static void stepAfter(ConfigurableApplicationContext service, Duration time) {
        service.getBean(ExportEmulator.class).clock().advance(time);
        service.getBean(Exporter.class).advance();
    }
}
