package io.github.dcie.core.internal.run;

import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.internal.dynamodb.CallLimits;
import io.github.dcie.core.internal.dynamodb.ExportApi;
import io.github.dcie.core.internal.effect.DeliveryResult;
import io.github.dcie.core.internal.effect.Effect;
import io.github.dcie.core.internal.effect.News;
import io.github.dcie.core.internal.effect.ReadResult;
import io.github.dcie.core.internal.effect.WriteAnswer;
import io.github.dcie.core.internal.facts.CheckResult;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ListedPage;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.RequestResult;
import io.github.dcie.core.internal.facts.TableLook;
import io.github.dcie.core.internal.guard.Checker;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import io.github.dcie.spi.WriteResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The world as it is: DynamoDB, the user's store, check and notifier, and the log. */
final class LiveWorld implements Effect.World {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.dcie.core.ExportCoordinator");

    private final Dependencies dependencies;
    private final JobId job;
    private final ExportApi exports;

    LiveWorld(Dependencies dependencies, CallLimits limits) {
        this.dependencies = dependencies;
        job = dependencies.settings().job().id();
        exports = new ExportApi(dependencies.settings().job(), dependencies.dynamoDb(), limits);
    }

    @Override
    public ReadResult readState(Effect.ReadState effect) throws StateStoreException {
        return new ReadResult.Read(dependencies.store().read(job));
    }

    @Override
    public DescribeResult describeExport(Effect.DescribeExport effect) {
        return exports.describe(effect.exportId());
    }

    @Override
    public ListedPage listExports(Effect.ListExports effect) {
        return exports.list(effect.page());
    }

    @Override
    public PitrStatus describeBackups(Effect.DescribeBackups effect) {
        return exports.pitr();
    }

    @Override
    public TableLook describeTable(Effect.DescribeTable effect) {
        return exports.table();
    }

    @Override
    public CheckResult checkCompletion(Effect.CheckCompletion effect) throws Exception {
        return new CheckResult.Said(Checker.verdict(dependencies.check(), effect.candidate()));
    }

    @Override
    public WriteAnswer writeState(Effect.WriteState effect) throws StateStoreException {
        WriteResult result = dependencies
                .store()
                .write(
                        job,
                        new StateWrite(
                                WriteId.random(),
                                effect.expected(),
                                effect.document(),
                                effect.readable(),
                                effect.at(),
                                effect.acknowledges()));
        if (result == WriteResult.LOST_RACE) {
            LOG.debug(
                    "job {}: lost the race for revision {}",
                    job,
                    effect.expected().next());
        } else {
            LOG.debug("job {}: wrote revision {}", job, effect.expected().next());
            effect.news().forEach(this::log);
        }
        return new WriteAnswer.Known(result);
    }

    private void log(News news) {
        if (news.level() == News.Level.INFO) {
            LOG.info("job {} generation {}: {}", job, news.generation(), news.line());
        } else {
            LOG.debug("job {} generation {}: {}", job, news.generation(), news.line());
        }
    }

    @Override
    public RequestResult requestExport(Effect.RequestExport effect) {
        return exports.request(effect.planned());
    }

    @Override
    public DeliveryResult deliver(Effect.Deliver effect) throws Exception {
        dependencies.notifier().deliver(effect.event());
        LOG.debug("job {}: delivered {}", job, effect.event().id());
        return new DeliveryResult.Delivered();
    }
}
