package vestnik.console.access;

/// What a user of the console or the API may do. Everybody may read mailings; more is granted by path and method.
///
/// - ADMIN: everything, users included
/// - MARKETER: creates, launches, pauses and cancels campaigns
/// - OPERATOR: runs jobs, pauses, cancels and stops everything, decides on uncertain messages, hands in the clinic's data,
///   and answers what patients demand
/// - VIEWER: reads mailings, without names
public enum Role {
    ADMIN, MARKETER, OPERATOR, VIEWER;

    /// Whether this role sees patients' names.
    public boolean seesNames() {
        return this != VIEWER;
    }

    /// Whether this role sees patients' files, and answers what they demand.
    public boolean seesFiles() {
        return this == ADMIN || this == OPERATOR;
    }

    /// Whether this role may pause and cancel every mailing, and stop everything.
    public boolean stopsEverything() {
        return this == ADMIN || this == OPERATOR;
    }

    /// Whether this role decides what is done about a message of which nobody knows whether it arrived.
    public boolean decidesOnUncertain() {
        return this == ADMIN || this == OPERATOR;
    }

    /// Whether this role may pause and cancel at least its own campaigns.
    public boolean controlsCampaigns() {
        return this != VIEWER;
    }

    /// Whether this role may start jobs by hand.
    public boolean runsJobs() {
        return this == ADMIN || this == OPERATOR;
    }
}
