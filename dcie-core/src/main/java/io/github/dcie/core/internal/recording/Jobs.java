package io.github.dcie.core.internal.recording;

import static io.github.dcie.core.internal.recording.Values.as;

import io.github.dcie.CatchUp;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportView;
import io.github.dcie.GapPolicy;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.WindowAlignment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** An export job as plain values. */
final class Jobs {

    private Jobs() {}

    static Map<String, Object> written(ExportJob job) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", job.id().value());
        fields.put("table", job.table().value());
        fields.put("destination", Plain.of(job.destination()));
        fields.put("format", job.format().name());
        fields.put("view", job.view().name());
        fields.put("windowSize", job.windowSize().toString());
        fields.put("settleDelay", job.settleDelay().toString());
        fields.put("alignment", job.alignment().name());
        fields.put("catchUp", job.catchUp().name());
        fields.put("maxInFlight", job.maxInFlight());
        fields.put("stuckAfter", job.stuckAfter().toString());
        fields.put("onGap", Plain.of(job.onGap()));
        return fields;
    }

    static ExportJob read(Map<?, ?> fields) {
        return ExportJob.builder(
                        JobId.of(as(String.class, fields.get("id"))),
                        TableArn.of(as(String.class, fields.get("table"))),
                        (S3Destination) Values.read(S3Destination.class, fields.get("destination")))
                .format((ExportFormat) Values.read(ExportFormat.class, fields.get("format")))
                .view((ExportView) Values.read(ExportView.class, fields.get("view")))
                .windowSize((Duration) Values.read(Duration.class, fields.get("windowSize")))
                .settleDelay((Duration) Values.read(Duration.class, fields.get("settleDelay")))
                .alignment((WindowAlignment) Values.read(WindowAlignment.class, fields.get("alignment")))
                .catchUp((CatchUp) Values.read(CatchUp.class, fields.get("catchUp")))
                .maxInFlight((int) Values.read(int.class, fields.get("maxInFlight")))
                .stuckAfter((Duration) Values.read(Duration.class, fields.get("stuckAfter")))
                .onGap((GapPolicy) Values.read(GapPolicy.class, fields.get("onGap")))
                .build();
    }
}
