package io.github.dcie;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What the next step would do; nothing was changed to find out.
 *
 * @param status where the job stands
 * @param actions what the next step would do, in order
 * @param why the reason, in a sentence
 * @param callAgainAt when a step is next worth its call
 * @param fullExportBytes the table's size where a full export would be asked for, as DescribeTable tells it (up to six
 *     hours old): what it would be billed by
 */
public record StepPlan(
        JobStatus status, List<StepAction> actions, String why, Instant callAgainAt, OptionalLong fullExportBytes) {

    /**
     * Copies the list and makes the reason fit for one line.
     *
     * @param status where the job stands
     * @param actions what the next step would do, in order, copied
     * @param why the reason, in a sentence
     * @param callAgainAt when a step is next worth its call
     * @param fullExportBytes the table's size where a full export would be asked for; may be empty
     */
    public StepPlan {
        actions = List.copyOf(actions);
        why = Printable.line(why);
    }

    /**
     * The plan for people, several lines.
     *
     * @return a text that ends without a line break
     */
    public String toText() {
        String steps = actions.isEmpty()
                ? "nothing to do"
                : actions.stream().map(StepAction::toString).collect(Collectors.joining("\n  ", "would do\n  ", ""));
        String cost = fullExportBytes.isPresent()
                ? "\nthe full export is billed by the table's size, about " + fullExportBytes.getAsLong() + " bytes"
                : "";
        return steps + "\n" + why + "\nnext call at " + callAgainAt + cost + "\n" + status.toText();
    }
}
