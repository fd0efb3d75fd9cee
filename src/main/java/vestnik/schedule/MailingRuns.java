package vestnik.schedule;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import vestnik.campaign.Campaign;
import vestnik.campaign.CampaignLaunched;
import vestnik.campaign.Campaigns;
import vestnik.consent.ConfirmationAsked;
import vestnik.consent.ConfirmationsSettings;
import vestnik.mailing.HoldLifted;
import vestnik.mailing.Holds;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingCancelled;
import vestnik.mailing.MailingKind;
import vestnik.mailing.MailingReopened;
import vestnik.mailing.Mailings;
import vestnik.mailing.Planner;
import vestnik.mailing.RemindersSettings;
import vestnik.mailing.ReviewsSettings;
import vestnik.run.JobRuns;
import vestnik.vocabulary.Purpose;

/// Opens mailings and runs their jobs. The same job for the same moment is the same mailing.
@Service
public class MailingRuns {

    static final String MAILING = "mailing";

    private final Mailings mailings;
    private final Campaigns campaigns;
    private final Holds holds;
    private final JobRuns runs;
    private final Map<String, Job> jobs;
    private final RemindersSettings reminders;
    private final ReviewsSettings reviews;
    private final ConfirmationsSettings confirmations;
    private final Planner planner;
    private final Clock clock;

    MailingRuns(Mailings mailings, Campaigns campaigns, Holds holds, JobRuns runs, List<Job> jobs,
            RemindersSettings reminders,
            ReviewsSettings reviews, ConfirmationsSettings confirmations, Planner planner, Clock clock) {
        this.mailings = mailings;
        this.campaigns = campaigns;
        this.holds = holds;
        this.runs = runs;
        this.jobs = jobs.stream().collect(Collectors.toMap(Job::getName, Function.identity()));
        this.reminders = reminders;
        this.reviews = reviews;
        this.confirmations = confirmations;
        this.planner = planner;
        this.clock = clock;
    }

    /// The job of that name which runs by schedule or by hand: appointment-reminders, review-requests or consent-confirmations.
    public static Optional<MailingKind> scheduled(String job) {
        return Arrays.stream(MailingKind.values())
                .filter(kind -> kind != MailingKind.CAMPAIGN && kind.job().equals(job))
                .findFirst();
    }

    /// Begins a job for a moment and returns at once.
    public Mailing launch(MailingKind kind, Instant at, String by) {
        Mailing mailing = open(kind, at, by);
        launch(mailing);
        return mailing;
    }

    /// Runs a job for a moment to its end.
    ///
    /// @return the mailing, finished unless the run failed
    public Mailing run(MailingKind kind, Instant at, String by) {
        Mailing mailing = open(kind, at, by);
        run(mailing);
        return mailings.get(mailing.id());
    }

    /// Runs what can be sent of a mailing now; false if that failed.
    public boolean run(Mailing mailing) {
        return runs.run(job(mailing), parameters(mailing)).getStatus() != BatchStatus.FAILED;
    }

    /// Goes on with a mailing in the background, unless a process works on it, or it is to wait.
    void launch(Mailing mailing) {
        if (mayGoOn(mailing)) {
            runs.launch(job(mailing), parameters(mailing));
        }
    }

    /// Whether there is anything to do for it now.
    boolean mayGoOn(Mailing mailing) {
        boolean due = mailing.resumeAt() == null || !mailing.resumeAt().isAfter(clock.instant());
        return mailing.cancelledAt() != null || (due && !holds.isHeld(mailing.id()));
    }

    @EventListener
    void on(CampaignLaunched launched) {
        launch(campaigns.get(launched.campaignId()));
    }

    // Whoever asked waits for the letter. One run takes all that are due, so a burst needs few.
    @EventListener
    void on(ConfirmationAsked asked) {
        Instant now = clock.instant();
        if (planner.isAnythingDue(MailingKind.CONFIRMATIONS, now)) {
            launch(mailings.open(MailingKind.CONFIRMATIONS, Purpose.NOTICE, confirmations.template(),
                    "confirmation:" + asked.confirmation() + "@" + now, now, null, Mailing.BY_SCHEDULE, now));
        }
    }

    // Also those that nobody held: one that was stopped meanwhile goes on sooner so.
    @EventListener
    void on(HoldLifted lifted) {
        mailings.unfinished(clock.instant()).forEach(this::launch);
    }

    @EventListener
    void on(MailingReopened reopened) {
        launch(mailings.get(reopened.mailingId()));
    }

    @EventListener
    void on(MailingCancelled cancelled) {
        mailings.unfinished(clock.instant()).stream().filter(mailing -> mailing.cancelledAt() != null)
                .forEach(this::launch);
    }

    /// Begins the mailing of a launched campaign.
    void launch(Campaign campaign) {
        String by = Optional.ofNullable(campaign.launchedBy()).orElseThrow();
        launch(mailings.open(MailingKind.CAMPAIGN, campaign.purpose(), campaign.template(), "campaign:" + campaign.id(),
                clock.instant(), campaign.id(), by, clock.instant()));
    }

    /// Writes in the morning to those of a campaign whom the night kept from being written to.
    void followUp(Instant at) {
        for (long id : mailings.campaignsKeptByTheNight(at)) {
            Campaign campaign = campaigns.get(id);
            launch(mailings.open(MailingKind.CAMPAIGN, campaign.purpose(), campaign.template(),
                    "campaign:" + id + "@" + at, at, id, Mailing.BY_SCHEDULE, clock.instant()));
        }
    }

    private Mailing open(MailingKind kind, Instant at, String by) {
        return switch (kind) {
            case APPOINTMENT_REMINDERS -> open(kind, Purpose.APPOINTMENT, reminders.template(), at, by);
            case REVIEW_REQUESTS -> open(kind, Purpose.REVIEW, reviews.template(), at, by);
            case CONFIRMATIONS -> open(kind, Purpose.NOTICE, confirmations.template(), at, by);
            case CAMPAIGN -> throw new IllegalArgumentException("a campaign is launched, not run for a moment");
        };
    }

    private Mailing open(MailingKind kind, Purpose purpose, String template, Instant at, String by) {
        return mailings.open(kind, purpose, template, kind.job() + "@" + at, at, null, by, clock.instant());
    }

    private Job job(Mailing mailing) {
        return Optional.ofNullable(jobs.get(mailing.kind().job())).orElseThrow();
    }

    private static JobParameters parameters(Mailing mailing) {
        var parameters = new JobParametersBuilder().addLong(MAILING, mailing.id());
        if (mailing.round() > 0) {
            parameters.addLong("round", (long) mailing.round());
        }
        return parameters.toJobParameters();
    }
}
