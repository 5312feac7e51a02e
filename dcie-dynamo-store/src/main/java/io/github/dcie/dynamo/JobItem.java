package io.github.dcie.dynamo;

import static io.github.dcie.dynamo.ItemAttributes.DOCUMENT;
import static io.github.dcie.dynamo.ItemAttributes.OPERATOR_ACTION;
import static io.github.dcie.dynamo.ItemAttributes.REVISION;
import static io.github.dcie.dynamo.ItemAttributes.WRITE_ID;

import io.github.dcie.JobId;
import io.github.dcie.UnusableStateException;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a job's item says; an item that is none of ours cannot be made into one of these (R15). */
record JobItem(OperatorRequest operator, Optional<Newest> newest) {

    /** How many attributes of a foreign item are named in a message. */
    private static final int NAMES_SHOWN = 10;

    /** A revision that has a next one. */
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** What the last write left; an item that was restored by hand may have no write id. */
    record Newest(Revision revision, StateDocument document, Optional<String> writeId) {}

    /**
     * Takes an item apart.
     *
     * @param attributes all its attributes; none if there is no item
     */
    static JobItem parse(JobTable table, JobId job, Map<String, AttributeValue> attributes)
            throws UnusableStateException {
        return new Parser(table, job, attributes).parse();
    }

    StoredState toState() {
        return newest.map(state -> StoredState.of(state.revision(), state.document(), operator))
                .orElseGet(() -> StoredState.absent(operator));
    }

    /** Whether this is what the write has left (R7). */
    boolean wasWrittenBy(StateWrite write) {
        return newest.filter(state -> state.revision().equals(write.expected().next()))
                .flatMap(Newest::writeId)
                .filter(write.id().value()::equals)
                .isPresent();
    }

    private record Parser(JobTable table, JobId job, Map<String, AttributeValue> attributes) {

        JobItem parse() throws UnusableStateException {
            OperatorRequest operator =
                    text(OPERATOR_ACTION).map(OperatorRequest::parse).orElseGet(OperatorRequest::none);
            if (attributes.isEmpty()) {
                return new JobItem(operator, Optional.empty());
            }
            if (!attributes.containsKey(REVISION) && !attributes.containsKey(DOCUMENT)) {
                requireOnlyOperatorAction();
                return new JobItem(operator, Optional.empty());
            }
            return new JobItem(operator, Optional.of(new Newest(revision(), document(), text(WRITE_ID))));
        }

        /** K5: only this much is a job that has positively no state. */
        private void requireOnlyOperatorAction() throws UnusableStateException {
            TreeSet<String> others = new TreeSet<>(attributes.keySet());
            others.removeIf(table::isKey);
            if (others.isEmpty()) {
                throw foreign(place() + " has nothing but its key; if nothing else uses it, delete it");
            }
            others.remove(OPERATOR_ACTION);
            if (!others.isEmpty()) {
                String names = others.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
                throw foreign(place() + " has " + REVISION + " and " + DOCUMENT + " missing, but "
                        + ForeignText.plain(names) + (others.size() > NAMES_SHOWN ? ", …" : ""));
            }
        }

        private Revision revision() throws UnusableStateException {
            String number = value(REVISION, AttributeValue.Type.N, "a number")
                    .orElseThrow(() -> missing(REVISION))
                    .n();
            if (!NUMBER.matcher(number).matches()) {
                throw damaged("revision " + ForeignText.plain(number)
                        + ": expected a whole number, 1 or more, of at most 18 digits");
            }
            return new Revision(Long.parseLong(number));
        }

        private StateDocument document() throws UnusableStateException {
            String document = text(DOCUMENT).orElseThrow(() -> missing(DOCUMENT));
            try {
                return new StateDocument(document);
            } catch (IllegalArgumentException e) {
                throw damaged("attribute " + DOCUMENT + ": " + e.getMessage());
            }
        }

        private Optional<String> text(String attribute) throws UnusableStateException {
            return value(attribute, AttributeValue.Type.S, "a string").map(AttributeValue::s);
        }

        private Optional<AttributeValue> value(String attribute, AttributeValue.Type type, String inWords)
                throws UnusableStateException {
            Optional<AttributeValue> value = Optional.ofNullable(attributes.get(attribute));
            if (value.isPresent() && value.get().type() != type) {
                throw foreign("attribute " + attribute + " of " + place() + " has type "
                        + value.get().type() + ": expected " + inWords + " (" + type + ")");
            }
            return value;
        }

        private UnusableStateException missing(String attribute) {
            return foreign(place() + " has no attribute " + attribute);
        }

        private UnusableStateException foreign(String what) {
            return UnusableStateException.foreign(job, what);
        }

        private UnusableStateException damaged(String what) {
            return UnusableStateException.damaged(job, what + ", in " + place());
        }

        private String place() {
            return table.placeOf(job);
        }
    }
}
