package vestnik.mailing;

/// The jobs that write to patients.
public enum MailingKind {

    APPOINTMENT_REMINDERS("appointment-reminders"), CAMPAIGN("campaign"), REVIEW_REQUESTS("review-requests"),
    CONFIRMATIONS("consent-confirmations");

    private final String job;

    MailingKind(String job) {
        this.job = job;
    }

    /// Its name on the command line, in the API and in Spring Batch.
    public String job() {
        return job;
    }
}
