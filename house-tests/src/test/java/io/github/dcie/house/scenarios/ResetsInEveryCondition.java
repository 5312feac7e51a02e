package io.github.dcie.house.scenarios;

import static io.github.dcie.house.scenarios.LongStoriesHelp.REQUEST;
import static io.github.dcie.house.scenarios.LongStoriesHelp.USUAL;
import static io.github.dcie.house.scenarios.LongStoriesHelp.before;
import static io.github.dcie.house.scenarios.LongStoriesHelp.began;
import static io.github.dcie.house.scenarios.LongStoriesHelp.chain;
import static io.github.dcie.house.scenarios.LongStoriesHelp.dueNow;
import static io.github.dcie.house.scenarios.LongStoriesHelp.ended;
import static io.github.dcie.house.scenarios.LongStoriesHelp.exports;
import static io.github.dcie.house.scenarios.LongStoriesHelp.following;
import static io.github.dcie.house.scenarios.LongStoriesHelp.fullExports;
import static io.github.dcie.house.scenarios.LongStoriesHelp.holding;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Chain;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.JobStatus;
import io.github.dcie.core.FirstRun;
import io.github.dcie.house.scenarios.LongStoriesHelp.StoreAtHand;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import io.github.dcie.testkit.simulation.SimulatedProcess;
import io.github.dcie.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * A person resets a job in each of the conditions (F5). DCIE ignores a reset while it believes that a full export runs
 * (A2, C6). Ours carries it out at the next step, whatever is wrong, once; and the new chain begins as soon as it can.
 */
final class ResetsInEveryCondition {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String FACTS = "DescribeContinuousBackups";

    private static final Runnable NOTHING = () -> {};

    /** Conditions of the question, which are answered and not told. */
    private static final Set<Kind> NOT_TOLD = EnumSet.of(Kind.UNKNOWN_OPERATOR_ACTION, Kind.NO_STATE);

    private ResetsInEveryCondition() {}

    static List<Scenario> all() {
        return Stream.of(recovery(), calls(), exporting(), stored())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scenario> recovery() {
        return List.of(
                resetIn(Kind.PITR_OFF, "recovery is off", world -> {
                    world.aws().switchRecoveryOff(Scenario.TABLE);
                    world.follow(HOUR);
                    return () -> world.aws().switchRecoveryOn(Scenario.TABLE);
                }),
                resetIn(Kind.GAP_PITR_WAS_OFF, "recovery is switched off and on", world -> {
                    world.aws().switchRecoveryOff(Scenario.TABLE);
                    world.aws().switchRecoveryOn(Scenario.TABLE);
                    world.follow(HOUR);
                    return NOTHING;
                }),
                resetIn(Kind.GAP_FELL_BEHIND, "nobody calls for 36 days", world -> {
                    world.waits(Duration.ofDays(36));
                    world.follow(HOUR);
                    return NOTHING;
                }),
                resetIn(
                        Kind.GAP_RETENTION_SHORTENED,
                        "nobody calls for 3 days, and the retention is shortened to one",
                        world -> {
                            world.waits(Duration.ofDays(3));
                            world.aws().shortenRecovery(Scenario.TABLE, 1);
                            world.follow(HOUR);
                            return NOTHING;
                        }),
                resetIn(Kind.GAP_TABLE_RECREATED, "the table is deleted and created again", world -> {
                    world.aws().recreate(Scenario.TABLE);
                    world.aws().switchRecoveryOn(Scenario.TABLE);
                    world.follow(HOUR);
                    return NOTHING;
                }),
                resetIn(Kind.HISTORY_AT_RISK, "nobody calls for 20 days", world -> {
                    world.waits(Duration.ofDays(20));
                    world.process(0).step();
                    return NOTHING;
                }),
                resetIn(Kind.TABLE_GONE, "the table is deleted", world -> {
                    world.aws().deleteTable(Scenario.TABLE);
                    world.follow(HOUR);
                    return () -> {
                        world.aws().createTable(Scenario.TABLE);
                        world.aws().switchRecoveryOn(Scenario.TABLE);
                    };
                }),
                resetIn(
                                Kind.WINDOW_EXCEEDS_RETENTION,
                                "windows of 23 hours, and a retention of a day",
                                ResetsInEveryCondition::windowExceedsRetention)
                        .withJob(job ->
                                job.toBuilder().windowSize(Duration.ofHours(23)).build()));
    }

    private static Scenario refusedCall(Kind kind, String code) {
        return resetIn(kind, FACTS + " answers " + code, world -> {
            world.aws().refuseCalls(FACTS, code, "simulated");
            world.follow(HOUR);
            return () -> world.aws().mendCalls(FACTS);
        });
    }

    private static List<Scenario> calls() {
        return List.of(
                resetIn(Kind.ACCESS_DENIED, "exports are denied", world -> {
                    world.aws().denyAccess(REQUEST);
                    world.follow(HOUR);
                    return () -> world.aws().allowAccess(REQUEST);
                }),
                refusedCall(Kind.CREDENTIALS_REFUSED, "ExpiredTokenException"),
                refusedCall(Kind.CLOCK_SKEWED, "RequestExpired"),
                refusedCall(Kind.UNKNOWN_OPERATION, "UnknownOperationException"),
                refusedCall(Kind.CALL_REJECTED, "ValidationException"),
                resetIn(Kind.SERVICE_TROUBLE, "DescribeContinuousBackups answers 500", world -> {
                    world.aws().failCalls(FACTS);
                    world.follow(HOUR.multipliedBy(2));
                    return () -> world.aws().mendCalls(FACTS);
                }),
                resetIn(Kind.EXPORT_TIME_REFUSED, "times are refused against the facts", world -> {
                    world.timesAreRefused();
                    world.follow(HOUR.multipliedBy(2));
                    return world::timesAreAccepted;
                }),
                resetIn(Kind.TOKEN_CONFLICT, "somebody else has used the next token", world -> {
                    world.aws().takeNextTokens(1);
                    world.follow(HOUR);
                    return NOTHING;
                }),
                resetIn(
                        Kind.REQUEST_REFUSED,
                        "DynamoDB finds the next request invalid",
                        ResetsInEveryCondition::requestIsRefused),
                resetIn(Kind.QUOTA_REACHED, "the account's quota of exports is used up", world -> {
                    world.aws().limitExportsInFlight(0);
                    world.follow(HOUR);
                    return () -> world.aws().limitExportsInFlight(300);
                }));
    }

    private static List<Scenario> exporting() {
        return List.of(
                resetIn(Kind.EXPORT_FAILING, "the bucket's policy is broken", world -> {
                    world.aws().bucketProblem("acme-exports", "S3AccessDenied");
                    world.follow(HOUR);
                    return () -> world.aws().bucketIsFine("acme-exports");
                }),
                resetIn(Kind.EXPORT_STUCK, "the next export takes 90 days", world -> {
                    int next = exports(world).size() + 1;
                    world.aws().exportsTake(number -> number == next ? Duration.ofDays(90) : USUAL);
                    world.follow(Duration.ofHours(26));
                    return NOTHING;
                }),
                resetIn(Kind.NOTIFIER_FAILING, "nothing can be told", world -> {
                    world.notifierIsDown();
                    world.follow(HOUR);
                    return world::notifierIsUp;
                }));
    }

    private static List<Scenario> stored() {
        StoreAtHand lost = new StoreAtHand();
        StoreAtHand typed = new StoreAtHand();
        StoreAtHand none = new StoreAtHand();
        AtomicReference<FirstRun> firstRun = new AtomicReference<>(FirstRun.START_FULL_EXPORT);
        return List.of(
                resetIn(Kind.STATE_LOST, "the state is deleted", world -> {
                            lost.isDeleted();
                            world.follow(HOUR);
                            return NOTHING;
                        })
                        .withWorld(lost::in),
                resetIn(Kind.UNKNOWN_OPERATOR_ACTION, "the operator types STOP", world -> {
                            typed.operatorTypes("STOP");
                            world.follow(HOUR);
                            return NOTHING;
                        })
                        .withWorld(typed::in),
                Scenario.of("reset-in-NO_STATE", world -> noState(world, none, firstRun))
                        .withCoordinator(builder -> builder.firstRun(firstRun.get()))
                        .withWorld(builder -> {
                            firstRun.set(FirstRun.START_FULL_EXPORT);
                            return none.in(builder);
                        }));
    }

    /** The condition holds, a person resets, and the trouble ends a quarter of an hour later. */
    private static Scenario resetIn(Kind kind, String headline, Function<Simulation, Runnable> trouble) {
        return Scenario.of("reset-in-" + kind, world -> {
            following(world);
            world.note(headline);
            Runnable mending = trouble.apply(world);
            assertThat(holding(world)).contains(kind);

            world.reset();
            world.follow(Duration.ofMinutes(16));
            assertThat(world.status().flatMap(JobStatus::chain).map(Chain::generation))
                    .as("carried out, whatever is wrong: the first chain is over")
                    .isNotEqualTo(Optional.of(1));

            if (mending != NOTHING) {
                world.note("that is over");
                mending.run();
            }
            toldOfTwoChains(world);
            assertThat(ended(world)).as("as often as it began").containsExactlyInAnyOrderElementsOf(began(world));
            assertThat(began(world).contains(kind)).isNotEqualTo(NOT_TOLD.contains(kind));
        });
    }

    private static void toldOfTwoChains(Simulation world) {
        world.followUntil(
                status -> status.pendingEvents() == 0
                        && status.conditions().isEmpty()
                        && world.events().events(FullExportCommitted.class).size() == 2,
                Duration.ofDays(1));
        assertThat(chain(world).generation()).isEqualTo(2);
        assertThat(world.events().events(FullExportCommitted.class))
                .extracting(FullExportCommitted::generation)
                .containsExactly(1, 2);
        assertThat(fullExports(world))
                .filteredOn(export -> export.state() == State.COMPLETED)
                .as("one for each chain")
                .extracting(EmulatedExport::exportTime)
                .hasSize(2);
    }

    private static Runnable windowExceedsRetention(Simulation world) {
        world.aws().shortenRecovery(Scenario.TABLE, 1);
        dueNow(world);
        world.follow(Duration.ofMinutes(30));
        return () -> world.aws().shortenRecovery(Scenario.TABLE, 35);
    }

    private static Runnable requestIsRefused(Simulation world) {
        dueNow(world);
        world.process(0).step(before(1, REQUEST, () -> {
            throw DynamoDbException.builder()
                    .message("S3Prefix failed to satisfy constraint")
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ValidationException")
                            .errorMessage("S3Prefix failed to satisfy constraint")
                            .serviceName("DynamoDb")
                            .build())
                    .build();
        }));
        return NOTHING;
    }

    /** A process that must not begin without state does not begin with a reset either; one that may carries it out. */
    private static void noState(Simulation world, StoreAtHand store, AtomicReference<FirstRun> firstRun) {
        following(world);
        world.note("processes may not begin without state any more, and it is deleted");
        firstRun.set(FirstRun.REQUIRE_STATE);
        world.processes().forEach(SimulatedProcess::restart);
        store.isDeleted();
        long calls = world.aws().calls().count();
        world.reset();
        world.follow(HOUR);
        assertThat(world.aws().calls().count()).as("each step is one read").isEqualTo(calls);

        world.note("they may begin");
        firstRun.set(FirstRun.START_FULL_EXPORT);
        world.processes().forEach(SimulatedProcess::restart);
        toldOfTwoChains(world);
        assertThat(began(world)).isEmpty();
    }
}
