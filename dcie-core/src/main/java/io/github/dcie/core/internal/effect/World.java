package io.github.dcie.core.internal.effect;

import io.github.dcie.core.internal.facts.CheckResult;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ListedPage;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.RequestResult;
import io.github.dcie.core.internal.facts.TableLook;

/** What is around a step: one method for each effect. What these throw, or null, is a failed call of that kind (S17). */
public interface World {

    ReadResult readState(Effect.ReadState effect) throws Exception;

    DescribeResult describeExport(Effect.DescribeExport effect);

    ListedPage listExports(Effect.ListExports effect);

    PitrStatus describeBackups(Effect.DescribeBackups effect);

    TableLook describeTable(Effect.DescribeTable effect);

    CheckResult checkCompletion(Effect.CheckCompletion effect) throws Exception;

    WriteAnswer writeState(Effect.WriteState effect) throws Exception;

    RequestResult requestExport(Effect.RequestExport effect);

    DeliveryResult deliver(Effect.Deliver effect) throws Exception;
}
