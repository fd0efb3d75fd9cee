package vestnik.console.access;

/// What a user of the console or the API may do. Everybody may read mailings; more is granted by path and method.
///
/// - ADMIN: everything, users included
/// - MARKETER: creates and launches campaigns
/// - OPERATOR: runs jobs, hands in the clinic's data, and answers what patients demand
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

    /// Whether this role may start jobs by hand.
    public boolean runsJobs() {
        return this == ADMIN || this == OPERATOR;
    }
}
