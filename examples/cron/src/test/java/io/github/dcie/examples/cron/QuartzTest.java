package io.github.dcie.examples.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz as in docs/scheduling.md. */
@Timeout(30)
final class QuartzTest {

    private static void schedule(Scheduler scheduler, ExportCoordinator exports) throws SchedulerException {
        // not the job's data map, which a JDBC job store would serialise
        scheduler.getContext().put("exports", exports);
        // one step makes up for all that were missed
        SimpleScheduleBuilder everyMinute =
                SimpleScheduleBuilder.repeatMinutelyForever().withMisfireHandlingInstructionNextWithExistingCount();
        scheduler.scheduleJob(
                JobBuilder.newJob(ExportStep.class)
                        .withIdentity("export-orders")
                        .build(),
                TriggerBuilder.newTrigger().withSchedule(everyMinute).build());
    }

    /** Public, with a public constructor: Quartz makes one for each firing. */
    public static final class ExportStep implements Job {

        @Override
        public void execute(JobExecutionContext context) throws JobExecutionException {
            try {
                ExportCoordinator exports =
                        (ExportCoordinator) context.getScheduler().getContext().get("exports");
                exports.advance();
            } catch (SchedulerException | StateStoreException e) {
                throw new JobExecutionException(e); // logged; the trigger fires again
            }
        }
    }

    @Test
    void aTriggerMakesTheFirstStep() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Emulated aws = Emulated.telling(event -> told.countDown());
        Properties settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "test");
        settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        settings.setProperty("org.quartz.threadPool.threadCount", "1");
        settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        Scheduler scheduler = new StdSchedulerFactory(settings).getScheduler();
        try {
            schedule(scheduler, aws.coordinator());
            scheduler.start();
            told.await();
        } finally {
            scheduler.shutdown(true);
        }

        assertThat(aws.exports().exports()).hasSize(1);
    }
}
