package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * What goes wrong in a year. All of it is assumed: chosen, not measured, and the same for all systems but where it says
 * otherwise. Times are random, by the seed; the spells are long enough that every system meets each.
 *
 * <table>
 *   <caption>The profile {@link #documented()}</caption>
 *   <tr><td>exports that end FAILED</td><td>1 in 2,000</td></tr>
 *   <tr><td>calls that end with a 500 or a time-out, not applied</td><td>1 in 10,000</td></tr>
 *   <tr><td>calls that are applied and whose reply is lost</td><td>1 in 100,000</td></tr>
 *   <tr><td>triggers that come twice</td><td>1 in 5,000</td></tr>
 *   <tr><td>access to the bucket is denied: exports fail</td><td>2 times, 2 hours</td></tr>
 *   <tr><td>nothing is triggered</td><td>4 times, 3 hours</td></tr>
 *   <tr><td>nothing is triggered, long</td><td>1 time, 26 hours</td></tr>
 *   <tr><td>DynamoDB throttles every other call</td><td>6 times, 10 minutes</td></tr>
 *   <tr><td>DynamoDB refuses the times of exports against the facts</td><td>1 time, 20 minutes</td></tr>
 *   <tr><td>the topic is down</td><td>2 times, 1 hour</td></tr>
 *   <tr><td>an export takes 10 hours</td><td>1 time</td></tr>
 *   <tr><td>a process of the library's caller dies, at a random effect</td><td>52 times</td></tr>
 *   <tr><td>running executions of Step Functions are stopped, by a deployment say</td><td>4 times</td></tr>
 * </table>
 *
 * <p>The last two are the same thing for systems of two kinds, to the disadvantage of the library: a process dies with its
 * machine, an execution of Step Functions does not.
 *
 * @param exportsPerFailure one of so many exports fails
 * @param callsPerFailure one of so many calls fails
 * @param callsPerLostReply the reply of one of so many calls is lost
 * @param triggersPerRepetition one of so many triggers comes twice
 * @param deniedBucket how often a year access to the bucket is denied, and for how long
 * @param noTriggers how often nothing is triggered
 * @param noTriggersForLong the same, longer
 * @param throttling how often every other call to DynamoDB is throttled
 * @param refusedTimes how often DynamoDB refuses the times of exports
 * @param topicDown how often nothing can be published
 * @param slowExport how often an export takes long
 * @param deaths how often a process dies
 * @param stops how often executions are stopped
 */
record Profile(
        int exportsPerFailure,
        int callsPerFailure,
        int callsPerLostReply,
        int triggersPerRepetition,
        Spells deniedBucket,
        Spells noTriggers,
        Spells noTriggersForLong,
        Spells throttling,
        Spells refusedTimes,
        Spells topicDown,
        Spells slowExport,
        int deaths,
        int stops) {

    /** Something that happens so often a year, each time for so long. */
    record Spells(int times, Duration length) {}

    static Profile documented() {
        return new Profile(
                2_000,
                10_000,
                100_000,
                5_000,
                new Spells(2, Duration.ofHours(2)),
                new Spells(4, Duration.ofHours(3)),
                new Spells(1, Duration.ofHours(26)),
                new Spells(6, Duration.ofMinutes(10)),
                new Spells(1, Duration.ofMinutes(20)),
                new Spells(2, Duration.ofHours(1)),
                new Spells(1, Duration.ofHours(10)),
                52,
                4);
    }

    /** The profile for people. */
    List<String> lines() {
        Table table = new Table("what goes wrong", "how often", "for how long");
        table.row("an export ends FAILED", "1 in " + exportsPerFailure, "");
        table.row("a call ends with a 500 or a time-out, not applied", "1 in " + callsPerFailure, "");
        table.row("a call is applied, and its reply is lost", "1 in " + callsPerLostReply, "");
        table.row("a trigger comes twice", "1 in " + triggersPerRepetition, "");
        row(table, "access to the bucket is denied: exports fail", deniedBucket);
        row(table, "nothing is triggered", noTriggers);
        row(table, "nothing is triggered, long", noTriggersForLong);
        row(table, "DynamoDB throttles every other call", throttling);
        row(table, "DynamoDB refuses the times of exports, against the facts", refusedTimes);
        row(table, "the topic is down", topicDown);
        row(table, "an export takes long", slowExport);
        table.row("a process of the library's caller dies, at a random effect", deaths + " a year", "");
        table.row("running executions of Step Functions are stopped", stops + " a year", "");
        return table.lines();
    }

    private static void row(Table table, String what, Spells spells) {
        table.row(what, spells.times() + " a year", Spell.of(spells.length()));
    }
}
